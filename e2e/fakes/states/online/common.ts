// What several pages of the online app share: a machine at work, and how a view follows from the journal that was played up to a step.
import {
  accepted,
  adopted,
  blobBundle,
  blobSha256,
  called,
  certificateSha256,
  confirmed,
  exchangeBundle,
  fetched,
  onlineRecovery,
  outcomeBundle,
  readBack,
  sheet,
  written as bundleWritten,
} from '#core/journal/testdata/recovery.ts';
import { pinnedIdentities, planSha256 } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { bundleFileName } from '#core/transfer/bundle.ts';
import { observed, offline as offlineMachine, textHash } from '#core/transfer/testdata/samples.ts';
import { emptyUiState, emptyView } from '#services/online/empty-view.ts';
import type { OpenCeremony } from '#services/online/open-ceremony.ts';
import type { RunningStep } from '#services/online/running-step.ts';
import { ceremonySteps } from '#services/online/steps-of.ts';
import { type OnlineViewSource, viewOf } from '#services/online/view-of.ts';
import type { UiState } from '#services/online/world.ts';
import type { AccountView, SignInWay } from '#shared/contract/online/account-view.ts';
import type { OperatorRole } from '#shared/contract/online/ceremony-view.ts';
import type { OnlineStepId, ProgressView } from '#shared/contract/online/step-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { allowedTries } from '#shared/formatting/read-back.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { sha } from '../hashes.ts';
import { asking } from '../offline/common.ts';
import { fakeNow, play, type Played } from '../played.ts';

export const oid = '11111111-2222-4333-8444-555555555555';
export const at = (time: string): string => `2026-10-14T${time}Z`;
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
export const written = (name: string): OnlineView['written'][number] => ({
  volume: 'HANDOVER',
  name,
  bytes: 48_210,
  sha256: sha,
  readBack: true,
});
export const fileWritten = (name: string): JournalEvent => ({
  kind: 'file-written',
  name: `HANDOVER/${name}`,
  bytes: 48_210,
  sha256: sha,
});
export const lost = {
  code: 'SERVICE_UNREACHABLE',
  host: 'recovered-hsm.managedhsm.azure.net',
  reason: 'timeout',
} as const;
/** One that two people have noted. */
export const exception = (change: Partial<EventOf<'exception'>> = {}): EventOf<'exception'> => ({
  ...sheet,
  kind: 'exception',
  number: 1,
  check: null,
  step: 'C14',
  expected: 'The words agree.',
  happened: 'One word was misheard.',
  options: 'Read again, or stop.',
  decision: 'Read again.',
  decidedBy: [operator, second],
  ...change,
});

type Seen = Pick<OpenCeremony, 'own' | 'second' | 'exchange' | 'incoming' | 'verification' | 'checks' | 'resumed'>;
/** What a machine has beside what the steps before have left. */
export interface Around {
  readonly plan?: Plan;
  readonly role?: OperatorRole;
  /** Written after what the steps before have written. */
  readonly events?: readonly JournalEvent[];
  readonly agoMinutes?: number;
  /** The HSM was there already. */
  readonly isMade?: boolean;
  readonly ui?: Partial<UiState>;
  readonly seen?: Partial<Seen>;
  readonly running?: Partial<ProgressView>;
  /** How the step was refused. */
  readonly refused?: Fault;
  readonly facts?: OnlineViewSource['facts'] extends ReadonlyMap<OnlineStepId, infer Facts> ? Facts : never;
}

/** A call has four of them. */
export const callEventMinutes = 3;
const hsm = recoveryPlan.target.uri;
const outcomeName = bundleFileName({ ceremony: recoveryPlan.ceremony, ...outcomeBundle });
export const blobCame: readonly JournalEvent[] = [accepted(blobBundle, offlineMachine.keyId)];
/** The certificates of new keys. */
export const certificatesCame: readonly JournalEvent[] = [
  {
    ...{ kind: 'bundle-accepted', type: 'activation-certificates', seq: 1, payloadSha256: sha, fileSha256: sha },
    ...{ exchange: null, content: null, journal: { events: 1, head: sha }, signers: [offlineMachine.keyId] },
  },
];
/** Its words agree. */
export const blobAgreed: readonly JournalEvent[] = [...blobCame, readBack('restore-blob', blobBundle.payloadSha256)];
/** All that goes before an upload. */
export const blobCompared: readonly JournalEvent[] = [
  ...blobAgreed,
  { kind: 'blob-compared', fetched: certificateSha256, inBlob: certificateSha256, blobSha256, exception: null },
  confirmed('upload'),
];
export const intended = (
  call: EventOf<'call-intended'>['call'],
  subject: string | null = null,
  from: string | null = null,
): JournalEvent => ({ kind: 'call-intended', id: `${call}-1`, call, target: hsm, subject, folder: from });
/** The same call once more, in another place. */
const again = (events: readonly JournalEvent[], id: string): readonly JournalEvent[] =>
  events.map((event) => ('id' in event ? { ...event, id } : event));
