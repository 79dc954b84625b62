// Trust in the app: a plan is read and approved, a bundle is verified and noted, two machines are paired by words.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  chained,
  journalOf,
  plan as samplePlan,
  planHash,
  sampleFiles,
  samplePayload,
} from '#core/evidence/testdata/sample-package.ts';
import { emergencyFiles, keyPath, offlineJournal } from '#core/evidence/testdata/sample-emergency.ts';
import { planPath } from '#core/evidence/manifest.ts';
import { offlineRecovery } from '#core/journal/testdata/recovery.ts';
import { approveAgain, approvePlan, readSignedPlan } from '#core/plan/approval.ts';
import { encodePlan, planSha256 } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { encodePublicIdentity, readPublicIdentity } from '#core/transfer/identity.ts';
import { pairingCode } from '#core/transfer/pairing.ts';
import { payloadOf } from '#core/transfer/testdata/payloads.ts';
import { offline, operator1, witness } from '#core/transfer/testdata/samples.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { fingerprintWords } from '#shared/formatting/fingerprint.ts';
import { expect, test } from '../fixture.ts';
import { clickToAnswer } from '../pages/answered-sheet.ts';
import { type OfflinePages, typeIdentity } from '../pages/offline-pages.ts';
import { fillRows } from '../pages/word-rows.ts';
import { keptIdentity } from '../support/kept.ts';

async function pick(pages: OfflinePages, what: string, path: string): Promise<void> {
  await pages.app.answerFolder(path);
  await pages.press(new RegExp(`^Choose ${what}`));
  await expect(pages.page.getByRole('group', { name: `Choose ${what}`, exact: true }).locator('strong')).toBeVisible();
}

/** Lays files into a folder, by name. */
function lay(folder: string, files: Readonly<Record<string, Uint8Array>>): (name: string) => string {
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  return (name) => join(folder, name);
}

test(
  'a plan that one person has signed gets its second signature, from a passphrase that no screen of ours sees',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const passphrase = 'a long enough passphrase';
    const identity = keptIdentity('operator-1', 'Person operator-1', passphrase).file;
    const spki = readPublicIdentity(identity).spkiDer.toString('base64');
    const plan: Plan = {
      ...recoveryPlan,
      identities: recoveryPlan.identities.map((each) => (each.role === 'operator-1' ? { ...each, spki } : each)),
    };
    const file = lay(workspace.folder, {
      'plan.dsse.json': approvePlan(plan, witness),
      'operator-1.identity.json': identity,
    });
    const out = join(workspace.folder, 'out');
    mkdirSync(out);

    const pages = await start();
    await pages.openTool('Plan and approvals');
    await pick(pages, 'the plan', file('plan.dsse.json'));
    await expect(pages.page.getByText('1 of 2 approvals')).toBeVisible();
    await pick(pages, 'your identity', file('operator-1.identity.json'));
    await pages.app.answerFolder(out);
    // Main says itself what is signed: the fingerprint is the one on the printed cover.
    const sheet = await pages.app.confirmation();
    await expect(sheet.getByText(planSha256(plan))).toBeVisible();
    await typeIdentity(sheet, passphrase);
    await expect(pages.page.getByText('2 of 2 approvals')).toBeVisible();
    const [name = ''] = readdirSync(out);
    expect(readSignedPlan(readFileSync(join(out, name))).approvers).toHaveLength(2);
  },
);

test(
  'a plan with mistakes is reported whole and cannot be approved',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const { quorum } = recoveryPlan;
    const plan = { ...recoveryPlan, quorum: { ...quorum, required: 9 }, place: '' };
    const file = lay(workspace.folder, { 'plan.json': Buffer.from(JSON.stringify(plan)) });
    const pages = await start();
    await pages.openTool('Plan and approvals');
    await pick(pages, 'the plan', file('plan.json'));
    await expect(pages.page.getByRole('alert', { name: 'Problems of the plan' })).toBeVisible();
    await expect(pages.page.getByRole('region', { name: 'Approve' })).toBeHidden();
  },
);

