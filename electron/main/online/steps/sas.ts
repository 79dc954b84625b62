// SAS tokens, the marked legacy way to the container: what a pasted one must grant, and for how long. A token is a secret.
import { refuse } from '../../../../shared/faults/fault.ts';
import type { StorageAccess } from '../backup-client.ts';

/** Protocol §5: what each use needs, as letters of the field `sp`. */
const neededPermissions = { backup: ['c', 'r', 'd', 'w'], restore: ['r', 'l'] } as const;

/** A backup or restore of a large HSM takes hours; a token that ends in between leaves half a job. */
const leastValidityMs = 4 * 60 * 60 * 1000;

/**
 * Reads a pasted token; a leading `?` is taken off.
 * @param now Unix milliseconds
 * @throws SAS_UNFIT, which names no part of the token
 */
export function sasAccess(pasted: string, use: keyof typeof neededPermissions, now: number): StorageAccess {
  const token = pasted.trim().replace(/^\?/, '');
  if (!/^[\w%.~*!'()+&=:-]{20,2000}$/.test(token)) refuse({ code: 'SAS_UNFIT', problem: 'form' });
  const fields = new URLSearchParams(token);
  if ((fields.get('sig') ?? '') === '') refuse({ code: 'SAS_UNFIT', problem: 'secret-missing' });
  const granted = fields.get('sp') ?? '';
  if (neededPermissions[use].some((letter) => !granted.includes(letter))) {
    refuse({ code: 'SAS_UNFIT', problem: 'permissions' });
  }
  const expires = Date.parse(fields.get('se') ?? '');
  if (!(expires > now)) refuse({ code: 'SAS_UNFIT', problem: 'expired' });
  if (expires < now + leastValidityMs) refuse({ code: 'SAS_UNFIT', problem: 'expires-soon' });
  return { kind: 'sas', token };
}
