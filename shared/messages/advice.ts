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

/** Looks a fault up in a whole book. */
export function adviceFor(book: AdviceBook<Fault>, fault: Fault): Advice {
  // The mapped type pairs each code with its own fault, which an index by a union cannot express.
  const entry = book[fault.code] as (fault: Fault) => Advice;
  return entry(fault);
}