test(
  'a bundle is verified against the plan on paper, and noted in the journal with what was found',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const { exchange, body } = payloadOf('exchange-key');
    const [exchangeKey] = chained([{ ...samplePayload('exchange-key'), exchange, body }]);
    if (exchangeKey === undefined) throw new Error('the sample has no bundle');
    // The journal as it is before the bundle comes: this machine gave out the number that the bundle answers.
    const { challenge } = payloadOf('exchange-key');
    const before = offlineRecovery
      .slice(
        0,
        offlineRecovery.findIndex(({ kind }) => kind === 'bundle-accepted'),
      )
      .map((event) => (event.kind === 'challenge-issued' ? { ...event, challenge } : event));
    const file = lay(workspace.folder, {
      'plan.dsse.json': sampleFiles().get(planPath) ?? Buffer.alloc(0),
      [exchangeKey.name]: exchangeKey.file,
      'journal.jsonl': journalOf(before),
      'offline.public.json': encodePublicIdentity(offline),
    });
    const pages = await start();
    await pages.openTool('Verify a bundle');
    await pick(pages, 'the approved plan', file('plan.dsse.json'));
    await pick(pages, 'the bundle', file(exchangeKey.name));
    // The plan proves nothing about itself: its words are on paper.
    await pages.press('Verify');
    await pages.mistypeWords('0'.repeat(64));
    await pages.typeWords(planHash);
    const verified = pages.page.getByRole('region', { name: 'Verified', exact: true });
    await expect(verified).toContainText('exchange key, number 1');
    await expect(verified).toContainText('operator-2');

    // This certificate has no attestation: the bundle is accepted, its key is not, and the journal says both.
    await pages.choose(/^Accept it/);
    await pick(pages, 'the journal', file('journal.jsonl'));
    await pick(pages, 'this machine’s identity', file('offline.public.json'));
    await pages.press('Verify and accept');
    await expect(pages.page.getByRole('alert')).toContainText('EXCHANGE_');
    const kinds = readFileSync(file('journal.jsonl'), 'utf8').trimEnd().split('\n').slice(-2);
    expect(kinds[0]).toContain('"kind":"bundle-accepted"');
    expect(kinds[1]).toContain('"kind":"check-failed"');
  },
);

test(
  'two machines are paired by typed words: nothing is shown before, and two wrong tries end it',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const file = lay(workspace.folder, {
      'offline.public.json': encodePublicIdentity(offline),
      'operator-1.public.json': encodePublicIdentity(operator1),
      'plan.json': encodePlan(recoveryPlan),
    });
    const words = fingerprintWords(pairingCode(recoveryPlan.ceremony, offline, operator1));
    const wrong = fingerprintWords(pairingCode('MHSM-OTHER-1', offline, operator1));
    const pages = await start();
    const begin = async (): Promise<void> => {
      await pages.openTool('Pair two machines');
      await pages.page.getByLabel('Ceremony id').last().fill(recoveryPlan.ceremony);
      await pick(pages, 'the offline identity', file('offline.public.json'));
      await pick(pages, 'the online identity', file('operator-1.public.json'));
      await pages.press('Type the 32 words');
    };
    const type = async (all: readonly string[]): Promise<void> => {
      const view = await pages.app.confirmation();
      await fillRows(view.getByRole('main'), all);
      await view.getByRole('button', { name: 'Compare' }).click();
    };
    await begin();
    await type(wrong);
    await expect((await pages.app.confirmation()).getByRole('alert')).toContainText('PAIRING_CODE_WRONG');
    await expect(pages.page.getByRole('region', { name: 'Pairing code' })).toHaveCount(0);
    await type(words);
    await expect(pages.page.getByText('They agree')).toBeVisible();

    // The count of wrong tries stays: one more closes this pairing, even for the right words.
    await begin();
    await type(wrong);
    await expect(pages.page.getByRole('alert')).toContainText('PAIRING_LOCKED');
    await pages.press('Type the 32 words');
    await type(words);
    await expect(pages.page.getByRole('alert')).toContainText('PAIRING_LOCKED');
  },
);

test('an identity is made on a stick, and evidence is packed and signed with it', async ({ workspace, start }) => {
  test.setTimeout(120_000);
  const passphrase = 'a long enough passphrase';
  const stick = join(workspace.folder, 'stick');
  mkdirSync(stick);
  const pages = await start();
  await pages.openTool('Make an identity');
  await pages.choose(/^Operator 1/);
  await pick(pages, 'the stick or folder to write to', stick);
  await (await pages.app.confirmation()).getByLabel('Who holds it').fill('Person operator-1');
  const window = await pages.app.confirmation();
  const field = window.getByLabel('Passphrase');
  const capsLock = window.getByText('Caps Lock is on');
  // The lock of a real keyboard is with every key; one that a script presses has none of its own.
  const key = (modifierCapsLock: boolean) => field.dispatchEvent('keydown', { key: 'a', modifierCapsLock });
  await expect(capsLock).toHaveCount(0);
  await key(true);
  await expect(capsLock).toBeVisible();
  await key(false);
  await expect(capsLock).toHaveCount(0);
  await window.locator('summary').click();
  await window.getByLabel('Shows what the keys type').fill('y z @ -');
  await field.fill(passphrase);
  await window.getByLabel('Type it again').fill(passphrase);
  await clickToAnswer(window.getByRole('button', { name: 'Make the identity' }));
  await expect(pages.page.getByRole('region', { name: 'The new identity' })).toBeVisible({ timeout: 30_000 });
  expect(readdirSync(stick).sort()).toEqual(['operator-1.identity.json', 'operator-1.public.json']);

  const spki = readPublicIdentity(readFileSync(join(stick, 'operator-1.public.json'))).spkiDer.toString('base64');
  const plan: Plan = {
    ...recoveryPlan,
    identities: recoveryPlan.identities.map((each) => (each.role === 'operator-1' ? { ...each, spki } : each)),
  };
  const file = lay(workspace.folder, {
    'plan.dsse.json': approveAgain(approvePlan(plan, witness), offline),
    'scan.pdf': Buffer.from('a scan'),
  });
  await pages.openTool('Build evidence');
  await pick(pages, 'the approved plan', file('plan.dsse.json'));
  await pick(pages, 'printed and scanned papers', file('scan.pdf'));
  await pick(pages, 'your identity', join(stick, 'operator-1.identity.json'));
  await pick(pages, 'the stick or folder to write to', stick);
  await pages.press('Type the passphrase, check and sign');
  await typeIdentity(await pages.app.confirmation(), passphrase);
  await expect(pages.page.getByText('was verified from there')).toBeVisible({ timeout: 30_000 });
  expect(readdirSync(join(stick, `evidence-${plan.ceremony}`)).sort()).toEqual([
    'documents',
    'manifest.dsse.json',
    'plan.dsse.json',
  ]);
});

