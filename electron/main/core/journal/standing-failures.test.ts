// The failed checks that stand, event by event.
import { expect, it } from 'vitest';
import type { FailedCheckView } from '#shared/contract/exception-view.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import { textHash } from '../transfer/testdata/samples.ts';
import { apply } from '#shared/journal/fold.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import { standingFailures } from './standing-failures.ts';
import { checkFailed } from './records.ts';
import { sheet } from './testdata/recovery.ts';

const standing = (...events: readonly JournalEvent[]): readonly FailedCheckView[] =>
  standingFailures(events.reduce(apply, emptyJournal));
const failed = (check: string, detail: string): JournalEvent => ({
  ...{ kind: 'check-failed', check, step: 'B5', fault: 'HSM_URI_INVALID', detail },
});
const readBack = (
  subject: EventOf<'read-back'>['subject'],
  outcome: 'agreed' | 'differed',
  attempt = 2,
): JournalEvent => ({ kind: 'read-back', subject, sha256: textHash('x'), attempt, outcome, by: ['A B', 'C D'] });
const outcome = (verdict?: 'failed' | 'unknown'): JournalEvent => ({
  ...{ kind: 'bundle-accepted', type: 'outcome', seq: 1, payloadSha256: textHash('p'), fileSha256: textHash('f') },
  ...{ exchange: null, content: null, journal: { events: 1, head: textHash('e') } },
  ...{ signers: [textHash('s')], ...(verdict && { verdict }) },
});
const except = (check: string | null): JournalEvent => ({ kind: 'exception', number: 1, check, ...sheet });

it('keep the fault that was written, and none where the text is cut, or of another making', () => {
  const fault = { code: 'HSM_URI_INVALID', problem: 'characters' } as const;
  expect(standing(checkFailed('target', 'B5', fault))).toEqual([
    { check: 'target', step: 'B5', fault: fault.code, known: fault },
  ]);
  for (const detail of ['{"code":"HSM_URI_INV', '{"code":"OTHER"}', '{"problem":"x"}', 'null', '"text"', '[]']) {
    expect(standing(failed('target', detail))).toMatchObject([{ check: 'target', known: null }]);
  }
});

it('are left by their exception alone, one for each', () => {
  const two = [failed('words', 'x'), failed('words', 'y'), failed('target', 'z')];
  expect(standing(...two, except('words')).map(({ check }) => check)).toEqual(['words', 'target']);
  expect(standing(...two, except(null), except('other'), { kind: 'note', by: 'A B', text: 'x' })).toHaveLength(3);
});

it.each([
  ['plan', 'O5'],
  ['exchange-key', 'B7'],
  ['restore-blob', 'B20'],
  ['activation-certificates', 'A15'],
  ['security-domain', 'A21'],
] as const)('a second difference in the words of the %s stands at %s', (subject, step) => {
  expect(standing(readBack(subject, 'differed'))).toEqual([
    { check: `read-back-${subject}`, step, fault: 'WORDS_LOCKED', known: { code: 'WORDS_LOCKED' } },
  ]);
  expect(standing(readBack(subject, 'differed', 1), readBack(subject, 'agreed'))).toEqual([]);
});

it('an outcome stands unless it is good', () => {
  expect(standing(outcome())).toEqual([]);
  expect(standing(outcome('failed'))).toMatchObject([{ check: 'outcome', step: 'B21', fault: 'OUTCOME_FAILED' }]);
  expect(standing(outcome('unknown'))).toMatchObject([{ check: 'outcome', known: { code: 'OUTCOME_UNKNOWN' } }]);
});
