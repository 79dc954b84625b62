// What the steps refuse beside the faults of the service: each code once, at the place where it must come.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PipelineRequest } from '@azure/core-rest-pipeline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorInstead } from '#e2e/support/fault-actions.ts';
import { instead } from '#e2e/support/fault-actions.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { receiveBlobOf } from '#e2e/support/both-sides.ts';
import { confirmed, prepareRecovery, type Recovery } from '#e2e/support/recovery-setup.ts';
import { journalEvent } from '#shared/journal/events.ts';
import { failureScenarios } from '#simulator/failure-scenarios.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { keptAnswer } from '#azure/answers.ts';
import { type ManagedHsm, openManagedHsm } from '#azure/managed-hsm.ts';
import { AnswerFolder, ownerOf } from './answer-folder.ts';
import { backUp } from './back-up.ts';
import { proveCanary } from './canary.ts';
import { createHsm } from './create.ts';
import { delegatedAccess } from './sas.ts';
import { initRecovery, observe } from './exchange-key.ts';
import { byIdentity, type StepContext } from './step-context.ts';
import { upload } from './upload.ts';

const workspace = usePracticeWorkspace();
let recovery: Recovery;
let machine: StepContext;
beforeEach(async () => {
  recovery = await prepareRecovery(workspace);
  machine = await recovery.open('operator-1');
});
afterEach(() => recovery.close());

const sent = (path: string): number =>
  workspace.seen().filter((one) => one.method === 'POST' && one.path === path && one.hasToken).length;

/** The program ended between the intent and the answer. */
async function intendRecovery(): Promise<void> {
  const { target } = recovery.plan;
  const call = 'init-recovery';
  const { by } = confirmed(recovery.plan);
  await machine.journal.append({
    kind: 'target-confirmed',
    call,
    by: [...by],
    typedName: target.name,
    typedFolder: null,
  });
  const intent = { kind: 'call-intended', call, id: `${call}-1`, target: target.uri } as const;
  await machine.journal.append({ ...intent, subject: null, folder: null });
}

describe('recovery mode that an earlier run has begun', () => {
  const forbidden = errorInstead(403, 'Forbidden');
  const question = { method: 'GET', path: '/securitydomain/upload' } as const;

  it('is asked for again before anybody says that it succeeded', async () => {
    await intendRecovery();
    recovery.cloud.playFaults([{ ...question, action: forbidden, times: 5 }]);
    const confirmation = confirmed(recovery.plan);
    expect(await faultOfPromise(initRecovery(machine, confirmation))).toMatchObject({ code: 'SERVICE_FORBIDDEN' });
    expect(machine.journal.state.calls['init-recovery-1']?.phase).toBe('failed');
    // Two people confirm it again.
    await initRecovery(machine, confirmation);
    expect(machine.journal.state.calls['init-recovery-2']?.phase).toBe('succeeded');
  });

  it('succeeds by the answer that comes then, which the journal notes', async () => {
    await intendRecovery();
    const { observation } = await initRecovery(machine, confirmed(recovery.plan));
    const { state } = machine.journal;
    expect(state.calls['init-recovery-1']?.phase).toBe('succeeded');
    expect(state.fetched['operator-1']?.requestId).toBe(observation.requestId);
    expect((await machine.answers.last('init-recovery-1'))?.requestId).toBe(observation.requestId);
  });

  it('is asked for again, too, where the answer was noted and its file is gone', async () => {
    await intendRecovery();
    const answered = { kind: 'call-answered', id: 'init-recovery-1', requestId: 'r', job: null } as const;
    await machine.journal.append({ ...answered, answerSha256: '0'.repeat(64) });
    await initRecovery(machine, confirmed(recovery.plan));
    expect(machine.journal.state.calls['init-recovery-1']?.phase).toBe('succeeded');
  });
});

describe('an exchange key that was kept', () => {
  it('keeps the connection that it came over, whatever is connected later', async () => {
    const first = await initRecovery(machine, confirmed(recovery.plan));
    // Each connection is taken by another server of the HSM, with another certificate.
    const other = await observe(await recovery.open('operator-2'), recovery.plan.target.name);
    const again = await initRecovery(machine, confirmed(recovery.plan));
    expect(other.observation.tlsChain[0]).not.toBe(first.observation.tlsChain[0]);
    expect({ ...again.observation, journal: first.observation.journal }).toEqual(first.observation);
  });

  it('is fetched again where nobody saw its connection', async () => {
    const { credential, httpClient: seeing } = workspace.connect(recovery.cloud);
    const httpClient = {
      sendRequest: async (request: PipelineRequest) =>
        Object.assign(await seeing.sendRequest(request), { tlsChain: [] }),
    };
    const hsmUri = recovery.plan.target.uri;
    const blind = { ...machine, hsm: openManagedHsm({ hsmUri, mode: 'practice', credential, httpClient }) };
    expect(await faultOfPromise(initRecovery(blind, confirmed(recovery.plan)))).toMatchObject({
      code: 'EXCHANGE_KEY_REFUSED',
    });
    expect((await machine.answers.last('init-recovery-1'))?.tlsChain).toEqual([]);
    expect((await machine.answers.last('observe-operator-1'))?.tlsChain).toEqual([]);
  });
});

