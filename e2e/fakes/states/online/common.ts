// What several pages of the online app share: a machine at work, and its steps up to one that is in a given state.
import { recoveryClock } from '#shared/ceremony/recovery-time.ts';
import { planSha256 } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { emptyView } from '#services/online/empty-view.ts';
import { RunningStep } from '#services/online/running-step.ts';
import { stepViews } from '#services/online/step-states.ts';
import { steps } from '#services/online/steps.ts';
import { stepsOf } from '#services/online/steps-of.ts';
import type { AccountView, SignInWay } from '#shared/contract/online/account-view.ts';
import type { OnlineStepId, OnlineStepView, ProgressView, StepState } from '#shared/contract/online/step-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { GuardedCall, JournalEvent } from '#shared/journal/events.ts';
import { apply } from '#shared/journal/fold.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import { sha } from '../hashes.ts';
import { asking } from '../offline/common.ts';

export const nonce = '0123456789abcdeffedcba9876543210';
export const oid = '11111111-2222-4333-8444-555555555555';
export const at = (time: string): string => `2026-10-14T${time}Z`;

export const recoverySteps = stepsOf('recovery', 'operator-1');
const secondSteps = stepsOf('recovery', 'operator-2');

const hsm = recoveryPlan.target.uri;
const sentKey: JournalEvent = {
  kind: 'bundle-written',
  ...{ type: 'exchange-key', seq: 1, payloadSha256: sha, fileSha256: sha, exchange: sha, content: null },
  journal: { events: 1, head: sha },
};
/** What the journal has of a step that is done. */
const playedBy = (id: OnlineStepId): readonly JournalEvent[] => {
  if (id === 'pairing') {
    return [
      { kind: 'peer-paired', role: 'offline', keyId: sha },
      { kind: 'challenge-noted', challenge: nonce },
    ];
  }
  if (id === 'exchange-key') return [sentKey];
  const [call] = steps[id].calls ?? [];
  return call === undefined
    ? []
    : [begun(call), { kind: 'call-settled', id: call, verdict: 'succeeded', detail: null }];
};
const begun = (call: GuardedCall): JournalEvent => ({
  kind: 'call-intended',
  ...{ id: call, call, target: hsm, subject: null, folder: null },
});

/** The steps up to one that is in a given state. Those before are done; where those after are follows from the journal up to here. */
export function stepsTo(
  ids: readonly OnlineStepId[],
  current: OnlineStepId,
  state: StepState,
  facts: Extract<StepState, { phase: 'done' }>['facts'] = [],
): OnlineStepView[] {
  const here = ids.indexOf(current);
  const before = new Set(ids.slice(0, state.phase === 'done' ? here + 1 : here));
  const isOpen = state.phase === 'interrupted' || state.phase === 'unknown';
  const events = [
    ...[...before].flatMap(playedBy),
    ...(isOpen ? (steps[current].calls ?? []).slice(0, 1).map(begun) : []),
  ];
  const running = new RunningStep(current, 0, () => undefined);
  const views = stepViews({
    list: ids,
    plan: recoveryPlan,
    journal: events.reduce(apply, emptyJournal),
    isSignedIn: !(state.phase === 'not-yet' && state.needs.includes('sign-in')),
    wasInspected: before.has('preFlight'),
    hasObservation: before.has('init-recovery') || before.has('observe'),
    isExchangeSigned: before.has('countersign'),
    isVerified: before.has('verify'),
    isHandedOver: before.has('hand-over'),
    hasBaseline: before.has('baseline'),
    hold: before.has('backup') ? 'over' : 'no-restore-point',
    running: state.phase === 'running' ? running : undefined,
    refused: new Map(),
    facts: new Map(),
    settledAt: () => Date.parse(at('10:05:00')),
  });
  return views.map((view, place): OnlineStepView => {
    if (place === here) return { ...view, state };
    return place < here ? { ...view, state: { phase: 'done', atUtc: at('10:05:00'), facts } } : view;
  });
}

export const ready: StepState = { phase: 'ready' };
export const done = (facts: Extract<StepState, { phase: 'done' }>['facts']): StepState => ({
  phase: 'done',
  atUtc: at('10:31:07'),
  facts,
});
export const progress = (change: Partial<ProgressView> = {}): ProgressView => ({
  sinceUtc: at('10:18:20'),
  isSent: true,
  attempt: 61,
  lastContactUtc: at('10:39:52'),
  nextPollUtc: at('10:40:07'),
  trouble: null,
  counted: null,
  ...change,
});

export const operator = recoveryPlan.people.find(({ roles }) => roles.includes('RO1'))?.name ?? 'RO1';
export const second = recoveryPlan.people.find(({ roles }) => roles.includes('RO2'))?.name ?? 'RO2';
export const start = emptyView('0.2.0', false);

