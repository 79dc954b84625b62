// The states of the pages beside a ceremony: what main would answer, and how a person gets there. For the gallery and for axe.
import type { Page } from '@playwright/test';
import { encodePlan, planSha256 } from '../../electron/main/core/plan/plan-file.ts';
import { recoveryPlan } from '../../electron/main/core/plan/testdata/sample-plan.ts';
import { offlineRecovery } from '../../electron/main/core/journal/testdata/recovery.ts';
import type {
  BundleView,
  DraftView,
  JournalView,
  MadeIdentity,
  Pairing,
  PlanView,
  SavedPaper,
} from '../../shared/contract/desk.ts';
import { wordRows } from '../../shared/formatting/fingerprint.ts';
import type { RehearsalScore, RehearsalView, TrainerView } from '../../shared/contract/rehearsal.ts';
import { refuseNext } from './fake-app.ts';
import type { View } from '../../shared/contract/offline/view.ts';
import { quorumHealth } from '../../shared/custody/health.ts';
import { troubledRegister } from '../../shared/custody/testdata/registers.ts';
import type { EvidenceReport } from '../../shared/evidence/report.ts';
import { say } from './say.ts';
import { states } from './states.ts';

export interface DeskState {
  readonly view: View;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly open: (page: Page) => Promise<void>;
}

const sha = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const stateOf = (name: string): View => {
  const view = states[name];
  if (view === undefined) throw new Error(`no state ${name}`);
  return view;
};
const start = stateOf('start');
const finished = stateOf('finished');
const picked = { token: 'p'.repeat(22), name: 'MHSM-DR-2026-10-14-01.json' };
const planHash = planSha256(recoveryPlan);

const plan: PlanView = { plan: recoveryPlan, planSha256: planHash, approvers: ['Person operator-1'], required: 2 };
const saved: SavedPaper = {
  file: {
    volume: 'OUT',
    name: 'script-offline-MHSM-DR-2026-10-14-01-en-a4.pdf',
    bytes: encodePlan(recoveryPlan).length * 100,
    sha256: sha,
    readBack: true,
  },
  journal: 'noted',
};
const report: EvidenceReport = {
  ceremony: recoveryPlan.ceremony,
  practice: false,
  planSha256: planHash,
  manifestSha256: sha,
  signers: ['offline', 'witness'],
  proven: [
    { id: 'manifest-signed', value: 'offline, witness' },
    { id: 'files-whole', value: '12' },
    { id: 'no-secrets', value: '12' },
    { id: 'plan-approved', value: 'Person operator-1, Person witness' },
    { id: 'journal-whole', value: `journals/offline.jsonl (31), ${sha}` },
    { id: 'order-kept', value: 'journals/offline.jsonl' },
  ],
  restsOnPeople: [
    { id: 'plan-hash-not-compared', value: planHash },
    { id: 'plan-read-before-approval', value: '' },
    { id: 'exception', value: 'EX-1, B9: Person ca' },
  ],
};
const bundle: BundleView = {
  type: 'exchange-key',
  seq: 1,
  ceremony: recoveryPlan.ceremony,
  practice: false,
  issued: '2026-10-14T10:00:00Z',
  payloadSha256: sha,
  signers: [
    { role: 'operator-1', holder: 'Person operator-1' },
    { role: 'operator-2', holder: 'Person operator-2' },
  ],
  exchange: sha,
  hsmUri: recoveryPlan.target.uri,
  noted: 'judged',
};
const pairing: Pairing = {
  offline: { role: 'offline', holder: 'Person op', keyId: sha, spki: 'MHYwEAYHKoZIzj0CAQ==' },
  online: { role: 'operator-1', holder: 'Person operator-1', keyId: planHash, spki: 'MHYwEAYHKoZIzj0CAQ==' },
  code: sha,
};

const bundleName = `lifeboat-${recoveryPlan.ceremony}-0001-plan.bundle.json`;
const file = { ...saved.file, volume: 'IN', name: bundleName };
const made: MadeIdentity = {
  identity: { role: 'offline', holder: 'Person op', keyId: sha, spki: 'MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE'.repeat(4) },
  files: [
    { ...file, name: 'offline.identity.json' },
    { ...file, name: 'offline.public.json' },
  ],
};
const draft: DraftView = {
  bundle: { ...bundle, noted: 'draft', signers: bundle.signers.slice(0, 1) },
  spkiSha256: planHash,
  observations: (['operator-1', 'operator-2'] as const).map((observer) => ({
    observer,
    requestId: 'f2a5c0de-0000-4000-8000-000000000001',
    serverDate: 'Wed, 14 Oct 2026 09:00:00 GMT',
    fetchedAt: '2026-10-14T09:00:01Z',
    tlsCertificates: 3,
  })),
};
const journal: JournalView = {
  name: 'offline.jsonl',
  ceremony: recoveryPlan.ceremony,
  practice: false,
  role: 'offline',
  planSha256: planHash,
  challenge: 'a1b2c3d4'.repeat(4),
  events: 120,
  head: sha,
  closed: false,
  damage: null,
  failures: [],
  exceptions: 0,
  openCalls: [],
  page: offlineRecovery.map((event, at) => ({ n: 120 - at, at: '2026-10-14T10:00:00.000Z', event })),
};

