// What a backup or restore request says about its container, and what is wrong with that.
import { z } from 'zod';
import { permissionsOf } from './blob/sas.ts';
import { badRequest, ServiceRefusal } from './answers.ts';
import type { AzureState } from './control-plane/azure-state.ts';
import type { StoredJob } from './hsm-state.ts';
import { parseContainerUri } from './storage-address.ts';

/** REQ-20. */
export const StorageParameters = z.object({
  storageResourceUri: z.string(),
  token: z.string().nullish(),
  useManagedIdentity: z.boolean().nullish(),
});
export type StorageParameters = z.infer<typeof StorageParameters>;

/**
 * What the service finds before it goes to storage: it reads of a SAS token when it ends, and no more.
 * @param now Unix milliseconds
 * @throws 400; recorded for a token without its expiry, in these words
 */
export function checkParameters(
  { token, useManagedIdentity, storageResourceUri }: StorageParameters,
  hasManagedIdentity: boolean,
  now: number,
): void {
  parseContainerUri(storageResourceUri);
  const hasToken = (token ?? '') !== '';
  if ((useManagedIdentity ?? false) === hasToken) {
    throw badRequest('Exactly one of token and useManagedIdentity is needed');
  }
  if (!hasToken) {
    if (!hasManagedIdentity) throw badRequest('No user assigned identity is attached to this HSM');
    return;
  }
  const malformed = 'The customer provided SAS token is malformed.';
  if (token?.startsWith('?') === true) throw badRequest(`${malformed} It begins with a question mark`);
  const expiry = new URLSearchParams(token ?? '').get('se');
  if (expiry === null) throw badRequest(`${malformed} The SAS token does not contain the expiry field`);
  if (!(Date.parse(expiry) > now)) throw badRequest('The customer provided SAS token has expired');
}

/** The permissions that a SAS token must carry (REQ-20). */
const neededPermissions = { backup: ['c', 'r', 'd', 'w'], restore: ['r', 'l'] } as const;

/**
 * What storage would say to a SAS token, which shows only when the job goes there.
 * @param now Unix milliseconds
 */
export function tokenProblem(
  azure: AzureState,
  { storageResourceUri, token }: StorageParameters,
  use: keyof typeof neededPermissions,
  now: number,
): StoredJob['error'] {
  try {
    const granted = permissionsOf(azure, parseContainerUri(storageResourceUri), new URLSearchParams(token ?? ''), now);
    const missing = neededPermissions[use].filter((letter) => !granted.includes(letter));
    if (missing.length === 0) return null;
    const message = `the SAS token lacks the permissions ${missing.join('')}`;
    return { code: 'AuthorizationPermissionMismatch', message };
  } catch (error) {
    if (!(error instanceof ServiceRefusal)) throw error;
    return { code: error.code, message: error.message };
  }
}
