// An emergency by commands against a practice cloud, each command its own run: an HSM that is made here, and a container that is reached by
// a SAS token from a file.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCommand } from '#e2e/support/command-run.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { prepareRecovery, type Recovery, TestClock } from '#e2e/support/recovery-setup.ts';
import type { RecoveryClock } from '#shared/ceremony/recovery-time.ts';
import { type Fault, Refusal } from '#shared/faults/fault.ts';
import { OpenEmergency } from '#services/online/open-emergency.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { registerStatus } from '../status.ts';
import { registerRecoverOnline } from './recover-online.ts';
import { machineOf } from './within.ts';

const workspace = usePracticeWorkspace();
let recovery: Recovery;
let place: string;
let clock: TestClock;
beforeEach(async () => {
  recovery = await prepareRecovery(workspace);
  place = workspace.newDirectory();
  await mkdir(place, { recursive: true });
  clock = new TestClock();
});
afterEach(() => recovery.close());

const people = ['Ada Lovelace', 'Grace Hopper'];

interface Ran {
  readonly exit: number;
  readonly text: string;
  readonly result: Readonly<Record<string, unknown>>;
  readonly fault: { readonly code: string } & Readonly<Record<string, unknown>>;
}
async function run(...line: string[]): Promise<Ran> {
  const { exit, text } = await runCommand(
    (program, context) => registerRecoverOnline(program, context, { wait: () => Promise.resolve(), now: clock.now }),
    ['recover-online', ...line, '--json'],
  );
  return { exit, text, ...(JSON.parse(text) as Pick<Ran, 'result' | 'fault'>) };
}
async function good(...line: string[]): Promise<Ran> {
  const ran = await run(...line);
  expect(ran.text).not.toContain('"fault"');
  expect(ran.exit).toBe(0);
  return ran;
}
/** By the command, or while its options are read. */
const refused = (...line: string[]): Promise<Fault | Ran['fault']> =>
  run(...line).then(
    ({ fault }) => fault,
    (error: unknown) => {
      if (error instanceof Refusal) return error.fault;
      throw error;
    },
  );

const beginLine = (address: string, ...more: string[]): string[] => [
  ...['begin', '--practice', '--folder', place, '--address', address, '--tenant', recovery.plan.target.tenant],
  ...(more.includes('--people') ? [] : ['--people', ...people]),
  ...more,
];
async function begin(address = recovery.plan.target.uri, ...more: string[]): Promise<string> {
  const { result } = await good(...beginLine(address, ...more));
  return result['folder'] as string;
}
const azure = (): string[] => ['--practice', recovery.cloud.url, '--ca', recovery.cloud.caCertificateFile];
const confirmed = (name = recovery.plan.target.name): string[] => [
  ...['--confirmed-by', ...people, '--typed-name', name],
];
const backup = (): string[] => {
  const { account = '', container = '', folder } = recovery.plan.backup ?? {};
  return ['--account', account, '--container', container, '--typed-folder', folder ?? ''];
};
const file = (name: string, content: string | Buffer): string => {
  const path = join(place, name);
  writeFileSync(path, content);
  return path;
};

async function upload(folder: string): Promise<void> {
  const hsm = workspace.open(recovery.cloud, recovery.plan.target.uri);
  const blob = file('blob.json', await workspace.blobFor(hsm, recovery.securityDomain));
  await good('upload', folder, ...azure(), ...confirmed(), '--blob', blob);
}

const daysFrom = (days: number): string => new Date(clock.now() + days * 86_400_000).toISOString();
const token = (permissions: string, ends = daysFrom(1)): string =>
  `sv=2024-08-04&spr=https&se=${encodeURIComponent(ends)}&sr=c&sp=${permissions}&sig=${encodeURIComponent('c2VjcmV0')}`;
/** Everything that the emergency has written. */
const written = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => readFileSync(join(each.parentPath, each.name), 'utf8'))
    .join('\n');

it('tells by its status when the keys will be back, and what has been done of what everybody waits for', async () => {
  const folder = await begin();
  await upload(folder);
  const journal = join(folder, readdirSync(folder).find((name) => name.endsWith('.jsonl')) ?? '');
  const { text } = await runCommand(registerStatus, ['status', journal]);
  expect(text).toMatch(
    /the keys are back at \d\d:\d\d UTC\. “Upload” ended .* earlier than planned\. They are to be back by \d\d:\d\d UTC\./,
  );
  const told = await runCommand(registerStatus, ['status', journal, '--json']);
  const { result } = JSON.parse(told.text) as { result: { clock: RecoveryClock } };
  const done = result.clock.milestones.filter(({ doneUtc }) => doneUtc !== null);
  expect(done.map(({ call }) => call)).toEqual(['init-recovery', 'upload']);
});

