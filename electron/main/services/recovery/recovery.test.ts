// A whole recovery by its steps against the practice cloud, and what each step refuses.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorInstead } from '#e2e/support/fault-actions.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { functionsRun } from '#e2e/support/functions-run.ts';
import { expectPath } from '#e2e/support/paths.ts';
import { Refusal } from '#shared/faults/fault.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { adviceFor } from '#shared/messages/advice.ts';
import { englishAdvice } from '#shared/messages/en/faults/index.ts';
import { receiveBlobOf } from '#e2e/support/both-sides.ts';
import { confirmed, prepareRecovery, type Recovery } from '#e2e/support/recovery-setup.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import { sheet } from '#core/journal/testdata/recovery.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { decodeBase64 } from '#core/encoding/base64.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { takeInventory } from '#azure/take-inventory.ts';
import { backUp } from './back-up.ts';
import { runPreFlight } from './pre-flight.ts';
import { proveCanary } from './canary.ts';
import { initRecovery, observe } from './exchange-key.ts';
import { holdOf, noteHold } from './hold.ts';
import { restore, type RestoreOrder } from './restore.ts';
import { byIdentity, type StepContext } from './step-context.ts';
import { upload, type UploadOrder } from './upload.ts';
import { assertDecided, proveCanaries, verifyRecovered } from './verify.ts';

const workspace = usePracticeWorkspace();
let recovery: Recovery;
let machine: StepContext;
beforeEach(async () => {
  recovery = await prepareRecovery(workspace);
  machine = await recovery.open('operator-1');
});
afterEach(() => recovery.close());

const sent = (method: string, path: string): number =>
  workspace.seen().filter((one) => one.method === method && one.path === path && one.hasToken).length;
const minutes = (n: number): void => recovery.clock.advance(n * 60_000);

const writeException = (
  number: number,
  step: string,
  decidedBy = ['Person operator-1', 'Person operator-2'],
): Promise<void> => machine.journal.append({ kind: 'exception', number, check: null, ...sheet, step, decidedBy });

const stepDone = (step: string, seen: Readonly<Record<string, string>>) => ({
  kind: 'step-done',
  step,
  by: ['Lifeboat'],
  values: Object.entries(seen).map(([field, value]) => ({ field, value })),
});

const receiveBlob = (context: StepContext): Promise<UploadOrder> => receiveBlobOf(workspace, recovery, context);
const order = (changed: Partial<RestoreOrder> = {}): RestoreOrder => ({
  access: byIdentity,
  confirmation: confirmed(recovery.plan),
  operators: [practiceAdministrator],
  inventory: recovery.inventory,
  ...changed,
});

