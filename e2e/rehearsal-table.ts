// A rehearsal for specs, as the people in it have it before them: the workspace that was made, the trainer's part, and the guide.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { readSignedPlan } from '#core/plan/approval.ts';
import { readPublicIdentity } from '#core/transfer/identity.ts';
import { pairingCode } from '#core/transfer/pairing.ts';
import { drillFolder } from '#drill/folder.ts';
import { estateConsumers } from '#simulator/estate/practice-estate.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import type { RunningApp } from './hosts/host.ts';
import type { OnlineMachine, OperatorsWorkspace } from './online-machine.ts';
import { Keyboard } from './pages/keyboard.ts';
import { type OfflinePages, papersButton } from './pages/offline-pages.ts';
import type { Workspace } from './offline-workspace.ts';

export const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();
export const text = (path: string): string => readFileSync(path, 'utf8').trim();

/** An empty folder for the workspace. */
export function makeWorkspace(workspace: Workspace): string {
  const root = join(workspace.folder, 'rehearsal');
  mkdirSync(root);
  return root;
}

export async function choose({ window, ...app }: RunningApp, what: string, path: string): Promise<void> {
  await app.answerFolder(path);
  await press(window, `Choose ${what}`);
}

/** What the guide of a window says is next. */
export const nextIn = (page: Page): Locator => page.getByRole('region', { name: 'What is next' });

/** Who plays what, by the labels of the screen; the other parts keep the names of the practice set. */
const team = {
  'CA · Ceremony administrator': 'Player CA',
  'OP · Offline operator': 'Player OP',
  'RO1 · Recovery operator 1': 'Player RO1',
  'RO2 · Recovery operator 2': 'Player RO2',
  'W1 · Internal witness': 'Player W1',
  'C1 · Key custodian': 'Player C1',
} as const;

/** The trainer makes the workspace at the online window by keyboard alone, and the choice is gone from the screen. */
export async function makeRehearsal({ app }: OnlineMachine, root: string, faults: readonly string[]): Promise<void> {
  const { window } = app;
  const keyboard = new Keyboard(window);
  await keyboard.press(/^Practise or rehearse/);
  await keyboard.press('Open it');
  await app.answerFolder(root);
  await keyboard.press('Choose an empty folder for the rehearsal');
  await keyboard.type('Your name', 'Tess Trainer');
  await keyboard.unfold('Who plays what');
  for (const [part, name] of Object.entries(team)) await keyboard.type(part, name);
  for (const fault of faults) await keyboard.check(fault);
  // One person cannot be both operators: nothing is made before there are two.
  const second = 'RO2 · Recovery operator 2';
  await keyboard.type(second, team['RO1 · Recovery operator 1']);
  await keyboard.press('Make the rehearsal');
  await expect(window.getByRole('alert')).toContainText('REHEARSAL_ONE_PERSON');
  expect(readdirSync(root)).toEqual([]);
  await keyboard.type(second, team[second]);
  await keyboard.press('Make the rehearsal');
  await expect(nextIn(window)).toContainText('Stage 1 of 16', { timeout: 180_000 });
  // By name: whom to hand the laptop to.
  await expect(nextIn(window)).toContainText('OP · Offline operatorPlayer OP');
  // The screen no longer shows what was chosen.
  for (const fault of faults) await expect(window.getByText(fault)).toBeHidden();
}

export type RehearsalTable = ReturnType<typeof tableAt>;

