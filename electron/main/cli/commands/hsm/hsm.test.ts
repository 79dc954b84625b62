// A recovery by commands against a practice cloud, each command its own run, as a script makes it.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { line } from '#e2e/support/command-line.ts';
import { type CommandRun, runCommand } from '#e2e/support/command-run.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { troubles } from '#e2e/support/service-troubles.ts';
import { long } from '#e2e/support/long.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { answerWithBlob, sendCertificates, sendObservations } from '#e2e/support/both-sides.ts';
import { beginJournal } from '#e2e/support/ceremony-beginning.ts';
import { prepareRecovery, type Recovery, TestClock } from '#e2e/support/recovery-setup.ts';
import type { MapAssessment } from '#core/consumers/assess.ts';
import { encodeConsumerMap } from '#core/consumers/map-file.ts';
import { consumersOf, estate, lostHsm, mapOf } from '#core/consumers/testdata/maps.ts';
import { encodeInventory, parseInventory } from '#core/inventory/inventory-file.ts';
import { sheet } from '#core/journal/testdata/recovery.ts';
import { approveAgain, approvePlan } from '#core/plan/approval.ts';
import { planSha256 } from '#core/plan/plan-file.ts';
import type { Observation } from '#core/transfer/payload.ts';
import { operator1, operator2 } from '#core/transfer/testdata/samples.ts';
import { StepJournal } from '#services/recovery/step-journal.ts';
import { exchangeJwk, issueExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { failureScenarios } from '#simulator/failure-scenarios.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { registerHsm } from './hsm.ts';

const workspace = usePracticeWorkspace();
let recovery: Recovery;
let place: string;
let clock: TestClock;
const at = (...path: string[]): string => join(place, ...path);

interface Answer extends CommandRun {
  readonly result: Readonly<Record<string, unknown>>;
  readonly fault: { readonly code: string } & Readonly<Record<string, unknown>>;
}

async function prepare(kind?: 'activation'): Promise<void> {
  recovery = await prepareRecovery(workspace, kind === undefined ? {} : { kind });
  place = workspace.newDirectory();
  clock = new TestClock();
  for (const machine of ['one', 'two']) await mkdir(at(machine), { recursive: true });
  const approved = approveAgain(approvePlan(recovery.plan, operator1), operator2);
  await writeFile(at('plan'), approved);
  await writeFile(at('inventory'), encodeInventory(recovery.inventory));
  await beginJournal(at('one', 'journal'), recovery.plan, 'operator-1');
  await beginJournal(at('two', 'journal'), recovery.plan, 'operator-2');
}
beforeEach(() => prepare());
afterEach(() => recovery.close());

async function run(line: readonly string[], json = true): Promise<Answer> {
  const { exit, text } = await runCommand(
    (program, context) => registerHsm(program, context, { wait: () => Promise.resolve(), now: clock.now }),
    ['hsm', ...line, ...(json ? ['--json'] : [])],
  );
  return { exit, text, ...((json ? JSON.parse(text) : {}) as Pick<Answer, 'result' | 'fault'>) };
}

const planned = (): string[] => ['--plan', at('plan'), '--plan-sha256', planSha256(recovery.plan)];
const access = (): string[] => [
  ...planned(),
  ...['--practice', recovery.cloud.url, '--ca', recovery.cloud.caCertificateFile],
];
const step = (machine = 'one'): string[] => [
  ...access(),
  ...['--journal', at(machine, 'journal'), '--answers', at(machine)],
];
const confirmed = ['--confirmed-by', 'Person operator-1', 'Person operator-2', '--typed-name', 'recovered-hsm'];

async function good(...line: string[]): Promise<Answer['result']> {
  const { exit, result, text } = await run(line);
  expect(text).not.toContain('"fault"');
  expect(exit).toBe(0);
  return result;
}
async function refused(exit: number, ...line: string[]): Promise<Answer['fault']> {
  const answer = await run(line);
  expect(answer.exit).toBe(exit);
  return answer.fault;
}

async function receiveBlob(): Promise<string[]> {
  await good('init-recovery', ...step(), ...confirmed, '--out', at('first'));
  await good('observe', ...step('two'), '--typed-name', recovery.plan.target.name, '--out', at('second'));
  return blobFor();
}

/** What the commands of bundles and the offline side do between the two halves of the online part. */
async function blobFor(): Promise<string[]> {
  const [first, second] = await Promise.all(
    ['first', 'second'].map(async (name) => JSON.parse(await readFile(at(name), 'utf8')) as Observation),
  );
  const sent = await sendObservations(at('one', 'journal'), recovery.plan, first!, second!);
  const { file, payloadSha256 } = answerWithBlob(workspace, recovery, sent);
  await writeFile(at('bundle'), file);
  return ['--bundle', at('bundle'), '--read-back', payloadSha256];
}

describe('a recovery by commands', () => {
  it('goes from the board to the hand-over', async () => {
    const operators = ['--operators', practiceAdministrator];
    expect(await good('source', ...step(), ...operators, '--inventory', at('inventory'))).toMatchObject({
      ready: true,
    });
    expect(await good('account', ...access())).toMatchObject({
      account: { objectId: practiceAdministrator },
      // Practice has its own way.
      networkPath: null,
    });
    await good('upload', ...step(), ...confirmed, ...(await receiveBlob()));
    expect(await good('backup', ...step())).toMatchObject({ id: 'backup-1' });
    const folder = recovery.plan.backup?.folder ?? '';
    const restore = ['restore', ...step(), ...confirmed, '--typed-folder', folder, ...operators];
    restore.push('--inventory', at('inventory'));
    expect(await refused(3, ...restore)).toMatchObject({ code: 'HOLD_RUNNING' });
    expect(await good('status', ...step())).toMatchObject({ hold: { phase: 'running' } });
    const status = await run(['status', ...step()], false);
    expect(status.text).toContain('is running');
    // In practice a minute of the hold is a second.
    clock.advance(30_000);
    expect(await good(...restore)).toMatchObject({ id: 'restore-1' });
    const disk = recovery.inventory.keys.find(({ name }) => name === 'disk')?.versions[0];
    const canary = `disk/${disk?.version ?? ''}/${disk?.publicSha256 ?? ''}`;
    const verify = ['verify', ...step(), '--inventory', at('inventory'), '--out', at('recovered'), '--public-halves'];
    expect(await good(...verify, '--canary', canary)).toMatchObject({
      same: true,
      differences: [],
      proofs: [{ key: 'disk', proven: ['sign', 'unwrap'] }],
    });
    await workspace.open(recovery.cloud, recovery.plan.target.uri).keys.deleteKey('data');
    const differs = await run(['verify', ...step(), '--inventory', at('inventory'), '--out', at('less')]);
    expect([differs.exit, differs.result['same']]).toEqual([3, false]);
    const table = ['--inventory', at('recovered'), '--csv', at('table.csv'), '--json-file', at('table.json')];
    expect(await good('hand-over', ...planned(), ...table)).toMatchObject({ rows: 3 });
    const csv = await readFile(at('table.csv'), 'utf8');
    expect(csv.split('\r\n')).toHaveLength(5);
    expect(csv).toContain('"https://lost-hsm.managedhsm.practice.invalid/keys/disk/');
    expect(await refused(4, 'hand-over', ...planned(), ...table)).toMatchObject({ code: 'FILE_EXISTS' });
  });
});

describe('a recovery by commands, through every trouble of the service once', () => {
  /** People run a command again where it did not finish. @returns how often it was run */
  async function finished(...line: string[]): Promise<number> {
    for (let runs = 1; runs < 4; runs += 1) {
      const { exit, fault } = await run(line);
      if (exit === 0) return runs;
      expect(fault.code).toMatch(/^SERVICE_/);
    }
    throw new Error(`${line[0] ?? ''} does not finish`);
  }

  const throughTrouble = async (_: string, access: readonly string[]): Promise<void> => {
    if (access.length === 0) {
      const { containerUri } = recovery.cloud;
      await failureScenarios['storage-firewall-trusted'](recovery.cloud, { hsmName: 'recovered-hsm', containerUri });
    }
    recovery.cloud.playFaults(troubles);
    await finished('init-recovery', ...step(), ...confirmed, '--out', at('first'));
    await finished('observe', ...step('two'), '--typed-name', recovery.plan.target.name, '--out', at('second'));
    const upload = ['upload', ...step(), ...confirmed, ...(await blobFor())];
    // The question about the lost answer was refused, and the next run asks again.
    expect(await finished(...upload)).toBe(2);
    expect(await finished('backup', ...step(), ...access)).toBe(2);
    clock.advance(30_000);
    const restore = ['restore', ...step(), ...confirmed, '--typed-folder', recovery.plan.backup?.folder ?? ''];
    restore.push('--operators', practiceAdministrator, '--inventory', at('inventory'), ...access);
    await finished(...restore, '--key', 'disk');
    await finished(...restore);
    const verify = ['verify', ...step(), '--inventory', at('inventory'), '--out', at('recovered'), '--public-halves'];
    expect(await finished(...verify)).toBe(1);
    expect(recovery.cloud.unplayedFaults()).toEqual([]);
    const journal = await StepJournal.open(at('one', 'journal'), clock.now);
    const { calls, failures } = journal.state;
    await journal.close();
    expect(failures).toEqual([]);
    expect(Object.values(calls).map(({ id, phase }) => `${id} ${phase}`)).toEqual(
      ['init-recovery-1', 'upload-1', 'backup-1', 'key-restore-1', 'restore-1'].map((id) => `${id} succeeded`),
    );
    const taken = (path: string): number =>
      workspace.seen().filter((one) => one.path === path && one.method !== 'GET' && one.hasToken).length;
    // Each was taken on once: the others were refused.
    expect([taken('/securitydomain/upload'), taken('/backup'), taken('/restore')]).toEqual([4, 3, 2]);
  };
  it.each([['a SAS token', ['--sas-from-account']]])('by %s', throughTrouble);
  // The calls of the app do so there.
  it.each([['the identity, with storage that this machine cannot reach', []]])('by %s', long, throughTrouble);
});

describe('an upload by a command, of an HSM that shows another key with each fetch', () => {
  it('is refused twice, and sent by the exception of two people at its step alone', async () => {
    const upload = ['upload', ...step(), ...confirmed, ...(await receiveBlob())];
    const show = (): void => {
      const key = issueExchangeKey('recovered-hsm.managedhsm.practice.invalid', new Date());
      const text = JSON.stringify({ key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk(key)) });
      const script = { method: 'GET', path: '/securitydomain/upload', times: Number.POSITIVE_INFINITY };
      recovery.cloud.playFaults([{ ...script, action: { kind: 'change', text: () => text } }]);
    };
    const except = async (number: number, step: string, check: 'blob-key' | null): Promise<void> => {
      const journal = await StepJournal.open(at('one', 'journal'), clock.now);
      const decidedBy = ['Person operator-1', 'Person operator-2'];
      await journal.append({ kind: 'exception', number, check, ...sheet, step, decidedBy });
      await journal.close();
    };
    show();
    expect(await refused(3, ...upload)).toMatchObject({ code: 'EXCHANGE_KEY_DIFFERS' });
    show();
    expect(await refused(3, ...upload)).toMatchObject({ code: 'EXCHANGE_KEY_CHANGED' });
    await except(1, 'C14', 'blob-key');
    await except(2, 'C13', null);
    expect(await faultOfPromise(run([...upload, '--key-exception', 'EX-0']))).toMatchObject({ code: 'USAGE' });
    expect(await refused(3, ...upload, '--key-exception', 'EX-3')).toMatchObject({ problem: 'unknown' });
    expect(await refused(3, ...upload, '--key-exception', 'EX-2')).toMatchObject({
      ...{ code: 'EXCEPTION_UNFIT', number: 2, step: 'C14', problem: 'other-step' },
    });
    expect(await good(...upload, '--key-exception', 'EX-1')).toMatchObject({ verdict: 'succeeded' });
  });
});