describe('a recovery', () => {
  it('goes from the exchange key to a proven HSM, with every call made once', async () => {
    await upload(machine, await receiveBlob(machine));
    await backUp(machine, byIdentity);
    minutes(30);
    await restore(machine, order());
    // The service's last word on each call is kept, not only that it has taken it on.
    for (const id of ['upload-1', 'backup-1', 'restore-1']) {
      const [first, last] = [await machine.answers.last(id), await machine.answers.last(`${id}-end`)];
      expect(first?.status).toBe(202);
      expect(last).toMatchObject({ status: 200 });
      expect(String(last?.body)).toMatch(/"status":\s*"Succe(?:ss|eded)"/u);
    }
    const noted = vi.spyOn(machine.journal, 'append');
    const { differences, recovered } = await verifyRecovered(machine, recovery.inventory, { publicHalves: true });
    expect(differences).toEqual([]);
    expect(noted.mock.calls.map(([event]) => event)).toEqual([
      expect.objectContaining({ kind: 'note' }),
      stepDone('C22', { keys: '2/2', versions: '3/3', attributes: 'yes', tags: 'yes', differences: '0' }),
      stepDone('C23', { roles: 'yes' }),
    ]);
    const [version] = recovered.keys.find(({ name }) => name === 'disk')?.versions ?? [];
    const canary = { key: 'disk', version: version?.version ?? '', publicSha256: version?.publicSha256 ?? '' };
    expect((await proveCanary(machine.hsm, canary)).proven).toEqual(['sign', 'unwrap']);
    for (const [method, path] of [
      ['POST', '/securitydomain/upload'],
      ['POST', '/backup'],
      ['PUT', '/restore'],
    ] as const) {
      expect(sent(method, path)).toBe(1);
    }
  });

  it('brings back one key alone, and the journal says which and how many versions', async () => {
    await upload(machine, await receiveBlob(machine));
    await backUp(machine, byIdentity);
    minutes(30);
    const noted = vi.spyOn(machine.journal, 'append');
    const { id } = await restore(machine, order({ keyName: 'disk' }));
    expect(id).toBe('key-restore-1');
    const settled = noted.mock.calls.flatMap(([event]) => (event.kind === 'call-settled' ? [event] : []));
    const finalSha256 = (await machine.answers.last(`${id}-end`))?.fileSha256;
    const detail = expect.any(String) as string;
    expect(settled).toEqual([{ kind: 'call-settled', id, verdict: 'succeeded', detail, finalSha256 }]);
    expect(settled[0]?.detail).toMatch(/^key disk: versions restored [1-9]\d*, not overwritten 0$/);
    const { keys } = await takeInventory(machine.hsm, { now: machine.waiting.now() });
    expect(keys.map(({ name }) => name)).toEqual(['disk']);
  });

  it('assesses an exchange key once for each operator and once before the upload, on the path of CONTRIBUTING', async () => {
    const { plan } = recovery;
    const first = await functionsRun(() => initRecovery(machine, confirmed(plan)));
    const other = await recovery.open('operator-2');
    const second = await functionsRun(() => observe(other, plan.target.name));
    await other.journal.close();
    const ready = await receiveBlob(machine);
    const last = await functionsRun(() => upload(machine, ready));
    expectPath('The path of an exchange key', { 'first operator': first, 'second operator': second, upload: last });
  });

  it('records the path of the fetch: chain, request id, and the time by the clock of this machine', async () => {
    const { observation, verdict } = await initRecovery(machine, confirmed(recovery.plan));
    expect(observation.tlsChain.length).toBeGreaterThanOrEqual(1);
    expect(observation.requestId).not.toBe('none');
    expect(observation.fetchedAt).toBe(new Date(recovery.clock.now()).toISOString());
    expect(observation.serverDate).toBeNull();
    expect(machine.journal.state.fetched['operator-1']).toMatchObject({
      fetchedAt: observation.fetchedAt,
      serverDate: null,
    });
    expect(verdict.accepted).toBe(true);
    const path = verdict.checks.find(({ id }) => id === 'connection-path');
    expect(path).toMatchObject({
      outcome: 'note',
      value: expect.stringMatching(/SHA-256 [0-9a-f]{64} \(1\/2\)$/) as string,
    });
    const server = sha256(decodeBase64(observation.tlsChain[0] ?? '')).toString('hex');
    expect(machine.journal.state.fetched['operator-1']?.tlsServerSha256).toBe(server);
  });

  it('has the key after a restart as it came, with the connection that it came over', async () => {
    const { key, observation } = await initRecovery(machine, confirmed(recovery.plan));
    await recovery.close();
    machine = await recovery.open('operator-1');
    const again = await initRecovery(machine, confirmed(recovery.plan));
    expect(again.key).toEqual(key);
    // Each check is noted, and what is signed has the journal up to its own note.
    expect({ ...again.observation, journal: observation.journal }).toEqual(observation);
    expect(again.observation.journal.events).toBeGreaterThan(observation.journal.events);
    expect(sent('GET', '/securitydomain/upload')).toBe(1);
  });
});

