// The state of the online app against the practice cloud: what its screens see at every step, and what it keeps from them.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorInstead } from '#e2e/support/fault-actions.ts';
import { faultOfPromise as refused } from '#e2e/support/faults.ts';
import { functionsRun } from '#e2e/support/functions-run.ts';
import { long } from '#e2e/support/long.ts';
import { expectPath } from '#e2e/support/paths.ts';
import {
  openCeremony,
  type OperatorMachine,
  type PreparedOperators,
  passphrase,
  prepareOperators,
  saying,
} from '#e2e/support/prepared-operators.ts';
import { typedSheet } from '#e2e/support/answer-sheet.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { troubles } from '#e2e/support/service-troubles.ts';
import type { OnlineStepId } from '#shared/contract/online/step-view.ts';
import { onlineView, type OnlineView } from '#shared/contract/online/view.ts';
import { type Fault, Refusal } from '#shared/faults/fault.ts';
import type { ExceptionSheet } from '#shared/journal/events.ts';
import type { Typed } from '#services/app/confirmation.ts';
import { readJournal } from '#core/journal/chain.ts';
import { sheet as exceptionSheet } from '#core/journal/testdata/recovery.ts';
import { consumersNaming } from '#core/consumers/find-consumers.ts';
import { encodeConsumerMap } from '#core/consumers/map-file.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeCanonicalJson } from '#core/encoding/canonical-json.ts';
import { practiceRegion, practiceSubscriptionId, resourceIds } from '#simulator/control-plane/azure-state.ts';
import { practiceEstate } from '#simulator/estate/practice-estate.ts';
import { failureScenarios } from '#simulator/failure-scenarios.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { type Access, openAccess } from '../recovery/access.ts';
import type { ControlPlane } from '#azure/control-plane.ts';

const workspace = usePracticeWorkspace();
let prepared: PreparedOperators;
const machines: OperatorMachine[] = [];
beforeEach(async () => {
  prepared = await prepareOperators(workspace);
});
afterEach(async () => {
  for (const { appState } of machines.splice(0)) await appState.leaveCeremony();
});

const enter = async (role: 'operator-1' | 'operator-2'): Promise<OperatorMachine> => {
  const machine = await prepared.enter(role);
  machines.push(machine);
  return machine;
};
const sent = (method: string, path: string): number =>
  workspace.seen().filter((one) => one.method === method && one.path === path && one.hasToken).length;
const phaseOf = (view: OnlineView, id: OnlineStepId) => view.steps.find((step) => step.id === id)?.state.phase;
const newest = (folder: string, part: string): string =>
  join(
    folder,
    readdirSync(folder)
      .filter((name) => name.includes(part))
      .sort()
      .at(-1) ?? 'none',
  );

/** The consumers of the lost HSM, listed; their owners move one, then all; each is ticked when Azure says so. */
async function workedOff({ calls, stick, token }: OperatorMachine): Promise<void> {
  const { azure } = prepared.recovery.cloud;
  const [lost, target] = ['lost-hsm', 'recovered-hsm'].map((name) => `${name}.managedhsm.practice.invalid`);
  const resourceId = `${resourceIds.group('lifeboat')}/providers/Microsoft.KeyVault/managedHSMs/lost-hsm`;
  const keys = prepared.recovery.inventory.keys.map(({ name }) => name);
  const estate = { host: lost ?? '', resourceId, subscription: practiceSubscriptionId, region: practiceRegion };
  const rows = practiceEstate({ ...estate, otherRegion: 'northeurope', keys }).slice(0, 12);
  await azure.addResources(rows);
  const consumerOf = consumersNaming({ hsm: `https://${lost}`, resourceId, ownerTag: 'owner' });
  const consumers = rows.flatMap((row) => consumerOf(row) ?? []);
  const file = join(stick, 'map.json');
  const map = {
    format: 'lifeboat-consumers',
    v: 1,
    practice: true,
    hsm: `https://${lost}`,
    hsmId: resourceId,
  } as const;
  const about = { taken: '2026-10-13T12:00:00Z', plannedRegion: null, seen: [practiceSubscriptionId], notSeen: [] };
  writeFileSync(file, encodeConsumerMap({ ...map, ...about, consumers }));
  const listed = await calls.consumers.list({ map: token(file, 'data') });
  expect(listed.consumers).toMatchObject({
    ...{ phase: 'listed', count: 12, checked: null },
  });
  expect(listed.recoveryTime?.consumers).toEqual({ back: null, of: 12 });
  expect(readFileSync(newest(stick, 'consumers-'), 'utf8')).toMatch(/^"owner","whileAway"/);
  const sheets = await calls.consumers.savePdf({ language: 'en', paper: 'a4' });
  expect(sheets.written.at(-1)?.name).toMatch(/^consumers-.*-en-a4[.]pdf$/u);
  // The journal keeps which map, table and sheets they were.
  const kept = sheets.activity.latest.map(({ event }) => event);
  expect(kept.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['file-written', 'note']));
  const mapSha256 = sha256(readFileSync(file)).toString('hex');
  expect(kept).toContainEqual(expect.objectContaining({ name: 'consumers.1.json', sha256: mapSha256 }));
  await azure.moveResources(lost ?? '', target ?? '', rows[0]?.id);
  const checked = await calls.consumers.check(null);
  expect(checked.consumers).toMatchObject({ count: 12, checked: { back: 1 } });
  expect(checked.recoveryTime?.consumers).toEqual({ back: 1, of: 12 });
  await azure.moveResources(lost ?? '', target ?? '');
  expect((await calls.consumers.check(null)).consumers).toMatchObject({ count: 12, checked: { back: 12 } });
}

const sheetAt = (step: string) => ({
  ...exceptionSheet,
  ...{ step, decidedBy: prepared.confirmation.by, followUp: 'Person operator-1' },
});
/** People write an exception. */
async function except(machine: OperatorMachine, sheet: ExceptionSheet, check: string | null): Promise<OnlineView> {
  machine.answers = typedSheet(sheet);
  const view = await machine.calls.session.noteException({ step: sheet.step, check });
  machine.answers = {};
  return view;
}
const backUp = (
  { calls }: OperatorMachine,
  access: 'identity' | 'sas-from-account' = 'identity',
): Promise<OnlineView> | OnlineView => calls.steps.backup({ access, createContainer: false, canaryException: null });