describe('the second observer’s question', () => {
  it('is no way around the call of the first operator, which two people confirm', async () => {
    const wrong = { code: 'STEP_WRONG_MACHINE', expected: ['operator-2'], found: 'operator-1' };
    expect(await faultOfPromise(observe(machine, recovery.plan.target.name))).toEqual(wrong);
    expect(workspace.seen().filter(({ path, hasToken }) => path === '/securitydomain/upload' && hasToken)).toEqual([]);
    await initRecovery(machine, confirmed(recovery.plan));
    const { observation } = await observe(machine, recovery.plan.target.name);
    expect(observation.observer).toBe('operator-1');
  });

  it('is asked only by who has typed the name of the HSM from paper', async () => {
    const second = await recovery.open('operator-2');
    expect(await faultOfPromise(observe(second, 'lost-hsm'))).toEqual({
      code: 'CONFIRMATION_DIFFERS',
      what: 'target',
      expected: recovery.plan.target.name,
    });
    expect(workspace.seen().filter(({ path, hasToken }) => path === '/securitydomain/upload' && hasToken)).toEqual([]);
    expect(second.journal.state.fetched).toEqual({});
  });
});

describe('a call that an earlier run has begun', () => {
  it('was refused then: the kept answer says so, and nothing is sent', async () => {
    const target = recovery.plan.target.uri;
    const intent = {
      kind: 'call-intended',
      call: 'backup',
      id: 'backup-1',
      target,
      subject: null,
      folder: null,
    } as const;
    await machine.journal.append(intent);
    await machine.answers.keeper('backup-1')({
      operation: 'backup',
      status: 400,
      requestId: 'r',
      serverDate: 'd',
      statusAddress: undefined,
      tlsChain: [],
      bytes: Buffer.from('{}'),
    });
    expect(await faultOfPromise(backUp(machine, byIdentity))).toEqual({
      code: 'STEP_REFUSED_EARLIER',
      call: 'backup',
      status: 400,
    });
    expect(machine.journal.state.calls['backup-1']?.phase).toBe('failed');
    expect(sent('/backup')).toBe(0);
  });

  it('has an answer that cannot be read', async () => {
    const folder = workspace.newDirectory();
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'backup-1.1.answer.json'), '{"format":"something else"}');
    const answers = new AnswerFolder(folder, ownerOf(machine), Date.now);
    expect(await faultOfPromise(answers.last('backup-1'))).toEqual({
      code: 'ANSWER_FILE_FORM',
      name: 'backup-1.1.answer.json',
    });
  });

  it.each([
    ['ceremony', { ceremony: 'PRACTICE-OTHER' }],
    ['plan', { planSha256: '0'.repeat(64) }],
    ['HSM', { hsm: 'https://other-hsm.managedhsm.practice.invalid' }],
  ] as const)('is not settled by an answer of another %s in a shared folder', async (what, changed) => {
    const own = ownerOf(machine);
    const others = new AnswerFolder(join(recovery.folder, 'operator-1'), { ...own, ...changed }, Date.now);
    const answer = { operation: 'exchange-key', status: 403, requestId: 'r', serverDate: 'd' } as const;
    const kept = { ...answer, statusAddress: undefined, tlsChain: [], bytes: Buffer.from('{}') };
    await others.keeper('init-recovery-1')(kept);
    await intendRecovery();
    expect(await faultOfPromise(initRecovery(machine, confirmed(recovery.plan)))).toEqual({
      code: 'ANSWER_FOREIGN',
      name: 'init-recovery-1.1.answer.json',
      what,
      expected: what === 'ceremony' ? own.ceremony : what === 'plan' ? own.planSha256 : own.hsm,
      found: Object.values(changed)[0],
    });
    expect(machine.journal.state.calls['init-recovery-1']?.phase).toBe('intended');
  });

  it('is not read from a file that was renamed to it', async () => {
    const folder = workspace.newDirectory();
    await mkdir(folder, { recursive: true });
    const answers = new AnswerFolder(folder, ownerOf(machine), Date.now);
    const answer = {
      operation: 'backup' as const,
      status: 202,
      requestId: 'r',
      serverDate: 'd',
      statusAddress: undefined,
      tlsChain: [],
    };
    await answers.keeper('backup-2')({ ...answer, bytes: Buffer.from('{}') });
    expect((await answers.last('backup-2'))?.status).toBe(202);
    expect(await answers.last('backup-1')).toBeUndefined();
  });

  it('is kept and noted under a hostile number of the request', async () => {
    const answers = new AnswerFolder(recovery.folder, ownerOf(machine), Date.now);
    for (const value of ['\u00ad'.repeat(300), '\u0085', ' \u00a0 ', 'x\u00ad '.repeat(99)]) {
      const answer = { status: 202, header: () => value, tlsChain: [], bytes: Buffer.from('{}') };
      await answers.keeper('backup-1')(keptAnswer('backup', answer));
      const { requestId = '', bodySha256 = '' } = (await answers.last('backup-1')) ?? {};
      const noted = { kind: 'call-answered', id: 'backup-1', requestId, job: null, answerSha256: bodySha256 };
      expect(journalEvent.safeParse(noted).error).toBeUndefined();
    }
  });
});

