// Rules of the test key (REQ-23): made in a new HSM before its first backup, so that what a recovery brings back can be proven by it.
import type { JournalState } from '#shared/journal/state.ts';
import { exceptionProblem } from './exceptions.ts';
import { callRule, type OrderRule, rule } from './rule.ts';
import { hasSucceeded } from '#shared/journal/call-index.ts';

/** Whether a backup would be the first of a new HSM, without a test key in it that was used or that two people have left out. */
export const lacksCanary = ({ plan, canary, canaryLeftOut }: JournalState): boolean =>
  plan?.ceremonyKind === 'activation' && canary === undefined && !canaryLeftOut;

export const canary: readonly OrderRule[] = [
  callRule('canary-after-download', ['canary'], (state) => hasSucceeded(state, 'download')),
  // In a backup that is made already it would not be, and no recovery would find it.
  callRule('canary-before-the-backup', ['canary'], (state) => !hasSucceeded(state, 'backup')),
  callRule('backup-after-canary', ['backup'], (state) => !lacksCanary(state)),
  rule('canary-made-here', 'canary-proven', (state) => hasSucceeded(state, 'canary')),
  rule('canary-proven-once', 'canary-proven', (state) => state.canary === undefined),
  rule('canary-left-out-unproven', 'canary-left-out', (state) => state.canary === undefined),
  rule(
    'canary-left-out-by-two',
    'canary-left-out',
    (state, { exception }) => exceptionProblem(state, exception, 'no-canary') === undefined,
  ),
];
