// Words of a fingerprint, as somebody reads them from their own paper or screen. Nothing on the sheet says what they are.
import { refuse } from '#shared/faults/fault.ts';
import { splitWords } from '#shared/formatting/fingerprint.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { type Asked, field, press, type Question, type Typed } from '../../app/confirmation.ts';
import { chosenPeople, personFields, unlessTwo } from '../../app/two-people.ts';
import type { Ceremony, WordSubject } from '../ceremony/ceremony.ts';

const heard = ({ words = '' }: Typed): readonly string[] => splitWords(words);

interface AskedWords {
  readonly ceremony: Ceremony;
  readonly subject: Exclude<WordSubject, 'pairing'>;
  readonly draw: (texts: Catalogue['screens']) => Pick<Asked, 'title' | 'lead' | 'facts'>;
}

/** Two people of the plan hear and type them; the journal has each try. */
export const askWords = ({ ceremony, subject, draw }: AskedWords): Question<void> => ({
  practice: ceremony.practice,
  draw(texts) {
    const { words: t } = texts.screens.ceremony;
    const { places, triesLeft } = askingWords(ceremony, subject);
    const { title, lead, facts } = draw(texts.screens);
    return {
      title,
      lead: [...lead, t.tries(triesLeft)],
      facts,
      fields: [
        field('words', '', { form: { kind: 'words', places } }),
        ...personFields(ceremony.plan, texts, 'OP', 'W1'),
      ],
      acts: [press(t.compare)],
    };
  },
  take: ({ typed }) => ceremony.compareWords(subject, heard(typed), chosenPeople(typed)),
  again: ['WORDS_WRONG', ...unlessTwo],
});

/** @throws WORDS_LOCKED */
function askingWords(ceremony: Ceremony, subject: WordSubject) {
  const words = ceremony.words(subject);
  return words.phase === 'asking' ? words : refuse({ code: 'WORDS_LOCKED' });
}