describe('reading back', () => {
  it('does not believe that a backup is there before its folder is', async () => {
    await upload(machine, await receiveBlobOf(workspace, recovery, machine));
    const empty = machine.container && { ...machine.container, folders: () => Promise.resolve([]) };
    expect(await faultOfPromise(backUp({ ...machine, container: empty }, byIdentity))).toMatchObject({
      code: 'STEP_STATE_UNEXPECTED',
      call: 'backup',
      found: 'no such folder',
    });
    expect(machine.journal.state.calls['backup-1']?.phase).toBe('answered');
    // The folder appears later: the next run finds it, and sends nothing.
    await backUp(machine, byIdentity);
    expect(machine.journal.state.calls['backup-1']?.phase).toBe('succeeded');
    expect(sent('/backup')).toBe(1);
  });

  it('does not believe that an upload is done before the HSM is active', async () => {
    const order = await receiveBlobOf(workspace, recovery, machine);
    const control = machine.controlPlane;
    const asleep = control && {
      ...control,
      hsm: async (group: string, name: string) => {
        const hsm = await control.hsm(group, name);
        return hsm && { ...hsm, activation: 'not-activated' as const };
      },
    };
    expect(await faultOfPromise(upload({ ...machine, controlPlane: asleep }, order))).toEqual({
      code: 'STEP_STATE_UNEXPECTED',
      call: 'upload',
      expected: 'active',
      found: 'not-activated',
    });
    await upload(machine, order);
    expect(sent('/securitydomain/upload')).toBe(1);
  });
});

describe('a restore point', () => {
  beforeEach(async () => {
    await upload(machine, await receiveBlobOf(workspace, recovery, machine));
  });

  it('is not taken into a container that is missing, unless people want it made', async () => {
    const { containerUri, azure } = recovery.cloud;
    await azure.deleteContainer(containerUri);
    expect(await faultOfPromise(backUp(machine, byIdentity))).toMatchObject({
      code: 'STEP_PREFLIGHT',
      checks: [{ id: 'container', outcome: 'stop' }],
    });
    expect(sent('/backup')).toBe(0);
    await backUp(machine, byIdentity, { createContainer: true });
    expect(await machine.container?.folders()).toHaveLength(1);
  });

  it('is taken through a firewall that lets the HSM pass and this machine not', async () => {
    const { cloud } = recovery;
    await failureScenarios['storage-firewall-trusted'](cloud, {
      hsmName: 'recovered-hsm',
      containerUri: cloud.containerUri,
    });
    await backUp(machine, byIdentity);
    expect(machine.journal.state.calls['backup-1']?.phase).toBe('succeeded');
  });

  it('is taken where this machine does not reach the storage at all, and the journal says that it was not seen', async () => {
    const { cloud } = recovery;
    const at = {
      host: new URL(cloud.containerUri).hostname,
      times: 99,
      action: { kind: 'reset', when: 'before' },
    } as const;
    cloud.playFaults(
      ['GET', 'HEAD', 'PUT'].flatMap((method) => [
        { ...at, method, path: '/*' },
        { ...at, method, path: '/*/*' },
      ]),
    );
    await backUp(machine, byIdentity, { createContainer: true });
    expect(machine.journal.state.calls['backup-1']?.phase).toBe('succeeded');
  });

  it.each([
    ['a version that it does not know', 400],
    ['a sign-in that it does not take', 401],
    ['a rule of a network', 403],
  ])('is taken where the storage refuses this machine for %s', async (_, status) => {
    const { cloud } = recovery;
    const action = instead(status, '<?xml version="1.0" encoding="utf-8"?><Error><Code>Refused</Code></Error>');
    const at = { host: new URL(cloud.containerUri).hostname, method: 'GET', times: 99, action };
    cloud.playFaults([
      { ...at, path: '/*' },
      { ...at, path: '/*/*' },
    ]);
    await backUp(machine, byIdentity);
    expect(machine.journal.state.calls['backup-1']?.phase).toBe('succeeded');
  });

  it('is taken with a SAS token of the signed-in account, of which nothing is kept', async () => {
    const access = await delegatedAccess(machine, 'backup');
    const token = access.kind === 'sas' ? access.token : '';
    const fields = new URLSearchParams(token);
    expect([fields.get('sp'), fields.get('spr'), fields.get('sr'), fields.has('skoid')]).toEqual([
      'rcwd',
      'https',
      'c',
      true,
    ]);
    const [from = NaN, until = NaN] = ['st', 'se'].map((name) => Date.parse(fields.get(name) ?? ''));
    expect(until - from).toBe(26.25 * 3_600_000);
    await backUp(machine, access);
    expect(machine.journal.state.calls['backup-1']?.phase).toBe('succeeded');
    const signature = fields.get('sig') ?? '';
    for (const [path, bytes] of await filesBelow(recovery.folder)) {
      for (const secret of [signature, encodeURIComponent(signature)])
        expect([path, bytes.includes(secret)]).toEqual([path, false]);
      const kept = /"body":"([^"]*)"/.exec(bytes)?.[1] ?? '';
      expect(Buffer.from(kept, 'base64').includes(signature)).toBe(false);
    }
    const reading = await delegatedAccess(machine, 'restore');
    expect(new URLSearchParams(reading.kind === 'sas' ? reading.token : '').get('sp')).toBe('rl');
  });

  it('with a token of an account that may not, is refused by the service', async () => {
    await recovery.cloud.azure.removeRoles(practiceAdministrator);
    expect(await faultOfPromise(delegatedAccess(machine, 'backup'))).toMatchObject({
      code: 'SERVICE_FORBIDDEN',
      operation: 'storage',
    });
    expect(await faultOfPromise(delegatedAccess({ ...machine, container: undefined }, 'backup'))).toEqual({
      code: 'STEP_NOT_PLANNED',
      missing: 'backup',
    });
  });
});

