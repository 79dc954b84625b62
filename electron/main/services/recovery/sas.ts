// SAS tokens, the marked legacy way to the container: what a pasted one must grant, and for how long. A token is a secret.
import { refuse } from '#shared/faults/fault.ts';
import type { StorageAccess } from '#azure/backup-client.ts';
import type { CallContext } from './step-context.ts';

/** REQ-20: what each use needs, as letters of the field `sp`. */
const neededPermissions = { backup: ['c', 'r', 'd', 'w'], restore: ['r', 'l'] } as const;

/** The description of `/backup` (2026-04-01): the token must be valid for at least the next 24 hours. */
const leastValidityMs = 24 * 60 * 60 * 1000;

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

/** What the service wants, and the time until the job begins: the checks before it, and another job that has to end. */
const delegatedForMs = leastValidityMs + 2 * 60 * 60 * 1000;
/** Clocks differ; a token that begins in the future of the service is none. */
const clockToleranceMs = 15 * 60 * 1000;

/**
 * Makes a token from the signed-in account, checked as a pasted one is; the journal notes that it was made, and nothing of it.
 * @throws STEP_NOT_PLANNED; SERVICE_FORBIDDEN if the account may not; SAS_UNFIT
 */
export async function delegatedAccess(
  { container, journal, waiting }: CallContext,
  use: keyof typeof neededPermissions,
): Promise<StorageAccess> {
  if (!container) return refuse({ code: 'STEP_NOT_PLANNED', missing: 'backup' });
  const now = waiting.now();
  const [starts, expires] = [now - clockToleranceMs, now + delegatedForMs];
  const token = await container.delegatedToken(neededPermissions[use].join(''), { starts, expires });
  const access = sasAccess(token, use, now);
  const until = new Date(expires).toISOString();
  await journal.append({ kind: 'note', by: 'Lifeboat', text: `SAS token made for the ${use}, valid until ${until}` });
  return access;
}
