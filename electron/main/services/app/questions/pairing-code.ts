// All words of a pairing code, as the other side reads them, where no plan has named the two machines; and its number, where a journal notes it.
import { bareDigits } from '#shared/formatting/fingerprint.ts';
import { allPlaces } from '#shared/formatting/word-rows.ts';
import { refuse } from '#shared/faults/fault.ts';
import { nonceHex } from '#shared/schemas/atoms.ts';
import { fact, field, press, type Question } from '../confirmation.ts';
import { wordsField } from './words.ts';

interface PairingCodeAsked<T> {
  readonly ceremony: string;
  readonly practice: boolean;
  /** Who holds the two machines. */
  readonly holders: readonly string[];
  /** Whether the number of the other machine is asked, too. */
  readonly isNoted: boolean;
  /** @param challenge hex; null where people did not say it */
  readonly take: (words: string, challenge: string | null) => Promise<T>;
}

export const askPairingCode = <T>({
  ceremony,
  practice,
  holders,
  isNoted,
  take,
}: PairingCodeAsked<T>): Question<T> => ({
  practice,
  draw({ screens: { pairing: t } }) {
    return {
      title: t.title,
      lead: [t.why, t.tries],
      facts: [fact(t.ceremony, ceremony), fact(t.machines, ...holders)],
      fields: [
        wordsField(allPlaces),
        ...(isNoted ? [field('number', t.challenge, { detail: t.challengeDetail, isOptional: true })] : []),
      ],
      acts: [press(t.compare)],
    };
  },
  take({ typed: { words = '', number = '' } }) {
    const challenge = bareDigits(number);
    if (challenge !== '' && !nonceHex.safeParse(challenge).success) {
      refuse({ code: 'NUMBER_UNCLEAR', digits: challenge.length });
    }
    return take(words, challenge === '' ? null : challenge);
  },
  again: ['PAIRING_CODE_WRONG', 'NUMBER_UNCLEAR'],
});
