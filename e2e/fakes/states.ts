// Every state that an offline screen can be in, as main would tell it: for the gallery, for axe, and for specs of single screens.
import type { View } from '#shared/contract/offline/view.ts';
import { activationStates } from './states/offline/activation.ts';
import { beginStates } from './states/offline/begin.ts';
import { custodianStates } from './states/offline/custodians.ts';
import { drillStates } from './states/offline/drills.ts';
import { emergencyStates } from './states/offline/emergency.ts';
import { exchangeKeyStates } from './states/offline/exchange-key.ts';
import { planStates } from './states/offline/plan.ts';
import { restoreBlobStates } from './states/offline/restore-blob.ts';
import { securityDomainStates } from './states/offline/security-domain.ts';

const all = {
  ...beginStates,
  ...planStates,
  ...securityDomainStates,
  ...exchangeKeyStates,
  ...custodianStates,
  ...restoreBlobStates,
  ...drillStates,
  ...activationStates,
  ...emergencyStates,
};
export type OfflineStateName = keyof typeof all;

/** From a name to what main tells; the names are those of the images in the gallery. */
export const states: Readonly<Record<OfflineStateName, View>> = all;
