// A guided rehearsal with both apps on one room: made and sealed on the screen, two faults injected by the trainer, noticed by the people at
// the machines, and scored on the screen. Both operators take turns at one window, as they do on one laptop.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { readSignedPlan } from '../../electron/main/core/plan/approval.ts';
import { readPublicIdentity } from '../../electron/main/core/transfer/identity.ts';
import { pairingCode } from '../../electron/main/core/transfer/pairing.ts';
import { drillFolder } from '../../electron/main/practice/drill/folder.ts';
import { practiceAdministrator } from '../../electron/main/practice/practice-cloud.ts';
import { fingerprintWords } from '../../shared/formatting/fingerprint.ts';
import { expect, test } from '../fixture.ts';
import type { RunningApp } from '../hosts/host.ts';
import { OnlineMachine, type OperatorsRoom } from '../online-machine.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import type { Room } from '../room.ts';

const opened: OnlineMachine[] = [];
test.afterEach(async () => {
  for (const machine of opened.splice(0)) await machine.close();
});

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();
const text = (path: string): string => readFileSync(path, 'utf8').trim();

async function choose({ window, ...app }: RunningApp, what: string, path: string): Promise<void> {
  await app.answerFolder(path);
  await press(window, `Choose ${what}`);
}

/** The room as the people in it know it, once it has been made. */
function roomAt(root: string) {
  const folder = drillFolder(root);
  const planFile = join(folder.machine.offline, 'plan.dsse.json');
  const { plan } = readSignedPlan(readFileSync(planFile));
  const identityFile = (role: 'operator-1' | 'operator-2'): string =>
    join(folder.machine[role], `${role}.identity.json`);
  const offlineIdentity = join(folder.machine.offline, 'offline.identity.json');
  const operators: OperatorsRoom = {
    plan,
    planSha256: text(folder.planSha256),
    planFile,
    identityFile,
    passphraseOf: (role) => text(join(folder.machine[role], 'PRACTICE-passphrase.txt')),
    confirmation: { by: ['PRACTICE operator-1', 'PRACTICE operator-2'], typedName: plan.target.name },
    offline: { identityFile: offlineIdentity },
    cloud: null,
  };
  const [self, peer] = [offlineIdentity, identityFile('operator-1')].map((path) =>
    readPublicIdentity(readFileSync(path)),
  );
  if (self === undefined || peer === undefined) throw new Error('the room has identities');
  return { folder, operators, code: pairingCode(plan.ceremony, self, peer) };
}
type RehearsalRoom = ReturnType<typeof roomAt>;

/** From the start to where the offline side waits for the exchange key. @returns the number that it gave out */
async function beginOffline(pages: OfflinePages, { folder, operators, code }: RehearsalRoom, number: string) {
  await pages.begin(/^Recover an HSM/, 'Practice', operators.plan.ceremony);
  await pages.enterClock();
  await pages.title('Which stick is which?');
  for (const [path, role] of [
    [folder.machine.offline, 'OWN'],
    [folder.usbIn, 'IN'],
  ] as const) {
    await pages.app.answerFolder(path);
    await pages.press('Use a folder as a stick');
    await pages.giveRole(basename(path), role);
  }
  await pages.press('Go on');
  await pages.openPlan(text(join(folder.machine.offline, 'PRACTICE-passphrase.txt')));
  await pages.typeWords(operators.planSha256);
  await pages.press('Go on');
  const challenge = await pages.pair({ planSha256: operators.planSha256, pairingCode: code, number });
  await pages.loadSecurityDomain();
  await pages.press('It agrees: go on');
  return challenge;
}

/** Both operators at one window: the exchange key is fetched twice, and its bundle lies on the stick IN. */
async function sendExchangeKey(online: OnlineMachine, { folder, operators, code }: RehearsalRoom, challenge: string) {
  const { confirmation } = operators;
  const identity = (await online.pick(operators.offline.identityFile, 'identity')).token;
  await online.deed('peers', 'compare', { identity, typed: fingerprintWords(code).join(' ') });
  await online.deed('peers', 'noteChallenge', { challenge });
  const inventory = (await online.pick(folder.inventory, 'inventory')).token;
  await online.deed('board', 'look', { operators: [practiceAdministrator], inventory });
  await online.deed('steps', 'initRecovery', { confirmation });
  await online.until('init-recovery', 'done');
  await online.handOver('operator-2');
  await online.deed('steps', 'observe', { typedName: confirmation.typedName });
  const observed = await online.exportObservation();
  await online.handOver('operator-1');
  const observation = (await online.pick(observed, 'observation')).token;
  expect((await online.deed('exchange', 'takeObservation', { file: observation })).exchange.isSame).toBe(true);
  await online.makeBundle();
  const draft = online.newest('exchange-key');
  await online.handOver('operator-2');
  online.stick = folder.usbIn;
  const bundle = await online.countersign(draft);
  const view = await online.handOver('operator-1');
  await online.deed('exchange', 'takeCountersigned', { file: (await online.pick(bundle, 'bundle')).token });
  return view.exchange.own?.certificateSha256 ?? 'none';
}

