// Words of a fingerprint that people read to each other, and the pairing of two machines by them: asked on both sides alike.
import type { ReadBackView } from '#shared/contract/read-back-view.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { bareDigits, splitWords, wordLines } from '#shared/formatting/fingerprint.ts';
import { nonceHex } from '#shared/schemas/atoms.ts';
import type { WordCheck } from '../word-check.ts';
import { type AskedFact, type AskedField, fact, field, press, type Question, type Typed } from '../confirmation.ts';

/** The field of a fingerprint's words. @param places of the words that are asked, counted from 1 */
export const wordsField = (places: readonly number[]): AskedField =>
  field('words', '', { form: { kind: 'words', places: [...places] } });

export const heard = ({ words = '' }: Typed): readonly string[] => splitWords(words);

/** @throws WORDS_LOCKED */
export const stillAsking = (words: ReadBackView | null): Extract<ReadBackView, { phase: 'asking' }> =>
  words?.phase === 'asking' ? words : refuse({ code: 'WORDS_LOCKED' });

/** The 32 words as they are read aloud: by row and number, as they are asked for. */
export const wordsFact = (label: string, sha256: string): AskedFact => fact(label, ...wordLines(sha256));

/** Words of a plan, from the cover of its printed script. */
export const askPlanWords = ({ practice, ceremony, target }: Plan, check: WordCheck): Question<void> => ({
  practice,
  draw({ screens }) {
    const { open: t, words } = screens.ceremony;
    const { places, triesLeft } = stillAsking(check.view);
    return {
      title: t.wordsTitle,
      lead: [screens.tools.planWords, words.tries(triesLeft)],
      facts: [fact(t.facts.ceremony, ceremony), fact(t.facts.target, target.uri)],
      fields: [wordsField(places)],
      acts: [press(words.compare)],
    };
  },
  take: ({ typed }) => check.take(heard(typed)),
  again: ['WORDS_WRONG'],
});

interface PairingAsked {
  readonly practice: boolean;
  /** Who is at the other machine. */
  readonly holder: string;
  /** The number that this machine gives out, hex. */
  readonly number: string;
  /** The pairing code, 64 hex digits. */
  readonly code: string;
  /** How far the words are. */
  readonly words: () => ReadBackView | null;
  /** Takes the words that were heard, and the number of the other machine, hex. */
  readonly pair: (words: readonly string[], number: string) => Promise<void>;
}

/** Words of the pairing code, as the other machine shows them, and its number. Those of this machine are folded until people read them aloud. */
export const askPairing = ({ practice, holder, number, code, words, pair }: PairingAsked): Question<void> => ({
  practice,
  draw({ screens }) {
    const { pair: t, words: texts } = screens.ceremony;
    const { places, triesLeft } = stillAsking(words());
    return {
      title: t.title,
      lead: [t.lead, `${t.ours}: ${t.oursLead}`, t.wordsLead(holder), texts.tries(triesLeft)],
      facts: [
        fact(t.ours, (number.match(/.{4}/gu) ?? []).join(' ')),
        { ...wordsFact(screens.ui.ourWords.show, code), isFolded: true },
      ],
      fields: [field('number', t.theirs, { detail: t.theirsLead }), wordsField(places)],
      acts: [press(texts.compare)],
    };
  },
  take: ({ typed }) => pair(heard(typed), numberOf(typed)),
  again: ['WORDS_WRONG', 'NUMBER_UNCLEAR'],
});

/** As it is read aloud, in groups. @throws NUMBER_UNCLEAR */
function numberOf({ number = '' }: Typed): string {
  const bare = bareDigits(number);
  return nonceHex.safeParse(bare).success ? bare : refuse({ code: 'NUMBER_UNCLEAR', digits: bare.length });
}
