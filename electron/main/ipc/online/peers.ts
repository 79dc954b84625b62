// Calls about the offline machine: paired by a code that people compare, and its number noted, which bundles to it must answer.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { pairingCode } from '#core/transfer/pairing.ts';
import { readIdentity } from '#services/app/office-files.ts';
import { PairingTries } from '#services/app/pairing-tries.ts';
import type { OnlineDesk } from '#services/online/desk.ts';

export function peerCalls(desk: OnlineDesk): OnlineHandlers['peers'] {
  const tries = new PairingTries();
  return {
    async compare({ identity, typed }) {
      const { journal, self, approved } = desk.open('peers.compare');
      const other = await readIdentity(desk.world.office, identity);
      tries.compare(pairingCode(approved.plan.ceremony, other, self), typed);
      await journal.append({ kind: 'peer-paired', role: other.role, keyId: other.keyId });
      return desk.update();
    },
    async noteChallenge({ challenge }) {
      const { journal } = desk.open('peers.noteChallenge');
      await journal.append({ kind: 'challenge-noted', challenge });
      return desk.update();
    },
  };
}