test(
  'the evidence of an emergency is built and checked again: nobody signs it, and the page says so',
  { tag: '@long' },
  async ({ workspace, start }) => {
    test.setTimeout(120_000);
    const stick = join(workspace.folder, 'stick');
    mkdirSync(stick);
    const sample = emergencyFiles();
    const bytesOf = (path: string): Buffer => sample.get(path) ?? Buffer.alloc(0);
    const file = lay(workspace.folder, {
      'offline.jsonl': bytesOf(offlineJournal),
      'exchange-key.cer': bytesOf(keyPath),
      'verdict.json': bytesOf('verdicts/verdict.json'),
      'record.txt': bytesOf('documents/record.txt'),
    });
    const pages = await start();
    await pages.openTool('Build evidence');
    await pages.choose(/^An emergency/);
    await expect(pages.page.getByRole('button', { name: 'Choose the approved plan' })).toHaveCount(0);
    await expect(pages.page.getByRole('main')).not.toContainText(/and signed/u);
    await pick(pages, 'the journals of the machines', file('offline.jsonl'));
    await pick(pages, 'public certificates', file('exchange-key.cer'));
    await pick(pages, 'verdicts on exchange keys', file('verdict.json'));
    await pick(pages, 'printed and scanned papers', file('record.txt'));
    await pick(pages, 'the stick or folder to write to', stick);
    await pages.press('Check and write');
    const report = pages.page.getByRole('region', { name: 'Report' });
    await expect(report).toContainText('NO PLAN', { timeout: 30_000 });
    await expect(report).toContainText('Signed bynobody');
    await expect(report).toContainText('There is no journal of this machine: operator 1.');
    const [folder = ''] = readdirSync(stick);
    expect(folder).toMatch(/^evidence-PRACTICE-EMERGENCY-/u);
    expect(readdirSync(join(stick, folder)).sort()).toEqual([
      ...['SHA256SUMS', 'certificates', 'documents', 'journals', 'verdicts'],
    ]);

    await pages.openTool('Verify evidence');
    await pick(pages, 'the folder of the package', join(stick, folder));
    await pages.press('Verify');
    await expect(report).toContainText('NO PLAN', { timeout: 30_000 });
    writeFileSync(join(stick, folder, 'documents', 'record.txt'), 'Another record\n');
    await pages.press('Verify');
    await expect(pages.page.getByRole('alert')).toContainText('EVIDENCE_FILE_ALTERED');
  },
);

test(
  'a torn journal is shown up to its last good event, and closed off by people of the plan',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const open = journalOf(offlineRecovery.filter(({ kind }) => kind !== 'journal-closed'));
    const file = lay(workspace.folder, {
      'plan.json': encodePlan(samplePlan),
      'journal.jsonl': open.subarray(0, open.length - 7),
    });
    const pages = await start();
    await pages.openTool('Journal and exceptions');
    await pick(pages, 'the journal', file('journal.jsonl'));
    const facts = pages.page.getByRole('region', { name: 'The journal' });
    await expect(facts).toContainText('damaged end');
    await pick(pages, 'the plan', file('plan.json'));
    await pages.press('Note it');
    const view = await pages.app.confirmation();
    const [first, second] = recoveryPlan.people.map(({ name }) => name);
    const answers = {
      'Step of the script': 'B10',
      'What happened': 'The power went',
      'What was decided': 'Close it off',
      'Decided by': first ?? '',
      'Initials of two people': 'AB CD',
    };
    for (const [label, text] of Object.entries(answers)) await view.getByLabel(label).fill(text);
    await view.getByRole('button', { name: 'Note it' }).click();
    // One alone closes off no damage.
    await expect(view.getByRole('alert')).toContainText('TWO_PEOPLE_NEEDED');
    await view.getByLabel('Decided by').fill(`${first ?? ''}, ${second ?? ''}`);
    await pages.pressInView('Note it');
    await expect(pages.page.getByText('EX-1 is in the journal.')).toBeVisible();
    await expect(facts).toContainText('whole');
    expect(readdirSync(workspace.folder).some((name) => name.startsWith('journal.jsonl.damaged-'))).toBe(true);
  },
);