/** What the screen asks for of the bundle from the offline side. */
const readBackOf = ({ appState: { view } }: OperatorMachine) =>
  view.incoming.phase === 'accepted' ? view.incoming.readBack : undefined;

/** What an action was refused with, if it was. */
const refusalOf = (act: () => Promise<void>): Promise<Fault | undefined> =>
  act().then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? error.fault : Promise.reject(error as Error)),
  );

/** The action answers when its call is on its way; this waits for its end. */
const ended = async ({ appState }: OperatorMachine): Promise<OnlineView> => {
  await expect.poll(() => appState.running, { timeout: 20_000 }).toBe(undefined);
  return appState.view;
};

/** The program ends on a machine, and a new one goes on from its folder. */
async function restarted(machine: OperatorMachine, role: 'operator-1' | 'operator-2'): Promise<OperatorMachine> {
  machines.splice(machines.indexOf(machine), 1);
  await machine.appState.leaveCeremony();
  const next = prepared.start(role);
  machines.push(next);
  await next.calls.session.resume({ folder: next.token(prepared.folderOf(role), 'ceremony') });
  await next.calls.account.signIn({ way: 'practice', place: null, principal: null });
  return next;
}

/** Both observers, both signatures. @returns the complete bundle's file */
async function exchanged(first: OperatorMachine, second: OperatorMachine): Promise<string> {
  await first.calls.steps.initRecovery(null);
  await ended(first);
  await second.calls.steps.observe(null);
  expect(second.appState.view.unwritten).toEqual(['observe']);
  await second.calls.exchange.exportObservation(null);
  expect(second.appState.view.unwritten).toEqual([]);
  const observation = newest(second.stick, 'observation');
  await first.calls.exchange.takeObservation({ file: first.token(observation, 'observation') });
  await first.calls.exchange.makeBundle({ choice: null, revocationLists: [] });
  const draft = newest(first.stick, 'exchange-key');
  await second.calls.exchange.countersign({ file: second.token(draft, 'bundle'), exception: null });
  const whole = newest(second.stick, 'exchange-key');
  await first.calls.exchange.takeCountersigned({ file: first.token(whole, 'bundle') });
  return whole;
}

async function uploaded(first: OperatorMachine, second: OperatorMachine): Promise<OnlineView> {
  await prepared.pair(first);
  const answer = prepared.answer(first.appState.view.peers.issued ?? '', await exchanged(first, second));
  await first.calls.exchange.takeIncoming({ file: first.token(answer.file, 'bundle') });
  await first.calls.steps.upload({ keyException: null });
  return ended(first);
}

const restoreOrder = (machine: OperatorMachine) => ({
  access: 'identity' as const,
  operators: [practiceAdministrator],
  inventory: machine.token(prepared.inventoryFile, 'inventory'),
  key: null,
  holdException: null,
  lockOutException: null,
  externalException: null,
});

describe('a verification that finds something', () => {
  it('shows every difference, and lets nothing follow until two people have decided', async () => {
    let first = await enter('operator-1');
    await uploaded(first, await enter('operator-2'));
    await backUp(first);
    await ended(first);
    prepared.recovery.clock.advance(30_000);
    await first.calls.steps.restore(restoreOrder(first));
    await ended(first);
    await first.appState.access('a test').hsm.keys.deleteKey('data');
    const inventory = (): string => first.token(prepared.inventoryFile, 'inventory');
    // A test key that is not what paper says: refused, and the differences are there all the same.
    const wrong = { key: 'disk', version: 'f'.repeat(32), hash: '0'.repeat(64) };
    const order = { inventory: inventory(), publicHalves: true, withTestKey: true };
    const verifying = (typed: Typed) => refused(() => saying(first, typed, () => first.calls.steps.verify(order)));
    expect(await verifying({ ...wrong, version: 'one' })).toEqual({
      ...{ code: 'CALL_MALFORMED', call: 'steps.verify', paths: ['version'] },
    });
    expect(await verifying(wrong)).toMatchObject({ code: 'SERVICE_NOT_FOUND' });
    const differs = { code: 'INVENTORY_DIFFERS', differences: 1 };
    const missing = { kind: 'key-missing', key: 'data', versions: 1 } as const;
    // That it can still be brought back is said beside it, and stops nobody.
    const deleted = { kind: 'soft-deleted-added', key: 'data' } as const;
    expect(first.appState.view).toMatchObject({
      verification: {
        phase: 'compared',
        isSame: false,
        differenceCount: 2,
        byHandCount: 1,
        notCompared: [],
        differences: [missing, deleted],
      },
      failures: [
        { check: 'inventory', step: 'C22', fault: 'INVENTORY_DIFFERS', known: differs },
        { check: 'test-key', step: 'C24', fault: 'SERVICE_NOT_FOUND' },
      ],
    });
    expect(first.appState.view.steps.at(-1)?.state).toEqual({ phase: 'not-yet', needs: ['exception'] });

    first = await restarted(first, 'operator-1');
    const find = (text: string, kind: 'key-missing' | 'soft-deleted-added' | 'attribute' | null = null, from = 0) =>
      first.calls.verification.find({ text, kind, from });
    expect(await find('')).toMatchObject({ differences: [missing, deleted], count: 2 });
    expect(await find('', 'soft-deleted-added')).toMatchObject({ differences: [deleted], count: 1 });
    expect(await find('DATA', 'key-missing')).toEqual({ differences: [missing], count: 1 });
    expect(await find('', 'attribute')).toEqual({ differences: [], count: 0 });
    expect(await find('', null, 2)).toEqual({ differences: [], count: 2 });
    await first.calls.verification.export(null);
    expect(readFileSync(newest(first.stick, 'differences-'), 'utf8')).toContain('data');

    const before = readdirSync(first.stick);
    expect(await refused(() => first.calls.steps.handOver(null))).toEqual(differs);
    expect(await refused(() => first.calls.session.finish(null))).toMatchObject({
      code: 'JOURNAL_OUT_OF_ORDER',
      rules: ['failed-check-stands'],
    });
    expect(readdirSync(first.stick)).toEqual(before);
    const decided = sheetAt('C22');
    const alone = { ...decided, decidedBy: prepared.confirmation.by.slice(0, 1) };
    expect(await refused(() => except(first, alone, 'inventory'))).toMatchObject({ code: 'TWO_PEOPLE_NEEDED' });
    await except(first, decided, 'inventory');
    expect(await refused(() => first.calls.steps.handOver(null))).toEqual({ code: 'TEST_KEY_REFUSED' });
    await except(first, { ...decided, step: 'C24' }, 'test-key');
    expect((await first.calls.steps.handOver(null)).handOver).toMatchObject({ phase: 'written', rowCount: 2 });
  });
});

