// People at the confirmation view: what they type goes into the fields that the sheet has, and nowhere else.
import type { ExceptionSheet } from '#shared/journal/events.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import type { Asked, Question, Typed } from '#services/app/confirmation.ts';
import { wordsAsked } from './words-asked.ts';

/**
 * @param read gives by field what they type once they have read the sheet, a secret too; of a fingerprint whose words are asked, all of its digits
 * @param pressed the button, by default the first
 */
export async function answerTo<T>(
  question: Question<T>,
  read: () => Typed | Promise<Typed>,
  pressed?: string,
): Promise<T> {
  const texts = await loadCatalogue('en');
  const asked = question.draw(texts);
  const answers = await read();
  const isSecret = asked.fields.some(({ form }) => form.kind === 'secret');
  return question.take({
    typed: typedOn(asked, answers),
    secret: Buffer.from(isSecret ? (answers['secret'] ?? '') : ''),
    act: pressed ?? asked.acts[0]?.name ?? '',
    texts,
  });
}

/** Where words are asked, those at its places. */
const typedOn = ({ fields }: Asked, typed: Typed): Typed =>
  Object.fromEntries(
    fields.map(({ name, value, form }) => {
      const text = typed[name] ?? value;
      return [name, form.kind === 'words' ? wordsAsked(text, { phase: 'asking', ...form }).join(' ') : text];
    }),
  );

/** An exception sheet as people fill it in. */
export const typedSheet = ({ happened, expected, options, decision, followUp, ...sheet }: ExceptionSheet): Typed => ({
  ...{ happened, expected, options, decision, followUp, affectsTrust: sheet.affectsTrust },
  decidedBy: sheet.decidedBy.join(', '),
  initials: sheet.initials.join(' '),
});
