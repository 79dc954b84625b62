// What several questions are about, as their sheets show it.
import type { View } from '#shared/contract/offline/view.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { type AskedFact, fact } from '../../app/confirmation.ts';

/** For which HSM, and which file. */
export const keyFacts = (
  exchangeKey: View['exchangeKey'],
  { build, exchangeKey: t }: Catalogue['screens'],
): readonly AskedFact[] => {
  const isConfirmed = exchangeKey.phase === 'confirmed';
  return exchangeKey.phase === 'none'
    ? []
    : [
        fact(build.forHsm, exchangeKey.host),
        // Before its words were compared nothing says what they are: the hash of a file may be that of its certificate.
        fact(t.title, exchangeKey.file.name, ...(isConfirmed ? [exchangeKey.file.sha256] : [])),
      ];
};
