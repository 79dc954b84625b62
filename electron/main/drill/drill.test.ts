// The drill as it is built: a whole recovery, and each fault caught at its place, named, and left behind.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtProgram } from '#e2e/support/built.ts';
import { runLine } from '#e2e/support/command-run.ts';
import { custodyInThread } from '#e2e/support/custody-in-thread.ts';
import { expectDescribed } from '#e2e/support/command-schema.ts';
import { long } from '#e2e/support/long.ts';
import { referenceProgram } from '#e2e/support/reference-tools.ts';
import { custodyWithTokens, hasTokens } from '#e2e/support/tokens.ts';
import { root } from '#build/root.ts';
import type { EvidenceReport } from '#shared/evidence/report.ts';
import type { FaultCode } from '#shared/faults/fault.ts';
import { estateConsumers } from '#simulator/estate/practice-estate.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import type { DrillResult } from './drill.ts';
import { type DrillFault, drillFaults } from './faults.ts';

const { cli } = builtProgram();
const python = referenceProgram('python3', '-c', 'import sys; assert sys.version_info >= (3, 8)');
const openssl = referenceProgram('openssl', 'version');
const folder = mkdtempSync(join(tmpdir(), 'lifeboat-drill-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function lifeboat(...args: readonly string[]): Promise<Run> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, error] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString('utf8')));
    child.on('close', (code) => done({ code, out, error }));
  });
}
const drill = (...args: readonly string[]): Promise<Run> => lifeboat('drill', '--json', ...args);
/** What is refused before anything begins, and a drill that goes on, need no process. */
const inThread = (...args: readonly string[]): Promise<Run> => runLine(['drill', '--json', ...args], custodyInThread());

const resultOf = ({ out }: Run): DrillResult => (JSON.parse(out) as { result: DrillResult }).result;
const caught = ({ stages }: DrillResult): FaultCode[] => stages.flatMap((stage) => stage.caught);

/** What each fault must be taken for, with three custodians and a quorum of two. */
const expected: Readonly<Record<DrillFault, readonly FaultCode[]>> = {
  'wrong-passphrase': ['PASSPHRASE_WRONG'],
  'foreign-key': ['KEY_OPENS_NO_SHARE'],
  'swapped-exchange-key': ['EXCHANGE_NAME_OTHER'],
  'damaged-share': ['SHARES_INCONSISTENT'],
  'tampered-datum': ['DATUM_NOT_AUTHENTIC'],
  'blob-for-other-hsm': ['RESTORE_BLOB_FOR_OTHER_KEY', 'SERVICE_REFUSED'],
  'swapped-bundle': ['BUNDLE_SIGNATURE_WRONG'],
  'replayed-bundle': ['BUNDLE_SEQUENCE'],
  'reflected-bundle': ['BUNDLE_DIRECTION'],
  'other-ceremony': ['BUNDLE_CEREMONY'],
  'foreign-identity': ['IDENTITY_FOREIGN'],
  'stale-exchange-key': ['EXCHANGE_KEY_DIFFERS', 'EXCHANGE_KEY_CHANGED'],
  'attacker-hsm': ['EXCHANGE_KEY_REFUSED', 'EXCHANGE_NAME_OTHER'],
  'damaged-journal': ['JOURNAL_TORN_LINE'],
  // Nothing is refused: what was in memory is gone, and what was on the disk is not.
  'lost-power': [],
};

/** Faults that are in each other's way in no point share a drill, because making keys takes longer than all the rest. */
const ofShares = [
  'wrong-passphrase',
  'foreign-key',
  'swapped-exchange-key',
  'damaged-share',
  'tampered-datum',
  'blob-for-other-hsm',
] as const;
const others: readonly (readonly DrillFault[])[] = [
  [
    'attacker-hsm',
    'other-ceremony',
    'foreign-identity',
    'replayed-bundle',
    'damaged-journal',
    'reflected-bundle',
    'stale-exchange-key',
    'swapped-bundle',
  ],
  ['lost-power'],
];

const journalOf = (out: string, ...machine: readonly string[]): string =>
  readFileSync(join(out, ...machine, 'journal.jsonl'), 'utf8');
const exceptionsIn = (journal: string): number => journal.split('"kind":"exception"').length - 1;

