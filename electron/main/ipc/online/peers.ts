// Calls about the offline machine: paired by a code that people compare, and its number noted, which bundles to it must answer.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { pairingCode } from '#core/transfer/pairing.ts';
import { readIdentity } from '#services/app/chosen-files.ts';
import { PairingTries } from '#services/app/pairing-tries.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';

export function peerCalls(appState: OnlineAppState): OnlineHandlers['peers'] {
  const tries = new PairingTries();
  return {
    async compare({ identity, typed }) {
      const { journal, self, approved } = appState.open('peers.compare');
      const other = await readIdentity(appState.world.services, identity);
      tries.compare(pairingCode(approved.plan.ceremony, other, self), typed);
      await journal.append({ kind: 'peer-paired', role: other.role, keyId: other.keyId });
      return appState.update();
    },
    async noteChallenge({ challenge }) {
      const { journal } = appState.open('peers.noteChallenge');
      await journal.append({ kind: 'challenge-noted', challenge });
      return appState.update();
    },
  };
}
