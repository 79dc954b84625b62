// Everything that the online half of a recovery asks of one HSM, behind one address, one sign-in and one set of rules.
import { type TokenCredential } from '@azure/core-auth';
import { type HttpClient } from '@azure/core-rest-pipeline';
import type { TrustMode } from '#shared/exchange-key/verdict.ts';
import { BackupClient } from './backup-client.ts';
import { HsmConnection } from './connection.ts';
import { type HsmAddress, parseHsmAddress } from './hsm-address.ts';
import { KeysClient } from './keys-client.ts';
import { realWaiting, type Waiting } from './polling.ts';
import { RolesClient } from './roles-client.ts';
import { SecurityDomainClient } from './security-domain-client.ts';
import { SettingsClient } from './settings-client.ts';
import type { ChosenVersions } from './versions.ts';

export interface ManagedHsmOptions {
  /** The base URL as it is in the plan: `https://NAME.managedhsm.azure.net`. */
  readonly hsmUri: string;
  /** Practice reaches practice HSMs only, production none of them. */
  readonly mode: TrustMode;
  readonly credential: TokenCredential;
  readonly httpClient?: HttpClient;
  readonly waiting?: Waiting;
  /** How long one request may stay without an answer, in milliseconds; a minute unless told. */
  readonly requestTimeoutMs?: number;
  /** The versions in use, shared by all that one access opens. */
  readonly versions?: ChosenVersions;
}

export interface ManagedHsm {
  readonly address: HsmAddress;
  readonly securityDomain: SecurityDomainClient;
  readonly backups: BackupClient;
  readonly roles: RolesClient;
  readonly keys: KeysClient;
  readonly settings: SettingsClient;
}

/**
 * Opens the client of one HSM; nothing is sent yet.
 * @throws HSM_URI_INVALID, HSM_CLOUD_UNKNOWN, HSM_HOST_PRACTICE
 */
export function openManagedHsm({ hsmUri, mode, waiting, ...how }: ManagedHsmOptions): ManagedHsm {
  const address = parseHsmAddress(hsmUri, mode);
  const patience = waiting ?? realWaiting;
  const connection = new HsmConnection({ address, waiting: patience, ...how });
  return {
    address,
    securityDomain: new SecurityDomainClient(connection, patience),
    backups: new BackupClient(connection, patience),
    roles: new RolesClient(connection),
    keys: new KeysClient(connection),
    settings: new SettingsClient(connection),
  };
}
