// Counts a report of the self-test, without its schema: screens count too, and their policy forbids what compiles a schema.
import type { SelfTestCheck, SelfTestOutcome, SelfTestReport } from './self-test.ts';

/** The checks that came to an outcome. */
export const checksWith = ({ lines }: Pick<SelfTestReport, 'lines'>, outcome: SelfTestOutcome): SelfTestCheck[] =>
  lines.filter((line) => line.outcome === outcome).map(({ check }) => check);
