// Backups outside of a ceremony, by the command that a schedule runs: each against a practice cloud.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type CommandRun, runCommand } from '#e2e/support/command-run.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { prepareRecovery, type Recovery, TestClock } from '#e2e/support/recovery-setup.ts';
import { refuse } from '#shared/faults/fault.ts';
import { checkOfCard, withNewestFolder } from '#core/documents/standing-card.ts';
import { encodeConsumerMap } from '#core/consumers/map-file.ts';
import { encodePlan } from '#core/plan/plan-file.ts';
import { backupFileNames, parseBackupRecord } from '#core/backup-record/backup-record.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { parseInventory } from '#core/inventory/inventory-file.ts';
import { registerHsm } from './hsm.ts';

vi.mock('#core/paper/print-style.ts', () => ({ printStyle: '' }));

const workspace = usePracticeWorkspace();
let recovery: Recovery;
let records: string;
let clock: TestClock;

beforeEach(async () => {
  recovery = await prepareRecovery(workspace);
  records = workspace.newDirectory();
  await mkdir(records);
  clock = new TestClock();
});

/** The text of the document, where a PDF of it would be. */
const printed = (html: string): Promise<Buffer> => Promise.resolve(Buffer.from(html));

interface Answer extends CommandRun {
  readonly result: Readonly<Record<string, unknown>>;
  readonly fault: { readonly code: string } & Readonly<Record<string, unknown>>;
}

async function run(line: readonly string[], print = printed): Promise<Answer> {
  const { exit, text } = await runCommand(
    (program, context) =>
      registerHsm(
        program,
        { ...context, printer: () => ({ print }) },
        { wait: () => Promise.resolve(), now: clock.now },
      ),
    ['hsm', 'backup', '--standing', ...line, '--json'],
  );
  return { exit, text, ...(JSON.parse(text) as Pick<Answer, 'result' | 'fault'>) };
}

const hsm = 'https://lost-hsm.managedhsm.practice.invalid';
const named = (): string[] => ['--hsm', hsm, '--container-uri', recovery.cloud.containerUri];
const practice = (): string[] => ['--practice', recovery.cloud.url, '--ca', recovery.cloud.caCertificateFile];
const standing = (): string[] => [...named(), ...practice(), '--records', records];