describe('the drill', () => {
  it('recovers every key, and leaves its files in the folder that it was given', async () => {
    const out = join(folder, 'plain');
    const run = await drill('--out', out);
    expect([run.code, run.error]).toEqual([0, '']);
    expectDescribed(['drill'], run.out);
    const result = resultOf(run);
    expect(result).toMatchObject({ keyVersions: 5 });
    expect(caught(result)).toEqual([]);
    const { restoreBlob = '', sticks = '' } = result.files;
    expect(sha256(readFileSync(restoreBlob)).toString('hex')).toBe(result.restoreBlobSha256);
    expect(readdirSync(sticks).sort()).toEqual(['custodian-1', 'custodian-2', 'custodian-3']);
  });

  it('leaves evidence that is checked again by the command', async () => {
    const out = join(folder, 'plain');
    const onPaper = readFileSync(join(out, 'PRACTICE-paper-plan-sha256.txt'), 'utf8').trim();
    const evidence = join(out, 'evidence');
    const verify = await lifeboat('evidence', 'verify', evidence, '--plan-sha256', onPaper, '--json');
    const report = (JSON.parse(verify.out) as { result: EvidenceReport }).result;
    expect(report.practice).toBe(true);
    expect(report.proven.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['plan-as-on-paper', 'exchange-key-seen-twice', 'blob-for-the-verified-key']),
    );
    // The recovery ends when the list is worked off, and the evidence has it.
    expect(report.story).toContainEqual({ id: 'consumers', back: estateConsumers, of: estateConsumers });
    expect(report.restsOnPeople.filter(({ value }) => value.startsWith('consumers'))).toEqual([]);
    const people = report.restsOnPeople.map(({ id }) => id);
    for (const missing of ['journal-missing', 'journal-not-closed', 'journals-differ', 'exception'] as const) {
      expect(people).not.toContain(missing);
    }
  });

  it.skipIf(python === undefined || openssl === undefined)(
    'leaves evidence that the independent checker finds good',
    () => {
      const out = join(folder, 'plain');
      const onPaper = readFileSync(join(out, 'PRACTICE-paper-plan-sha256.txt'), 'utf8').trim();
      const checker = join(root, 'assets', 'evidence-checker', 'check-evidence.py');
      const checked = spawnSync('python3', [checker, join(out, 'evidence'), onPaper], { encoding: 'utf8' });
      expect([checked.status, checked.stderr]).toEqual([0, '']);
    },
  );

  it.runIf(hasTokens())('recovers with keys on tokens, all but the first', long, async () => {
    custodyWithTokens();
    const out = join(folder, 'tokens');
    const run = await drill('--tokens', '--out', out, '--fault', 'wrong-passphrase', 'foreign-key');
    expect([run.code, run.error]).toEqual([0, '']);
    expect(resultOf(run)).toMatchObject({ keyVersions: 5 });
    expect(caught(resultOf(run)).toSorted()).toEqual(['KEY_OPENS_NO_SHARE', 'PASSPHRASE_WRONG']);
    const hasKeyFile = ['custodian-1', 'custodian-2', 'custodian-3'].map((name) =>
      existsSync(join(out, 'sticks', name, `${name}.key`)),
    );
    expect(hasKeyFile).toEqual([true, false, false]);
  });

  it('names every fault in a group', () => {
    expect([...ofShares, ...others.flat()].sort()).toEqual([...drillFaults].sort());
  });

  async function catches(...faults: readonly DrillFault[]): Promise<void> {
    const out = join(folder, faults[0] ?? '');
    const run = await drill('--out', out, '--fault', ...faults);
    expect([run.code, run.error]).toEqual([0, '']);
    const result = resultOf(run);
    expect(caught(result).sort()).toEqual(faults.flatMap((fault) => expected[fault]).sort());
    expect(result.keyVersions).toBe(5);
    // Nobody went on in silence: every machine that caught something says so.
    expect(exceptionsIn(journalOf(out, 'offline'))).toBeGreaterThan(0);
  }
  it.each([ofShares, ...others])('catches %s and what may come with it, and recovers all the same', long, catches);

  it('is resumed by hand where it was killed, and has nothing to do where it had ended', async () => {
    const out = join(folder, 'plain');
    const run = await inThread('--resume', out);
    expect([run.code, run.error]).toEqual([0, '']);
    expect(resultOf(run)).toMatchObject({ keyVersions: 5 });
    const nothing = await inThread('--resume', mkdtempSync(join(folder, 'nothing-')));
    expect([nothing.code, JSON.parse(nothing.out)]).toMatchObject([4, { fault: { code: 'FILE_NOT_FOUND' } }]);
  });

  it('names the custodian whose share is damaged where two more than the quorum come', long, async () => {
    const options = ['--custodians', '4', '--quorum', '2', '--fault', 'damaged-share'];
    expect(caught(resultOf(await drill('--out', join(folder, 'named'), ...options)))).toEqual(['SHARE_OFF_POLYNOMIAL']);
  });

  it('does not begin in a folder that has something in it', async () => {
    const out = mkdtempSync(join(folder, 'full-'));
    writeFileSync(join(out, 'mine'), 'x');
    const run = await inThread('--out', out);
    expect([run.code, JSON.parse(run.out)]).toMatchObject([4, { fault: { code: 'FILE_EXISTS' } }]);
    expect(readdirSync(out)).toEqual(['mine']);
  });

  it.each([
    ['--custodians', '2'],
    ['--custodians', '11'],
    ['--quorum', '4'],
    ['--quorum', '1'],
    ['--fault', 'lost-power', 'foreign-key'],
  ])('refuses %s %s as usage', async (...args) => {
    const run = await inThread(...args);
    expect([run.code, JSON.parse(run.out)]).toMatchObject([2, { fault: { code: 'USAGE' } }]);
  });
});
