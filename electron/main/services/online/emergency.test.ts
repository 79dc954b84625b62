// An emergency in the online app: no plan, no identity, no pairing; a typed address, a blob from a stick, and the steps of a ceremony.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorInstead } from '#e2e/support/fault-actions.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import {
  type OperatorMachine,
  type PreparedOperators,
  prepareOperators,
  saying,
} from '#e2e/support/prepared-operators.ts';
import { typedSheet } from '#e2e/support/answer-sheet.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { makeRestoreBlob } from '#e2e/support/restore-blob.ts';
import type { EmergencyStart } from '#shared/contract/online/emergency-view.ts';
import type { OnlineStepId, StepState } from '#shared/contract/online/step-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { ConsumerMap } from '#shared/consumers/consumers.ts';
import { encodeConsumerMap } from '#core/consumers/map-file.ts';
import { consumersOf, estate, lostHsm, mapOf } from '#core/consumers/testdata/maps.ts';
import { estateConsumers } from '#simulator/estate/practice-estate.ts';
import { readExchangeCertificate } from '#core/exchange-key/exchange-key-file.ts';
import { verifyJournal } from '#core/journal/chain.ts';
import { sheet as exceptionSheet } from '#core/journal/testdata/recovery.ts';
import type { Typed } from '#services/app/confirmation.ts';
import { verifyEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';

const workspace = usePracticeWorkspace();
let prepared: PreparedOperators;
const machines: OperatorMachine[] = [];
beforeEach(async () => {
  prepared = await prepareOperators(workspace);
});
afterEach(async () => {
  for (const machine of machines.splice(0)) {
    await machine.appState.leaveCeremony();
    assertOwnSteps(machine);
  }
});

/** Whatever a journal of an emergency says of a step, it says by the numbers of the emergency's own script. */
function assertOwnSteps(machine: OperatorMachine): void {
  const files = readdirSync(own(machine), { recursive: true, encoding: 'utf8' });
  const journals = files.filter((file) => file.endsWith('emergency.jsonl'));
  const events = journals.flatMap((file) => verifyJournal(readFileSync(join(own(machine), file))).entries);
  const steps = events.flatMap(({ event }) => ('step' in event ? [event.step] : []));
  expect(steps.filter((step) => !/^F\d/u.test(step))).toEqual([]);
}

const practiceWay = { way: 'practice', place: null, principal: null } as const;
const people: [string, string] = ['Ada Lovelace', 'Grace Hopper'];

const typedOf = (address = prepared.plan.target.uri): Typed => ({
  address,
  tenant: prepared.plan.target.tenant,
  first: people[0],
  second: people[1],
});
const open = (machine: OperatorMachine, start: EmergencyStart, typed: Typed = {}) =>
  saying(machine, { ...typedOf(), ...typed }, () => machine.calls.emergency.open({ start }));
const change = (machine: OperatorMachine, start: EmergencyStart, typed: Typed = {}) =>
  saying(machine, { ...typedOf(), ...typed }, () => machine.calls.emergency.change({ start }));
const nameBackup = (machine: OperatorMachine, typed: Typed = {}) =>
  saying(machine, { ...backup(), ...typed }, () => machine.calls.emergency.nameBackup(null));

async function begin(start: EmergencyStart): Promise<OperatorMachine> {
  const machine = prepared.start('operator-1');
  machines.push(machine);
  await open(machine, start);
  await machine.calls.account.signIn(practiceWay);
  return machine;
}

const own = (machine: OperatorMachine): string => join(machine.stick, '..', 'own-operator-1');
/** The program ends, and a new one goes on with what it offers. */
async function restarted(machine: OperatorMachine): Promise<OperatorMachine> {
  machines.splice(machines.indexOf(machine), 1);
  await machine.appState.leaveCeremony();
  const next = prepared.start('operator-1');
  machines.push(next);
  const { earlier } = await next.calls.session.view(null);
  expect(earlier).toMatchObject([{ role: null, practice: true }]);
  await next.calls.session.resume({ folder: earlier[0]?.folder ?? '' });
  expect(next.appState.view.emergency).toMatchObject({ phase: 'open', resumed: true });
  await next.calls.account.signIn(practiceWay);
  return next;
}

/** The action answers when its call is on its way; this waits for its end. */
const ended = async ({ appState }: OperatorMachine): Promise<OnlineView> => {
  await expect.poll(() => appState.running, { timeout: 20_000 }).toBe(undefined);
  return appState.view;
};
const stateOf = ({ steps }: OnlineView, step: OnlineStepId): StepState | undefined =>
  steps.find(({ id }) => id === step)?.state;
const phaseOf = (view: OnlineView, step: OnlineStepId): string | undefined => stateOf(view, step)?.phase;
const refused = (action: () => unknown): Promise<unknown> => faultOfPromise(Promise.resolve().then(action));

/** What custodians built elsewhere, with Lifeboat or with az: for the key that an HSM gives out. */
async function blobFor(hsmUri = prepared.plan.target.uri): Promise<string> {
  let answer: Buffer = Buffer.alloc(0);
  await workspace.open(prepared.recovery.cloud, hsmUri).securityDomain.getTransferKey(({ bytes }) => {
    answer = bytes;
    return Promise.resolve();
  });
  const keys = workspace.custodians.map(({ key }) => key);
  const blob = makeRestoreBlob(prepared.recovery.securityDomain, keys, answer, hsmUri);
  const path = join(prepared.cloud, '..', `blob-${Date.now()}.json`);
  writeFileSync(path, blob);
  return path;
}

const backup = () => {
  const { account = '', container = '', folder } = prepared.plan.backup ?? {};
  return { account, container, folder: folder ?? '' };
};

async function uploaded(machine: OperatorMachine): Promise<OnlineView> {
  const file = machine.token(await blobFor(), 'restore-blob');
  await machine.calls.emergency.takeBlob({ file });
  await machine.calls.emergency.upload({ keyException: null });
  return ended(machine);
}

async function restored(machine: OperatorMachine): Promise<OnlineView> {
  await uploaded(machine);
  await nameBackup(machine);
  await machine.calls.steps.backup({ access: 'identity', createContainer: false, canaryException: null });
  await ended(machine);
  prepared.recovery.clock.advance(30_000);
  await machine.calls.steps.restore(restoreOrder());
  return ended(machine);
}

const restoreOrder = (inventory: string | null = null) => ({
  access: 'identity' as const,
  operators: [],
  inventory,
  key: null,
  holdException: null,
  lockOutException: null,
  externalException: null,
});

describe('an emergency with a blob from a stick', () => {
  it('goes from a typed address to a verified HSM, with the program ended after every step', async () => {
    let machine = await begin('blob');
    expect(machine.appState.view.steps.map(({ id }) => id)).toEqual(['upload', 'backup', 'restore', 'verify']);
    expect(machine.appState.view).toMatchObject({
      ceremony: { phase: 'none' },
      emergency: { phase: 'open', practice: true, name: 'recovered-hsm', people, blob: null, backup: null },
      account: { phase: 'signed-in', checks: [{ id: 'account-tenant', outcome: 'ok' }] },
    });
    await machine.calls.emergency.takeBlob({ file: machine.token(await blobFor(), 'restore-blob') });
    machine = await restarted(machine);
    expect(machine.appState.view.emergency).toMatchObject({
      blob: { certificateSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    await machine.calls.emergency.upload({ keyException: null });
    const after = await ended(machine);
    expect(stateOf(after, 'upload')).toMatchObject({
      phase: 'done',
      facts: [{ fact: 'blob-sha256' }, { fact: 'certificate-sha256' }],
    });
    expect(after.exchange.own).not.toBeNull();
    machine = await restarted(machine);
    expect(phaseOf(machine.appState.view, 'upload')).toBe('done');

    await nameBackup(machine);
    await machine.calls.storage.list(null);
    expect(machine.appState.view.backups).toMatchObject([{ isPlanned: true }]);
    await machine.calls.steps.backup({ access: 'identity', createContainer: false, canaryException: null });
    expect((await ended(machine)).hold.phase).toBe('running');
    machine = await restarted(machine);
    expect(await refused(() => machine.calls.steps.restore(restoreOrder()))).toMatchObject({ code: 'HOLD_RUNNING' });
    prepared.recovery.clock.advance(30_000);
    await machine.calls.steps.restore(restoreOrder());
    expect(phaseOf(await ended(machine), 'restore')).toBe('done');
    machine = await restarted(machine);

    const inventory = machine.token(prepared.inventoryFile, 'inventory');
    await machine.calls.emergency.verify({ inventory, publicHalves: true });
    expect((await ended(machine)).verification).toMatchObject({ phase: 'compared', isSame: true });
    machine = await restarted(machine);
    expect(machine.appState.view.verification).toMatchObject({ phase: 'compared', isSame: true });
    const closed = await machine.calls.session.finish(null);
    if (closed.emergency.phase !== 'closed') throw new Error('the journal is not closed');
    await machine.calls.session.saveRecords(null);
    const evidence = join(machine.stick, `evidence-${closed.emergency.id}`);
    const report = await verifyEvidenceFolder(evidence, { journalHeads: { 'operator-1': closed.activity.head } });
    expect(report.proven.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['journal-as-on-paper', 'exchange-key-judged-anew', 'files-as-named']),
    );
    const open = ['no-plan', 'journal-missing', 'own-word', 'revocation-lists'];
    expect(report.restsOnPeople.map(({ id }) => id)).toEqual(open);
    const again = await refused(() => machine.calls.session.saveRecords(null));
    expect(again).toMatchObject({ code: 'FILE_EXISTS' });
    expect((await machine.calls.session.leave(null)).earlier).toEqual([]);
  });

  it('keeps a journal of its own kind that says what is missing, and makes every call once', async () => {
    const machine = await begin('blob');
    await restored(machine);
    await machine.calls.emergency.verify({ inventory: null, publicHalves: false });
    expect((await ended(machine)).verification).toMatchObject({ phase: 'listed', keys: 2, versions: 3 });
    const [folder = ''] = readdirSync(own(machine));
    const { entries } = verifyJournal(readFileSync(join(own(machine), folder, 'emergency.jsonl')));
    const [first] = entries;
    expect(first?.event).toMatchObject({
      kind: 'emergency-opened',
      machine: 'online',
      practice: true,
      missing: expect.arrayContaining(['plan', 'pairing', 'second-observer', 'read-back']) as string[],
    });
    const intended = entries.flatMap(({ event }) => (event.kind === 'call-intended' ? [event.id] : []));
    expect(intended).toEqual(['init-recovery-1', 'upload-1', 'backup-1', 'restore-1']);
    expect(entries.at(-1)?.event).toMatchObject({
      kind: 'restore-verified',
      baselineSha256: null,
      differences: null,
      by: people,
    });
    expect(JSON.stringify(entries)).toMatch(/who is an administrator after the restore, nobody can tell/);
  });

  it('refuses a blob for the key of another HSM, twice as an incident, and sends nothing', async () => {
    const machine = await begin('blob');
    const { hsmUri } = await prepared.recovery.cloud.createHsm('stranger-hsm');
    await machine.calls.emergency.takeBlob({ file: machine.token(await blobFor(hsmUri), 'restore-blob') });
    const upload = () => machine.calls.emergency.upload({ keyException: null });
    await upload();
    expect(stateOf(await ended(machine), 'upload')).toMatchObject({
      phase: 'refused',
      again: 'yes',
      fault: { code: 'EXCHANGE_KEY_DIFFERS' },
    });
    expect(await refused(upload)).toMatchObject({ code: 'EXCHANGE_KEY_CHANGED', step: 'F4' });
    expect(machine.appState.view).toMatchObject({
      failures: [{ check: 'blob-key', fault: 'EXCHANGE_KEY_CHANGED' }],
      incident: 'blob-key',
    });
    expect(
      workspace.seen().filter(({ method, path }) => method === 'POST' && path === '/securitydomain/upload'),
    ).toEqual([]);
  });

  it('takes another blob in its place, as long as none was uploaded', async () => {
    const machine = await begin('blob');
    const { hsmUri } = await prepared.recovery.cloud.createHsm('stranger-hsm');
    await machine.calls.emergency.takeBlob({ file: machine.token(await blobFor(hsmUri), 'restore-blob') });
    const again = await blobFor();
    expect(phaseOf(await uploaded(machine), 'upload')).toBe('done');
    expect(
      await refused(() => machine.calls.emergency.takeBlob({ file: machine.token(again, 'restore-blob') })),
    ).toMatchObject({
      code: 'JOURNAL_OUT_OF_ORDER',
    });
  });

  it('takes no file that is no restore blob', async () => {
    const machine = await begin('blob');
    const file = machine.token(prepared.inventoryFile, 'restore-blob');
    expect(await refused(() => machine.calls.emergency.takeBlob({ file }))).toMatchObject({
      code: 'RESTORE_BLOB_INVALID',
    });
    expect(machine.appState.view.emergency).toMatchObject({ blob: null });
  });

  it('wants the name typed and two people, and says a failed upload as an incident', async () => {
    const machine = await begin('blob');
    await machine.calls.emergency.takeBlob({ file: machine.token(await blobFor(), 'restore-blob') });
    const upload = () => machine.calls.emergency.upload({ keyException: null });
    machine.answers = { name: 'recovered-hsn' };
    expect(await refused(upload)).toMatchObject({ code: 'CONFIRMATION_DIFFERS' });
    machine.answers = { second: 'ada lovelace' };
    expect(await refused(upload)).toMatchObject({ code: 'TWO_PEOPLE_NEEDED' });
    machine.answers = {};
    const action = errorInstead(400, 'BadParameter');
    prepared.recovery.cloud.playFaults([{ method: 'POST', path: '/securitydomain/upload', action, times: 1 }]);
    await upload();
    const failed = await ended(machine);
    expect(stateOf(failed, 'upload')).toMatchObject({ phase: 'refused', again: 'exception' });
    expect(failed).toMatchObject({ failures: [{ check: 'upload-refused' }], incident: 'upload-refused' });
  });
});

describe('whom to call first', () => {
  it('is said by the map from before the loss, on the page and on paper, before anything is recovered', async () => {
    const machine = await begin('exchange-key');
    const paper = { language: 'en', paper: 'a4' } as const;
    expect(await refused(() => machine.calls.consumers.savePdf(paper))).toMatchObject({
      code: 'CALL_OUT_OF_ORDER',
      needs: 'the map of consumers',
    });
    const call = (change: Partial<ConsumerMap>) => {
      const file = join(machine.stick, 'map.json');
      writeFileSync(file, encodeConsumerMap(mapOf(consumersOf(estate), { practice: true, ...change })));
      return machine.calls.consumers.call({ map: machine.token(file, 'data') });
    };
    expect(await refused(() => call({ practice: false }))).toMatchObject({ code: 'CONSUMERS_FOREIGN', what: 'kind' });
    const { consumers } = await call({});
    if (consumers.phase !== 'to-call') throw new Error('nobody to call');
    expect([consumers.hsm, consumers.count]).toEqual([lostHsm, consumers.owners.length]);
    expect(consumers.owners.reduce((sum, { count }) => sum + count, 0)).toBe(estateConsumers);
    // Who loses data comes first, and nobody is named twice.
    expect(consumers.owners[0]?.resources[0]).toMatchObject({ name: 'logs', effect: 'loses-data', minutes: 60 });
    expect(new Set(consumers.owners.map(({ owner }) => owner)).size).toBe(consumers.count);
    const { written } = await machine.calls.consumers.savePdf(paper);
    expect(written.at(-1)?.name).toBe('PRACTICE-consumers-lost-hsm-20261013120000-en-a4.pdf');
  });
});

describe('a verification that finds a difference', () => {
  it('is a failed check, which the end waits for until two people have decided', async () => {
    const machine = await begin('blob');
    await restored(machine);
    await machine.appState.access('test').hsm.keys.deleteKey('disk');
    const inventory = machine.token(prepared.inventoryFile, 'inventory');
    await machine.calls.emergency.verify({ inventory, publicHalves: false });
    expect(await ended(machine)).toMatchObject({
      failures: [{ check: 'inventory' }],
      verification: {
        phase: 'compared',
        isSame: false,
        byHandCount: 1,
        differences: [
          { kind: 'key-missing', key: 'disk' },
          { kind: 'soft-deleted-added', key: 'disk' },
        ],
      },
    });
    expect(await machine.calls.verification.find({ text: '', kind: null, from: 0 })).toMatchObject({ count: 2 });
    const finish = () => machine.calls.session.finish(null);
    expect(await refused(finish)).toMatchObject({ code: 'JOURNAL_OUT_OF_ORDER', rules: ['failed-check-stands'] });
    // Looking once more does not make it good.
    await machine.calls.emergency.verify({ inventory, publicHalves: false });
    expect((await ended(machine)).failures).toMatchObject([{ check: 'inventory' }]);
    const sheet = { ...exceptionSheet, step: 'F9', decidedBy: [...people], followUp: people[0] };
    machine.answers = typedSheet(sheet);
    await machine.calls.session.noteException({ step: 'F9', check: 'inventory' });
    machine.answers = {};
    expect((await finish()).emergency.phase).toBe('closed');
  });
});

describe('an emergency without a blob', () => {
  it('takes the exchange key first, and writes it as az and the offline machine take it', async () => {
    const machine = await begin('exchange-key');
    expect(machine.appState.view.steps.map(({ id }) => id).slice(0, 2)).toEqual(['init-recovery', 'upload']);
    expect(await refused(() => machine.calls.emergency.saveKey(null))).toMatchObject({ code: 'CALL_OUT_OF_ORDER' });
    await machine.calls.steps.initRecovery(null);
    const { exchange, unwritten } = await ended(machine);
    expect(exchange.checks.length).toBeGreaterThan(5);
    expect(unwritten).toEqual(['init-recovery']);
    await machine.calls.emergency.saveKey(null);
    expect(machine.appState.view.unwritten).toEqual([]);
    const [name = ''] = readdirSync(machine.stick).filter((each) => each.endsWith('.pem'));
    expect(name).toMatch(/^PRACTICE-exchange-key-recovered-hsm-[0-9a-f]{8}\.pem$/);
    const { sha256Hex } = readExchangeCertificate(readFileSync(join(machine.stick, name)));
    expect(exchange.own?.certificateSha256).toBe(sha256Hex);
    const resumed = await restarted(machine);
    expect(phaseOf(resumed.appState.view, 'init-recovery')).toBe('done');
    expect(resumed.appState.view.unwritten).toEqual([]);
    expect(phaseOf(await uploaded(resumed), 'upload')).toBe('done');
  });

  it('makes the HSM that was typed, where there is none', async () => {
    const machine = prepared.start('operator-1');
    machines.push(machine);
    const { subscription, resourceGroup, location } = prepared.plan.target;
    const address = prepared.plan.target.uri.replace('recovered-hsm', 'emergency-hsm');
    const place = { subscription, resourceGroup, location, identity: prepared.plan.backup?.identity ?? null };
    await open(machine, 'new-hsm', { ...typedOf(address), ...place, identity: place.identity ?? '' });
    await machine.calls.account.signIn(practiceWay);
    const administrators = [practiceAdministrator];
    const order = { administrators, retentionDays: 7, purgeProtection: false, creation: null, changedException: null };
    machine.answers = { name: 'emergency-hsm' };
    await machine.calls.steps.create(order);
    expect(stateOf(await ended(machine), 'create')).toMatchObject({ phase: 'done' });
    const made = await machine.appState.access('test').controlPlane?.hsm(resourceGroup, 'emergency-hsm');
    expect(made?.identities).toEqual([place.identity?.toLowerCase()]);
    await machine.calls.steps.initRecovery(null);
    expect(phaseOf(await ended(machine), 'init-recovery')).toBe('done');
  });
});

describe('what an emergency refuses', () => {
  it('production in a preview, one person, and an address that is none', async () => {
    const machine = prepared.start('operator-1');
    const { calls } = machine;
    const typing = (changed: Typed) => () => open(machine, 'blob', changed);
    expect(await refused(typing({ address: 'https://recovered-hsm.managedhsm.azure.net' }))).toEqual({
      code: 'PREVIEW_IS_PRACTICE',
    });
    expect(await refused(typing({ second: ' ada  lovelace ' }))).toEqual({ code: 'TWO_PEOPLE_NEEDED' });
    expect(await refused(typing({ tenant: 'ours' }))).toEqual({
      code: 'HSM_DETAILS_INVALID',
      problems: [{ path: 'tenant', rule: 'VALUE' }],
    });
    expect(await refused(typing({ address: 'https://a@recovered-hsm.managedhsm.practice.invalid' }))).toMatchObject({
      code: 'HSM_URI_INVALID',
    });
    expect((await calls.session.view(null)).earlier).toEqual([]);
  });

  it('one whose directory nobody has typed', async () => {
    const machine = prepared.start('operator-1', {}, { practiceOnly: false });
    const address = 'https://recovered-hsm.managedhsm.azure.net';
    expect(await refused(() => open(machine, 'blob', { address, tenant: '' }))).toEqual({
      code: 'DIRECTORY_MISSING',
    });
    expect((await machine.calls.session.view(null)).earlier).toEqual([]);
  });

  it('what belongs to a plan, and a second one beside it', async () => {
    const machine = await begin('blob');
    const { calls } = machine;
    const noPlan = { code: 'CALL_OUT_OF_ORDER', needs: 'a running ceremony' };
    expect(await refused(() => calls.preFlight.look({ operators: [], inventory: null }))).toMatchObject(noPlan);
    expect(await refused(() => calls.steps.canary(null))).toMatchObject(noPlan);
    expect(await refused(() => calls.exchange.takeIncoming({ file: 'x'.repeat(22) }))).toMatchObject(noPlan);
    expect(await refused(() => open(machine, 'blob'))).toMatchObject({ needs: 'no ceremony' });
  });

  it('a restore from another folder than the one that was typed, and an inventory of another HSM', async () => {
    const machine = await begin('blob');
    await uploaded(machine);
    await nameBackup(machine);
    await machine.calls.steps.backup({ access: 'identity', createContainer: false, canaryException: null });
    await ended(machine);
    prepared.recovery.clock.advance(30_000);
    machine.answers = { folder: 'mhsm-other-2026101312000000' };
    expect(await refused(() => machine.calls.steps.restore(restoreOrder()))).toMatchObject({
      code: 'CONFIRMATION_DIFFERS',
      what: 'folder',
    });
    // An account by its name alone is in the cloud of the HSM.
    await nameBackup(machine, { account: 'lifeboat', folder: 'mhsm-other-2026101312000000' });
    expect(machine.appState.view).toMatchObject({
      emergency: { backup: { account: 'https://lifeboat.blob.practice.invalid' } },
    });
    const inventory = machine.token(prepared.inventoryFile, 'inventory');
    const other = restoreOrder(inventory);
    expect(await refused(() => machine.calls.steps.restore(other))).toMatchObject({ code: 'INVENTORY_FOREIGN' });
  });

  it('answers that were kept under what somebody has changed since', async () => {
    const machine = await begin('exchange-key');
    await machine.calls.steps.initRecovery(null);
    await ended(machine);
    const [folder = ''] = readdirSync(own(machine));
    await machine.appState.leaveCeremony();
    const typed = join(own(machine), folder, 'emergency.json');
    writeFileSync(typed, readFileSync(typed, 'utf8').replace('Ada Lovelace', 'Eve Mallory'));
    const { earlier } = await machine.calls.session.view(null);
    await machine.calls.session.resume({ folder: earlier[0]?.folder ?? '' });
    await machine.calls.account.signIn(practiceWay);
    expect(await refused(() => machine.calls.steps.initRecovery(null))).toMatchObject({
      code: 'ANSWER_FOREIGN',
    });
  });
});

describe('a call that loses its answer', () => {
  const lost = { kind: 'reset', when: 'after' } as const;
  const posted = (path: string): number =>
    workspace.seen().filter((one) => one.method === 'POST' && one.path === path && one.hasToken).length;

  it('is asked about where the service tells, and never sent again', async () => {
    const machine = await begin('blob');
    prepared.recovery.cloud.playFaults([{ method: 'POST', path: '/securitydomain/upload', action: lost, times: 1 }]);
    expect(phaseOf(await uploaded(machine), 'upload')).toBe('done');
    expect(posted('/securitydomain/upload')).toBe(1);
  });

  it('is unknown where the service does not, until two people have looked', async () => {
    let machine = await begin('blob');
    await uploaded(machine);
    await nameBackup(machine);
    prepared.recovery.cloud.playFaults([{ method: 'POST', path: '/backup', action: lost, times: 1 }]);
    await machine.calls.steps.backup({ access: 'identity', createContainer: false, canaryException: null });
    expect(stateOf(await ended(machine), 'backup')).toMatchObject({ phase: 'unknown', call: 'backup' });
    machine = await restarted(machine);
    expect(phaseOf(machine.appState.view, 'backup')).toBe('unknown');
    const typed = { verdict: 'succeeded', reason: 'The folder is in the container' };
    machine.answers = { ...typed, second: people[0] };
    expect(await refused(() => machine.calls.steps.decide({ call: 'backup' }))).toEqual({ code: 'TWO_PEOPLE_NEEDED' });
    machine.answers = typed;
    await machine.calls.steps.decide({ call: 'backup' });
    expect(phaseOf(machine.appState.view, 'backup')).toBe('done');
    expect(posted('/backup')).toBe(1);
  });
});

describe('what people typed at the beginning', () => {
  const place = {
    subscription: '00000000-0000-4000-8000-000000000001',
    resourceGroup: 'rg-recovery',
    location: 'switzerlandnorth',
    identity: null,
  };

  it('can be typed again until the first call, which then goes to what was typed last', async () => {
    const machine = await begin('exchange-key');
    const wrong = { ...typedOf('other-hsm.managedhsm.practice.invalid'), ...place, identity: '' };
    await change(machine, 'new-hsm', wrong);
    expect(machine.appState.view).toMatchObject({
      account: { phase: 'signed-out' },
      emergency: { name: 'other-hsm', start: 'new-hsm', place, isChangeable: true },
    });
    await change(machine, 'exchange-key');
    const next = await restarted(machine);
    expect(next.appState.view.emergency).toMatchObject({ name: 'recovered-hsm', start: 'exchange-key', place: null });
    await next.calls.steps.initRecovery(null);
    expect((await ended(next)).emergency).toMatchObject({ isChangeable: false });
    expect(await refused(() => change(next, 'new-hsm', wrong))).toMatchObject({
      ...{ code: 'CALL_OUT_OF_ORDER', needs: 'an emergency without a call yet' },
    });
  });

  it('stays as it was where the new details are refused', async () => {
    const machine = await begin('blob');
    const typing = (typed: Typed) => refused(() => change(machine, 'blob', typed));
    expect(await typing({ second: 'ada lovelace' })).toMatchObject({ code: 'TWO_PEOPLE_NEEDED' });
    const real = 'recovered-hsm.managedhsm.azure.net';
    expect(await typing({ address: real })).toMatchObject({ code: 'HSM_HOST_NOT_PRACTICE' });
    expect(machine.appState.view).toMatchObject({ account: { phase: 'signed-in' }, emergency: { people } });
  });
});