describe('a standing backup', () => {
  it('writes a record that names a folder in the container, and nothing over another', async () => {
    const before = await recovery.cloud.backups(recovery.cloud.containerUri);
    const { exit, result } = await run([...standing(), '--with-inventory']);
    expect(exit).toBe(0);
    const names = (await readdir(records)).sort();
    expect(names).toHaveLength(2);
    const [recordName = '', inventoryName = ''] = names;
    const bytes = await readFile(join(records, recordName));
    const record = parseBackupRecord(bytes);
    expect(record).toMatchObject({
      practice: true,
      hsm,
      container: recovery.cloud.containerUri,
      access: 'managed-identity',
    });
    expect(record.seen?.files).toBeGreaterThan(0);
    expect(before).not.toContain(record.folder);
    expect(await recovery.cloud.backups(recovery.cloud.containerUri)).toContain(record.folder);
    const inventory = await readFile(join(records, inventoryName));
    expect(parseInventory(inventory).hsm).toBe(hsm);
    expect(record.inventory).toMatchObject({ file: inventoryName, sha256: sha256(inventory).toString('hex'), keys: 2 });
    expect(result['written']).toEqual([
      { file: join(records, inventoryName), sha256: record.inventory?.sha256 },
      { file: join(records, recordName), sha256: sha256(bytes).toString('hex') },
    ]);
    // In the same second the names are taken, and no backup is begun whose record could not be kept.
    const folders = await recovery.cloud.backups(recovery.cloud.containerUri);
    expect(await run(standing())).toMatchObject({ exit: 4, fault: { code: 'FILE_EXISTS' } });
    expect(await readFile(join(records, recordName))).toEqual(bytes);
    expect(await recovery.cloud.backups(recovery.cloud.containerUri)).toEqual(folders);
    clock.advance(1000);
    expect((await run(standing())).exit).toBe(0);
    expect(await readdir(records)).toHaveLength(3);
  });

  it('begins nothing where the container is missing, or the HSM cannot reach it', async () => {
    const elsewhere = [...standing(), '--container-uri', `${recovery.cloud.containerUri}-2`];
    expect(await run(elsewhere)).toMatchObject({
      exit: 3,
      fault: { code: 'BACKUP_CONTAINER_MISSING', uri: `${recovery.cloud.containerUri}-2` },
    });
    const { cloud } = recovery;
    const { hsmUri } = await cloud.createHsm('no-identity');
    await workspace.activate(workspace.open(cloud, hsmUri));
    const refused = await run([...standing(), '--hsm', hsmUri]);
    expect(refused.exit).toBe(5);
    expect(refused.fault.code).toMatch(/^SERVICE_/);
    expect(await readdir(records)).toEqual([]);
    expect(workspace.seen().some(({ method, path }) => method === 'POST' && path.startsWith('/backup'))).toBe(false);
  });

  it('sends nothing where the record could not be kept', async () => {
    const sent = workspace.seen().length;
    const line = [...named(), ...practice(), '--records', join(records, 'missing')];
    expect(await run(line)).toMatchObject({ exit: 4, fault: { code: 'FILE_NOT_FOUND' } });
    expect(workspace.seen().slice(sent)).toEqual([]);
  });

  it('writes no record of a backup that the container does not show', async () => {
    recovery.cloud.playFaults([
      {
        method: 'GET',
        host: '*.blob.practice.invalid',
        path: '/backups',
        times: 9,
        action: {
          kind: 'change',
          text: (text) => text.replaceAll(/mhsm-lost-hsm-\d+/g, 'mhsm-lost-hsm-20200101000000'),
        },
      },
    ]);
    expect(await run(standing())).toMatchObject({ exit: 3, fault: { code: 'BACKUP_NOT_IN_CONTAINER' } });
    expect(await readdir(records)).toEqual([]);
  });

  it('takes a lost answer for a lost answer: the next time of the schedule makes another backup', async () => {
    recovery.cloud.playFaults([{ method: 'POST', path: '/backup', action: { kind: 'reset', when: 'after' } }]);
    expect(await run(standing())).toMatchObject({ exit: 5, fault: { code: 'SERVICE_OUTCOME_UNKNOWN' } });
    expect(await readdir(records)).toEqual([]);
    expect((await run(standing())).exit).toBe(0);
  });

  it('takes a SAS token from a file and shows nothing of it', async () => {
    const file = workspace.newDirectory();
    await writeFile(file, '?sv=2025-05-05&sp=rl&se=2099-01-01T00%3A00%3A00Z&sig=very-secret-signature');
    const answer = await run([...standing(), '--sas-file', file]);
    expect(answer.fault).toEqual({ code: 'SAS_UNFIT', problem: 'permissions' });
    expect(answer.text).not.toContain('very-secret');
  });
});

describe('the emergency card of a standing backup', () => {
  const withCard = async (plan = recovery.plan): Promise<string[]> => {
    const file = workspace.newDirectory();
    await writeFile(file, encodePlan(plan));
    return [...standing(), '--card-plan', file];
  };

  it('is written beside the record, with the new folder and the check value that readiness compares', async () => {
    const { practice, source } = recovery.plan;
    const hsm = source?.uri ?? '';
    const map = backupFileNames({ practice, hsm, began: '2020-01-01T00:00:00Z' }).consumers;
    await mkdir(records, { recursive: true });
    const consumer = {
      ...{
        id: '/subscriptions/s/resourceGroups/g/providers/p/t/ledger',
        type: 'p/t',
        region: 'westeurope',
        owner: null,
      },
      ...{ states: [], identities: [], identity: null, disks: null },
      uses: [{ path: 'properties.key', key: 'made-yesterday', version: null }],
    };
    const read = { hsmId: null, taken: '2020-01-01T00:00:00Z', plannedRegion: null, seen: [], notSeen: [] };
    const json = encodeConsumerMap({
      format: 'lifeboat-consumers',
      v: 1,
      practice,
      hsm,
      ...read,
      consumers: [consumer],
    });
    await writeFile(join(records, map), json);
    const { exit, result } = await run(await withCard());
    expect(exit).toBe(0);
    const [recordName = '', , cardName = '', ...others] = (await readdir(records)).sort();
    expect(others).toEqual([]);
    const record = await readFile(join(records, recordName));
    const check = checkOfCard(withNewestFolder(recovery.plan, record));
    const card = await readFile(join(records, cardName));
    expect(cardName).toMatch(/^PRACTICE-lifeboat-emergency-card-lost-hsm-\d{8}T\d{6}Z\.pdf$/);
    expect(card.toString()).toContain(`<bdi>${parseBackupRecord(record).folder}</bdi>`);
    expect(card.toString()).toContain(`>${check}</strong>`);
    expect(card.toString()).toContain('ledger');
    expect(result).toMatchObject({
      card: { check },
      written: [
        { file: join(records, recordName) },
        { file: join(records, cardName), sha256: sha256(card).toString('hex') },
      ],
    });
  });

  it('keeps the backup and its record where the card cannot be printed, and says so', async () => {
    const fault = { code: 'PRINTER_MISSING', tried: [] } as const;
    const answer = await run(await withCard(), () => refuse(fault));
    expect(answer).toMatchObject({ exit: 6, result: { card: { fault } } });
    const [recordName = '', ...others] = await readdir(records);
    expect(others).toEqual([]);
    const { folder } = parseBackupRecord(await readFile(join(records, recordName)));
    expect(await recovery.cloud.backups(recovery.cloud.containerUri)).toContain(folder);
  });

  it('begins no backup with a plan for another HSM', async () => {
    const sent = workspace.seen().length;
    const foreign = await withCard({
      ...recovery.plan,
      source: { name: 'other-hsm', uri: hsm.replace('lost', 'other') },
    });
    expect(await run(foreign)).toMatchObject({ exit: 3, fault: { code: 'PLAN_MISMATCH', what: 'HSM', expected: hsm } });
    expect(
      workspace
        .seen()
        .slice(sent)
        .filter(({ method }) => method === 'POST'),
    ).toEqual([]);
  });
});

