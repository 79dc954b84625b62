// The refusal of a package whose parts say different things.
import type { ContradictedRule } from '#shared/evidence/rules.ts';
import { refuse } from '#shared/faults/fault.ts';

/** Refuses two files of a package that say different things of one subject. @throws EVIDENCE_CONTRADICTS */
export function agree(rule: ContradictedRule, what: string, expected: string, found: string): void {
  if (expected !== found) contradict(rule, what, expected, found);
}

/** Refuses what two files of a package say. @throws EVIDENCE_CONTRADICTS always */
export const contradict = (rule: ContradictedRule, what: string, expected: string, found: string): never =>
  refuse({ code: 'EVIDENCE_CONTRADICTS', rule, what, expected, found });
