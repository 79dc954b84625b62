// Calls about the offline machine: paired by words of a code that its people read out, and its number noted, which bundles to it must answer.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';

export function peerCalls(appState: OnlineAppState): OnlineHandlers['peers'] {
  return {
    async compare({ words }) {
      try {
        await appState.open('peers.compare').pair(words);
      } finally {
        // A wrong try is on the screen, too: it was the last but one, or the last.
        appState.update();
      }
      return appState.view;
    },
    code: () => ({ code: appState.open('peers.code').pairingCode }),
    async noteChallenge({ challenge }) {
      const { journal } = appState.open('peers.noteChallenge');
      await journal.append({ kind: 'challenge-noted', challenge });
      return appState.update();
    },
  };
}
