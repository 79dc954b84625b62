// Every state that an online page can be in, as main would tell it: for the gallery, for axe, and for specs of single pages.
import type { Page } from '@playwright/test';
import { planSha256 } from '../../electron/main/core/plan/plan-file.ts';
import { recoveryPlan } from '../../electron/main/core/plan/testdata/sample-plan.ts';
import { emptyView } from '../../electron/main/online/desk/empty-view.ts';
import type {
  AccountView,
  ObservationView,
  OnlineStepId,
  OnlineStepView,
  OnlineView,
  ProgressView,
  StepState,
} from '../../shared/contract/online/view.ts';
import { alsoToRepoint } from '../../shared/inventory/re-point.ts';
import type { OnlineCheck } from '../../shared/online/checks.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { say } from './say.ts';

/** A state, and how a person gets to the page where it is looked at; without that, main's state alone leads there. */
export interface OnlineState {
  readonly view: OnlineView;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly open?: (page: Page) => Promise<void>;
}

const sha = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const otherSha = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const nonce = '0123456789abcdeffedcba9876543210';
const oid = '11111111-2222-4333-8444-555555555555';
const at = (time: string): string => `2026-10-14T${time}Z`;
const token = (mark: string): string => mark.repeat(22);

export const recoverySteps = [
  'pairing',
  'board',
  'create',
  'init-recovery',
  'exchange-key',
  'upload',
  'backup',
  'restore',
  'verify',
  'hand-over',
] as const satisfies readonly OnlineStepId[];
const secondSteps = ['pairing', 'observe', 'countersign'] as const satisfies readonly OnlineStepId[];
const activationSteps = [
  'pairing',
  'board',
  'create',
  'activate',
  'backup',
  'baseline',
] as const satisfies readonly OnlineStepId[];
const confirmed: Readonly<Partial<Record<OnlineStepId, OnlineStepView['confirm']>>> = {
  create: 'target',
  'init-recovery': 'target',
  activate: 'target',
  upload: 'target',
  restore: 'target-and-folder',
};

/** The steps up to one that is in a given state; those before are done, those after wait. */
function stepsTo(
  ids: readonly OnlineStepId[],
  current: OnlineStepId,
  state: StepState,
  facts: Extract<StepState, { phase: 'done' }>['facts'] = [],
): OnlineStepView[] {
  const here = ids.indexOf(current);
  return ids.map((id, place) => ({
    id,
    confirm: confirmed[id] ?? 'nothing',
    state:
      place === here
        ? state
        : place < here
          ? { phase: 'done', atUtc: at('10:05:00'), facts }
          : { phase: 'not-yet', needs: [ids[place - 1] === 'backup' ? 'hold' : 'other-step'] },
  }));
}

const ready: StepState = { phase: 'ready' };
const done = (facts: Extract<StepState, { phase: 'done' }>['facts']): StepState => ({
  phase: 'done',
  atUtc: at('10:31:07'),
  facts,
});
const progress = (change: Partial<ProgressView> = {}): ProgressView => ({
  sinceUtc: at('10:18:20'),
  isSent: true,
  attempt: 61,
  lastContactUtc: at('10:39:52'),
  nextPollUtc: at('10:40:07'),
  trouble: null,
  counted: null,
  ...change,
});

const practicePlan: Plan = {
  ...recoveryPlan,
  practice: true,
  ceremony: 'PRACTICE-2026-10-14-01',
  target: { ...recoveryPlan.target, uri: 'https://recovered-hsm.managedhsm.practice.invalid' },
};
const operator = recoveryPlan.people.find(({ roles }) => roles.includes('RO1'))?.name ?? 'RO1';
const second = recoveryPlan.people.find(({ roles }) => roles.includes('RO2'))?.name ?? 'RO2';
const start = emptyView('0.1.0', false);