describe('an activation by commands', () => {
  const except = async (step: string): Promise<void> => {
    const journal = await StepJournal.open(at('one', 'journal'), clock.now);
    await journal.append({ kind: 'exception', number: 1, check: null, ...sheet, step });
    await journal.close();
  };
  beforeEach(async () => {
    await recovery.close();
    await prepare('activation');
    const { file, payloadSha256 } = sendCertificates(workspace, recovery);
    await writeFile(at('bundle'), file);
    const bundle = ['--bundle', at('bundle'), '--read-back', payloadSha256];
    await good('activate', ...step(), ...confirmed, ...bundle, '--out', at('domain'));
  });

  it('makes the test key before the first backup, and says what a recovery types again', async () => {
    expect(await refused(3, 'backup', ...step())).toEqual({ code: 'CANARY_MISSING' });
    const made = await good('canary', ...step());
    expect(made).toMatchObject({ key: `lifeboat-canary-${recovery.plan.ceremony}`, proven: ['sign', 'unwrap'] });
    const { text } = await run(['canary', ...step()], false);
    expect(text).toContain(`${String(made['key'])}/${String(made['version'])}`);
    expect(text).toContain(String(made['publicSha256']).slice(0, 4));
    expect(await good('backup', ...step())).toMatchObject({ id: 'backup-1' });
  });

  it('leaves it out by an exception at its step alone', async () => {
    const without = ['backup', ...step(), '--canary-exception', 'EX-1'];
    expect(await refused(3, ...without)).toMatchObject({ code: 'EXCEPTION_UNFIT', step: 'A26', problem: 'unknown' });
    await except('A26');
    expect(await good(...without)).toMatchObject({ id: 'backup-1' });
    expect(await refused(3, 'canary', ...step())).toMatchObject({ rules: ['canary-before-the-backup'] });
  });
});