describe('a recovery on two machines', () => {
  it('goes from the board to the table, with the program ended after every step', async () => {
    let first = await enter('operator-1');
    const second = await enter('operator-2');
    expect(first.appState.view.steps.map(({ id }) => id)).toEqual([
      'preFlight',
      'create',
      'pairing',
      'init-recovery',
      'exchange-key',
      'upload',
      'identity',
      'backup',
      'restore',
      'verify',
      'first-backup',
      'hand-over',
      'deleted',
    ]);
    expect(second.appState.view.steps.map(({ id }) => id)).toEqual(['observe', 'countersign']);
    const inventory = first.token(prepared.inventoryFile, 'inventory');
    const looked = await first.calls.preFlight.look({ operators: [practiceAdministrator], inventory });
    expect(looked.preFlight).toMatchObject({ phase: 'looked', isClear: true });
    expect(looked.account).toMatchObject({
      phase: 'signed-in',
      // Practice goes to this machine alone.
      network: null,
      checks: [{ id: 'account-tenant', outcome: 'ok' }, { id: 'account-in-plan' }, { id: 'own-rights' }],
    });
    await prepared.pair(first);
    const whole = await exchanged(first, second);
    expect(second.appState.view.exchange.bundle.phase).toBe('sent');
    first = await restarted(first, 'operator-1');
    expect(phaseOf(first.appState.view, 'exchange-key')).toBe('done');
    expect(first.appState.view.exchange).toMatchObject({ isSame: true, bundle: { phase: 'sent' } });
    expect(first.appState.view.exchange.checks.length).toBeGreaterThan(5);

    const answer = prepared.answer(first.appState.view.peers.issued ?? '', whole);
    await first.calls.exchange.takeIncoming({ file: first.token(answer.file, 'bundle') });
    first = await restarted(first, 'operator-1');
    expect(first.appState.view.incoming).toMatchObject({
      phase: 'accepted',
      readBack: { phase: 'asking', triesLeft: 2 },
    });
    expect(JSON.stringify(first.appState.view.incoming)).not.toMatch(/payloadSha256/);
    const press = await functionsRun(async () => {
      await first.calls.steps.upload({ keyException: null });
      await ended(first);
    });
    expect(phaseOf(first.appState.view, 'upload')).toBe('done');
    expectPath('The path of a step', { press });
    first = await restarted(first, 'operator-1');

    await backUp(first);
    expect((await ended(first)).hold).toMatchObject({ phase: 'running', minuteMs: 1000 });
    expect(first.appState.view.steps.find(({ id }) => id === 'restore')?.state).toEqual({
      phase: 'not-yet',
      needs: ['hold'],
    });
    first = await restarted(first, 'operator-1');
    prepared.recovery.clock.advance(30_000);
    expect(phaseOf(first.appState.update(), 'restore')).toBe('ready');
    // What the company waits for, counted at the machine that restores.
    expect(first.appState.view.recoveryTime).toMatchObject({ restoredUtc: null });
    expect(second.appState.view.recoveryTime).toBeNull();
    await first.calls.steps.restore(restoreOrder(first));
    expect(phaseOf(await ended(first), 'restore')).toBe('done');
    first = await restarted(first, 'operator-1');
    const { dueUtc = '', restoredUtc } = first.appState.view.recoveryTime ?? {};
    expect(Date.parse(restoredUtc ?? '')).toBeLessThan(Date.parse(dueUtc));

    const verify = {
      inventory: first.token(prepared.inventoryFile, 'inventory'),
      publicHalves: true,
      withTestKey: false,
    };
    const { verification } = await first.calls.steps.verify(verify);
    expect(verification).toMatchObject({ phase: 'compared', isSame: true, differenceCount: 0 });
    first = await restarted(first, 'operator-1');
    expect(first.appState.view.verification).toEqual(verification);
    // The same call as the restore point, and another step: it is shown where people made it, also after the program has ended.
    expect(phaseOf(first.appState.view, 'first-backup')).toBe('ready');
    await backUp(first);
    expect(phaseOf(await ended(first), 'first-backup')).toBe('done');
    first = await restarted(first, 'operator-1');
    expect(phaseOf(first.appState.view, 'first-backup')).toBe('done');
    const { handOver } = await first.calls.steps.handOver(null);
    expect(handOver).toMatchObject({ phase: 'written', rowCount: 3 });
    expect(readFileSync(newest(first.stick, '.csv'), 'utf8')).toMatch(/^"key","version"/);
    await workedOff(first);
    expect(first.appState.view.unwritten).toEqual(['upload']);
    const outcome = await first.calls.exchange.sendOutcome({ call: 'upload' });
    expect(outcome.unwritten).toEqual([]);
    const { name = '' } = outcome.written.at(-1) ?? {};
    expect(name).toMatch(/outcome/);
    // The stick is lost: another one gets the same bytes, because no other bundle has this place in the sequence.
    const bytes = readFileSync(join(first.stick, name));
    rmSync(join(first.stick, name));
    first = await restarted(first, 'operator-1');
    const again = await first.calls.exchange.sendOutcome({ call: 'upload' });
    expect(again.written.at(-1)?.name).toBe(name);
    expect(readFileSync(join(first.stick, name))).toEqual(bytes);
    expect(await refused(() => first.calls.exchange.sendOutcome({ call: 'upload' }))).toMatchObject({
      code: 'FILE_EXISTS',
    });
    // What became of another call is another bundle.
    const other = await first.calls.exchange.sendOutcome({ call: 'restore' });
    expect(other.written.at(-1)?.name).not.toBe(name);
    expect(await refused(() => first.calls.session.saveRecords(null))).toMatchObject({ code: 'CALL_OUT_OF_ORDER' });
    const finished = await first.calls.session.finish(null);
    expect(finished.ceremony.phase).toBe('closed');
    await first.calls.session.saveRecords(null);
    const records = join(first.stick, `records-${prepared.plan.ceremony}-operator-1`);
    expect(readJournal(readFileSync(join(records, 'journal.jsonl'))).head).toMatchObject({
      sha256: finished.activity.head,
      state: { closed: true },
    });
    expect(readdirSync(records)).toEqual(
      expect.arrayContaining(['plan.dsse.json', 'identity.public.json', 'answers', 'outgoing', 'observation.1.json']),
    );
    expect(readdirSync(records)).toContain('consumers.1.json');
    // The owners may need longer than the journal, which takes nothing more.
    await first.calls.consumers.savePdf({ language: 'de', paper: 'letter' });
    expect(first.appState.view.activity.head).toBe(finished.activity.head);
    expect(first.appState.view.recoveryTime?.consumers).toEqual({ back: 12, of: 12 });
    expect(await refused(() => first.calls.session.saveRecords(null))).toMatchObject({ code: 'FILE_EXISTS' });
    for (const [method, path, times] of [
      ['POST', '/securitydomain/upload', 1],
      ['POST', '/backup', 2],
      ['PUT', '/restore', 1],
    ] as const) {
      expect(sent(method, path), path).toBe(times);
    }
    // What was shown at any moment is what the contract says.
    for (const view of [...first.told, ...second.told]) expect(onlineView.safeParse(view).error).toBeUndefined();
  });

  const throughTrouble = async (_: string, access: 'identity' | 'sas-from-account'): Promise<void> => {
    const { cloud, clock } = prepared.recovery;
    const { containerUri } = cloud;
    if (access === 'identity')
      await failureScenarios['storage-firewall-trusted'](cloud, { hsmName: 'recovered-hsm', containerUri });
    const first = await enter('operator-1');
    const second = await enter('operator-2');
    const callsMade = (): string[] =>
      Object.values(first.appState.openWork('test').journal.state.calls).map(({ id, phase }) => `${id} ${phase}`);
    /** A step that did not finish is taken again, by the action that the screen offers then. @returns how often it was taken */
    const finished = async (step: OnlineStepId, call: string, act: () => unknown): Promise<number> => {
      for (let times = 1; times < 5; times += 1) {
        const state = phaseOf(first.appState.update(), step);
        const isOpen = state === 'interrupted' || state === 'unknown';
        const fault = await refusalOf(async () => {
          await (isOpen ? first.calls.steps.resume(null) : act());
        });
        if (fault) expect(fault.code).toMatch(/^SERVICE_/);
        await ended(first);
        if (callsMade().includes(`${call}-1 succeeded`)) return times;
      }
      throw new Error(`${step} does not finish`);
    };
    await prepared.pair(first);
    cloud.playFaults(troubles);
    const answer = prepared.answer(first.appState.view.peers.issued ?? '', await exchanged(first, second));
    await first.calls.exchange.takeIncoming({ file: first.token(answer.file, 'bundle') });
    const upload = () => first.calls.steps.upload({ keyException: null });
    expect(await finished('upload', 'upload', upload)).toBe(2);
    expect(await finished('backup', 'backup', () => backUp(first, access))).toBe(2);
    clock.advance(30_000);
    const order = { ...restoreOrder(first), access };
    await finished('restore', 'key-restore', () => first.calls.steps.restore({ ...order, key: 'disk' }));
    await finished('restore', 'restore', () => first.calls.steps.restore(order));
    const verify = {
      inventory: first.token(prepared.inventoryFile, 'inventory'),
      publicHalves: true,
      withTestKey: false,
    };
    const { verification } = await first.calls.steps.verify(verify);
    expect(verification).toMatchObject({ phase: 'compared', isSame: true });
    expect(cloud.unplayedFaults()).toEqual([]);
    expect(callsMade()).toEqual(
      ['init-recovery-1', 'upload-1', 'backup-1', 'key-restore-1', 'restore-1'].map((id) => `${id} succeeded`),
    );
    expect(first.appState.view.failures).toEqual([]);
    expect([sent('POST', '/securitydomain/upload'), sent('POST', '/backup'), sent('PUT', '/restore')]).toEqual([
      4, 3, 2,
    ]);
  };
  const title = 'goes through every trouble of the service once: by %s';
  it.each([['the identity, with storage that this machine cannot reach', 'identity']] as const)(title, throughTrouble);
  // The commands do so there.
  it.each([['a SAS token', 'sas-from-account']] as const)(title, long, throughTrouble);

  it('asks for words of the plan, the pairing and the bundle, and closes each after two wrong ones', async () => {
    const wrong = { words: '0'.repeat(64) };
    const machine = prepared.start('operator-1');
    machines.push(machine);
    const { calls, token, appState } = machine;
    const plan = token(prepared.planFile, 'plan');
    const identity = token(prepared.identityFile('operator-1'), 'identity');
    const open = (typed: Typed) =>
      refused(() => saying(machine, typed, () => calls.session.open({ plan, identity, folder: null })));
    expect(await open(wrong)).toEqual({ code: 'WORDS_WRONG', triesLeft: 1 });
    const order = { plan, planSha256: prepared.planSha256, identity, folder: null };
    expect((await openCeremony(machine, order)).ceremony.phase).toBe('open');
    // Opening it again compares again.
    await calls.session.leave(null);
    expect(await open(wrong)).toEqual({ code: 'WORDS_WRONG', triesLeft: 1 });
    expect(await open(wrong)).toEqual({ code: 'WORDS_LOCKED' });
    expect(await open({ words: prepared.planSha256 })).toEqual({ code: 'WORDS_LOCKED' });

    const first = await enter('operator-1');
    const pair = (typed: Typed) => refused(() => saying(first, typed, () => first.calls.peers.pair(null)));
    // A number that is none is no try.
    expect(await pair({ number: '12' })).toEqual({ code: 'NUMBER_UNCLEAR', digits: 2 });
    expect(await pair(wrong)).toEqual({ code: 'WORDS_WRONG', triesLeft: 1 });
    expect(first.appState.view.peers).toMatchObject({ words: { phase: 'asking', triesLeft: 1 }, code: null });
    expect(await pair(wrong)).toEqual({ code: 'WORDS_LOCKED' });
    expect(first.appState.view).toMatchObject({
      peers: { words: { phase: 'locked' }, offlineKeyId: null, code: null },
      failures: [{ check: 'pairing', step: 'M9', fault: 'PAIRING_LOCKED' }],
    });
    await except(first, sheetAt('M9'), 'pairing');
    await prepared.pair(first);
    const { code, challenge: noted } = prepared.offline;
    expect(first.appState.view.peers).toMatchObject({ words: { phase: 'agreed' }, code, noted });

    const second = await enter('operator-2');
    const answer = prepared.answer(first.appState.view.peers.issued ?? '', await exchanged(first, second));
    await first.calls.exchange.takeIncoming({ file: first.token(answer.file, 'bundle') });
    const upload = (typed: Typed) =>
      refused(() => saying(first, typed, () => first.calls.steps.upload({ keyException: null })));
    expect(await upload(wrong)).toEqual({ code: 'READ_BACK_DIFFERS', attempt: 1 });
    expect(readBackOf(first)).toMatchObject({ phase: 'asking', triesLeft: 1 });
    expect(await upload(wrong)).toEqual({ code: 'READ_BACK_DIFFERS', attempt: 2 });
    expect(readBackOf(first)).toEqual({ phase: 'locked' });
    expect(await upload({})).toEqual({ code: 'WORDS_LOCKED' });
    expect(appState.view.ceremony.phase).toBe('none');
  });

  it('offers what was not closed for going on with, and refuses a folder without a ceremony', async () => {
    const machine = prepared.start('operator-1');
    const { calls, token } = machine;
    machines.push(machine);
    const opened = await openCeremony(machine, {
      plan: token(prepared.planFile, 'plan'),
      planSha256: prepared.planSha256,
      identity: token(prepared.identityFile('operator-1'), 'identity'),
      folder: null,
    });
    expect(opened.ceremony).toMatchObject({ phase: 'open', resumed: false, role: 'operator-1' });
    const { earlier } = await calls.session.leave(null);
    expect(earlier).toMatchObject([{ id: prepared.plan.ceremony, role: 'operator-1', practice: true }]);
    const again = await calls.session.resume({ folder: earlier[0]?.folder ?? '' });
    expect(again.ceremony).toMatchObject({ phase: 'open', resumed: true });
    await calls.session.leave(null);
    const empty = token(workspace.newDirectory(), 'ceremony');
    expect(await refused(() => calls.session.resume({ folder: empty }))).toMatchObject({ code: 'CEREMONY_NOT_FOUND' });
  });
});

