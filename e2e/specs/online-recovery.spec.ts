// The online part of a recovery in the app: two operators' programs over one practice cloud, with real bundles through folders, and the
// program killed at every step. The deeds are asked for as a screen asks, over the bridge.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makePracticeRoom } from '../../build/testing/make-practice-room.ts';
import { type DeskRoom, passphrase, prepareDesks } from '../../build/testing/online-desk-room.ts';
import type { PickedFile, PickedKind } from '../../shared/contract/desk.ts';
import type { OnlineBridge } from '../../shared/contract/online/contract.ts';
import type { OnlineStepId, OnlineView } from '../../shared/contract/online/view.ts';
import type { Fault, Result } from '../../shared/faults/fault.ts';
import { practiceAdministrator } from '../../electron/main/practice/practice-cloud.ts';
import { expect, test } from '../fixture.ts';
import { launch, type RunningApp } from '../hosts/host.ts';

test.describe.configure({ mode: 'serial' });

const keys = makePracticeRoom();
let desks: DeskRoom;
const running = new Set<RunningApp>();
test.beforeAll(async () => {
  test.setTimeout(120_000);
  await keys.setUp();
  desks = await prepareDesks(keys.room);
  // From here on the app serves the cloud.
  await desks.recovery.cloud.close();
});
test.afterAll(async () => {
  for (const app of running) await app.close();
  await keys.closeOpened();
  await keys.clearAway();
});

type Role = 'operator-1' | 'operator-2';
type Deeds = { [Group in keyof OnlineBridge]: keyof OnlineBridge[Group] & string };

/** One operator's machine: the app, and the folder that its dialogs are answered with. */
class Machine {
  readonly #role: Role;
  readonly #userData: string;
  readonly stick: string;
  #app: RunningApp | undefined;

  constructor(role: Role, folder: string) {
    this.#role = role;
    this.#userData = join(folder, `user-data-${role}`);
    this.stick = join(folder, `stick-${role}`);
    mkdirSync(this.stick, { recursive: true });
  }

