// What a check found, as a sentence: one book for each language, as with refusals.
import type { Fault } from '../faults/fault.ts';
import type { Activation, PlainFinding } from '../online/findings.ts';
import type { OnlineFinding } from '../online/check-results.ts';
import type { OnlineCheckId } from '../online/checks.ts';
import type { OnlineCheck } from '../online/check-results.ts';
import { adviceFor, type AdviceBook } from './advice.ts';

/** One entry for each kind of finding; the compiler misses none. */
type FindingBook = {
  readonly [Kind in PlainFinding['kind']]: (finding: Extract<PlainFinding, { readonly kind: Kind }>) => string;
};

export interface FindingTexts {
  readonly found: FindingBook;
  readonly activations: Readonly<Record<Activation, string>>;
}

/** Looks a finding up in a book. */
export function plainFindingText({ found }: FindingTexts, finding: PlainFinding): string {
  // The mapped type pairs each kind with its own finding, which an index by a union cannot express.
  const entry = found[finding.kind] as (finding: PlainFinding) => string;
  return entry(finding);
}

/**
 * What to do about a check that is not "ok": where the question itself was refused, what its refusal advises; where there is no HSM yet,
 * that it is made first.
 */
export function todoText(
  texts: {
    readonly todo: Readonly<Record<OnlineCheckId, string>>;
    readonly advice: AdviceBook<Fault>;
    readonly createFirst: string;
  },
  { id, found }: Pick<OnlineCheck, 'id' | 'found'>,
): string {
  if (found.kind === 'refused') return adviceFor(texts.advice, found.fault).todo;
  return found.kind === 'hsm-not-made' ? texts.createFirst : texts.todo[id];
}

/** A finding in words; where the question was refused, what happened. */
export const findingText = (
  texts: { readonly findings: FindingTexts; readonly advice: AdviceBook<Fault> },
  finding: OnlineFinding,
): string =>
  finding.kind === 'refused'
    ? adviceFor(texts.advice, finding.fault).happened
    : plainFindingText(texts.findings, finding);
