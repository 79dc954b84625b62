// SAS tokens of the practice storage: what they permit, and the signature of those made with a delegation key.
import { createHmac } from 'node:crypto';
import { equalBytes } from '#core/encoding/bytes.ts';
import { ServiceRefusal } from '../answers.ts';
import { type AzureDataAction, azureDataActions, mayDo } from '../control-plane/azure-roles.ts';
import { type AzureState, resourceIds, type StoredAccount } from '../control-plane/azure-state.ts';
import type { ContainerAddress } from '../storage-address.ts';

/** What a delegation key is for: whose it is and from when to when, as it is in the answer and in the tokens. */
export interface DelegationKey {
  readonly objectId: string;
  readonly tenantId: string;
  readonly start: string;
  readonly expiry: string;
  readonly service: string;
  readonly version: string;
}

/** The key itself is derived, so there is nothing to keep. */
export function delegationKeyValue(account: StoredAccount, key: DelegationKey): Buffer {
  const fields = [key.objectId, key.tenantId, key.start, key.expiry, key.service, key.version];
  return createHmac('sha256', Buffer.from(account.key, 'base64')).update(fields.join('\n')).digest();
}

const refused = (message: string): ServiceRefusal => new ServiceRefusal(403, 'AuthenticationFailed', message);

/**
 * Checks a SAS token for a container and says what it permits (`sp`). A token without a delegation key would be signed with the
 * key of the account; nobody has that one here, so such a signature is taken as it is.
 * @throws 403
 */
export function permissionsOf(
  azure: AzureState,
  address: ContainerAddress,
  fields: URLSearchParams,
  now: number,
): string {
  if (!fields.has('sig')) throw refused('the SAS token has no signature');
  if (Date.parse(fields.get('st') ?? '1970-01-01') > now) throw refused('the SAS token is not valid yet');
  if (!(Date.parse(fields.get('se') ?? '') > now)) throw refused('the SAS token has expired');
  if (fields.has('skoid')) checkDelegation(azure, address, fields, now);
  return fields.get('sp') ?? '';
}

function checkDelegation(azure: AzureState, address: ContainerAddress, fields: URLSearchParams, now: number): void {
  const account = azure.account(address.account);
  if (!account) throw refused('there is no such storage account');
  const text = (name: string): string => fields.get(name) ?? '';
  if (!(Date.parse(text('ske')) > now)) throw refused('the delegation key of the SAS token has expired');
  const value = delegationKeyValue(account, {
    objectId: text('skoid'),
    tenantId: text('sktid'),
    start: text('skt'),
    expiry: text('ske'),
    service: text('sks'),
    version: text('skv'),
  });
  const expected = createHmac('sha256', value).update(stringToSign(address, text)).digest();
  if (!equalBytes(Buffer.from(text('sig'), 'base64'), expected))
    throw refused('the signature of the SAS token is wrong');
  const scope = resourceIds.container(address.account, address.container);
  for (const letter of text('sp')) {
    // A token gives no more than its signer may do.
    if (mayDo(azure.state.roleAssignments, text('skoid'), actionOf(letter), scope)) continue;
    throw new ServiceRefusal(
      403,
      'AuthorizationPermissionMismatch',
      `the signer of the SAS token may not do ${letter}`,
    );
  }
}

const actionOf = (letter: string): AzureDataAction =>
  letter === 'r' || letter === 'l' ? azureDataActions.readBlobs : azureDataActions.writeBlobs;

/** The fields in the documented order of a user delegation SAS; later versions have more of them. */
function stringToSign({ account, container }: ContainerAddress, text: (name: string) => string): string {
  const version = text('sv');
  return [
    ...[text('sp'), text('st'), text('se'), `/blob/${account}/${container}`],
    ...['skoid', 'sktid', 'skt', 'ske', 'sks', 'skv', 'saoid', 'suoid', 'scid'].map(text),
    ...(version >= '2025-07-05' ? ['skdutid', 'sduoid'].map(text) : []),
    ...['sip', 'spr', 'sv', 'sr', 'snapshot', 'ses'].map(text),
    ...(version >= '2026-04-06' ? ['srh', 'srq'].map(text) : []),
    ...['rscc', 'rscd', 'rsce', 'rscl', 'rsct'].map(text),
  ].join('\n');
}