const rehearsal: RehearsalView = {
  room: picked.token,
  name: 'Rehearsal in October',
  ceremony: 'PRACTICE-REHEARSAL-2026-10-14-A1B2C3',
  planSha256: planHash,
  trainer: 'Tess Trainer',
  sealSha256: sha,
  papers: { plan: picked.token, seal: picked.token },
  wallUtc: '2026-10-14T10:00:00.000Z',
  begun: { offline: true, online: true },
  stage: 'read-back',
  shares: { have: 0, required: 2 },
  custodians: ['C1', 'C2', 'C3'],
  people: recoveryPlan.people.flatMap(({ roles, name }) => roles.map((role) => ({ role, name }))),
};
const sealedList: TrainerView = {
  faults: [
    { fault: 'other-ceremony', injectedAt: '2026-10-14T09:30:00.000Z', putRightAt: '2026-10-14T09:40:00.000Z' },
    { fault: 'damaged-stick', injectedAt: '2026-10-14T09:50:00.000Z', putRightAt: null },
    { fault: 'lost-power', injectedAt: null, putRightAt: null },
  ],
};
const rehearsalScore: RehearsalScore = {
  score: {
    format: 'lifeboat-rehearsal-score',
    v: 1,
    practice: true,
    ceremony: rehearsal.ceremony,
    planSha256: planHash,
    sealSha256: sha,
    trainer: rehearsal.trainer,
    sealedAt: '2026-10-14T08:00:00.000Z',
    faults: [
      {
        fault: 'other-ceremony',
        injectedAt: '2026-10-14T09:30:00.000Z',
        noticed: { at: '2026-10-14T09:33:10.000Z', machine: 'offline', step: 'B5', sign: 'BUNDLE_CEREMONY', by: [] },
        answered: { at: '2026-10-14T09:36:40.000Z', machine: 'offline', exception: 1, step: 'B5', by: ['Person ca'] },
      },
      {
        fault: 'damaged-stick',
        injectedAt: '2026-10-14T09:50:00.000Z',
        noticed: {
          at: '2026-10-14T09:52:00.000Z',
          machine: 'offline',
          step: 'B10',
          sign: 'PEM_MALFORMED',
          by: ['Anna Berg'],
        },
        answered: null,
      },
      { fault: 'clock-off', injectedAt: '2026-10-14T09:55:00.000Z', noticed: null, answered: null },
      { fault: 'lost-power', injectedAt: null, noticed: null, answered: null },
    ],
    unplanned: [{ at: '2026-10-14T09:20:00.000Z', machine: 'online', step: 'C14', fault: 'BUNDLE_SEQUENCE' }],
  },
  file: { ...file, volume: 'trainer', name: 'PRACTICE-score-20261014T101500000Z.json' },
  data: picked.token,
};
const rehearsing = { 'desk.pick': { ...picked, name: 'Rehearsal in October' }, 'rehearsal.open': rehearsal };
async function openRehearsal(page: Page): Promise<void> {
  await press(page, 'Choose the folder of the rehearsal');
  await visible(page, 'What is next');
}
async function openList(page: Page): Promise<void> {
  await openRehearsal(page);
  await press(page, 'Choose the trainer’s folder');
  await page.getByText(await say(page, 'The list is on the screen. Put it away before anybody else looks.')).waitFor();
}

async function fillPlanBundle(page: Page): Promise<void> {
  await choose(page, 'The approved plan');
  await fill(page, 'Hash of the plan, typed from paper', planHash);
  for (const what of ['the approved plan', 'the journal', 'your identity', 'the stick or folder to write to']) {
    await press(page, `Choose ${what}`);
  }
}

// Names are written in English, and said in the language of the page.
const press = async (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name: await say(page, name) }).click();
const choose = async (page: Page, name: string): Promise<void> =>
  page
    .getByText(await say(page, name))
    .first()
    .click();
const visible = async (page: Page, name: string): Promise<void> =>
  page.getByRole('region', { name: await say(page, name) }).waitFor();
const fill = async (page: Page, label: string, value: string): Promise<void> =>
  page
    .getByLabel(await say(page, label, 'anywhere'))
    .last()
    .fill(value);