export const signedIn: Extract<AccountView, { phase: 'signed-in' }> = {
  phase: 'signed-in',
  way: 'device-code',
  name: 'operator.one@example.com',
  objectId: oid,
  tenantId: recoveryPlan.target.tenant,
  network: {
    proxy: 'proxy.example.com:8080',
    roots: 142,
    source: 'system',
    named: [{ name: 'Example Corp Root CA', sha256: 'ab'.repeat(32) }],
  },
  roles: null,
  checks: [{ id: 'account-in-plan', outcome: 'look', found: { kind: 'not-in-plan', operators: [operator, second] } }],
};
type OpenCeremony = Exclude<OnlineView['ceremony'], { phase: 'none' }>;
export const ceremony: OpenCeremony = {
  phase: 'open',
  id: recoveryPlan.ceremony,
  practice: false,
  kind: 'recovery',
  role: 'operator-1',
  holder: operator,
  plan: recoveryPlan,
  planSha256: planSha256(recoveryPlan),
  approvers: [operator, second],
  folder: recoveryPlan.ceremony,
  resumed: false,
};
/** The clock when a step has come: what is before it has ended, each seven minutes late. */
export function clockAt(current: OnlineStepId): NonNullable<OnlineView['recoveryTime']> {
  const asPlanned = recoveryClock({ done: {}, startedAt: at('09:35:00') }, 'full');
  if (asPlanned === undefined) throw new Error('the clock has begun');
  const milestones = asPlanned.milestones.map((each) => ({
    ...each,
    doneUtc:
      recoverySteps.findIndex((step) => step === each.call) < recoverySteps.indexOf(current)
        ? new Date(Date.parse(each.dueUtc) + 7 * 60_000).toISOString()
        : null,
  }));
  return { ...asPlanned, restoredUtc: milestones.at(-1)?.doneUtc ?? null, milestones, consumers: null };
}
export const opened: OnlineView = {
  ...start,
  ceremony,
  peers: { offlineKeyId: null, words: asking(), issued: nonce, noted: null, code: null },
  recoveryTime: clockAt('preFlight'),
  steps: stepsTo(recoverySteps, 'preFlight', { phase: 'not-yet', needs: ['sign-in'] }),
  activity: { events: 3, head: sha, latest: [] },
};
export const clocked: OnlineView = {
  ...opened,
  clock: { phase: 'set', wallUtc: at('10:02:00.000'), machineUtc: at('10:02:21.000'), aheadSeconds: 21 },
};
export const signingIn = (way: SignInWay): OnlineView => ({
  ...clocked,
  account: { phase: 'signing-in', way, sinceUtc: at('10:39:58') },
});
export const atWork: OnlineView = {
  ...clocked,
  account: signedIn,
  lastContactUtc: at('10:39:52'),
  peers: { offlineKeyId: sha, words: { phase: 'agreed' }, issued: nonce, noted: nonce, code: sha },
};
export const to = (current: OnlineStepId, state: StepState, change: Partial<OnlineView> = {}): OnlineView => ({
  ...atWork,
  steps: stepsTo(recoverySteps, current, state),
  recoveryTime: clockAt(current),
  ...change,
});
export const secondOperator = (
  current: OnlineStepId,
  state: StepState,
  change: Partial<OnlineView> = {},
): OnlineView => ({
  ...atWork,
  ceremony: {
    ...ceremony,
    role: 'operator-2',
    holder: second,
  },
  recoveryTime: null,
  steps: stepsTo(secondSteps, current, state),
  ...change,
});

export const blobBundle = {
  name: 'lifeboat-MHSM-DR-2026-10-14-01-0002-restore-blob.bundle.json',
  type: 'restore-blob',
  seq: 2,
  signers: [{ role: 'offline', holder: 'Person op' }],
};
export const awaited: Extract<OnlineView['incoming'], { phase: 'accepted' }> = {
  phase: 'accepted',
  bundle: blobBundle,
  readBack: asking(),
};
export const written = (name: string): OnlineView['written'][number] => ({
  volume: 'HANDOVER',
  name,
  bytes: 48_210,
  sha256: sha,
  readBack: true,
});
export const lost = {
  code: 'SERVICE_UNREACHABLE',
  host: 'recovered-hsm.managedhsm.azure.net',
  reason: 'timeout',
} as const;
/** One that two people have noted. */
export const exception: OnlineView['exceptions'][number] = {
  number: 1,
  check: 'read-back-differs',
  atUtc: at('10:20:00'),
  step: 'C14',
  expected: 'The words agree.',
  happened: 'One word was misheard.',
  options: 'Read again, or stop.',
  decision: 'Read again.',
  decidedBy: ['Person ca'],
  affectsTrust: 'no',
  followUp: 'Person witness',
  initials: ['PC', 'PW'],
};
/** A failed check that stands. */
export const blobKey: OnlineView['failures'][number] = {
  check: 'blob-key',
  step: 'C14',
  fault: 'EXCHANGE_KEY_CHANGED',
  known: { code: 'EXCHANGE_KEY_CHANGED', inBlob: sha, fetched: sha, step: 'C14' },
};