describe('a command', () => {
  it('exports an inventory, and only into a new file', async () => {
    const line = ['inventory', ...access(), '--source', '--out', at('taken')];
    const attested = ['inventory', ...access(), '--source', '--out', at('again'), '--attestations', at('attested')];
    // A practice HSM has no maker: it proves nothing, and says so.
    const { attestations } = await good(...attested, '--attested-keys', 'disk');
    expect(attestations).toMatchObject({ proven: 0, notProven: [{ key: 'disk', isSigned: false }, { key: 'disk' }] });
    expect(await good('attestations', '--file', at('attested'))).toMatchObject({ checked: attestations });
    expect(await good(...line)).toMatchObject({ keys: 2, versions: 3, roles: 3, notRead: [] });
    const { hsm } = parseInventory(await readFile(at('taken')));
    expect(hsm).toBe('https://lost-hsm.managedhsm.practice.invalid');
    // Who uses a key that is not there.
    const map = mapOf(consumersOf(estate), { practice: true, hsm });
    await writeFile(at('map'), encodeConsumerMap(map));
    const compared = ['inventory', ...access(), '--source', '--consumers', at('map'), '--out'];
    const { exit, text } = await run([...compared, at('compared')]);
    const { consumers } = (JSON.parse(text) as { result: { consumers: MapAssessment } }).result;
    expect([exit, consumers.notBackedUp.length, consumers.stranded]).toEqual([6, map.consumers.length - 2, []]);
    expect((await run([...compared, at('lines')], false)).text).toContain(
      'IN NO BACKUP is a key that they use: 38 resources',
    );
    await writeFile(at('foreign'), encodeConsumerMap({ ...map, hsm: lostHsm }));
    const foreign = ['inventory', ...access(), '--source', '--consumers', at('foreign'), '--out', at('none')];
    expect(await refused(3, ...foreign)).toMatchObject({ code: 'CONSUMERS_FOREIGN' });
    expect(await refused(4, ...line)).toMatchObject({ code: 'FILE_EXISTS' });
  });

  it('takes no inventory of another HSM where the plan names none that was lost', async () => {
    const kind = 'drill' as const;
    const bare = { ...recovery.plan, kind, source: null };
    await writeFile(at('plan'), approveAgain(approvePlan(bare, operator1), operator2));
    const line = [...access(), '--source', '--out', at('taken')];
    line.splice(line.indexOf('--plan-sha256') + 1, 1, planSha256(bare));
    expect(await refused(3, 'inventory', ...line)).toEqual({ code: 'STEP_NOT_PLANNED', missing: 'source' });
  });

  it('says with its exit code, too, that something would fail', async () => {
    const stranger = ['--operators', '00000000-0000-4000-8000-0000000000ff', '--inventory', at('inventory')];
    const { exit, result } = await run(['source', ...step(), ...stranger]);
    expect([exit, result['ready']]).toEqual([3, false]);
  });

  it('creates the HSM of the plan, and wants its name typed', async () => {
    await recovery.cloud.destroyHsm('recovered-hsm');
    // Before it is made its roles are nobody's to tell, and the rest is told.
    expect(await good('account', ...access())).toMatchObject({
      hsm: null,
      account: { objectId: practiceAdministrator },
    });
    const line = ['create', ...step(), '--administrators', practiceAdministrator, '--retention-days', '7'];
    const wrong = ['--confirmed-by', 'Person operator-1', 'Person operator-2', '--typed-name', 'another-hsm'];
    expect(await refused(3, ...line, ...wrong)).toMatchObject({ code: 'CONFIRMATION_DIFFERS' });
    expect(await good(...line, ...confirmed)).toMatchObject({ id: 'create-1' });
  });

  it('creates an HSM with tags and a network, and nothing that is no tag, no address, or not in the plan', async () => {
    await recovery.cloud.destroyHsm('recovered-hsm');
    const creating = line`create ${step()} --administrators ${practiceAdministrator} --retention-days 7 ${confirmed}`;
    expect(await faultOfPromise(run([...creating, '--tag', 'cost-center']))).toMatchObject({ option: '--tag' });
    expect(await faultOfPromise(run([...creating, '--allow-address', '999.1.1.1']))).toMatchObject({ code: 'USAGE' });
    await recovery.cloud.azure.setPolicies([{ name: 'Tags', demand: { kind: 'tag', tag: 'cost-center' } }]);
    expect(await refused(5, ...creating)).toMatchObject({ code: 'SERVICE_POLICY_DENIED', policies: ['Tags'] });
    const more = ['--tag', 'cost-center=4711', '--tag', 'team=keys', '--allow-address', '203.0.113.0/24'];
    expect(await good(...creating, ...more, '--sku', 'Custom_B6', '--bypass', 'none')).toMatchObject({
      hsm: {
        sku: 'Custom_B6',
        tags: { 'cost-center': '4711', team: 'keys' },
        network: { publicAccess: true, defaultAction: 'deny', bypass: 'none', allowedAddresses: ['203.0.113.0/24'] },
      },
    });
  });

  it('attaches the identity of the plan, once', async () => {
    expect(await good('identity', ...step())).toMatchObject({ id: null, sent: false });
    const { id } = await recovery.cloud.azure.addIdentity('another');
    const { backup } = recovery.plan;
    const plan = { ...recovery.plan, backup: backup && { ...backup, identity: id } };
    await writeFile(at('plan'), approveAgain(approvePlan(plan, operator1), operator2));
    await beginJournal(at('three'), plan, 'operator-1');
    const line = ['identity', ...access(), '--journal', at('three'), '--answers', at('two')];
    line.splice(line.indexOf('--plan-sha256') + 1, 1, planSha256(plan));
    expect(await good(...line)).toMatchObject({ id: 'identity-1', sent: true });
    const { text } = await run(line, false);
    expect(text).toContain('The identity is attached already.');
  });

  it('lists deleted HSMs, brings the lost one back, and purges what has the name of the new one', async () => {
    for (const name of ['lost-hsm', 'recovered-hsm']) await recovery.cloud.softDeleteHsm(name);
    const { text } = await run(['deleted', 'list', ...step()], false);
    expect(text).toContain('the lost HSM of the plan');
    const by = ['--confirmed-by', 'Person operator-1', 'Person operator-2', '--typed-name'];
    const purge = ['deleted', 'purge', ...step(), ...by];
    expect(await refused(3, ...purge, 'lost-hsm', '--hsm', 'source')).toMatchObject({ code: 'PURGE_BEFORE_RESTORE' });
    expect(await refused(3, ...purge, 'lost-hsm', '--hsm', 'target')).toMatchObject({ code: 'CONFIRMATION_DIFFERS' });
    expect(await good(...purge, 'recovered-hsm', '--hsm', 'target')).toMatchObject({ purged: 'recovered-hsm' });
    const back = await good('deleted', 'recover', ...step(), ...by, 'lost-hsm', '--hsm', 'source');
    expect(back).toMatchObject({ hsm: { name: 'lost-hsm', activation: 'active' } });
    expect(await good('deleted', 'list', ...step())).toEqual({ hsms: [] });
  });

  it('deletes an HSM that failed creation, and no other', async () => {
    const named = ['delete-failed', ...step(), ...confirmed];
    expect(await refused(3, ...named)).toMatchObject({ code: 'HSM_NOT_FAILED' });
    await recovery.cloud.destroyHsm('recovered-hsm');
    await failureScenarios['no-capacity'](recovery.cloud);
    const creating = line`create ${step()} --administrators ${practiceAdministrator} --retention-days 7 ${confirmed}`;
    expect(await refused(5, ...creating)).toMatchObject({ code: 'SERVICE_OPERATION_FAILED' });
    expect(await good(...named)).toEqual({ id: 'delete-1', deleted: 'recovered-hsm' });
    expect(await good('deleted', 'list', ...step())).toMatchObject({ hsms: [{ planned: 'target' }] });
  });

  it('lists, assigns and removes roles', async () => {
    await workspace.activate(workspace.open(recovery.cloud, recovery.plan.target.uri));
    const principal = '00000000-0000-4000-8000-0000000000aa';
    const role = ['--role', 'Crypto Auditor', '--scope', '/keys/disk', '--principal', principal];
    const assign = ['roles', 'assign', ...step(), ...role, '--principal-type', 'user'];
    expect(await good(...assign)).toMatchObject({ change: 'assigned', role: 'Managed HSM Crypto Auditor' });
    expect(await good(...assign)).toMatchObject({ change: 'found' });
    await good('roles', 'list', ...access());
    const { text } = await run(['roles', 'list', ...access()], false);
    expect(text).toContain(`Managed HSM Crypto Auditor on /keys/disk for ${principal}`);
    expect(await good('roles', 'remove', ...step(), ...role)).toMatchObject({ change: 'removed' });
    expect(await refused(3, 'roles', 'remove', ...step(), ...role)).toMatchObject({ code: 'ROLE_ASSIGNMENT_MISSING' });
    const wrong = ['roles', 'assign', ...step(), '--role', 'Crypto User', '--principal'];
    expect(await faultOfPromise(run([...wrong, 'ada']))).toMatchObject({ code: 'USAGE', option: '--principal' });
  });

  it('sends nothing where its answer could not be kept, and goes on once it can', async () => {
    await recovery.cloud.destroyHsm('recovered-hsm');
    const line = (answers: string): string[] => [
      ...['create', ...access(), '--journal', at('one', 'journal'), '--answers', answers],
      ...['--administrators', practiceAdministrator, '--retention-days', '7', ...confirmed],
    ];
    const missing = at('nowhere');
    for (let times = 0; times < 2; times += 1) {
      const { fault } = await run(line(missing));
      expect(fault).toMatchObject({ code: 'FILE_NOT_FOUND' });
      expect(fault['name']).toContain('nowhere');
    }
    expect(workspace.seen().filter(({ method }) => method === 'PUT')).toEqual([]);
    await good(...line(at('one')));
  });

  it('asks for --practice where the plan is one of practice, and looks for whoever is signed in where nobody is named', async () => {
    const { fault } = await run(['account', ...planned()]);
    expect(fault).toMatchObject({ code: 'USAGE', problem: 'practice-needed' });
    const { result } = await run(['source', ...step(), '--inventory', at('inventory')]);
    expect(result['preFlight']).toContainEqual({
      id: 'operators-in-backup',
      outcome: 'ok',
      found: { kind: 'value', value: practiceAdministrator },
    });
  });

  it('takes no journal that follows another plan, nor one without a plan', async () => {
    const mismatch = { code: 'PLAN_MISMATCH', expected: planSha256(recovery.plan) };
    const other = { ...recovery.plan, place: 'Elsewhere' };
    await beginJournal(at('other'), other, 'operator-1');
    await (await StepJournal.open(at('empty'), clock.now)).close();
    const under = (journal: string): string[] => [...access(), '--journal', at(journal), '--answers', at('one')];
    for (const line of [['status'], ['backup'], ['source']]) {
      expect(await refused(3, ...line, ...under('other'))).toMatchObject({ ...mismatch, found: planSha256(other) });
      expect(await refused(3, ...line, ...under('empty'))).toMatchObject({ ...mismatch, found: 'none' });
    }
  });

  it('settles by two people what the service does not tell', async () => {
    await good('upload', ...step(), ...confirmed, ...(await receiveBlob()));
    recovery.cloud.playFaults([{ method: 'POST', path: '/backup', action: { kind: 'reset', when: 'before' } }]);
    expect(await refused(5, 'backup', ...step())).toMatchObject({ code: 'SERVICE_OUTCOME_UNKNOWN' });
    expect(await refused(3, 'backup', ...step())).toEqual({ code: 'STEP_OUTCOME_UNKNOWN', call: 'backup' });
    const decision = line`--call backup --verdict failed --by ${'Person operator-1'} ${'Person operator-2'}
        --reason ${'no folder'}`;
    expect(await good('decide', ...step(), ...decision)).toEqual({ id: 'backup-1', verdict: 'failed' });
    expect(await good('backup', ...step())).toMatchObject({ id: 'backup-2' });
  });

  it('takes a SAS token from a file, and says what is wrong with it without showing it', async () => {
    await writeFile(at('sas'), '?sv=2025-05-05&sp=rl&se=2099-01-01T00%3A00%3A00Z&sig=very-secret-signature');
    const answer = await run(['backup', ...step(), '--sas-file', at('sas')]);
    expect(answer.fault).toEqual({ code: 'SAS_UNFIT', problem: 'permissions' });
    expect(answer.text).not.toContain('very-secret');
  });

  it('does not take a practice plan to Azure', async () => {
    const line = [...planned(), '--journal', at('one', 'journal'), '--answers', at('one')];
    expect(await refused(2, 'status', ...line)).toMatchObject({ code: 'USAGE' });
    const elsewhere = ['--practice', 'https://example.org:443', '--ca', recovery.cloud.caCertificateFile];
    expect(await refused(2, 'status', ...line, ...elsewhere)).toMatchObject({ code: 'USAGE' });
    expect(await refused(2, 'account', ...planned(), '--sign-in', 'secret')).toMatchObject({ code: 'USAGE' });
  });
});