/** The workspace as the people in it know it, once it has been made. */
export function tableAt(root: string) {
  const folder = drillFolder(root);
  const planFile = join(folder.machine.offline, 'plan.dsse.json');
  const { plan } = readSignedPlan(readFileSync(planFile));
  const identityFile = (role: 'operator-1' | 'operator-2'): string =>
    join(folder.machine[role], `${role}.identity.json`);
  const offlineIdentity = join(folder.machine.offline, 'offline.identity.json');
  const passphraseIn = (place: string): string => text(join(place, 'PRACTICE-passphrase.txt'));
  const nameOf = (id: string): string => plan.people.find((person) => person.id === id)?.name ?? 'none';
  const operators: OperatorsWorkspace = {
    plan,
    planSha256: text(folder.planSha256),
    planFile,
    identityFile,
    passphraseOf: (role) => passphraseIn(folder.machine[role]),
    confirmation: { by: [nameOf('operator-1'), nameOf('operator-2')], typedName: plan.target.name },
    offline: { identityFile: offlineIdentity },
    cloud: null,
  };
  const [self, peer] = [offlineIdentity, identityFile('operator-1')].map((path) =>
    readPublicIdentity(readFileSync(path)),
  );
  if (self === undefined || peer === undefined) throw new Error('the workspace has identities');
  return {
    folder,
    operators,
    nameOf,
    code: pairingCode(plan.ceremony, self, peer),
    offlinePassphrase: passphraseIn(folder.machine.offline),
    stick: (custodian: number, which: '' | '-second' = ''): string =>
      join(folder.sticks, `custodian-${custodian}${which}`),
    /** What is in the envelope of a custodian now. */
    envelope: (custodian: number): string => passphraseIn(join(folder.sticks, `custodian-${custodian}`)),
  };
}

/** Opens the workspace at a window, from its start or among its tools. */
export async function openWorkspace(app: RunningApp, root: string): Promise<void> {
  const { window } = app;
  const rehearse = window.getByRole('button', { name: 'Rehearse' });
  const tools = window.getByRole('button', { name: papersButton });
  await rehearse.or(tools).first().waitFor();
  // A page that is at its tools already has no way to them.
  if (await tools.first().isVisible()) await tools.first().click();
  await rehearse.click();
  await choose(app, 'the folder of the rehearsal', root);
  await expect(nextIn(app.window)).toBeVisible();
}

export async function toRehearsal(pages: OfflinePages): Promise<void> {
  await pages.press('Papers and proofs');
  await pages.press('Rehearse');
}

export type TrainersAction = readonly [action: 'Do it now' | 'Put it right', fault: string, custodian?: string];

/** What the trainer does at the offline window while nobody looks, and the way back to the session. */
export async function asTrainer(pages: OfflinePages, ...actions: readonly TrainersAction[]) {
  await toRehearsal(pages);
  await trainersActions(pages, actions);
  await pages.press('Go to the session');
}

/** The same where the guide is on the screen. */
export async function trainersActions(pages: OfflinePages, actions: readonly TrainersAction[]) {
  const { page } = pages;
  await pages.press('Show the failure scenarios');
  for (const [action, fault, custodian] of actions) {
    const row = page.getByRole('listitem').filter({ hasText: fault });
    if (custodian !== undefined) await row.getByRole('combobox').selectOption({ label: custodian });
    await pages.press(`${action}: ${fault}`);
    await expect(row).toContainText(action === 'Put it right' ? 'put right at' : 'injected at', { timeout: 60_000 });
  }
  await pages.press('Put them away');
  await expect(page.getByRole('button', { name: 'Put them away' })).toBeHidden();
}

/** What the clock on the wall says, as people read it from the guide. @returns ISO 8601 in UTC, without seconds */
export async function wallClockIn(page: Page): Promise<string> {
  const [, date = '', time = ''] = /Wall clock: (\S+) (\S+) UTC/.exec(await nextIn(page).innerText()) ?? [];
  return `${date}T${time}Z`;
}

/** From the clock to where the offline side waits for the exchange key. @returns the number that it gave out */
export async function beginOffline(pages: OfflinePages, table: RehearsalTable, number: string): Promise<string> {
  const { operators, code, offlinePassphrase } = table;
  // The workspace's sticks have their roles already: nobody is asked for them.
  await pages.openPlan(offlinePassphrase);
  await pages.typeWords(operators.planSha256);
  await pages.press('Go on');
  const challenge = await pages.pair({ planSha256: operators.planSha256, pairingCode: code, number });
  await pages.loadSecurityDomain();
  await pages.press('I compared it: continue');
  return challenge;
}

