// Words of a fingerprint, as somebody reads them from their own paper or screen. Nothing on the sheet says what they are.
import type { View } from '#shared/contract/offline/view.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { type Asked, fact, press, type Question, withoutMarks } from '../../app/confirmation.ts';
import { askPairing, heard, stillAsking, wordsFact, wordsField } from '../../app/questions/words.ts';
import { chosenPeople, personFields, unlessTwo } from '../../app/two-people.ts';
import type { Ceremony, WordSubject } from '../ceremony/ceremony.ts';
import { keyFacts } from './facts.ts';

interface AskedWords {
  readonly ceremony: Ceremony;
  readonly subject: Exclude<WordSubject, 'pairing'>;
  readonly draw: (texts: Catalogue['screens']) => Pick<Asked, 'title' | 'lead' | 'facts'>;
}

/** Two people of the plan hear and type them; the journal has each try. */
const askWords = ({ ceremony, subject, draw }: AskedWords): Question<void> => ({
  practice: ceremony.practice,
  draw(texts) {
    const { words: t } = texts.screens.ceremony;
    const { places, triesLeft } = stillAsking(ceremony.words(subject));
    const { title, lead, facts } = draw(texts.screens);
    return {
      title,
      lead: [...lead, t.tries(triesLeft)],
      facts,
      fields: [wordsField(places), ...personFields(ceremony.plan, texts, 'OP', 'W1')],
      acts: [press(t.compare)],
    };
  },
  take: ({ typed }) => ceremony.compareWords(subject, heard(typed), chosenPeople(typed)),
  again: ['WORDS_WRONG', ...unlessTwo],
});

/** Words of the plan, from the cover of the printed script. */
export const askPlanWords = (ceremony: Ceremony): Question<void> =>
  askWords({
    ceremony,
    subject: 'plan',
    draw: ({ ceremony: { open: t } }) => ({
      title: t.wordsTitle,
      lead: [t.wordsLead],
      facts: [fact(t.facts.ceremony, ceremony.plan.ceremony), fact(t.facts.target, ceremony.plan.target.uri)],
    }),
  });

/** Words of the exchange certificate, as the second operator reads them from their own sheet. */
export const askKeyWords = ({ exchangeKey }: View, ceremony: Ceremony): Question<void> =>
  askWords({
    ceremony,
    subject: 'exchange-key',
    draw(screens) {
      const { compare: t } = screens.exchangeKey;
      const { accepted } = screens.ceremony.unattested;
      const second = ceremony.plan.people.find(({ roles }) => roles.includes('RO2'));
      const host = exchangeKey.phase === 'none' ? '' : exchangeKey.host;
      const exception = exchangeKey.phase === 'none' ? null : exchangeKey.exception;
      const inParentheses = (text = ''): string => (text === '' ? '' : ` (${text})`);
      const known = { phone: inParentheses(second?.phone ?? ''), name: inParentheses(second?.name), host };
      const red = exception === null ? [t.passed] : [`${accepted(exception.approvers.join(', '))} ${exception.reason}`];
      return {
        title: withoutMarks(t.heading),
        lead: [...red, withoutMarks(t.lead, known)],
        facts: [...keyFacts(exchangeKey, screens)],
      };
    },
  });

/** Words of the security domain that came back. */
export const askDomainWords = (ceremony: Ceremony, fileName: string): Question<void> =>
  askWords({
    ceremony,
    subject: 'security-domain',
    draw: ({ activation: { domain: t } }) => ({
      title: t.words,
      lead: [t.wordsLead],
      facts: [fact(t.file, fileName)],
    }),
  });

/** Pairing with the operator's machine. */
export const pairWithOperator = (ceremony: Ceremony): Question<void> =>
  askPairing({
    practice: ceremony.practice,
    holder: ceremony.peer.holder,
    number: ceremony.state.challengeIssued ?? '',
    code: ceremony.pairingCode,
    words: () => ceremony.words('pairing'),
    pair: (words, number) => ceremony.pair(words, number),
  });

/**
 * Words of what was sent, which the other side types before it sees its own; two people say whether both agree.
 * @param sha256 of the bundle's content
 */
export const askAgreement = (
  ceremony: Ceremony,
  sha256: string,
): Question<{ readonly by: readonly string[]; readonly isAgreed: boolean }> => ({
  practice: ceremony.practice,
  draw(texts) {
    const { words, blob: t } = texts.screens.ceremony;
    return {
      title: words.region,
      lead: [t.aloud],
      facts: [wordsFact(t.fingerprint, sha256)],
      fields: personFields(ceremony.plan, texts, 'OP', 'W1'),
      acts: [press(t.agreed, 'agreed'), press(t.differed, 'differed')],
    };
  },
  take: ({ typed, act }) => ({ by: ceremony.names(chosenPeople(typed)), isAgreed: act === 'agreed' }),
  again: unlessTwo,
});
