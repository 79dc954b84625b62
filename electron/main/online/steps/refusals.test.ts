// What the steps refuse beside the faults of the service: each code once, at the place where it must come.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultOfPromise } from '../../../../build/testing/faults.ts';
import { usePracticeRoom } from '../../../../build/testing/practice-room.ts';
import { confirmed, prepareRecovery, receiveBlobOf, type Recovery } from '../../../../build/testing/recovery-room.ts';
import { mishaps } from '../../practice/mishaps.ts';
import { practiceAdministrator } from '../../practice/practice-cloud.ts';
import type { ManagedHsm } from '../managed-hsm.ts';
import { AnswerFolder } from './answer-folder.ts';
import { backUp } from './back-up.ts';
import { proveCanary } from './canary.ts';
import { createHsm } from './create.ts';
import { delegatedAccess } from './sas.ts';
import { observe } from './exchange-key.ts';
import { byIdentity, type StepContext } from './step-context.ts';
import { upload } from './upload.ts';

const room = usePracticeRoom();
let recovery: Recovery;
let machine: StepContext;
beforeEach(async () => {
  recovery = await prepareRecovery(room);
  machine = await recovery.open('operator-1');
});
afterEach(() => recovery.close());

const sent = (path: string): number =>
  room.seen().filter((one) => one.method === 'POST' && one.path === path && one.hasToken).length;

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
      status: 403,
      requestId: 'r',
      serverDate: 'd',
      statusAddress: undefined,
      bytes: Buffer.from('{}'),
    });
    expect(await faultOfPromise(backUp(machine, byIdentity))).toEqual({
      code: 'STEP_REFUSED_EARLIER',
      call: 'backup',
      status: 403,
    });
    expect(machine.journal.state.calls['backup-1']?.phase).toBe('failed');
    expect(sent('/backup')).toBe(0);
  });

  it('has an answer that cannot be read', async () => {
    const folder = room.newDirectory();
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'backup-1.1.answer.json'), '{"format":"something else"}');
    const answers = new AnswerFolder(folder, Date.now);
    expect(await faultOfPromise(answers.last('backup-1'))).toEqual({
      code: 'ANSWER_FILE_FORM',
      name: 'backup-1.1.answer.json',
    });
  });

  it('is not read from a file that was renamed to it', async () => {
    const folder = room.newDirectory();
    await mkdir(folder, { recursive: true });
    const answers = new AnswerFolder(folder, Date.now);
    const answer = {
      operation: 'backup',
      status: 202,
      requestId: 'r',
      serverDate: 'd',
      statusAddress: undefined,
    } as const;
    await answers.keeper('backup-2')({ ...answer, bytes: Buffer.from('{}') });
    expect((await answers.last('backup-2'))?.status).toBe(202);
    expect(await answers.last('backup-1')).toBeUndefined();
  });
});

describe('reading back', () => {
  it('does not believe that a backup is there before its folder is', async () => {
    await upload(machine, await receiveBlobOf(room, recovery, machine));
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
    const order = await receiveBlobOf(room, recovery, machine);
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
    await upload(machine, await receiveBlobOf(room, recovery, machine));
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
    await mishaps['storage-firewall-trusted'](cloud, {
      hsmName: 'recovered-hsm',
      containerUri: cloud.containerUri,
    });
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
    const fault = await faultOfPromise(observe({ ...other, plan: { ...recovery.plan, target } }));
    expect(fault).toEqual({ code: 'EXCHANGE_KEY_REFUSED', failed: ['certificate-name'] });
    expect(other.journal.state.failures).toEqual(['exchange-key']);
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
    const source = room.open(recovery.cloud, recovery.plan.source?.uri ?? '');
    const { version = '', publicSha256 } =
      recovery.inventory.keys.find(({ name }) => name === 'disk')?.versions[0] ?? {};
    const honest = {
      getKey: (name: string, at: string) => source.keys.getKey(name, at),
      sign: (...args: Parameters<ManagedHsm['keys']['sign']>) => source.keys.sign(...args),
    };
    // Its clients have private state, which no copy of ours can have; asked is what stands here.
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
