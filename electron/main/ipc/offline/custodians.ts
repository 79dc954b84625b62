// Calls about custodians: one at a time, each in a process of their own that is gone when the turn ends.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';
import { beginTurn, restart } from '#services/offline/give-share.ts';

export const custodianCalls = (appState: OfflineAppState): OfflineHandlers['custodians'] => ({
  begin: ({ custodian, copy }) => beginTurn(appState, custodian, copy),
  restart: () => restart(appState),
});