/** What the trainer does at the offline window while nobody looks, and the way back to the session. */
async function asTrainer(pages: OfflinePages, trainer: string, deed: string, custodian?: string): Promise<void> {
  const { page } = pages;
  await pages.press('Papers and proofs');
  await pages.press('Rehearse');
  await choose(pages.app, 'the trainer’s folder', trainer);
  const [, title = ''] = deed.split(': ');
  const fault = page.getByRole('listitem').filter({ hasText: title });
  if (custodian !== undefined) await fault.getByRole('combobox').selectOption({ label: custodian });
  await pages.press(deed);
  await expect(fault).toContainText(deed.startsWith('Put') ? 'put right at' : 'injected at', {
    timeout: 60_000,
  });
  await pages.press('Put the list away');
  await expect(page.getByText('Damaged stick')).toBeHidden();
  await pages.press('Go to the session');
}

async function makeRoom(machine: OnlineMachine, root: string, trainer: string): Promise<void> {
  const { app } = machine;
  await press(app.window, 'Rehearse');
  await choose(app, 'an empty folder for the rehearsal', root);
  await choose(app, 'an empty folder of your own', trainer);
  await app.window.getByLabel('Your name').fill('Tess Trainer');
  for (const fault of ['Bundle from another ceremony', 'Wrong passphrase', 'Damaged stick']) {
    await app.window.getByLabel(fault).check();
  }
  await press(app.window, 'Make it and seal the list');
  const next = app.window.getByRole('region', { name: 'What is next' });
  await expect(next).toContainText('Stage 1 of 15', { timeout: 180_000 });
  await expect(next).toContainText('OP · Offline operator');
  // Whoever comes to the screen now does not learn what was chosen.
  await expect(app.window.getByText('Wrong passphrase')).toBeHidden();
}

const folders = (room: Room) => {
  const [root, trainer] = [join(room.folder, 'rehearsal'), join(room.folder, 'trainer')];
  for (const path of [root, trainer]) mkdirSync(path);
  return { root, trainer };
};

const deciders = 'PRACTICE administrator, PRACTICE witness';