/** Opens the ceremony of the first operator without signing in. */
const opened = async (machine: OperatorMachine): Promise<OperatorMachine> => {
  machines.push(machine);
  await openCeremony(machine, {
    plan: machine.token(prepared.planFile, 'plan'),
    planSha256: prepared.planSha256,
    identity: machine.token(prepared.identityFile('operator-1'), 'identity'),
    folder: null,
  });
  return machine;
};
const practiceWay = { way: 'practice', place: null, principal: null } as const;
const controlPlaneOf = ({ controlPlane }: Access): ControlPlane => {
  if (!controlPlane) throw new Error('the plan names a place in Azure');
  return controlPlane;
};
/** A way to Azure in which one question of the control plane is answered by the test. */
const askedOf =
  (question: 'permissionsAt' | 'deletedHsms', answer: () => Promise<never>): typeof openAccess =>
  (...parts) => {
    const access = openAccess(...parts);
    return { ...access, controlPlane: { ...controlPlaneOf(access), [question]: answer } };
  };

describe('an HSM that failed creation', () => {
  it('is shown on the page of deleted HSMs, and deleted from there', async () => {
    const { cloud } = prepared.recovery;
    await cloud.destroyHsm('recovered-hsm');
    await failureScenarios['no-capacity'](cloud);
    const machine = await enter('operator-1');
    const { calls } = machine;
    const created = { administrators: [practiceAdministrator], retentionDays: 7, purgeProtection: false };
    await calls.steps.create({
      ...{ ...created, creation: null, changedException: null },
    });
    expect(phaseOf(await ended(machine), 'create')).toBe('refused');
    expect((await calls.deletedHsms.list(null)).deletedHsms).toMatchObject({
      ...{ hsms: [], failed: { name: 'recovered-hsm' } },
    });
    await calls.deletedHsms.deleteFailed(null);
    expect((await ended(machine)).deletedHsms).toMatchObject({ failed: null, hsms: [{ planned: 'target' }] });
    expect(machine.appState.view.steps.find(({ id }) => id === 'deleted')?.state).toMatchObject({
      facts: [{ fact: 'deleted-hsm', value: 'recovered-hsm' }],
    });
  });
});

