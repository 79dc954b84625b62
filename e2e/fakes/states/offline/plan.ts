// The approved plan, and the other machine.
import { checkFailed } from '#core/journal/records.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { show, sticksKnown } from './common.ts';
import { honest, recoveryOf } from './ceremony.ts';

const opened: readonly JournalEvent[] = [honest('journal-opened'), honest('air-gap'), honest('wall-clock')];
const adopted: readonly JournalEvent[] = [...opened, honest('plan-adopted'), honest('challenge-issued')];
/** The machines have met: what every later page of a recovery has. */
export const paired: readonly JournalEvent[] = [
  ...adopted,
  honest('peer-paired'),
  { kind: 'challenge-noted', challenge: '5ca1ab1e0ddba11ca5cade0ff1cec0de' },
];

export const planStates = {
  'plan-choose': show(sticksKnown),
  'plan-words': recoveryOf(opened),
  'plan-locked': recoveryOf([...opened, checkFailed('read-back-plan', 'O5', { code: 'WORDS_LOCKED' })]),
  'other-machine': recoveryOf(adopted),
} satisfies Readonly<Record<string, View>>;
