// All calls of Lifeboat Offline, one file for each group.
import { offlineContract, type OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { toolsCalls } from '../tools/calls.ts';
import { inTurn, type Turns } from '../turns.ts';
import { activationCalls } from './activation.ts';
import { blobCalls } from './blob.ts';
import { ceremonyCalls } from './ceremony.ts';
import { custodianCalls } from './custodians.ts';
import { emergencyCalls } from './emergency.ts';
import { exchangeKeyCalls } from './exchange-key.ts';
import { keyCalls } from './keys.ts';
import { machineCalls, type MachineSources } from './machine.ts';
import { securityDomainCalls } from './security-domain.ts';
import { sessionCalls } from './session.ts';
import { volumeCalls } from './volumes.ts';

/** What people do at the app state: the calls that need nothing beside it. */
export const callsOfAppState = (appState: OfflineAppState) => ({
  session: sessionCalls(appState),
  ceremony: ceremonyCalls(appState),
  emergency: emergencyCalls(appState),
  volumes: volumeCalls(appState),
  securityDomain: securityDomainCalls(appState),
  exchangeKey: exchangeKeyCalls(appState),
  custodians: custodianCalls(appState),
  blob: blobCalls(appState),
  activation: activationCalls(appState),
  keys: keyCalls(appState),
});

export function offlineCalls(
  appState: OfflineAppState,
  services: AppServices,
  machine: MachineSources,
  turns: Turns,
): OfflineHandlers {
  return inTurn(turns, offlineContract, {
    ...callsOfAppState(appState),
    machine: machineCalls(appState, services, machine),
    ...toolsCalls(services),
  });
}