describe('a sign-in', () => {
  it('that fails after the HSM has answered leaves nobody signed in', async () => {
    const lost = (): Promise<never> => Promise.reject(new Error('no token for the control plane'));
    const machine = await opened(prepared.start('operator-1', { openAccess: askedOf('permissionsAt', lost) }));
    await expect(machine.calls.account.signIn(practiceWay)).rejects.toThrow('no token for the control plane');
    expect(machine.appState.view.account.phase).toBe('signed-out');
    expect(machine.appState.isSignedIn).toBe(false);
  });

  it('that somebody else has renewed in the middle of a step ends with the step', async () => {
    const machine = await enter('operator-1');
    const changed = { code: 'SERVICE_SIGN_IN_CHANGED', expected: 'ada@example.org', found: 'eve@example.org' } as const;
    const step = () => machine.appState.runCall('steps.upload', 'upload', () => Promise.reject(new Refusal(changed)));
    expect(await refusalOf(async () => void (await step()))).toEqual(changed);
    await expect.poll(() => machine.appState.view.account.phase).toBe('signed-out');
    expect(machine.appState.isSignedIn).toBe(false);
  });

  it('that is given up while roles are asked for leaves nobody signed in', async () => {
    const [asked, gate] = [Promise.withResolvers<null>(), Promise.withResolvers<never>()];
    const held = (): Promise<never> => {
      asked.resolve(null);
      return gate.promise;
    };
    const machine = await opened(prepared.start('operator-1', { openAccess: askedOf('permissionsAt', held) }));
    const signingIn = machine.calls.account.signIn(practiceWay);
    await asked.promise;
    await machine.calls.account.cancel(null);
    gate.reject(new Error('the code has run out'));
    expect((await signingIn).account.phase).toBe('signed-out');
    expect(machine.appState.isSignedIn).toBe(false);
  });

  it('that ended while its account was asked for once more stays ended', async () => {
    const [asked, gate] = [Promise.withResolvers<null>(), Promise.withResolvers<never>()];
    let isHeld = false;
    const openHeld: typeof openAccess = (...parts) => {
      const access = openAccess(...parts);
      const held = (scope: string) => {
        if (!isHeld) return controlPlaneOf(access).permissionsAt(scope);
        asked.resolve(null);
        return gate.promise;
      };
      return { ...access, controlPlane: { ...controlPlaneOf(access), permissionsAt: held } };
    };
    const machine = await opened(prepared.start('operator-1', { openAccess: openHeld }));
    await machine.calls.account.signIn(practiceWay);
    isHeld = true;
    const refreshing = Promise.resolve(machine.calls.account.refresh(null)).catch(() => undefined);
    await asked.promise;
    await machine.calls.account.signOut(null);
    gate.reject(new Refusal({ code: 'SERVICE_UNREACHABLE', host: 'management.invalid', reason: 'lost' }));
    await refreshing;
    expect(machine.appState.view.account.phase).toBe('signed-out');
  });

  it('is not cut off under a call that is on its way: the call is answered first, and kept', async () => {
    const [first, second] = [await enter('operator-1'), await enter('operator-2')];
    await uploaded(first, second);
    const [asked, gate] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
    const { backups } = first.appState.access('test').hsm;
    const beginBackup = backups.beginBackup.bind(backups);
    vi.spyOn(backups, 'beginBackup').mockImplementation(async (...order) => {
      asked.resolve(null);
      await gate.promise;
      return beginBackup(...order);
    });
    await backUp(first);
    await asked.promise;
    const leaving = first.calls.account.signOut(null);
    await new Promise(setImmediate);
    expect(first.appState.isSignedIn).toBe(true);
    gate.resolve(null);
    await leaving;
    expect(first.appState.isSignedIn).toBe(false);
    expect(phaseOf(first.appState.view, 'backup')).toBe('interrupted');
    await first.calls.account.signIn(practiceWay);
    await first.calls.steps.resume(null);
    expect(phaseOf(await ended(first), 'backup')).toBe('done');
    expect(sent('POST', '/backup')).toBe(1);
  });
});