  get app(): RunningApp {
    if (!this.#app) throw new Error('the app has not been started');
    return this.#app;
  }

  async start(): Promise<void> {
    this.#app = await launch({ app: 'online', userData: this.#userData });
    running.add(this.#app);
  }

  /** Ends the main process at once, starts the program again, and goes on with the ceremony that it offers. */
  async killed(): Promise<OnlineView> {
    running.delete(this.app);
    await this.app.kill();
    await this.start();
    const { earlier } = await this.view();
    expect(earlier).toMatchObject([{ role: this.#role }]);
    const resumed = await this.deed('session', 'resume', { folder: earlier[0]?.folder });
    expect(resumed.ceremony).toMatchObject({ phase: 'open', resumed: true });
    return this.signIn();
  }

  async signIn(): Promise<OnlineView> {
    const { token } = await this.pick(desks.recovery.directory, 'practice');
    const view = await this.deed('account', 'signIn', { way: 'practice', place: token, principal: null });
    expect(view.account.phase).toBe('signed-in');
    return view;
  }

  async open(): Promise<OnlineView> {
    await this.start();
    const view = await this.deed('session', 'open', {
      plan: (await this.pick(desks.planFile, 'plan')).token,
      planSha256: desks.planSha256,
      identity: (await this.pick(desks.identityFile(this.#role), 'identity')).token,
      folder: null,
    });
    expect(view.ceremony).toMatchObject({ phase: 'open', practice: true, role: this.#role });
    return this.signIn();
  }

  view(): Promise<OnlineView> {
    return this.deed('session', 'view', null);
  }

  async pick(path: string, what: PickedKind): Promise<PickedFile> {
    await this.app.answerFolder(path);
    const picked = await this.asked<PickedFile | null>('desk', 'pick', { what });
    if (!picked.ok || picked.value === null) throw new Error(`nothing was picked: ${what}`);
    return picked.value;
  }

  async deed<Group extends keyof Deeds>(group: Group, name: Deeds[Group], input: unknown): Promise<OnlineView> {
    const answer = await this.asked<OnlineView>(group, name, input);
    if (!answer.ok) throw new Error(`${group}.${name}: ${JSON.stringify(answer.fault)}`);
    return answer.value;
  }

  async refusal<Group extends keyof Deeds>(group: Group, name: Deeds[Group], input: unknown): Promise<Fault> {
    const answer = await this.asked(group, name, input);
    if (answer.ok) throw new Error(`${group}.${name} was not refused`);
    return answer.fault;
  }

  /** A deed for which the identity's passphrase is typed in its own window. */
  async signed<Group extends keyof Deeds>(group: Group, name: Deeds[Group], input: unknown): Promise<OnlineView> {
    const opening = this.app.nextWindow();
    const done = this.deed(group, name, input);
    const window = await opening;
    await window.locator('input[type=password]').fill(passphrase);
    await window.locator('button[type=submit]').click();
    return done;
  }

  /** The state of a step once it is what a spec waits for. */
  async until(step: OnlineStepId, phase: string): Promise<OnlineView> {
    const state = async () => (await this.view()).steps.find(({ id }) => id === step)?.state;
    await expect.poll(async () => (await state())?.phase, { timeout: 30_000, message: step }).toBe(phase);
    return this.view();
  }

  newest(part: string): string {
    const found = readdirSync(this.stick).filter((name) => name.includes(part));
    return join(this.stick, found.sort().at(-1) ?? 'none');
  }

  asked<T>(group: string, name: string, input: unknown): Promise<Result<T>> {
    return this.app.window.evaluate(
      ([inGroup, deed, value]) => {
        const { lifeboat } = globalThis as unknown as {
          lifeboat: Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
        };
        return lifeboat[inGroup]?.[deed]?.(value);
      },
      [group, name, input] as const,
    ) as Promise<Result<T>>;
  }
}

test('a recovery goes from the board to the table, though the program is killed at every step', async ({ room }) => {
  test.setTimeout(400_000);
  const first = new Machine('operator-1', room.folder);
  const second = new Machine('operator-2', room.folder);
  const { confirmation } = desks;
  expect((await first.open()).practiceCloud.phase).toBe('serving');
  expect((await second.open()).practiceCloud.phase).toBe('joined');

  const inventory = async (): Promise<string> => (await first.pick(desks.inventoryFile, 'inventory')).token;
  const looked = await first.deed('board', 'look', {
    operators: [practiceAdministrator],
    inventory: await inventory(),
  });
  expect(looked.board).toMatchObject({ phase: 'looked', isClear: true });
  const identity = (await first.pick(desks.offline.identityFile, 'identity')).token;
  await first.deed('peers', 'compare', { identity, typed: desks.offline.code });
  await first.deed('peers', 'noteChallenge', { challenge: desks.offline.challenge });

  // The exchange key, seen by both.
  const wrong = { confirmation: { ...confirmation, typedName: 'another-hsm' } };
  expect(await first.refusal('steps', 'initRecovery', wrong)).toMatchObject({ code: 'CONFIRMATION_DIFFERS' });
  await first.deed('steps', 'initRecovery', { confirmation });
  await first.until('init-recovery', 'done');
  await second.deed('steps', 'observe', null);
  await second.app.answerFolder(second.stick);
  await second.deed('exchange', 'exportObservation', null);
  await first.killed();
  const observation = await first.pick(second.newest('observation'), 'observation');
  expect((await first.deed('exchange', 'takeObservation', { file: observation.token })).exchange.isSame).toBe(true);

  // Both signatures.
  await first.app.answerFolder(desks.identityFile('operator-1'));
  await first.app.answerFolder(first.stick);
  expect((await first.signed('exchange', 'makeBundle', null)).exchange.bundle.phase).toBe('draft');
  const draft = await second.pick(first.newest('exchange-key'), 'bundle');
  await second.app.answerFolder(second.stick);
  await second.signed('exchange', 'countersign', { file: draft.token });
  await second.killed();
  expect((await second.view()).exchange.bundle.phase).toBe('sent');
  await first.killed();
  const whole = second.newest('exchange-key');
  const taken = await first.pick(whole, 'bundle');
  const { peers, exchange } = await first.deed('exchange', 'takeCountersigned', { file: taken.token });
  expect(exchange.bundle.phase).toBe('sent');

  // The blob comes back, and goes up.
  const answer = desks.answer(peers.issued ?? '', whole);
  await first.deed('exchange', 'takeIncoming', { file: (await first.pick(answer.file, 'bundle')).token });
  await first.killed();
  await first.deed('steps', 'upload', { confirmation, readBack: answer.readBack });
  await goOn(first, 'upload');
  await first.deed('steps', 'backUp', { access: 'identity', createContainer: false });
  await goOn(first, 'backup');
  expect((await first.view()).hold.phase).toBe('running');

  // The hold is shortened by two people, and everything comes back.
  const sheet = {
    step: 'C19',
    expected: 'Thirty minutes',
    happened: 'A rehearsal',
    options: 'Wait, or go on',
    decision: 'Go on',
    decidedBy: ['Ada', 'Grace'],
    affectsTrust: 'no',
    followUp: 'Ada',
    initials: ['AL', 'GH'],
  };
  await first.deed('session', 'noteException', { sheet, check: null });
  await first.deed('steps', 'restore', {
    confirmation: { ...confirmation, typedFolder: desks.plan.backup?.folder },
    access: 'identity',
    operators: [practiceAdministrator],
    inventory: await inventory(),
    key: null,
    holdException: 1,
    lockOutException: null,
  });
  await goOn(first, 'restore');

  // Proven, handed over, closed.
  const proven = { inventory: await inventory(), publicHalves: true, canaries: [] };
  expect((await first.deed('steps', 'verify', proven)).verification).toMatchObject({ isSame: true });
  await first.killed();
  expect((await first.view()).verification).toMatchObject({ phase: 'compared', isSame: true });
  await first.app.answerFolder(first.stick);
  expect((await first.deed('steps', 'handOver', null)).handOver).toMatchObject({ phase: 'written', rowCount: 3 });
  const finished = await first.deed('session', 'finish', { by: confirmation.by });
  expect(finished.ceremony.phase).toBe('closed');
  expect(calls(finished)).toEqual(['backup-1', 'init-recovery-1', 'restore-1', 'upload-1']);
  expect(await first.app.refusedRequests()).toEqual([]);
});

/** Kills the program while the service is at work; the next run asks for the call and sends nothing again. */
async function goOn(machine: Machine, step: OnlineStepId): Promise<void> {
  const isAnswered = async (): Promise<boolean> =>
    (await machine.view()).activity.latest.some(
      ({ event }) => event.kind === 'call-answered' && event.id === `${step}-1`,
    );
  await expect.poll(isAnswered, { timeout: 30_000 }).toBe(true);
  const { steps } = await machine.killed();
  expect(steps.find(({ id }) => id === step)?.state.phase).toBe('interrupted');
  await machine.deed('steps', 'resume', null);
  await machine.until(step, 'done');
}

/** Every call that was intended, by its name in the journal: a second one would have a second number. */
const calls = ({ activity }: OnlineView): string[] =>
  [...new Set(activity.latest.flatMap(({ event }) => (event.kind === 'call-intended' ? [event.id] : [])))].sort();