describe('the upload', () => {
  it('does not take a bundle of which another hash was read out; the second time, it is an exception', async () => {
    const received = await receiveBlob(machine);
    const wrong = { ...received, readBackSha256: 'f'.repeat(64) };
    expect(await faultOfPromise(upload(machine, wrong))).toEqual({ code: 'READ_BACK_DIFFERS', attempt: 1 });
    expect(await faultOfPromise(upload(machine, wrong))).toEqual({ code: 'READ_BACK_DIFFERS', attempt: 2 });
    expect(machine.journal.state.failures).toMatchObject([{ check: 'read-back-restore-blob' }]);
    expect(sent('POST', '/securitydomain/upload')).toBe(0);
  });

  it('is an incident when the HSM has another key by now: nothing is sent, and nothing can be tried again', async () => {
    const received = await receiveBlob(machine);
    await recovery.cloud.destroyHsm('recovered-hsm');
    await recovery.cloud.createHsm('recovered-hsm', { managedIdentity: true });
    expect(await faultOfPromise(upload(machine, received))).toMatchObject({ code: 'EXCHANGE_KEY_DIFFERS' });
    expect(await faultOfPromise(upload(machine, received))).toMatchObject({ code: 'EXCHANGE_KEY_CHANGED' });
    expect(machine.journal.state.failures).toMatchObject([{ check: 'blob-key' }]);
    expect(await faultOfPromise(upload(machine, received))).toMatchObject({ code: 'JOURNAL_OUT_OF_ORDER' });
    expect(sent('POST', '/securitydomain/upload')).toBe(0);
  });

  it('opens the incident branch when the service refuses the blob', async () => {
    const received = await receiveBlob(machine);
    const action = errorInstead(400, 'BadParameter', 'wrong key');
    recovery.cloud.playFaults([{ method: 'POST', path: '/securitydomain/upload', action }]);
    expect(await faultOfPromise(upload(machine, received))).toMatchObject({
      code: 'SERVICE_REFUSED',
      serviceMessage: 'wrong key',
    });
    expect(machine.journal.state.failures).toMatchObject([{ check: 'upload-refused' }]);
    expect(await faultOfPromise(upload(machine, received))).toMatchObject({ code: 'JOURNAL_OUT_OF_ORDER' });
    expect(sent('POST', '/securitydomain/upload')).toBe(1);
  });

  it('belongs to the first operator', async () => {
    const other = await recovery.open('operator-2');
    expect(await faultOfPromise(initRecovery(other, confirmed(recovery.plan)))).toEqual({
      code: 'STEP_WRONG_MACHINE',
      expected: ['operator-1'],
      found: 'operator-2',
    });
  });

  it('wants two people who type the name of the target', async () => {
    const typed = { ...confirmed(recovery.plan), typedName: 'recovered-hsn' };
    expect(await faultOfPromise(initRecovery(machine, typed))).toMatchObject({ code: 'CONFIRMATION_DIFFERS' });
    const alone = { ...confirmed(recovery.plan), by: ['Person operator-1', ' person operator-1'] };
    const strange = { ...confirmed(recovery.plan), by: ['Person operator-1', 'Somebody'] };
    expect(await faultOfPromise(initRecovery(machine, alone))).toEqual({ code: 'CONFIRMATION_ONE_PERSON' });
    expect(await faultOfPromise(initRecovery(machine, strange))).toEqual({
      code: 'PERSON_NOT_IN_PLAN',
      person: 'Somebody',
    });
    expect(sent('GET', '/securitydomain/upload')).toBe(0);
  });

  // The order of the journal wants the whole name.
  it('takes the end of the name from paper, and notes the whole', async () => {
    await initRecovery(machine, { ...confirmed(recovery.plan), typedName: 'ed-hsm' });
    expect(sent('GET', '/securitydomain/upload')).toBe(1);
  });
});

