// What the service says about an error, made safe and short enough to read: its code, its sentence, and no stack trace.
import { z } from 'zod';
import { visibleText } from '#shared/formatting/visible-text.ts';

/** The service's own words, safe to print; both empty where it gave none. */
export interface ServiceWords {
  readonly serviceCode: string;
  readonly serviceMessage: string;
}

export const noWords: ServiceWords = { serviceCode: '', serviceMessage: '' };

/** A code is a text, even `"409"`; a number in its place says the same. */
const code = z.union([z.string(), z.number().transform(String)]).nullish();
const message = z.string().nullish();

/** REQ-02. Recorded with three nulls in a job that runs, and with a stack trace in `innererror`. */
export const ErrorObject = z.object({ code, message, innererror: z.object({ code, message }).nullish().catch(null) });
export type ErrorObject = z.output<typeof ErrorObject>;

const ErrorBody = z.object({ error: ErrorObject });

/** The words in the body of an error; empty where it is in another form. */
export const wordsIn = (json: unknown): ServiceWords => serviceWords(ErrorBody.safeParse(json).data?.error);

/**
 * The words of an error, the innermost last. Its code is the outer one: inside, recordings have "Exception Details".
 * @param details what a job says beside its error
 */
export function serviceWords(error: ErrorObject | null | undefined, details?: string | null): ServiceWords {
  const inner = error?.innererror;
  const sentences = [error?.message, inner?.message, details].map((text) => withoutTrace(text ?? ''));
  return {
    serviceCode: visibleText((error?.code ?? '') || (inner?.code ?? ''), 60),
    serviceMessage: visibleText([...new Set(sentences)].filter((text) => text !== '').join(' | '), 300),
  };
}

/** Frames of a stack trace, in the ways that .NET writes them: on their own lines, or after blanks. */
const trace = /\r?\n|\s+at (?:[\w<>`|$+]+\.)+[\w<>`|$+]+\(|\s*--- End of /;

/** The sentence before a stack trace, without the name of the exception's class. */
const withoutTrace = (text: string): string =>
  (text.trim().split(trace, 1)[0] ?? '').replace(/^(?:[A-Za-z_]\w*\.)+[A-Za-z_]\w*Exception: /, '').trim();