it('reaches the container by a token from a file, which stands nowhere afterwards', async () => {
  const folder = await begin();
  await upload(folder);
  // A slip in the folder is noticed before anything is written, and nothing is lost by it.
  const slip = backup().with(-1, `${backup().at(-1) ?? ''}9`);
  expect(await refused('backup', folder, ...azure(), ...slip, '--sas-file', file('slip', token('crdw')))).toMatchObject(
    {
      code: 'BACKUP_FOLDER_NOT_FOUND',
    },
  );
  const line = ['backup', folder, ...azure(), ...backup()];
  const unfit = (content: string) => refused(...line, '--sas-file', file('unfit', content));
  expect(await unfit(token('rl'))).toEqual({ code: 'SAS_UNFIT', problem: 'permissions' });
  expect(await unfit(token('crdw', daysFrom(-1)))).toEqual({ code: 'SAS_UNFIT', problem: 'expired' });
  expect(await refused(...line, '--sas-file', join(place, 'nowhere'))).toMatchObject({ code: 'FILE_NOT_FOUND' });
  const accepted = await good(...line, '--sas-file', file('backup-token', `?${token('crdw')}\n`));
  clock.advance(30_000);
  const restore = ['restore', folder, ...azure(), ...confirmed(), ...backup().slice(-2)];
  const operators = ['--operators', practiceAdministrator];
  const restored = await good(...restore, ...operators, '--sas-file', file('restore-token', token('rl')));
  await good('verify', folder, ...azure(), '--out', join(place, 'recovered'));
  await good('close', folder, '--by', ...people);
  for (const secret of ['c2VjcmV0', 'sig=']) {
    expect(accepted.text + restored.text).not.toContain(secret);
    expect(written(folder)).not.toContain(secret);
  }
});

it('takes other details until the first call, and leaves what the line does not name', async () => {
  const folder = await begin();
  const detailsOf = async () => {
    const { typed, target, journal } = await OpenEmergency.resume(
      folder,
      machineOf({ wait: () => Promise.resolve(), now: clock.now }),
    );
    await journal.close();
    return { ...typed, uri: target.hsmUri };
  };
  const before = await detailsOf();
  const tenant = '11111111-2222-4333-8444-555555555555';
  await good('change', folder, '--tenant', tenant);
  expect(await detailsOf()).toEqual({ ...before, tenant });
  expect(await refused('change', folder, '--subscription', tenant)).toMatchObject({
    ...{ code: 'USAGE', problem: 'needed-here', option: '--resource-group, --location' },
  });
  expect(await refused('change', folder, '--people', 'Ada Lovelace', 'ada lovelace')).toEqual({
    code: 'TWO_PEOPLE_NEEDED',
  });
  await good('change', folder, '--tenant', recovery.plan.target.tenant);
  await upload(folder);
  expect(await refused('change', folder, '--tenant', tenant)).toMatchObject({ code: 'CALL_OUT_OF_ORDER' });
});

it('makes a token from the signed-in account', async () => {
  const folder = await begin();
  await upload(folder);
  await good('backup', folder, ...azure(), ...backup(), '--sas-from-account');
  expect(written(folder)).toContain('SAS token made for the backup');
});

it('makes an HSM in the place that people typed, and leads to its key', async () => {
  const { subscription, resourceGroup, location } = recovery.plan.target;
  const address = recovery.plan.target.uri.replace('recovered-hsm', 'emergency-hsm');
  const where = ['--subscription', subscription, '--resource-group', resourceGroup, '--location', location];
  const folder = await begin(address, ...where, '--identity', recovery.plan.backup?.identity ?? '');
  const create = ['create', folder, ...azure(), ...confirmed('emergency-hsm')];
  const order = ['--administrators', practiceAdministrator, '--retention-days', '7', '--tag', 'use=emergency'];
  expect(await refused('create', folder, ...azure(), ...confirmed(), ...order)).toMatchObject({
    code: 'CONFIRMATION_DIFFERS',
  });
  expect((await good(...create, ...order)).result).toMatchObject({
    hsm: { resourceId: expect.stringContaining('/managedHSMs/emergency-hsm') as string, retentionDays: 7 },
  });
  expect(await refused(...create, ...order)).toMatchObject({ code: 'STEP_PREFLIGHT' });
  await good('key', folder, ...azure(), ...confirmed('emergency-hsm'), '--out', join(place, 'key.pem'));
});

it('makes none where nobody has said where', async () => {
  const folder = await begin();
  const order = [...confirmed(), '--administrators', practiceAdministrator];
  expect(await refused('create', folder, ...azure(), ...order)).toEqual({
    code: 'STEP_NOT_PLANNED',
    missing: 'control-plane',
  });
});

it.each([
  ['--tenant', ['--tenant', 'contoso']],
  ['--people', ['--people', 'Ada Lovelace']],
  ['--people', ['--people', ...people, 'Mary Somerville']],
  ['--resource-group, --location', ['--subscription', '00000000-0000-4000-8000-000000000001']],
  ['--location', where('North Europe')],
  ['--identity', [...where('northeurope'), '--identity', 'restore']],
])('begins nothing that could not be opened again: %s', async (option, more) => {
  expect(await refused(...beginLine(recovery.plan.target.uri, ...more))).toMatchObject({ code: 'USAGE', option });
  expect(readdirSync(place)).toEqual([]);
});
function where(location: string): string[] {
  return ['--subscription', '00000000-0000-4000-8000-000000000001', '--resource-group', 'a', '--location', location];
}

it.each([
  ['--account', 0],
  ['--container', 2],
  ['--typed-folder', 4],
])('notes no backup whose %s is none', async (option, at) => {
  const folder = await begin();
  const named = backup().map((each, index) => (index === at + 1 ? 'https://a.example' : each));
  expect(await refused('backup', folder, ...azure(), ...named)).toMatchObject({ code: 'USAGE', option });
  expect(written(folder)).not.toContain('backup-named');
});
