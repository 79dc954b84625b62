// The failed checks that stand, with where and why they failed; the fold of the state has their names.
import type { FailedCheckView } from '#shared/contract/exception-view.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { outcomeCheck, readBackCheck } from '#shared/journal/state.ts';
import { parseStrictJson } from '../encoding/json.ts';

/** Those that are after an event, given those before it. */
export function standingFailures(before: readonly FailedCheckView[], event: JournalEvent): readonly FailedCheckView[] {
  if (event.kind === 'check-failed') {
    const { check, step, fault, detail } = event;
    return [...before, { check, step, fault, known: faultIn(detail, fault) }];
  }
  if (event.kind === 'bundle-accepted') return [...before, ...leftBy(event)];
  if (event.kind === 'read-back') return [...before, ...lockedBy(event)];
  if (event.kind !== 'exception') return before;
  const at = before.findIndex(({ check }) => check === event.check);
  return before.filter((_each, other) => other !== at);
}

/** REQ-11: the second difference is a failed check; the fold of the state says the same. */
function lockedBy({ subject, outcome, attempt }: EventOf<'read-back'>): FailedCheckView[] {
  if (outcome === 'agreed' || attempt < 2) return [];
  const fault = 'WORDS_LOCKED';
  return [{ check: readBackCheck(subject), step: readBackSteps[subject], fault, known: { code: fault } }];
}

/** An outcome that is not good; the fold of the state says the same. */
function leftBy({ verdict }: EventOf<'bundle-accepted'>): FailedCheckView[] {
  const known = outcomeFault(verdict);
  return known === undefined ? [] : [{ check: outcomeCheck, step: 'B21', fault: known.code, known }];
}

/** What an outcome that is not good means for the machine that accepts it; undefined for a good one. */
export function outcomeFault(verdict: 'succeeded' | 'failed' | 'unknown' | undefined): Fault | undefined {
  if (verdict === 'failed') return { code: 'OUTCOME_FAILED' };
  return verdict === 'unknown' ? { code: 'OUTCOME_UNKNOWN' } : undefined;
}

/** The fault as `checkFailed` wrote it; null where its JSON was cut, or is of somebody else's making. */
function faultIn(detail: string, code: string): Fault | null {
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

/** Where the script has the read-back. */
const readBackSteps: Readonly<Record<EventOf<'read-back'>['subject'], string>> = {
  plan: 'O5',
  'exchange-key': 'B7',
  'restore-blob': 'B20',
  'activation-certificates': 'A15',
  'security-domain': 'A21',
};