describe('what a standing backup is called with', () => {
  it('is named where it is missing', async () => {
    expect(await run([...named(), ...practice()])).toMatchObject({
      exit: 2,
      fault: { code: 'USAGE', problem: 'needed-here', option: '--records' },
    });
    expect(await run(['--records', records])).toMatchObject({
      exit: 2,
      fault: { code: 'USAGE', problem: 'needed-here', option: '--hsm, --container-uri' },
    });
    expect(await run([...standing(), '--subscription', '00000000-0000-4000-8000-000000000001'])).toMatchObject({
      exit: 2,
      fault: { code: 'USAGE', problem: 'together' },
    });
  });

  const production = [
    '--hsm',
    'https://keys-hsm.managedhsm.azure.net',
    '--tenant',
    '00000000-0000-4000-8000-00000000000a',
  ];
  const storage = ['--container-uri', 'https://backups.blob.core.windows.net/keys'];

  it('asks nobody: a sign-in that waits for a person is refused', async () => {
    for (const method of ['device-code', 'browser']) {
      const line = [...production, ...storage, '--records', records, '--sign-in', method];
      expect(await run(line)).toMatchObject({ exit: 2, fault: { code: 'USAGE', problem: 'no-prompts' } });
    }
    expect(await run([...production, ...storage, '--records', records])).toMatchObject({
      exit: 2,
      fault: { problem: 'no-prompts' },
    });
  });

  it('keeps practice and production apart', async () => {
    expect(await run([...production, ...standing().slice(2)])).toMatchObject({
      exit: 3,
      fault: { code: 'HSM_DETAILS_INVALID', problems: [{ path: 'container', rule: 'OTHER_CLOUD' }] },
    });
    expect(await run([...standing(), ...storage])).toMatchObject({ exit: 3, fault: { code: 'HSM_DETAILS_INVALID' } });
    expect(await run([...production, ...storage, ...practice(), '--records', records])).toMatchObject({
      exit: 2,
      fault: { code: 'USAGE', problem: 'no-prompts' },
    });
    expect(await run([...named(), '--records', records])).toMatchObject({
      exit: 2,
      fault: { code: 'USAGE', problem: 'practice-needed' },
    });
  });

  it('is checked before anything is sent', async () => {
    const sent = workspace.seen().length;
    const wrong = [...standing(), '--tenant', 'mine', '--identity-id', '/subscriptions/x'];
    expect(await run(wrong)).toMatchObject({
      exit: 3,
      fault: {
        code: 'HSM_DETAILS_INVALID',
        problems: [
          { path: 'tenant', rule: 'VALUE' },
          { path: 'identity', rule: 'VALUE' },
        ],
      },
    });
    expect(
      await run([...production.slice(0, 2), ...storage, '--records', records, '--sign-in', 'azure-cli']),
    ).toMatchObject({ exit: 3, fault: { code: 'DIRECTORY_MISSING' } });
    expect(workspace.seen().slice(sent)).toEqual([]);
  });
});