/** Of the backup that the plan names. */
export const folder = recoveryPlan.backup?.folder ?? null;

/** An upload whose outcome is not written to a stick yet. */
export const uploaded: readonly JournalEvent[] = [
  ...blobCompared,
  ...called('upload', blobSha256),
  bundleWritten(outcomeBundle),
];

/** What the journal has of a step that is done. */
const playedBy: Readonly<Partial<Record<OnlineStepId, readonly JournalEvent[]>>> = {
  create: [confirmed('create'), ...called('create')],
  pairing: [
    { kind: 'peer-paired', role: 'offline', keyId: offlineMachine.keyId },
    { kind: 'challenge-noted', challenge: '0123456789abcdeffedcba9876543210' },
  ],
  'init-recovery': [confirmed('init-recovery'), ...called('init-recovery'), fetched('operator-1')],
  observe: [fetched('operator-2')],
  'exchange-key': [fetched('operator-2'), bundleWritten(exchangeBundle)],
  upload: [...uploaded, fileWritten(outcomeName)],
  activate: [
    ...certificatesCame,
    readBack('activation-certificates', sha),
    confirmed('download'),
    ...called('download'),
  ],
  canary: [
    ...called('canary'),
    {
      kind: 'canary-proven',
      key: `lifeboat-canary-${recoveryPlan.ceremony}`,
      version: 'c0ffee'.repeat(5).concat('00'),
      publicSha256: 'ab12'.repeat(16),
      uses: ['sign'],
    },
  ],
  backup: called('backup'),
  baseline: [fileWritten(`inventory-${recoveryPlan.ceremony}-target-20261014120000.json`)],
  restore: [
    { kind: 'hold-over', id: 'backup-1', minutes: 30, exception: null },
    confirmed('restore', folder),
    ...called('restore', null, folder),
  ],
  'first-backup': again(called('backup'), 'backup-2'),
};

const adoptedBy = (plan: Plan): EventOf<'plan-adopted'> =>
  plan.kind === 'recovery'
    ? adopted
    : {
        ...adopted,
        ceremonyKind: plan.kind,
        planSha256: planSha256(plan),
        custodianCertificates: [],
        sdSha256: null,
        backupFolder: null,
      };

/** A ceremony at an operator's machine, as far as it is shown. */
type ShownCeremony = Seen &
  Pick<OpenCeremony, 'approved' | 'self' | 'id' | 'particulars' | 'pairingWords' | 'pairingCode' | 'incomingWords'> & {
    readonly journal: Pick<OpenCeremony['journal'], 'state' | 'head' | 'latest' | 'settledAt'>;
    readonly folder: Pick<OpenCeremony['folder'], 'name'>;
  };

export const journalOf = ({ state, head, entries }: Played): ShownCeremony['journal'] => ({
  state,
  head,
  latest: entries.toReversed(),
  settledAt: (id) => {
    const settled = state.calls[id]?.settledAt ?? undefined;
    return settled === undefined ? undefined : Date.parse(settled);
  },
});

export const signedInUi: Partial<UiState> = { account: signedIn, lastContactUtc: at('10:39:52') };

/** The view of a machine at which this is open. */
export const show = (
  open: Partial<Pick<OnlineViewSource, 'ceremony' | 'emergency' | 'healthy'>>,
  step: OnlineStepId | undefined,
  { ui, running, refused, facts }: Pick<Around, 'ui' | 'running' | 'refused' | 'facts'>,
): OnlineView => {
  const uiState = { ...emptyUiState(), ...ui };
  return viewOf({
    world: { services: { version: '0.2.0', practiceOnly: false } },
    uiState,
    ceremony: undefined,
    emergency: undefined,
    healthy: undefined,
    ...open,
    // One at work waits for something.
    running: running && step && ({ step, progress: progress(running) } as RunningStep),
    refused: new Map(refused && step ? [[step, { fault: refused, atUtc: at('10:36:00') }]] : []),
    facts: new Map(facts && step ? [[step, facts]] : []),
    isSignedIn: uiState.account.phase === 'signed-in',
    waiting: { now: () => fakeNow },
  });
};

