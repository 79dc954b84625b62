// The call that pairs with the offline machine: by words of a code that its people read out, and its number, which bundles to it must answer.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { pairWithOffline } from '#services/online/questions/words.ts';

export function peerCalls(appState: OnlineAppState): OnlineHandlers['peers'] {
  return {
    async pair() {
      try {
        await appState.world.confirm(pairWithOffline(appState.open('peers.pair')));
      } finally {
        // A wrong try is on the screen, too: it was the last but one, or the last.
        appState.update();
      }
      return appState.view;
    },
  };
}