it('a key that was restored is shown, also after a restart in between, and others may follow', async () => {
  let first = await enter('operator-1');
  await uploaded(first, await enter('operator-2'));
  await backUp(first);
  await ended(first);
  prepared.recovery.clock.advance(30_000);
  Object.assign(first.appState.world.waiting, {
    wait: (_: number, signal?: AbortSignal) =>
      first.appState.running?.progress.isSent === true ? aborted(signal) : Promise.resolve(),
  });
  const running = await first.calls.steps.restore({ ...restoreOrder(first), key: 'disk' });
  expect(phaseOf(running, 'restore')).toBe('running');
  first = await restarted(first, 'operator-1');
  expect(phaseOf(first.appState.view, 'restore')).toBe('interrupted');
  await first.calls.steps.resume(null);
  const { steps } = await ended(first);
  expect(steps.find(({ id }) => id === 'restore')?.state).toMatchObject({
    phase: 'done',
    again: true,
    facts: [{ fact: 'folder' }, { fact: 'keys', value: 'disk' }, { fact: 'versions' }],
  });
  expect(sent('PUT', '/restore')).toBe(0);
});

describe('an answer that comes when another ceremony is open', () => {
  const production = async (question: 'deletedHsms', start: (machine: OperatorMachine) => Promise<unknown>) => {
    const [asked, gate] = [Promise.withResolvers<null>(), Promise.withResolvers<never>()];
    const held = (): Promise<never> => {
      asked.resolve(null);
      return gate.promise;
    };
    const world = { openAccess: askedOf(question, held) };
    const machine = await opened(prepared.start('operator-1', world, { practiceOnly: false }));
    await machine.calls.account.signIn(practiceWay);
    const action = start(machine);
    await asked.promise;
    await machine.calls.session.leave(null);
    await prepared.openProduction(machine);
    gate.reject(new Refusal({ code: 'SERVICE_UNREACHABLE', host: 'management.invalid', reason: 'lost' }));
    await action;
    return machine.appState.view;
  };

  it('shows the board of a practice to nobody in production', async () => {
    const view = await production('deletedHsms', (machine) =>
      Promise.resolve(
        machine.calls.preFlight.look({
          operators: [practiceAdministrator],
          inventory: machine.token(prepared.inventoryFile, 'inventory'),
        }),
      ).catch(() => undefined),
    );
    expect(view.ceremony).toMatchObject({ practice: false });
    expect(view.preFlight.phase).toBe('not-looked');
  });

  it('writes no inventory of a practice, and notes none in a journal of production', async () => {
    const folder = Promise.withResolvers<string>();
    const services = { practiceOnly: false, pickFolder: () => folder.promise };
    const machine = await opened(prepared.start('operator-1', {}, services));
    await machine.calls.account.signIn(practiceWay);
    const exporting = machine.calls.inventory.export({ of: 'source', publicHalves: false });
    await machine.calls.session.leave(null);
    await prepared.openProduction(machine);
    folder.resolve(machine.stick);
    await Promise.resolve(exporting).catch(() => undefined);
    expect(readdirSync(machine.stick)).toEqual([]);
    expect(machine.appState.view.activity.latest.map(({ event }) => event.kind)).not.toContain('file-written');
  });
});

