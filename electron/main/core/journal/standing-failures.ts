// The failed checks that stand, as people are shown them.
import type { FailedCheckView } from '#shared/contract/exception-view.ts';
import type { Fault } from '#shared/faults/fault.ts';
import type { JournalState, StandingFailure } from '#shared/journal/state.ts';
import { parseStrictJson } from '../encoding/json.ts';

/** In the order in which they failed. */
export const standingFailures = ({ failures }: JournalState): FailedCheckView[] =>
  failures.map((failure) => ({
    check: failure.check,
    step: failure.step,
    fault: failure.fault,
    known: faultOf(failure),
  }));

/** The fault as `checkFailed` wrote it; null where its JSON was cut, or is of somebody else's making. */
function faultOf({ fault: code, detail }: StandingFailure): Fault | null {
  // The fold wrote the code of a fault that has nothing else.
  if (detail === undefined) return { code } as Fault;
  try {
    const value = parseStrictJson(Buffer.from(detail, 'utf8'), { maxBytes: maxDetailBytes });
    const isWhole = typeof value === 'object' && value !== null && 'code' in value && value['code'] === code;
    // It was written from a fault of this code.
    return isWhole ? (value as unknown as Fault) : null;
  } catch {
    return null;
  }
}
const maxDetailBytes = 4096;