test('a team rehearses on one room with both apps, notices what the trainer does, and sees its score', async ({
  room,
  start,
}) => {
  test.setTimeout(600_000);
  const { root, trainer } = folders(room);
  // The room is not there yet: the window in which it is made has no ceremony.
  const maker = new OnlineMachine('operator-1', room.folder, {} as OperatorsRoom);
  opened.push(maker);
  await maker.start();
  await makeRoom(maker, root, trainer);
  await maker.close();

  // The trainees: each window opens the same folder.
  const made = roomAt(root);
  const online = new OnlineMachine('operator-1', room.folder, made.operators);
  opened.push(online);
  await online.start();
  // The room is not open in this program: nothing is begun elsewhere.
  await expect(online.begin()).rejects.toThrow('REHEARSAL_ROOM_CLOSED');
  await press(online.app.window, 'Rehearse');
  await choose(online.app, 'the folder of the rehearsal', root);
  await expect(online.app.window.getByRole('region', { name: 'What is next' })).toBeVisible();
  const { peers } = await online.begin();
  const pages = await start();
  await pages.press('Rehearse');
  await choose(pages.app, 'the folder of the rehearsal', root);
  await expect(pages.page.getByRole('region', { name: 'What is next' })).toContainText('Stage 1 of 15');
  await pages.press('Go to the session');
  const challenge = await beginOffline(pages, made, peers.issued ?? 'none');
  const exchangeKey = await sendExchangeKey(online, made, challenge);

  // The guide is the same in both windows.
  await pages.press('Papers and proofs');
  await pages.press('Rehearse');
  const next = pages.page.getByRole('region', { name: 'What is next' });
  await expect(next).toContainText('Stage 5 of 15');
  await expect(next.getByRole('region', { name: 'Whose turn it is' })).toContainText('MC · Media controller');
  await expect(next.getByRole('region', { name: 'Then hand over to' })).toContainText('RO2 · Recovery operator 2');
  // It follows by itself what happens in the room.
  const wallClock = join(root, 'PRACTICE-clock-on-the-wall.txt');
  const shown = await next.innerText();
  writeFileSync(wallClock, '864000');
  await expect(next).not.toHaveText(shown, { useInnerText: true });
  rmSync(wallClock);
  await pages.press('Go to the session');

  // A stick of another ceremony: refused, written down, the right one comes.
  await asTrainer(pages, trainer, 'Do it now: Bundle from another ceremony');
  await pages.takeExchangeKey();
  await expect(pages.page.getByRole('alert').first()).toContainText('BUNDLE_CEREMONY');
  await pages.press('Note the exception');
  await pages.fillException('the bundle is of another ceremony', deciders);
  await asTrainer(pages, trainer, 'Put it right: Bundle from another ceremony');
  await pages.takeExchangeKey();
  await pages.typeWords(exchangeKey);
  await pages.press('Both sides agree: go on');

  // The envelope of the second custodian holds another's passphrase: the journal has the refusal, the people write the exception.
  await asTrainer(pages, trainer, 'Do it now: Wrong passphrase', 'C2');
  await pages.page
    .getByRole('radio', { name: /custodian-2/ })
    .locator('xpath=ancestor::label')
    .click();
  await pages.press(/I am the custodian/);
  const stick = join(made.folder.sticks, 'custodian-2');
  await pages.app.answerFolder(stick);
  await pages.press('Use a folder as a stick');
  await pages.openKey('custodian-2', /custodian-2\.key/, text(join(stick, 'PRACTICE-passphrase.txt')));
  await expect(pages.page.getByRole('alert')).toContainText('PASSPHRASE_WRONG');
  await pages.noteException('the passphrase in the envelope is wrong', deciders);

  // The desk is closed while a custodian is at the screen.
  await pages.press('I step back');

  // The list was put away meanwhile: it is put right where it was done, and nobody is asked where that was.
  const passphrases = (): string[] =>
    [1, 2].map((each) => text(join(made.folder.sticks, `custodian-${each}`, 'PRACTICE-passphrase.txt')));
  const [first, spoilt] = passphrases();
  expect(spoilt).toBe(first);
  await asTrainer(pages, trainer, 'Put it right: Wrong passphrase');
  expect(passphrases()[0]).toBe(first);
  expect(passphrases()[1]).not.toBe(first);

  // The score, on the screen, in full.
  await pages.press('Papers and proofs');
  await pages.press('Rehearse');
  await choose(pages.app, 'the trainer’s folder', trainer);
  await pages.press('Open the envelope and show the score');
  // Stages remain: whoever sees the score now has seen the list.
  await pages.page
    .getByRole('dialog', { name: 'The rehearsal is not finished' })
    .getByRole('button', { name: 'Score it as it is' })
    .click();
  const score = pages.page.getByRole('region', { name: 'Score' });
  await expect(score).toContainText('4 of 4 points');
  await expect(score).toContainText('Not finished: stage 7 of 15, Custodians, one at a time.');
  const time = /^\d\d:\d\d:\d\d$/;
  const rows = await score.getByRole('row').allInnerTexts();
  const cells = rows.slice(1).map((row) => row.split(/[\t\n]+/).map((cell) => cell.trim()));
  const withoutTimes = cells.map((row) =>
    row.flatMap((cell) => cell.split(', ')).filter((cell) => cell !== '' && !time.test(cell)),
  );
  expect(withoutTimes).toEqual([
    [
      'Bundle from another ceremony',
      'offline',
      'B5',
      'BUNDLE_CEREMONY',
      'the machine alone',
      'B5',
      'EX-1',
      ...deciders.split(', '),
      'initials: PA',
      'PW',
      '✓',
      'noticed and dealt with',
    ],
    [
      'Wrong passphrase',
      'offline',
      'B10',
      'PASSPHRASE_WRONG',
      'PRACTICE custodian-2',
      'B10',
      'EX-2',
      ...deciders.split(', '),
      'initials: PA',
      'PW',
      '✓',
      'noticed and dealt with',
    ],
    ['Damaged stick', 'not injected', '–', '–', '·', 'not injected'],
  ]);
  await expect(score).toContainText('There were none.');
});

test('a folder that is no rehearsal is refused, and beside something real none is opened', async ({ room, start }) => {
  const { root } = folders(room);
  const pages = await start();
  await pages.press('Rehearse');
  await choose(pages.app, 'the folder of the rehearsal', root);
  await expect(pages.page.getByRole('alert')).toContainText('FILE_NOT_FOUND');
  await pages.press('Back to the session');
  await pages.begin(/^Recover an HSM/, 'Production', 'MHSM-DR-REAL-01');
  await pages.press('Papers and proofs');
  await pages.press('Rehearse');
  await choose(pages.app, 'the folder of the rehearsal', root);
  await expect(pages.page.getByRole('alert')).toContainText('REHEARSAL_NOT_PRACTICE');
});