const at = (entry: string, then: (page: Page) => Promise<void> = () => Promise.resolve()) => ({
  view: start,
  open: async (page: Page): Promise<void> => {
    await press(page, entry);
    await then(page);
  },
});

/** From a name to a state; the names are those of the images in the gallery. */
export const deskStates: Readonly<Record<string, DeskState>> = {
  'desk-list': {
    view: stateOf('clock'),
    answers: {},
    open: (page) => press(page, 'Papers and proofs'),
  },
  'papers-choose': { answers: {}, ...at('Print papers') },
  'papers-saved': {
    answers: { 'desk.pick': picked, 'papers.savePdf': saved },
    ...at('Print papers', async (page) => {
      await press(page, 'Choose the plan');
      await press(page, 'Save as PDF');
      await visible(page, 'Saved');
    }),
  },
  'papers-printers': {
    answers: {
      'desk.pick': picked,
      'papers.printers': { local: [{ name: 'desk', displayName: 'Printer on the desk' }], others: 2 },
    },
    ...at('Print papers', async (page) => {
      await press(page, 'Choose the plan');
      await press(page, 'Print here');
      await page.getByRole('dialog').waitFor();
    }),
  },
  'evidence-choose': { answers: {}, ...at('Verify evidence') },
  'evidence-report': {
    answers: { 'desk.pick': { ...picked, name: 'evidence-MHSM-DR-2026-10-14-01' }, 'evidence.verify': report },
    ...at('Verify evidence', async (page) => {
      await press(page, 'Choose the folder of the package');
      await press(page, 'Verify');
      await visible(page, 'Report');
    }),
  },
  'custody-troubled': {
    answers: {
      'desk.pick': picked,
      'custody.check': {
        practice: false,
        hsmUri: troubledRegister.hsm.uri,
        required: troubledRegister.required,
        health: quorumHealth(troubledRegister, '2026-10-14'),
      },
    },
    ...at('Register of custody', async (page) => {
      await press(page, 'Choose the register of custody');
      await press(page, 'Check');
      await visible(page, 'Quorum health');
    }),
  },
  'rehearsal-choose': { answers: {}, ...at('Rehearse') },
  'rehearsal-guide': {
    answers: rehearsing,
    ...at('Rehearse', openRehearsal),
  },
  'rehearsal-custodians': {
    answers: {
      ...rehearsing,
      'rehearsal.open': { ...rehearsal, stage: 'custodians', shares: { have: 1, required: 2 } },
    },
    ...at('Rehearse', openRehearsal),
  },
  'rehearsal-all-stages': {
    answers: rehearsing,
    ...at('Rehearse', async (page) => {
      await openRehearsal(page);
      await choose(page, 'All stages');
    }),
  },
  'rehearsal-over': {
    answers: { ...rehearsing, 'rehearsal.open': { ...rehearsal, stage: null } },
    ...at('Rehearse', openRehearsal),
  },
  'rehearsal-trainer': {
    answers: { ...rehearsing, 'rehearsal.list': sealedList },
    ...at('Rehearse', openList),
  },
  'rehearsal-score': {
    answers: { ...rehearsing, 'rehearsal.list': sealedList, 'rehearsal.score': rehearsalScore },
    ...at('Rehearse', async (page) => {
      await openList(page);
      await press(page, 'Open the envelope and show the score');
      await visible(page, 'Score');
    }),
  },
  'plan-read': {
    answers: { 'desk.pick': picked, 'plans.load': plan },
    ...at('Plan and approvals', async (page) => {
      await press(page, 'Choose the plan');
      await visible(page, 'The plan');
    }),
  },
  'plan-begin': {
    answers: {},
    ...at('Plan and approvals', (page) => choose(page, 'Begin a new plan')),
  },
  'identity-choose': { answers: {}, ...at('Make an identity', (page) => choose(page, 'Operator 1')) },
  'identity-made': {
    answers: { 'desk.pick': { ...picked, name: 'STICK OF OP' }, 'identities.create': made },
    ...at('Make an identity', async (page) => {
      await choose(page, 'Offline machine');
      await fill(page, 'Who holds it', 'Person op');
      await press(page, 'Choose the stick or folder to write to');
      await press(page, 'Choose the passphrase and make it');
      await visible(page, 'The new identity');
    }),
  },
  'send-outcome': {
    answers: { 'desk.pick': picked },
    ...at('Make a bundle', (page) => choose(page, 'The outcome of a call')),
  },
  'send-in-the-way': {
    answers: { 'desk.pick': picked },
    ...at('Make a bundle', async (page) => {
      await fillPlanBundle(page);
      await refuseNext(page, { code: 'BUNDLE_IN_THE_WAY', name: bundleName, fileSha256: sha });
      await press(page, 'Type the passphrase and sign');
      await visible(page, 'A file is in the way');
    }),
  },
  'send-done': {
    answers: { 'desk.pick': picked, 'bundles.create': { bundle: { ...bundle, type: 'plan', noted: 'sent' }, file } },
    ...at('Make a bundle', async (page) => {
      await fillPlanBundle(page);
      await press(page, 'Type the passphrase and sign');
      await visible(page, 'Verified');
    }),
  },
  'observer-compared': {
    answers: { 'desk.pick': picked, 'bundles.readDraft': draft },
    ...at('Second observer', async (page) => {
      await press(page, 'Choose the approved plan');
      await press(page, 'Choose the draft from operator 1');
      await press(page, 'Choose what this machine fetched');
      await fill(page, 'Hash of the plan, typed from paper', planHash);
      await press(page, 'Compare');
      await visible(page, 'Compared');
    }),
  },
  'journal-read': {
    answers: { 'desk.pick': picked, 'journals.read': journal },
    ...at('Journal and exceptions', async (page) => {
      await press(page, 'Choose the journal');
      await visible(page, 'The journal');
    }),
  },
  'journal-damaged': {
    answers: {
      'desk.pick': picked,
      'journals.read': { ...journal, damage: { code: 'JOURNAL_TORN_LINE', lastGood: 3 }, failures: ['exchange-key'] },
      'plans.load': plan,
    },
    ...at('Journal and exceptions', async (page) => {
      await press(page, 'Choose the journal');
      await visible(page, 'The journal');
      await press(page, 'Choose the plan');
      await page.getByLabel(await say(page, 'What happened')).waitFor();
    }),
  },
  'pack-choose': { answers: {}, ...at('Build evidence') },
  'pack-built': {
    answers: { 'desk.pick': picked, 'evidence.build': { name: `evidence-${recoveryPlan.ceremony}`, report } },
    ...at('Build evidence', async (page) => {
      await press(page, 'Choose the approved plan');
      await press(page, 'Choose your identity');
      await press(page, 'Choose the stick or folder to write to');
      await press(page, 'Type the passphrase, check and sign');
      await visible(page, 'Report');
    }),
  },
  'bundle-choose': {
    answers: {},
    ...at('Verify a bundle', (page) => choose(page, 'Accept it')),
  },
  'bundle-verified': {
    answers: { 'desk.pick': picked, 'bundles.verify': bundle },
    ...at('Verify a bundle', async (page) => {
      await press(page, 'Choose the approved plan');
      await press(page, 'Choose the bundle');
      await fill(page, 'Hash of the plan, typed from paper', planHash);
      await press(page, 'Verify');
      await visible(page, 'Verified');
    }),
  },
  'pairing-type': {
    answers: { 'desk.pick': picked },
    ...at('Pair two machines', async (page) => {
      await fill(page, 'Ceremony id', recoveryPlan.ceremony);
      await press(page, 'Choose the offline identity');
      await press(page, 'Choose the online identity');
      await visible(page, 'Type the code');
    }),
  },
  'pairing-agreed': {
    answers: { 'desk.pick': picked, 'pairing.compare': pairing },
    ...at('Pair two machines', async (page) => {
      await fill(page, 'Ceremony id', recoveryPlan.ceremony);
      await press(page, 'Choose the offline identity');
      await press(page, 'Choose the online identity');
      const rows = page.getByRole('region', { name: await say(page, 'Type the code') }).getByRole('textbox');
      for (const [at, row] of wordRows(sha).entries()) await rows.nth(at).fill(row.join(' '));
      await press(page, 'Compare');
      await visible(page, 'Pairing code');
    }),
  },
  'incident-begins': { answers: {}, ...at('Incident') },
  'incident-by-itself': {
    answers: { 'desk.pick': picked },
    ...at('Verify a bundle', async (page) => {
      await press(page, 'Choose the approved plan');
      await press(page, 'Choose the bundle');
      await fill(page, 'Hash of the plan, typed from paper', planHash);
      await refuseNext(page, { code: 'BUNDLE_OBSERVERS_DISAGREE', expected: sha, found: planHash });
      await press(page, 'Verify');
      await page.getByRole('alert').waitFor();
    }),
  },
  'incident-differs': {
    answers: {},
    ...at('Incident', async (page) => {
      for (let step = 0; step < 2; step += 1) await press(page, 'Done, and written on the sheet');
      const fields = page.getByRole('region', { name: await say(page, 'Three values') }).getByRole('textbox');
      for (const [place, value] of [sha, sha, planHash].entries()) await fields.nth(place).fill(value);
      await page.locator('.mark[data-tone="stop"]').waitFor();
    }),
  },
  'exceptions-one': {
    view: finished,
    answers: {},
    open: async (page) => {
      await press(page, 'Papers and proofs');
      await press(page, 'Exceptions of this session');
    },
  },
};