describe('ceremonies that were begun before', () => {
  it('are offered though the journal of one of them was meddled with', async () => {
    const machine = await opened(prepared.start('operator-1'));
    const own = machine.appState.world.ownFolders.ceremonies;
    const event = { kind: 'clock-unread' };
    const line = encodeCanonicalJson({ v: 1, n: 1, at: '2026-10-14T10:00:00.000Z', prev: '0'.repeat(64), event });
    mkdirSync(join(own, 'meddled'), { recursive: true });
    writeFileSync(join(own, 'meddled', 'journal.jsonl'), Buffer.concat([line, Buffer.from('\n')]));
    const { earlier } = await machine.calls.session.leave(null);
    expect(earlier).toMatchObject([{ id: prepared.plan.ceremony }]);
  });
});

describe('the export of an inventory', () => {
  it('says how many keys it has read, and nothing any more once it is over', async () => {
    const machine = await enter('operator-1');
    await machine.calls.inventory.export({ of: 'source', publicHalves: false });
    const counts = machine.told.flatMap(({ exporting }) => exporting ?? []);
    const last = counts.at(-1);
    expect(counts.length).toBeGreaterThan(0);
    expect(last?.done).toBe(last?.of);
    expect(machine.appState.view.exporting).toBeNull();
    expect(machine.appState.view.written.map(({ name }) => name)).toEqual([expect.stringMatching(/^inventory-/)]);
  });
});

describe('the inventory of an HSM that has a test key', () => {
  it('is not written where the key is not listed', async () => {
    const [first, second] = [await enter('operator-1'), await enter('operator-2')];
    await uploaded(first, second);
    const { journal } = first.appState.open('inventory.export');
    const canary = { key: 'gone', version: '0'.repeat(32), publicSha256: 'a'.repeat(64), uses: ['sign' as const] };
    const state = { ...journal.state, canary };
    Object.defineProperty(journal, 'state', { get: () => state });
    const before = readdirSync(first.stick);
    expect(await refused(() => first.calls.inventory.export({ of: 'target', publicHalves: false }))).toEqual({
      ...{ code: 'CANARY_NOT_LISTED', key: 'gone', version: '0'.repeat(32) },
    });
    expect(readdirSync(first.stick)).toEqual(before);
    expect(first.appState.view.exporting).toBeNull();
  });
});

describe('a long call', () => {
  it('is shown while it runs, can be left waiting, and goes on without being sent again', async () => {
    const [first, second] = [await enter('operator-1'), await enter('operator-2')];
    await uploaded(first, second);
    const held = Promise.withResolvers<null>();
    const { waiting } = first.appState.world;
    const wait = waiting.wait;
    Object.assign(waiting, {
      wait: async (_: number, signal?: AbortSignal) => {
        // The check before the backup is let through; what has been sent is held.
        if (first.appState.running?.progress.isSent === true) await Promise.race([held.promise, aborted(signal)]);
      },
    });
    const running = await backUp(first);
    expect(running.steps.find(({ id }) => id === 'backup')?.state).toMatchObject({
      phase: 'running',
      progress: { isSent: true, trouble: null },
    });
    const inventory = first.token(prepared.inventoryFile, 'inventory');
    const meanwhile = refused(() => first.calls.steps.verify({ inventory, publicHalves: false, withTestKey: false }));
    expect(await meanwhile).toMatchObject({ code: 'CALL_OUT_OF_ORDER', needs: 'no other step at work' });
    await expect.poll(() => first.appState.running?.progress.nextPollUtc).toMatch(/Z$/);
    first.answers = { verdict: 'failed', reason: 'never asked' };
    const decision = { call: 'backup' } as const;
    expect(await refused(() => first.calls.steps.decide(decision))).toMatchObject({ needs: 'no other step at work' });
    await first.calls.steps.stopWaiting(null);
    expect(phaseOf(await ended(first), 'backup')).toBe('interrupted');
    const early = await refused(() => first.calls.steps.decide(decision));
    expect(early).toEqual({ code: 'STEP_OUTCOME_NOT_ASKED', call: 'backup' });
    Object.assign(waiting, { wait });
    held.resolve(null);
    await first.calls.steps.resume(null);
    expect(phaseOf(await ended(first), 'backup')).toBe('done');
    expect(sent('POST', '/backup')).toBe(1);
  });

  it('whose outcome nobody knows is unknown, is not repeated, and is settled by two people', async () => {
    const [first, second] = [await enter('operator-1'), await enter('operator-2')];
    await uploaded(first, second);
    prepared.recovery.cloud.playFaults([{ method: 'POST', path: '/backup', action: { kind: 'reset', when: 'after' } }]);
    await backUp(first);
    const { steps } = await ended(first);
    expect(steps.find(({ id }) => id === 'backup')?.state).toEqual({
      phase: 'unknown',
      call: 'backup',
      callId: 'backup-1',
    });
    await first.calls.steps.resume(null);
    expect(phaseOf(await ended(first), 'backup')).toBe('unknown');
    expect(sent('POST', '/backup')).toBe(1);
    first.answers = { verdict: 'failed', reason: 'no folder' };
    expect(phaseOf(await first.calls.steps.decide({ call: 'backup' }), 'backup')).toBe('ready');
  });

  it('that was refused as a wrong key would be opens the incident, and only an exception leads on', async () => {
    const [first, second] = [await enter('operator-1'), await enter('operator-2')];
    const action = errorInstead(400, 'BadParameter', 'wrong key');
    prepared.recovery.cloud.playFaults([{ method: 'POST', path: '/securitydomain/upload', action }]);
    const view = await uploaded(first, second);
    expect(view).toMatchObject({
      incident: 'upload-refused',
      failures: [{ check: 'upload-refused', step: 'C15', known: null }],
    });
    expect(view.steps.find(({ id }) => id === 'upload')?.state).toMatchObject({
      phase: 'refused',
      fault: { code: 'SERVICE_REFUSED' },
      again: 'exception',
    });
    const sheet = { ...sheetAt('C15'), affectsTrust: 'unknown' as const };
    const after = await except(first, sheet, 'upload-refused');
    expect(after).toMatchObject({ incident: null, failures: [], exceptions: [{ number: 1, check: 'upload-refused' }] });
  });
});

