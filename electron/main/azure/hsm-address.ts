// Where an HSM is reached, and whose tokens it takes: decided from the typed URI alone, before anything is sent.
import type { TrustMode } from '#shared/exchange-key/verdict.ts';
import { type Cloud, clouds } from '#core/azure/clouds.ts';
import { parseHsmUri } from '#core/exchange-key/hsm-address.ts';

export interface HsmAddress {
  readonly hostName: string;
  /** `https://` and the host, with no port and no path. */
  readonly origin: string;
  readonly cloud: Cloud;
  readonly mode: TrustMode;
}

/**
 * Reads the base URL of an HSM. A host outside the known clouds gets no connection and so no token.
 * @throws HSM_URI_INVALID, HSM_CLOUD_UNKNOWN, HSM_HOST_PRACTICE
 */
export function parseHsmAddress(hsmUri: string, mode: TrustMode): HsmAddress {
  const hostName = parseHsmUri(hsmUri, mode);
  const cloud = clouds.find(({ hsmSuffix }) => hostName.endsWith(`.${hsmSuffix}`));
  if (!cloud) throw new Error(`the host rules let ${hostName} pass, but no cloud has it`);
  return { hostName, origin: `https://${hostName}`, cloud, mode };
}