/** Both operators at one window: the exchange key is fetched twice, and its bundle is on the stick IN. @returns its certificate's hash */
export async function sendExchangeKey(
  online: OnlineMachine,
  { folder, code }: RehearsalTable,
  challenge: string,
): Promise<string> {
  await online.pair(code, challenge);
  const inventory = (await online.pick(folder.inventory, 'inventory')).token;
  await online.action('preFlight', 'look', { operators: [practiceAdministrator], inventory });
  await online.confirmed('steps', 'initRecovery', null);
  await online.until('init-recovery', 'done');
  await online.handOver('operator-2');
  await online.observe();
  const observed = await online.exportObservation();
  await online.handOver('operator-1');
  const observation = (await online.pick(observed, 'observation')).token;
  expect((await online.action('exchange', 'takeObservation', { file: observation })).exchange.isSame).toBe(true);
  await online.makeBundle();
  const draft = online.newest('exchange-key');
  await online.handOver('operator-2');
  online.stick = folder.usbIn;
  const bundle = await online.countersign(draft);
  const view = await online.handOver('operator-1');
  await online.action('exchange', 'takeCountersigned', { file: (await online.pick(bundle, 'bundle')).token });
  return view.exchange.own?.certificateSha256 ?? 'none';
}

/** The blob goes up, and the message about it is on the stick IN. @param readBack the words as the offline side reads them */
export async function upload(online: OnlineMachine, blob: string, readBack: string): Promise<void> {
  await online.action('exchange', 'takeIncoming', { file: (await online.pick(blob, 'bundle')).token });
  await online.upload(readBack);
  await online.until('upload', 'done');
  await online.sendOutcome();
}

/** Everything comes back and is proven; the owners are called, until all who use the keys are back; and the journal of the online side is closed. */
export async function restoreAndClose(online: OnlineMachine, { folder }: RehearsalTable): Promise<void> {
  const inventory = async (): Promise<string> => (await online.pick(folder.inventory, 'inventory')).token;
  await online.action('steps', 'backup', { access: 'identity', createContainer: false });
  await online.until('backup', 'done');
  await online.restore(await inventory());
  await online.until('restore', 'done');
  const proven = { inventory: await inventory(), publicHalves: true, withTestKey: false };
  expect((await online.action('steps', 'verify', proven)).verification).toMatchObject({ isSame: true });
  await workOff(online, folder.consumers);
  const finished = await online.confirmed('session', 'finish', null);
  expect(finished.ceremony.phase).toBe('closed');
}

/** The list is made, each owner is called, and Azure is asked: half-way, and at the end. */
async function workOff(online: OnlineMachine, map: string): Promise<void> {
  const picked = await online.pick(map, 'data');
  await online.app.answerFolder(online.stick);
  const listed = await online.action('consumers', 'list', { map: picked.token });
  expect(listed.recoveryTime?.consumers).toEqual({ back: null, of: estateConsumers });
  const { window } = online.app;
  await expect(nextIn(window)).toContainText('Stage 15 of 16');
  const owners = window.getByRole('region', { name: 'The owners, whom the trainer plays' });
  // Who loses data is called first.
  await expect(owners.getByRole('listitem').first()).toContainText('platform: ');
  const calls = owners.getByRole('button');
  const all = await calls.count();
  for (let left = all; left > 0; left -= 1) {
    await calls.first().click();
    await expect(calls).toHaveCount(left - 1);
    if (left < all && left > 1) continue;
    const { recoveryTime } = await online.action('consumers', 'check', null);
    expect(recoveryTime?.consumers?.back === estateConsumers).toBe(left === 1);
  }
}