describe('the restore', () => {
  beforeEach(async () => {
    await upload(machine, await receiveBlob(machine));
  });

  it('is refused without a restore point, during the hold, and open after it', async () => {
    expect(await faultOfPromise(restore(machine, order()))).toEqual({ code: 'RESTORE_POINT_MISSING' });
    await backUp(machine, byIdentity);
    minutes(29);
    expect(await faultOfPromise(restore(machine, order()))).toEqual({
      code: 'HOLD_RUNNING',
      secondsLeft: 60,
      step: 'C19',
    });
    minutes(1);
    expect(holdOf(machine).phase).toBe('over');
    await restore(machine, order());
    expect(sent('PUT', '/restore')).toBe(1);
  });

  it('is refused when nobody here is an administrator in the backup, or no inventory tells', async () => {
    await backUp(machine, byIdentity);
    minutes(30);
    const operators = ['00000000-0000-4000-8000-00000000000f'];
    const fault = { code: 'RESTORE_LOCKS_OUT', operators, step: 'C5' };
    expect(await faultOfPromise(restore(machine, order({ operators })))).toEqual(fault);
    expect(await faultOfPromise(restore(machine, order({ operators, inventory: undefined })))).toEqual(fault);
    const unfit = { code: 'EXCEPTION_UNFIT', number: 1, step: 'C5', problem: 'unknown' };
    expect(await faultOfPromise(restore(machine, order({ operators, lockOutException: 1 })))).toEqual(unfit);
    await writeException(1, 'C19');
    const other = { ...unfit, problem: 'other-step' };
    expect(await faultOfPromise(restore(machine, order({ operators, lockOutException: 1 })))).toEqual(other);
    expect(sent('PUT', '/restore')).toBe(0);
    await writeException(2, 'C5');
    await restore(machine, order({ operators, lockOutException: 2 }));
    expect(sent('PUT', '/restore')).toBe(1);
  });

  it('into an HSM of two regions is compared when it has reached both', async () => {
    await backUp(machine, byIdentity);
    minutes(30);
    await restore(machine, order());
    const waits: number[] = [];
    const wait = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
    const control = machine.controlPlane!;
    const regions = [true, false].map((isPrimary) => ({ name: isPrimary ? 'westeurope' : 'northeurope', isPrimary }));
    const hsm: typeof control.hsm = async (...at) => {
      const found = await control.hsm(...at);
      return found && { ...found, regions };
    };
    const far = { ...machine, controlPlane: { ...control, hsm }, waiting: { ...machine.waiting, wait } };
    await verifyRecovered(far, recovery.inventory);
    expect(waits).toEqual([6 * machine.holdMinuteMs]);
    minutes(6);
    await verifyRecovered(far, recovery.inventory);
    await verifyRecovered({ ...machine, waiting: far.waiting }, recovery.inventory);
    expect(waits).toHaveLength(1);
  });

  it('that would bring an external key back stops before it, until two people decide, with the words of Microsoft', async () => {
    const { inventory: taken } = recovery;
    const items = [{ key: 'disk', version: '0'.repeat(32), id: 'outside' }];
    const inventory = { ...taken, managedExternally: { read: true, items } } as const;
    await backUp(machine, byIdentity);
    minutes(30);
    const fault = { code: 'RESTORE_EXTERNAL_KEYS', count: 1, keys: ['disk'], step: 'C20' } as const;
    expect(await faultOfPromise(restore(machine, order({ inventory })))).toEqual(fault);
    expect(await faultOfPromise(restore(machine, order({ inventory, keyName: 'disk' })))).toEqual(fault);
    expect(adviceFor(englishAdvice, fault).happened).toContain(
      'can cause the associated Managed HSM resource to enter',
    );
    expect(machine.journal.state.calls['restore-1']).toBeUndefined();
    const unfit = { code: 'EXCEPTION_UNFIT', number: 1, step: 'C20', problem: 'unknown' };
    expect(await faultOfPromise(restore(machine, order({ inventory, externalException: 1 })))).toEqual(unfit);
    // Another key of the same backup is not in the way.
    const other = taken.keys.find(({ name }) => name !== 'disk')?.name ?? '';
    await restore(machine, order({ inventory, keyName: other }));
    await writeException(1, 'C20');
    await restore(machine, order({ inventory, externalException: 1 }));
    expect(machine.journal.state.calls['restore-1']?.phase).toBe('succeeded');
  });

  it('comes before the hold is over only by an exception of two people, which stands in the journal', async () => {
    await backUp(machine, byIdentity);
    minutes(5);
    await writeException(1, 'C19', ['Person operator-1']);
    const one = { code: 'EXCEPTION_UNFIT', number: 1, step: 'C19', problem: 'one-person' };
    expect(await faultOfPromise(restore(machine, order({ holdException: 1 })))).toEqual(one);
    await writeException(2, 'C19');
    expect(await faultOfPromise(restore(machine, order()))).toMatchObject({ code: 'HOLD_RUNNING' });
    expect(machine.journal.state.calls['backup-1']?.held).toBe(false);
    await restore(machine, order({ holdException: 2 }));
    expect(machine.journal.state.decisions).toMatchObject([{ used: false }, { number: 2, step: 'C19', used: true }]);
    const again = await noteHold(machine, 2);
    expect(again.phase).toBe('over');
  });

  it('wants the folder typed from paper', async () => {
    await backUp(machine, byIdentity);
    minutes(30);
    const folder = recovery.plan.backup?.folder ?? '';
    const typed = (typedFolder: string) => order({ confirmation: { ...confirmed(recovery.plan), typedFolder } });
    for (const wrong of ['mhsm-lost-hsm-2026000000000000', folder.slice(-5), folder.slice(0, -1), '']) {
      expect(await faultOfPromise(restore(machine, typed(wrong)))).toMatchObject({
        code: 'CONFIRMATION_DIFFERS',
        what: 'folder',
      });
    }
    await restore(machine, typed(folder.slice(-6)));
    expect(machine.journal.state.calls['restore-1']?.phase).toBe('succeeded');
  });

  it('leaves a test key that was refused as a failed check, until two people have decided', async () => {
    await backUp(machine, byIdentity);
    minutes(30);
    await restore(machine, order());
    const version = recovery.inventory.keys.find(({ name }) => name === 'disk')?.versions[0];
    const right = { key: 'disk', version: version?.version ?? '', publicSha256: version?.publicSha256 ?? '' };
    const noRight = vi
      .spyOn(machine.hsm.keys, 'sign')
      .mockRejectedValueOnce(new Refusal({ code: 'SERVICE_UNREACHABLE', host: 'recovered-hsm', reason: 'timeout' }));
    // Nothing was learned of the key.
    expect(await faultOfPromise(proveCanaries(machine, [right]))).toMatchObject({ code: 'SERVICE_UNREACHABLE' });
    expect(machine.journal.state.failures).toEqual([]);
    noRight.mockRestore();
    const wrong = { ...right, publicSha256: '0'.repeat(64) };
    for (let times = 0; times < 2; times += 1) {
      expect(await faultOfPromise(proveCanaries(machine, [right, wrong]))).toMatchObject({ code: 'CANARY_OTHER_KEY' });
    }
    expect(machine.journal.state.failures).toMatchObject([{ check: 'test-key' }]);
    expect(() => assertDecided(machine.journal.state, 0)).toThrow(
      expect.objectContaining({ fault: { code: 'TEST_KEY_REFUSED' } }),
    );
    expect((await proveCanaries(machine, [right])).map(({ proven }) => proven)).toEqual([['sign', 'unwrap']]);
    // It stands also where a later proof is good.
    expect(machine.journal.state.failures).toMatchObject([{ check: 'test-key' }]);
    const exception = { kind: 'exception', number: 1, check: 'test-key', ...sheet, step: 'C24' } as const;
    const one = { ...exception, decidedBy: ['Person operator-1'] };
    expect(await faultOfPromise(machine.journal.append(one))).toMatchObject({ rules: ['failure-left-by-two'] });
    await machine.journal.append({ ...exception, decidedBy: ['Person operator-1', 'Person operator-2'] });
    assertDecided(machine.journal.state, 0);
  });

  it('notes what people set up by hand and what was not compared, and stops nobody for it', async () => {
    await backUp(machine, byIdentity);
    minutes(30);
    await restore(machine, order());
    const { inventory } = recovery;
    const setting = { name: 'AllowKeyManagementOperationsThroughARM', value: 'false' };
    const expected: Inventory = {
      ...inventory,
      settings: { read: true, items: [setting] },
      regions: { read: false, reason: 'no-control-plane' },
    };
    const { differences, notCompared } = await verifyRecovered(machine, expected);
    expect(differences).toEqual([{ kind: 'setting-differs', name: setting.name, expected: 'false', found: 'true' }]);
    expect(notCompared).toEqual([{ list: 'regions', expected: 'no-control-plane', found: null }]);
    expect(machine.journal.state.failures).toEqual([]);
    expect(await readFile(join(recovery.folder, 'operator-1', 'journal.jsonl'), 'utf8')).toContain(
      '0 differences, 1 more to be set up by hand; expected ',
    );
    expect(await readFile(join(recovery.folder, 'operator-1', 'journal.jsonl'), 'utf8')).toContain(
      '; not compared: regions (no-control-plane)',
    );
  });

  it('does not let a release policy pass that says something else', async () => {
    await backUp(machine, byIdentity);
    minutes(30);
    await restore(machine, order());
    const [key] = recovery.inventory.keys;
    const policy = {
      ...{ key: key?.name ?? '', version: key?.versions[0]?.version ?? '', contentType: null, immutable: true },
      ...{ policy: '{}', policySha256: 'a'.repeat(64) },
    };
    const expected: Inventory = { ...recovery.inventory, releasePolicies: { read: true, items: [policy] } };
    await verifyRecovered(machine, expected);
    expect(machine.journal.state.failures).toMatchObject([{ check: 'inventory' }]);
  });

  it('names what differs from the inventory', async () => {
    await backUp(machine, byIdentity);
    minutes(30);
    await restore(machine, order());
    await machine.hsm.keys.deleteKey('data');
    const noted = vi.spyOn(machine.journal, 'append');
    const { differences } = await verifyRecovered(machine, recovery.inventory);
    expect(differences).toMatchObject([
      { kind: 'key-missing', key: 'data', versions: 1 },
      { kind: 'soft-deleted-added', key: 'data' },
    ]);
    expect(differences).toHaveLength(2);
    // It stands until two people have decided, however often it is compared.
    await verifyRecovered(machine, recovery.inventory);
    const counts = { keys: '1/2', versions: '2/3', attributes: 'yes', tags: 'yes', differences: '1' };
    expect(noted.mock.calls.filter(([{ kind }]) => kind === 'step-done')).toEqual([
      [stepDone('C22', counts)],
      [stepDone('C23', { roles: 'yes' })],
    ]);
    expect(machine.journal.state.failures).toMatchObject([{ check: 'inventory' }]);
    expect(() => assertDecided(machine.journal.state, 1)).toThrow(
      expect.objectContaining({ fault: { code: 'INVENTORY_DIFFERS', differences: 1 } }),
    );
    const exception = { kind: 'exception', number: 1, check: 'inventory', ...sheet, step: 'C22' } as const;
    const one = { ...exception, decidedBy: ['Person operator-1'] };
    expect(await faultOfPromise(machine.journal.append(one))).toMatchObject({ rules: ['failure-left-by-two'] });
    await machine.journal.append({ ...exception, decidedBy: ['Person operator-1', 'Person operator-2'] });
    assertDecided(machine.journal.state, 1);
  });
});

