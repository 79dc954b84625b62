// The drill as it is built: a whole recovery, and each fault caught at its place, named, and left behind.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtProgram } from '../../../../build/testing/built.ts';
import type { FaultCode } from '../../../../shared/faults/fault.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import type { DrillResult } from './drill.ts';
import { type DrillFault, drillFaults } from './injections.ts';

const { cli } = builtProgram();
const folder = mkdtempSync(join(tmpdir(), 'lifeboat-drill-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function drill(...args: readonly string[]): Promise<Run> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [cli, 'drill', '--json', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, error] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString('utf8')));
    child.on('close', (code) => {
      done({ code, out, error });
    });
  });
}

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
};

describe('the drill', () => {
  it('recovers every key, and leaves its files in the folder that it was given', async () => {
    const out = join(folder, 'plain');
    const run = await drill('--out', out);
    expect([run.code, run.error]).toEqual([0, '']);
    const result = resultOf(run);
    expect(result).toMatchObject({ keyVersions: 5 });
    expect(caught(result)).toEqual([]);
    const { restoreBlob = '', sticks = '' } = result.files;
    expect(sha256(readFileSync(restoreBlob)).toString('hex')).toBe(result.restoreBlobSha256);
    expect(readdirSync(sticks).sort()).toEqual(['custodian-1', 'custodian-2', 'custodian-3']);
  });

  it.each(drillFaults)('catches %s, and recovers all the same', async (fault) => {
    const run = await drill('--out', join(folder, fault), '--fault', fault);
    expect([run.code, run.error]).toEqual([0, '']);
    const result = resultOf(run);
    expect(caught(result)).toEqual(expected[fault]);
    expect(result.keyVersions).toBe(5);
  });

  it('names the custodian whose share is damaged where two more than the quorum come', async () => {
    const options = ['--custodians', '4', '--quorum', '2', '--fault', 'damaged-share'];
    expect(caught(resultOf(await drill('--out', join(folder, 'named'), ...options)))).toEqual(['SHARE_OFF_POLYNOMIAL']);
  });

  it('does not begin in a folder that has something in it', async () => {
    const out = mkdtempSync(join(folder, 'full-'));
    writeFileSync(join(out, 'mine'), 'x');
    const run = await drill('--out', out);
    expect([run.code, JSON.parse(run.out)]).toMatchObject([4, { fault: { code: 'FILE_EXISTS' } }]);
    expect(readdirSync(out)).toEqual(['mine']);
  });

  it.each([
    ['--custodians', '2'],
    ['--custodians', '11'],
    ['--quorum', '4'],
    ['--quorum', '1'],
  ])('refuses %s %s as usage', async (...args) => {
    const run = await drill(...args);
    expect([run.code, JSON.parse(run.out)]).toMatchObject([2, { fault: { code: 'USAGE' } }]);
  });
});
