// Calls about the exchange key: its bundle is taken and its key checked, then people compare its words before any of them is shown.
import { stands } from '#shared/journal/state.ts';
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import { isOnlyUnattested, assessKey, keyCheck, takeKeyBundle } from '#services/offline/ceremony/exchange-key.ts';
import type { Ceremony } from '#services/offline/ceremony/ceremony.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';
import { acceptUnattested } from '#services/offline/questions/unattested.ts';
import { askKeyWords } from '#services/offline/questions/words.ts';

export function exchangeKeyCalls(appState: OfflineAppState): OfflineHandlers['exchangeKey'] {
  return {
    async load({ file }) {
      const ceremony = appState.recovery('exchangeKey.load');
      appState.need(ceremony.words('pairing').phase === 'agreed', 'the other machine', 'exchangeKey.load');
      appState.need(appState.view.custodians.turn.phase === 'nobody', 'nobody at the screen', 'exchangeKey.load');
      const chosen = appState.world.volumes.file(file, 'in');
      return appState.showing(async () => {
        appState.update({ key: await takeKeyBundle(ceremony, chosen, wallClockOf(ceremony)) });
      });
    },
    async acceptUnattested() {
      const ceremony = appState.recovery('exchangeKey.acceptUnattested');
      const { key } = appState.state;
      if (key === undefined || key.assessed !== undefined || !isOnlyUnattested(key.checks)) {
        return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'exchangeKey.acceptUnattested', needs: 'an exchange key' });
      }
      const { approvers, sheet } = await appState.world.confirm(acceptUnattested(appState.view, ceremony));
      const unattested = { reason: sheet.decision, approvers };
      return appState.showing(async () => {
        if (stands(ceremony.state, keyCheck.check)) await ceremony.except(sheet, keyCheck.check);
        const options = { ...wallClockOf(ceremony), unattested };
        appState.update({ key: await assessKey(ceremony, key.bundle, key.file, options) });
      });
    },
    async confirmWords() {
      const ceremony = appState.recovery('exchangeKey.confirmWords');
      appState.need(appState.view.exchangeKey.phase === 'unconfirmed', 'an exchange key', 'exchangeKey.confirmWords');
      return appState.showing(() => appState.world.confirm(askKeyWords(appState.view, ceremony)));
    },
  };
}

/** Dates are checked by the clock on the wall, as people read it last. */
function wallClockOf({ state: { wallClock } }: Ceremony): { readonly wallClockMs?: number } {
  return wallClock ? { wallClockMs: Date.parse(wallClock.wall) } : {};
}