describe('an inventory', () => {
  it.each([
    ['another HSM', { hsm: 'https://other-hsm.managedhsm.practice.invalid' }, { what: 'HSM' }],
    ['the new HSM', { hsm: 'https://recovered-hsm.managedhsm.practice.invalid' }, { what: 'HSM' }],
    ['production', { practice: false }, { what: 'kind', expected: 'practice', found: 'production' }],
  ] as const)(
    'of %s tells nothing of the administrators in the backup, and proves nothing',
    async (_, changed, found) => {
      const foreign = { code: 'INVENTORY_FOREIGN', ...found };
      const inventory = { ...recovery.inventory, ...changed };
      const operators = [practiceAdministrator];
      expect(await faultOfPromise(runPreFlight(machine, { operators, inventory }))).toMatchObject(foreign);
      expect(await faultOfPromise(restore(machine, order({ inventory })))).toMatchObject(foreign);
      expect(await faultOfPromise(verifyRecovered(machine, inventory))).toMatchObject(foreign);
    },
  );

  it('is compared with nothing where the plan names no HSM that was lost', async () => {
    const context = { ...machine, plan: { ...recovery.plan, source: null } };
    expect(await faultOfPromise(verifyRecovered(context, recovery.inventory))).toEqual({
      code: 'STEP_NOT_PLANNED',
      missing: 'source',
    });
  });
});

describe('a canary', () => {
  it('is refused when the paper says another key, or the key has no public half', async () => {
    const source = workspace.open(recovery.cloud, recovery.plan.source?.uri ?? '');
    const disk = recovery.inventory.keys.find(({ name }) => name === 'disk')?.versions[0];
    const data = recovery.inventory.keys.find(({ name }) => name === 'data')?.versions[0];
    const wrong = { key: 'disk', version: disk?.version ?? '', publicSha256: 'a'.repeat(64) };
    expect(await faultOfPromise(proveCanary(source, wrong))).toMatchObject({ code: 'CANARY_OTHER_KEY' });
    const aes = { key: 'data', version: data?.version ?? '', publicSha256: 'a'.repeat(64) };
    expect(await faultOfPromise(proveCanary(source, aes))).toMatchObject({ code: 'CANARY_NOT_USABLE' });
  });
});
