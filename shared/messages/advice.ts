// What a person reads when something was refused. The texts are data, one book for each language.
import type { Fault, FaultOf } from '../faults/fault.ts';

/** Three short answers: what happened, what is still safe, what to do next. */
export interface Advice {
  readonly happened: string;
  readonly safe: string;
  readonly todo: string;
}

/** One entry for each fault code of an area; the compiler misses none. */
export type AdviceBook<F extends Fault> = { readonly [Code in F['code']]: (fault: FaultOf<Code>) => Advice };

/** Looks a fault up in a book that has it. */
export function adviceFor(book: Partial<AdviceBook<Fault>>, fault: Fault): Advice {
  // The mapped type pairs each code with its own fault, which an index by a union cannot express.
  const entry = book[fault.code] as (fault: Fault) => Advice;
  return entry(fault);
}

/** What a check says of a refusal in the place of the one who acts. */
export interface CheckTexts {
  readonly safe: string;
  readonly todo: string;
  readonly outOfOrder: (rules: string, after: number) => string;
}

/** Refusals whose advice is for one who reads a package, too. */
const ofReading = /^FILE_(?:NOT_FOUND|NOT_A_FILE|FORBIDDEN)$/u;

/** The same where a finished package is only checked: nobody can note an exception in it, and nothing would have been written. */
export function adviceOfCheck(
  book: Partial<AdviceBook<Fault>>,
  { outOfOrder, ...own }: CheckTexts,
  fault: Fault,
): Advice {
  const usual = adviceFor(book, fault);
  if (fault.code.startsWith('EVIDENCE_') || fault.code === 'USAGE') return usual;
  return {
    happened: fault.code === 'JOURNAL_OUT_OF_ORDER' ? outOfOrder(fault.rules.join(', '), fault.after) : usual.happened,
    safe: own.safe,
    todo: ofReading.test(fault.code) ? usual.todo : own.todo,
  };
}
