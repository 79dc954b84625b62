// The refusal of a package whose parts say different things.
import { refuse } from '#shared/faults/fault.ts';

/** @throws EVIDENCE_CONTRADICTS */
export function agree(what: string, expected: string, found: string): void {
  if (expected !== found) contradict(what, expected, found);
}

/** @throws EVIDENCE_CONTRADICTS */
export const contradict = (what: string, expected: string, found: string): never =>
  refuse({ code: 'EVIDENCE_CONTRADICTS', what, expected, found });
