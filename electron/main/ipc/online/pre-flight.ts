// Calls about the board before a ceremony: everything that would fail, looked at before anybody travels.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { runPreFlight } from '#services/recovery/pre-flight.ts';
import { pickedInventory } from './inventory.ts';

export function preFlightCalls(appState: OnlineAppState): OnlineHandlers['preFlight'] {
  return {
    async look({ operators, inventory: token }) {
      const context = appState.context('preFlight.look');
      const inventory = await pickedInventory(appState, token);
      appState.update({ preFlight: { phase: 'looking', sinceUtc: appState.nowUtc() } });
      const isStillOpen = appState.asked();
      try {
        const checks = await runPreFlight(context, { operators, inventory });
        if (!isStillOpen()) return appState.view;
        const isClear = checks.every(({ outcome }) => outcome !== 'stop');
        const atUtc = appState.nowUtc();
        return appState.update({
          preFlight: { phase: 'looked', atUtc, checks: [...checks], isClear },
          lastContactUtc: atUtc,
        });
      } catch (error) {
        if (isStillOpen()) appState.update({ preFlight: { phase: 'not-looked' } });
        throw error;
      }
    },
  };
}