describe('what is refused before anything is sent', () => {
  it('is the answer of the action, and the step stays as it was', async () => {
    const first = await enter('operator-1');
    first.answers = { name: 'recovered-hsn' };
    expect(await refused(() => first.calls.steps.initRecovery(null))).toMatchObject({ code: 'CONFIRMATION_DIFFERS' });
    first.answers = undefined;
    expect(await refused(() => first.calls.steps.initRecovery(null))).toEqual({ code: 'CONFIRMATION_NOT_GIVEN' });
    expect(phaseOf(first.appState.view, 'init-recovery')).toBe('ready');
    expect(sent('GET', '/securitydomain/upload')).toBe(0);
  });

  it('is an action without a ceremony, without a sign-in, and on the other operator’s machine', async () => {
    const outside = prepared.start('operator-1');
    const create = {
      administrators: [practiceAdministrator],
      retentionDays: 7,
      purgeProtection: false,
      creation: null,
      changedException: null,
    };
    expect(await refused(() => outside.calls.steps.create(create))).toMatchObject({ needs: 'a running ceremony' });
    const second = await enter('operator-2');
    expect(await refused(() => second.calls.exchange.makeBundle({ choice: null, revocationLists: [] }))).toMatchObject({
      code: 'STEP_WRONG_MACHINE',
    });
    await second.calls.account.signOut(null);
    expect(await refused(() => second.calls.steps.observe(null))).toMatchObject({
      needs: 'a sign-in',
    });
    expect(await refused(() => second.calls.steps.resume(null))).toMatchObject({ needs: 'a call without a verdict' });
    expect(await refused(() => second.calls.steps.stopWaiting(null))).toMatchObject({ code: 'CALL_OUT_OF_ORDER' });
    expect(await refused(() => second.calls.account.signIn({ way: 'device-code' }))).toEqual({ code: 'PRACTICE_ONLY' });
  });

  it('is a second signature under what this machine has not seen', async () => {
    const [first, second] = [await enter('operator-1'), await enter('operator-2')];
    await prepared.pair(first);
    await first.calls.steps.initRecovery(null);
    await ended(first);
    await second.calls.steps.observe(null);
    await second.calls.exchange.exportObservation(null);
    const observation = newest(second.stick, 'observation');
    await first.calls.exchange.takeObservation({ file: first.token(observation, 'observation') });
    await first.calls.exchange.makeBundle({ choice: null, revocationLists: [] });
    // A fetch later is another observation, though of the same key.
    prepared.recovery.clock.advance(60_000);
    await second.calls.steps.observe(null);
    const file = second.token(newest(first.stick, 'exchange-key'), 'bundle');
    expect(await refused(() => second.calls.exchange.countersign({ file, exception: null }))).toMatchObject({
      code: 'BUNDLE_NOT_MY_OBSERVATION',
    });
  });
});

describe('the bundle with both signatures', () => {
  it('is taken only if it says what was handed over for the second', async () => {
    const [first, second] = [await enter('operator-1'), await enter('operator-2')];
    await prepared.pair(first);
    const draft = async (): Promise<string> => {
      await second.calls.steps.observe(null);
      await second.calls.exchange.exportObservation(null);
      const observation = newest(second.stick, 'observation');
      await first.calls.exchange.takeObservation({ file: first.token(observation, 'observation') });
      await first.calls.exchange.makeBundle({ choice: null, revocationLists: [] });
      return newest(first.stick, 'exchange-key');
    };
    await first.calls.steps.initRecovery(null);
    await ended(first);
    const before = await draft();
    await second.calls.exchange.countersign({ file: second.token(before, 'bundle'), exception: null });
    rmSync(before);
    for (const name of readdirSync(second.stick)) {
      if (name.startsWith('observation')) rmSync(join(second.stick, name));
    }
    // A fetch later makes another draft; the signature under the first one does not serve for it.
    prepared.recovery.clock.advance(60_000);
    await draft();
    const file = first.token(newest(second.stick, 'exchange-key'), 'bundle');
    expect(await refused(() => first.calls.exchange.takeCountersigned({ file }))).toMatchObject({
      code: 'BUNDLE_OTHER_CONTENT',
    });
    expect(first.appState.view.exchange.bundle.phase).toBe('draft');
  });
});

describe('production', () => {
  it('is refused in the preview, and takes no practice sign-in', async () => {
    const open = (machine: OperatorMachine) => prepared.openProduction(machine);
    expect(await refused(() => open(prepared.start('operator-1')))).toEqual({ code: 'PREVIEW_IS_PRACTICE' });
    const machine = prepared.start('operator-1', {}, { practiceOnly: false });
    machines.push(machine);
    expect((await open(machine)).ceremony).toMatchObject({ phase: 'open', practice: false });
    const practice = { way: 'practice', place: null, principal: null } as const;
    expect(await refused(() => machine.calls.account.signIn(practice))).toEqual({ code: 'SIGN_IN_NOT_PRACTICE' });
    expect(machine.appState.view.account.phase).toBe('signed-out');
  });
});

describe('secrets', () => {
  it('are in no view: neither the passphrase of the identity nor a SAS token', async () => {
    const [first, second] = [await enter('operator-1'), await enter('operator-2')];
    await uploaded(first, second);
    const signature = Buffer.from('a secret that nobody may see').toString('base64');
    const expires = new Date(prepared.recovery.clock.now() + 24 * 60 * 60 * 1000).toISOString();
    first.typed = `?sv=2026-01-01&sp=crdw&se=${expires}&sig=${encodeURIComponent(signature)}`;
    // The practice storage refuses a token that it has not made; what matters is what was shown meanwhile.
    await first.calls.steps.backup({ access: 'sas', createContainer: false, canaryException: null });
    await ended(first);
    const shown = JSON.stringify([...first.told, ...second.told]);
    const kept = readdirSync(prepared.folderOf('operator-1'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('');
    expect(shown).toContain(prepared.planSha256);
    for (const secret of [passphrase, signature, encodeURIComponent(signature), 'sig=']) {
      expect(shown).not.toContain(secret);
      expect(kept).not.toContain(secret);
    }
  });
});

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((_, fail) => {
    signal?.addEventListener('abort', () => fail(new Error('aborted')));
  });
}