describe('an exchange key', () => {
  it('of another HSM than the plan names is refused, and stands as a failed check', async () => {
    const other = await recovery.open('operator-2');
    const target = { ...recovery.plan.target, uri: 'https://other-hsm.managedhsm.practice.invalid' };
    const fault = await faultOfPromise(observe({ ...other, plan: { ...recovery.plan, target } }, target.name));
    expect(fault).toEqual({ code: 'EXCHANGE_KEY_REFUSED', failed: ['certificate-name'] });
    expect(other.journal.state.failures).toMatchObject([{ check: 'exchange-key' }]);
  });
});

describe('a step without what it needs', () => {
  it('says what the plan lacks', async () => {
    const plan = { ...recovery.plan, backup: null };
    expect(await faultOfPromise(backUp({ ...machine, plan }, byIdentity))).toEqual({
      code: 'STEP_NOT_PLANNED',
      missing: 'backup',
    });
    const order = { confirmation: confirmed(plan), administrators: [], retentionDays: 7, purgeProtection: false };
    expect(await faultOfPromise(createHsm({ ...machine, controlPlane: undefined }, order))).toEqual({
      code: 'STEP_NOT_PLANNED',
      missing: 'control-plane',
    });
  });
});

describe('a canary whose private half is another', () => {
  it.each([
    ['sign', { sign: () => Promise.resolve(randomBytes(256)) }],
    ['unwrap', { unwrapKey: () => Promise.resolve(randomBytes(32)) }],
  ] as const)('does not %s', async (use, wrong) => {
    const source = workspace.open(recovery.cloud, recovery.plan.source?.uri ?? '');
    const { version = '', publicSha256 } =
      recovery.inventory.keys.find(({ name }) => name === 'disk')?.versions[0] ?? {};
    const honest = {
      getKey: (name: string, at: string) => source.keys.getKey(name, at),
      sign: (...args: Parameters<ManagedHsm['keys']['sign']>) => source.keys.sign(...args),
    };
    // Its clients have private state, which no copy of ours can have; asked is what is here.
    const hsm = { ...source, keys: { ...honest, ...wrong } } as unknown as ManagedHsm;
    expect(await faultOfPromise(proveCanary(hsm, { key: 'disk', version, publicSha256: publicSha256 ?? '' }))).toEqual({
      code: 'CANARY_WRONG',
      use,
    });
  });
});

/** Journals and kept answers, each with its path. */
async function filesBelow(folder: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  expect(files.length).toBeGreaterThan(2);
  return Promise.all(files.map(async (path) => [path, await readFile(path, 'latin1')] as const));
}