const signedIn: AccountView = {
  phase: 'signed-in',
  way: 'device-code',
  name: 'operator.one@example.com',
  objectId: oid,
  tenantId: recoveryPlan.target.tenant,
  roles: null,
  checks: [{ id: 'account-in-plan', outcome: 'look', found: { kind: 'not-in-plan', operators: [operator, second] } }],
};
type OpenCeremony = Exclude<OnlineView['ceremony'], { phase: 'none' }>;
const ceremony: OpenCeremony = {
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
const opened: OnlineView = {
  ...start,
  ceremony,
  peers: { offlineKeyId: null, issued: nonce, noted: null },
  steps: stepsTo(recoverySteps, 'pairing', { phase: 'not-yet', needs: ['sign-in'] }),
  activity: { events: 3, head: sha, latest: [] },
};
const clocked: OnlineView = {
  ...opened,
  clock: { phase: 'set', wallUtc: at('10:02:00.000'), machineUtc: at('10:02:21.000'), aheadSeconds: 21 },
};
const atWork: OnlineView = {
  ...clocked,
  account: signedIn,
  lastContactUtc: at('10:39:52'),
  peers: { offlineKeyId: sha, issued: nonce, noted: nonce },
};
const to = (current: OnlineStepId, state: StepState, change: Partial<OnlineView> = {}): OnlineView => ({
  ...atWork,
  steps: stepsTo(recoverySteps, current, state),
  ...change,
});
const secondOperator = (current: OnlineStepId, state: StepState, change: Partial<OnlineView> = {}): OnlineView => ({
  ...atWork,
  ceremony: {
    ...ceremony,
    role: 'operator-2',
    holder: second,
  },
  steps: stepsTo(secondSteps, current, state),
  ...change,
});

const board: readonly OnlineCheck[] = [
  { id: 'target-name-free', outcome: 'ok', found: { kind: 'value', value: 'recovered-hsm' } },
  { id: 'source-state', outcome: 'ok', found: { kind: 'hsm-purged', name: 'lost-hsm' } },
  {
    id: 'container',
    outcome: 'ok',
    found: { kind: 'value', value: 'https://backups.blob.core.windows.net/mhsm-backups' },
  },
  {
    id: 'source-folder',
    outcome: 'ok',
    found: {
      kind: 'folder',
      folder: 'mhsm-lost-hsm-2026101312000000',
      files: 14,
      bytes: 18_446_744,
      written: '2026-10-13T12:04:31Z',
    },
  },
  { id: 'immutability', outcome: 'stop', found: { kind: 'immutability-policy' } },
  { id: 'operators-in-backup', outcome: 'look', found: { kind: 'no-inventory' } },
  { id: 'target-identity', outcome: 'unknown', found: { kind: 'hsm-not-made' } },
  {
    id: 'own-rights',
    outcome: 'unknown',
    found: { kind: 'refused', fault: { code: 'SERVICE_ANSWER_LOST', operation: 'control-plane' } },
  },
  { id: 'administrators', outcome: 'ok', found: { kind: 'value', value: oid } },
];
const fine = board.filter(({ outcome }) => outcome === 'ok');
const looked = (checks: readonly OnlineCheck[]): OnlineView['board'] => ({
  phase: 'looked',
  atUtc: at('10:38:11'),
  checks: [...checks],
  isClear: checks.every(({ outcome }) => outcome !== 'stop'),
});

const observation = (observer: 'operator-1' | 'operator-2', certificateSha256 = sha): ObservationView => ({
  observer,
  certificateSha256,
  requestId: '5f0c2ad0-6a7f-4a63-9a2c-0d6b1f9f0a77',
  serverDate: 'Wed, 14 Oct 2026 10:12:44 GMT',
  fetchedUtc: at('10:12:44'),
  tlsCertificates: 3,
});
const exchange = (change: Partial<OnlineView['exchange']>): OnlineView['exchange'] => ({
  own: observation('operator-1'),
  checks: [],
  second: null,
  isSame: null,
  bundle: { phase: 'none' },
  ...change,
});
const summary = {
  name: 'MHSM-DR-2026-10-14-01.0001.exchange-key.bundle',
  type: 'exchange-key',
  seq: 1,
  payloadSha256: sha,
  signers: [{ role: 'operator-1', holder: operator }],
};
const bothSigners = [...summary.signers, { role: 'operator-2', holder: second }];
const blobBundle = {
  name: 'MHSM-DR-2026-10-14-01.0002.restore-blob.bundle',
  type: 'restore-blob',
  seq: 2,
  signers: [{ role: 'offline', holder: 'Person op' }],
};
const awaited: OnlineView['incoming'] = {
  phase: 'accepted',
  bundle: blobBundle,
  readBack: { phase: 'awaited', triesLeft: 2 },
};
const hold = (phase: 'running' | 'over'): OnlineView['hold'] => ({
  phase,
  beganUtc: phase === 'running' ? at('10:39:07') : at('10:01:07'),
  endsUtc: phase === 'running' ? at('11:09:07') : at('10:31:07'),
  minuteMs: 60_000,
});
const written = (name: string): OnlineView['written'][number] => ({
  volume: 'HANDOVER',
  name,
  bytes: 48_210,
  sha256: sha,
  readBack: true,
});
const lost = { code: 'SERVICE_UNREACHABLE', host: 'recovered-hsm.managedhsm.azure.net', reason: 'timeout' } as const;

const compared: Extract<OnlineView['verification'], { phase: 'compared' }> = {
  phase: 'compared',
  atUtc: at('10:39:00'),
  isSame: true,
  keys: { expected: 118, found: 118 },
  versions: { expected: 341, found: 341 },
  roles: { expected: 22, found: 22 },
  differences: [],
  differenceCount: 0,
  canaries: [{ key: 'canary', version: '0'.repeat(32), proven: ['sign'] }],
  file: written('inventory-recovered-hsm.json'),
};
const differing: OnlineView['verification'] = {
  ...compared,
  isSame: false,
  keys: { expected: 118, found: 117 },
  versions: { expected: 341, found: 338 },
  roles: { expected: 22, found: 23 },
  canaries: [],
  differenceCount: 214,
  differences: [
    { kind: 'key-missing', key: 'payments-signing-2024', versions: 3 },
    {
      kind: 'attribute',
      key: 'customer-data-encryption-key-with-a-long-name',
      version: 'a'.repeat(32),
      field: 'enabled',
      expected: 'true',
      found: 'false',
    },
    { kind: 'version-added', key: 'canary', version: 'b'.repeat(32) },
    { kind: 'role-added', scope: '/keys/canary', role: 'Managed HSM Crypto User', principalId: oid },
  ],
};
const rows = Array.from({ length: 20 }, (_, place) => ({
  key: `key-${place + 1}`,
  version: String(place).padStart(32, '0'),
  enabled: place !== 3,
  oldUri: `https://lost-hsm.managedhsm.azure.net/keys/key-${place + 1}/${String(place).padStart(32, '0')}`,
  newUri: `https://recovered-hsm.managedhsm.azure.net/keys/key-${place + 1}/${String(place).padStart(32, '0')}`,
}));
const exception: OnlineView['exceptions'][number] = {
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

// Names are written in English, and said in the language of the page.
const press = (name: string) => async (page: Page) =>
  page
    .getByRole('button', { name: await say(page, name) })
    .first()
    .click();
const inRail = (name: string) => async (page: Page) =>
  page
    .getByRole('navigation', { name: await say(page, 'Steps') })
    .getByRole('button', { name: await say(page, name, 'anywhere') })
    .first()
    .click();

/** From a name to a state; the names are those of the images in the gallery. */
export const onlineStates: Readonly<Record<string, OnlineState>> = {
  'online-start': { view: start },
  'online-rehearsal-make': { view: start, open: press('Rehearse') },
  'online-start-earlier': {
    view: {
      ...start,
      practiceOnly: true,
      earlier: [
        {
          folder: token('f'),
          id: 'PRACTICE-2026-10-13-01',
          practice: true,
          role: 'operator-1',
          lastUtc: at('09:58:00'),
        },
        { folder: token('g'), id: recoveryPlan.ceremony, practice: false, role: 'operator-2', lastUtc: at('09:12:00') },
      ],
    },
  },
  'online-begin': { view: opened },
  'online-begin-clock-set': { view: clocked, open: inRail('Plan and clock') },
  'online-sign-in': { view: clocked },
  'online-sign-in-code': {
    view: {
      ...clocked,
      account: {
        phase: 'signing-in',
        way: 'device-code',
        sinceUtc: at('10:39:20'),
        code: { userCode: 'GFX7 QLM2', address: 'https://microsoft.com/devicelogin' },
      },
    },
  },
  'online-sign-in-asking': {
    view: {
      ...clocked,
      account: { phase: 'signing-in', way: 'device-code', sinceUtc: at('10:39:58'), code: null },
    },
  },
  'online-sign-in-refused': {
    view: { ...clocked, account: { phase: 'refused', way: 'azure-cli', fault: { code: 'SERVICE_SIGN_IN_FAILED' } } },
  },
  'online-sign-in-practice': {
    view: {
      ...clocked,
      practiceOnly: true,
      ceremony: {
        ...ceremony,
        practice: true,
        id: practicePlan.ceremony,
        plan: practicePlan,
      },
    },
  },
  'online-signed-in': { view: atWork, open: inRail('Sign in') },
  'online-signed-in-roles': {
    view: {
      ...atWork,
      account: {
        ...signedIn,
        roles: [
          { scope: '/', role: 'Managed HSM Administrator' },
          { scope: '/keys', role: 'Managed HSM Crypto Auditor' },
        ],
      },
    },
    open: inRail('Sign in'),
  },
  'online-pairing': { view: to('pairing', ready, { peers: { offlineKeyId: null, issued: nonce, noted: null } }) },
  'online-pairing-done': { view: to('board', ready), open: inRail('Pair with offline') },
  'online-board': { view: to('board', ready) },
  'online-board-looking': {
    view: to(
      'board',
      { phase: 'running', progress: progress() },
      { board: { phase: 'looking', sinceUtc: at('10:39:46') } },
    ),
  },
  'online-board-stops': { view: to('board', ready, { board: looked(board) }) },
  'online-board-clear': { view: to('board', ready, { board: looked(fine) }) },
  'online-create': { view: to('create', ready, { board: looked(fine) }) },
  'online-create-running': { view: to('create', { phase: 'running', progress: progress() }) },
  'online-create-refused': {
    view: to('create', {
      phase: 'refused',
      atUtc: at('10:22:41'),
      again: 'yes',
      fault: {
        code: 'SERVICE_REFUSED',
        operation: 'control-plane',
        status: 409,
        serviceCode: 'VaultAlreadyExists',
        serviceMessage: 'The name "recovered-hsm" is already in use.',
      },
    }),
  },
  'online-create-done': {
    view: to('init-recovery', ready, {
      steps: stepsTo(recoverySteps, 'init-recovery', ready, [
        { fact: 'hsm-uri', value: recoveryPlan.target.uri },
        { fact: 'resource-id', value: recoveryPlan.target.resourceId },
        { fact: 'activation', value: 'NotActivated' },
      ]),
    }),
    open: inRail('Create the HSM'),
  },
  'online-init-recovery': { view: to('init-recovery', ready) },
  'online-exchange-key-one': { view: to('exchange-key', ready, { exchange: exchange({}) }) },
  'online-exchange-key-same': {
    view: to('exchange-key', ready, {
      exchange: exchange({
        second: observation('operator-2'),
        isSame: true,
        bundle: { phase: 'draft', bundle: summary },
      }),
    }),
  },
  'online-exchange-key-differs': {
    view: to('exchange-key', ready, {
      exchange: exchange({ second: observation('operator-2', otherSha), isSame: false }),
    }),
  },
  'online-exchange-key-sent': {
    view: to('upload', ready, {
      exchange: exchange({
        second: observation('operator-2'),
        isSame: true,
        bundle: { phase: 'sent', bundle: { ...summary, signers: bothSigners } },
      }),
    }),
    open: inRail('Second observer'),
  },
  'online-observe': { view: secondOperator('observe', ready) },
  'online-observe-done': {
    view: secondOperator('countersign', ready, { exchange: exchange({ own: observation('operator-2') }) }),
    open: inRail('Observe'),
  },
  'online-countersign': { view: secondOperator('countersign', ready) },
  'online-upload': { view: to('upload', ready) },
  'online-upload-read-back': { view: to('upload', ready, { incoming: awaited }) },
  'online-upload-running': {
    view: to('upload', { phase: 'running', progress: progress({ attempt: 4, trouble: lost }) }),
  },
  'online-upload-unknown': {
    view: to('upload', { phase: 'unknown', call: 'upload', callId: 'upload-1' }, { incoming: awaited }),
  },
  'online-upload-interrupted': { view: to('upload', { phase: 'interrupted', callId: 'upload-1', fault: lost }) },
  'online-upload-incident': {
    view: to(
      'upload',
      {
        phase: 'refused',
        atUtc: at('10:36:00'),
        again: 'exception',
        fault: { code: 'EXCHANGE_KEY_CHANGED', inBlob: sha, fetched: otherSha },
      },
      { incident: 'EXCHANGE_KEY_CHANGED', failures: ['blob-compared'] },
    ),
  },
  'online-upload-not-yet': {
    view: to('exchange-key', ready, {
      exchange: exchange({}),
      steps: stepsTo(recoverySteps, 'exchange-key', ready).map((step) =>
        step.id === 'upload'
          ? { ...step, state: { phase: 'not-yet', needs: ['exchange-key', 'pairing', 'plan'] } }
          : step,
      ),
    }),
    open: inRail('Upload'),
  },
  'online-backup': { view: to('backup', ready) },
  'online-backup-hold': {
    view: to('restore', { phase: 'not-yet', needs: ['hold'] }, { hold: hold('running') }),
    open: inRail('Restore point'),
  },
  'online-backup-over': { view: to('restore', ready, { hold: hold('over') }), open: inRail('Restore point') },
  'online-restore-hold': { view: to('restore', { phase: 'not-yet', needs: ['hold'] }, { hold: hold('running') }) },
  'online-restore': {
    view: to('restore', ready, {
      hold: hold('over'),
      exceptions: [exception],
      backups: [
        {
          folder: 'mhsm-lost-hsm-2026101312000000',
          files: 14,
          bytes: 1_048_576,
          writtenUtc: '2026-10-13 12:04 UTC',
          isPlanned: true,
        },
        {
          folder: 'mhsm-lost-hsm-2026100612000000',
          files: 14,
          bytes: 1_048_000,
          writtenUtc: '2026-10-06 12:04 UTC',
          isPlanned: false,
        },
      ],
    }),
  },
  'online-restore-running': {
    view: to(
      'restore',
      { phase: 'running', progress: progress({ sinceUtc: at('10:39:12'), attempt: 3 }) },
      { hold: hold('over') },
    ),
  },
  'online-verify': { view: to('verify', ready) },
  'online-verify-running': {
    view: to('verify', {
      phase: 'running',
      progress: progress({ sinceUtc: at('10:39:12'), isSent: false, attempt: 0, counted: { done: 81, of: 341 } }),
    }),
  },
  'online-verify-same': { view: to('hand-over', ready, { verification: compared }), open: inRail('Verify') },
  'online-verify-differs': { view: to('hand-over', ready, { verification: differing }), open: inRail('Verify') },
  'online-hand-over': { view: to('hand-over', ready) },
  'online-hand-over-done': {
    view: to('hand-over', done([{ fact: 'keys', value: '118' }]), {
      handOver: {
        phase: 'written',
        rows,
        rowCount: 341,
        csv: written('hand-over-recovered-hsm.csv'),
        json: written('hand-over-recovered-hsm.json'),
        alsoToRepoint: [...alsoToRepoint],
      },
    }),
    open: inRail('Hand over'),
  },
  'online-activate': {
    view: {
      ...atWork,
      steps: stepsTo(activationSteps, 'activate', ready),
      incoming: { ...awaited, bundle: { ...blobBundle, type: 'activation-certificates' } },
    },
  },
  'online-first-backup': {
    view: {
      ...atWork,
      ceremony: { ...ceremony, kind: 'activation' },
      steps: stepsTo(activationSteps, 'backup', ready),
    },
  },
  'online-baseline': {
    view: {
      ...atWork,
      ceremony: { ...ceremony, kind: 'activation' },
      steps: stepsTo(activationSteps, 'baseline', done([])),
      written: [written('inventory-MHSM-ACT-2026-10-14-01-target-20261014120000.json')],
    },
    open: inRail('Inventory baseline'),
  },
  'online-finish': {
    view: to('hand-over', ready, { written: [written('hand-over-recovered-hsm.csv')] }),
    open: inRail('Finish'),
  },
  'online-closed': {
    view: {
      ...to('hand-over', done([])),
      ceremony: { ...ceremony, phase: 'closed' },
    },
  },
  'online-activity': {
    view: to('upload', ready, {
      activity: {
        events: 41,
        head: sha,
        latest: [
          {
            n: 41,
            atUtc: at('10:39:00'),
            event: { kind: 'call-queried', id: 'upload-1', status: 'InProgress', detail: null },
          },
          {
            n: 40,
            atUtc: at('10:36:10'),
            event: {
              kind: 'call-intended',
              call: 'upload',
              id: 'upload-1',
              target: recoveryPlan.target.uri,
              subject: sha,
              folder: null,
            },
          },
          { n: 39, atUtc: at('10:36:08'), event: { kind: 'note', by: operator, text: '<img src=x onerror=alert(1)>' } },
        ],
      },
    }),
    open: inRail('Activity'),
  },
  'online-exception': { view: to('upload', ready, { failures: ['blob-compared'] }), open: press('Exception') },
  'online-alarm': { view: to('upload', ready, { alarm: lost }) },
};
