// Calls about pairing: one side reads a code aloud, the other types it before it sees its own; two wrong tries end it.
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import type { Pairing } from '#shared/contract/tools/pairing.ts';
import type { PublicIdentity } from '#core/transfer/identity.ts';
import { pairingCode } from '#core/transfer/pairing.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { readIdentity, withJournal } from '#services/app/chosen-files.ts';
import { PairingTries } from '#services/app/pairing-tries.ts';
import { viewOf as identityViewOf } from './identities.ts';

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
    async compare({ pair, typed, journal, challenge }) {
      const compared = await read(services, pair);
      tries.compare(compared.code, typed);
      if (journal !== null) await note(services, journal, compared, challenge);
      return viewOf(compared);
    },
  };
}

async function read(services: AppServices, { ceremony, offline, online }: Pair): Promise<Compared> {
  const [inside, outside] = [await readIdentity(services, offline), await readIdentity(services, online)];
  return { inside, outside, code: pairingCode(ceremony, inside, outside) };
}

/** Notes the other machine's key in this machine's journal, and the number that it gave out. */
const note = (
  services: AppServices,
  token: string,
  { inside, outside }: Compared,
  challenge: string | null,
): Promise<void> =>
  withJournal(services, token, async (journal) => {
    const { opened } = journal.state;
    for (const { role, keyId } of [inside, outside].filter((each) => each.keyId !== opened?.keyId)) {
      await journal.append({ kind: 'peer-paired', role, keyId });
    }
    if (challenge !== null) await journal.append({ kind: 'challenge-noted', challenge });
  });

const viewOf = ({ inside, outside, code }: Compared): Pairing => ({
  offline: identityViewOf(inside),
  online: identityViewOf(outside),
  code,
});
