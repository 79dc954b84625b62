// The approved plan, and the other machine.
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { sha } from '../hashes.ts';
import { agreed, asking, sticks } from './common.ts';

export const recovery: RecoveryView = {
  plan: recoveryPlan,
  planSha256: null,
  approvers: ['Person operator-1', 'Person witness'],
  planWords: asking(),
  holder: 'Person offline-operator',
  peer: 'Person operator-1',
  pairing: asking(),
  challenge: null,
  failures: [],
  unknownMembers: [],
  sent: null,
  outcome: null,
  head: { n: 3, sha256: sha },
};
const opened: View = { ...sticks, recovery };
const adopted: View = {
  ...sticks,
  recovery: { ...recovery, planSha256: sha, planWords: agreed, challenge: '5ca1ab1e0ddba11ca5cade0ff1cec0de' },
};
/** The machines have met: what every later page of a recovery has. */
export const known: RecoveryView = { ...recovery, ...adopted.recovery, pairing: agreed };
export const paired: View = { ...adopted, recovery: known };

export const planStates = {
  'plan-choose': sticks,
  'plan-words': opened,
  'plan-locked': {
    ...opened,
    recovery: {
      ...recovery,
      planWords: { phase: 'locked' },
      failures: [{ check: 'read-back-plan', step: 'O5', fault: 'WORDS_LOCKED', known: { code: 'WORDS_LOCKED' } }],
    },
  },
  'other-machine': adopted,
} satisfies Readonly<Record<string, View>>;