/** The view of a ceremony with these events. @param step of which `around` says how it goes */
function ceremonyView(events: readonly JournalEvent[], step: OnlineStepId | undefined, around: Around): OnlineView {
  const { plan = recoveryPlan, role = 'operator-1' } = around;
  const journal = journalOf(play(events, { agoMinutes: around.agoMinutes, eventMinutes: callEventMinutes }));
  const { state } = journal;
  const self = pinnedIdentities(plan).find((identity) => identity.role === role);
  if (self === undefined) throw new Error(`the plan names no ${role}`);
  const isPaired = state.peers['offline'] !== undefined && state.challengeNoted !== undefined;
  const shown: ShownCeremony = {
    ...{ id: plan.ceremony, particulars: plan, self, journal, folder: { name: plan.ceremony } },
    // Whoever approved it is in the signatures, which no page shows.
    approved: {
      plan,
      planSha256: planSha256(plan),
      approvers: ['operator-1', 'operator-2'],
    } as unknown as OpenCeremony['approved'],
    ...{ own: undefined, second: undefined, exchange: undefined, incoming: undefined, checks: [], resumed: false },
    verification: { phase: 'none' },
    ...around.seen,
    pairingWords: isPaired ? { phase: 'agreed' } : asking(),
    pairingCode: sha,
    incomingWords: ({ payload: { type }, payloadSha256 }) =>
      state.readBack[type] === payloadSha256
        ? { phase: 'agreed' }
        : asking(allowedTries - (state.wrongTries[type]?.times ?? 0)),
  };
  // A whole one needs a folder and a journal on the disk.
  return show({ ceremony: shown as unknown as OpenCeremony }, step, around);
}

const openings = (plan: Plan, role: OperatorRole): readonly JournalEvent[] => {
  const [opened] = onlineRecovery;
  const keyId = pinnedIdentities(plan).find((identity) => identity.role === role)?.keyId ?? sha;
  if (opened?.kind !== 'journal-opened') throw new Error('a journal begins with its opening');
  return [
    { ...opened, role, keyId },
    adoptedBy(plan),
    { kind: 'challenge-issued', challenge: textHash('issued').slice(32) },
  ];
};
const clockRead: JournalEvent = { kind: 'wall-clock', readBy: operator, wall: at('10:00:00'), offsetMinutes: 0 };

/** Up to a step, or through it. */
function viewAt(step: OnlineStepId, through: boolean, around: Around): OnlineView {
  const { plan = recoveryPlan, role = 'operator-1', events = [] } = around;
  const list = ceremonySteps(plan, role);
  const before = list.slice(0, list.indexOf(step) + (through ? 1 : 0));
  const has = (id: OnlineStepId): boolean => before.includes(id);
  const seen: Partial<Seen> = {
    own: has('init-recovery') ? observed('operator-1') : has('observe') ? observed('operator-2') : undefined,
    ...(has('exchange-key') && { second: observed('operator-2') }),
    ...(has('verify') && { verification: compared }),
    ...around.seen,
  };
  const ui: Partial<UiState> = { ...signedInUi, ...around.ui };
  const played = before.flatMap((id) => (id === 'create' && around.isMade ? [] : (playedBy[id] ?? [])));
  return ceremonyView([...openings(plan, role), clockRead, ...played, ...events], step, { ...around, seen, ui });
}

/** At a step, which is ready or as said. */
export const to = (step: OnlineStepId, around: Around = {}): OnlineView => viewAt(step, false, around);
/** After a step, with what is shown of it. */
export const after = (step: OnlineStepId, around: Around = {}): OnlineView => viewAt(step, true, around);
/** At the second operator's machine. */
export const secondOperator = { role: 'operator-2' } as const satisfies Around;

/** Before any step: the journal was begun, and then the clock read. */
export const opened = (around: Around = {}): OnlineView =>
  ceremonyView(openings(recoveryPlan, 'operator-1'), undefined, around);
export const clocked = (around: Around = {}): OnlineView =>
  ceremonyView([...openings(around.plan ?? recoveryPlan, 'operator-1'), clockRead], undefined, around);
export const signingIn = (way: SignInWay): OnlineView =>
  clocked({ ui: { account: { phase: 'signing-in', way, sinceUtc: at('10:39:58') } } });

/** What came back is what was backed up. */
export const compared: Extract<OnlineView['verification'], { phase: 'compared' }> = {
  phase: 'compared',
  atUtc: at('10:39:00'),
  isSame: true,
  keys: { expected: 118, found: 118 },
  versions: { expected: 341, found: 341 },
  roles: { expected: 22, found: 22 },
  differences: [],
  differenceCount: 0,
  byHandCount: 0,
  notCompared: [],
  canaries: [{ key: 'canary', version: '0'.repeat(32), proven: ['sign'] }],
  file: written('inventory-recovered-hsm.json'),
};
/** The bundle that comes from the offline side. */
export const incoming = (type: 'restore-blob' | 'activation-certificates' = 'restore-blob'): Seen['incoming'] =>
  // A whole one has what is in it.
  ({
    payload: { type, seq: type === 'restore-blob' ? 2 : 1, ceremony: recoveryPlan.ceremony },
    payloadSha256: type === 'restore-blob' ? blobBundle.payloadSha256 : sha,
    signers: [{ role: 'offline', holder: 'Person op' }],
  }) as unknown as Seen['incoming'];
