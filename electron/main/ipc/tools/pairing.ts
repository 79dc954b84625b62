// Calls about pairing: one side reads a code aloud, the other types it before it sees its own; two wrong tries end it.
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import type { Pairing } from '#shared/contract/tools/pairing.ts';
import type { PublicIdentity } from '#core/transfer/identity.ts';
import { pairingCode } from '#core/transfer/pairing.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { readIdentity, withJournal } from '#services/app/chosen-files.ts';
import { askPairingCode } from '#services/app/questions/pairing-code.ts';
import { PairingTries } from '#services/app/pairing-tries.ts';
import { viewOf as identityViewOf } from './identities.ts';
import { notePairing } from '#services/journal/common-events.ts';

interface Pair {
  readonly ceremony: string;
  readonly offline: string;
  readonly online: string;
}
interface Compared {
  readonly inside: PublicIdentity;
  readonly outside: PublicIdentity;
  readonly code: string;
}

export function pairingCalls(services: AppServices): ToolsHandlers['pairing'] {
  const tries = new PairingTries();
  return {
    show: async (pair) => viewOf(await read(services, pair)),
    async compare({ pair, journal }) {
      const compared = await read(services, pair);
      const both = [compared.inside, compared.outside];
      const take = async (words: string, challenge: string | null): Promise<void> => {
        tries.compare(compared.code, words);
        if (journal !== null) await withJournal(services, journal, (open) => notePairing(open, both, challenge));
      };
      const { ceremony } = pair;
      await services.confirm(
        askPairingCode({
          ceremony,
          practice: ceremony.startsWith('PRACTICE-'),
          holders: both.map(({ role, holder }) => `${role}: ${holder}`),
          isNoted: journal !== null,
          take,
        }),
      );
      return viewOf(compared);
    },
  };
}

async function read(services: AppServices, { ceremony, offline, online }: Pair): Promise<Compared> {
  const [inside, outside] = [await readIdentity(services, offline), await readIdentity(services, online)];
  return { inside, outside, code: pairingCode(ceremony, inside, outside) };
}

const viewOf = ({ inside, outside, code }: Compared): Pairing => ({
  offline: identityViewOf(inside),
  online: identityViewOf(outside),
  code,
});
