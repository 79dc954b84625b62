// `lifeboat print`: what it writes, and what it refuses; once as people run it, the built program.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { builtProgram } from '#e2e/support/built.ts';
import { custodyInThread } from '#e2e/support/custody-in-thread.ts';
import { expectDescribed } from '#e2e/support/command-schema.ts';
import { referenceChromium } from '#e2e/support/reference-tools.ts';
import { journalOfEvents } from '#core/journal/testdata/journal-lines.ts';
import { offlineRecovery } from '#core/journal/testdata/recovery.ts';
import { encodePlan, planSha256 } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { sha256 } from '#core/encoding/bytes.ts';

// Constants of the bundle, as other tests have them: the style is looked at where the built program prints.
vi.stubGlobal('__PRINT_STYLE__', '');
vi.stubGlobal('__MANUAL_PICTURES__', {});
const { runLine } = await import('#e2e/support/command-run.ts');

const { cli } = builtProgram();
const chromium = await referenceChromium();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-print-test-'));
  writeFileSync(join(folder, 'plan.json'), encodePlan(recoveryPlan));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Result = Record<string, Record<string, unknown>>;
/** As people run it: the built program, in their folder. */
function lifeboat(...args: readonly string[]) {
  const { status, stdout } = spawnSync(process.execPath, [cli, ...args, '--json'], { cwd: folder, encoding: 'utf8' });
  expectDescribed(args, stdout);
  return { status, json: JSON.parse(stdout) as Result };
}
const ofPrint = (document: string, at: (name: string) => string, args: readonly string[]): string[] => [
  ...['print', document, '--plan', at('plan.json'), '--out', at('out.html'), '--format', 'html', ...args],
];
const inFolder = (name: string): string => join(folder, name);
async function print(document: string, ...args: readonly string[]) {
  const { code, out } = await runLine([...ofPrint(document, inFolder, args), '--json'], custodyInThread());
  return { status: code, json: JSON.parse(out) as Result };
}
const written = (): string => readFileSync(join(folder, 'out.html'), 'utf8');

const journal = (events = offlineRecovery): Buffer => journalOfEvents(events);

describe('lifeboat print', () => {
  it.each([
    ['script', [], 'Disaster recovery, offline part (b)'],
    ['script', ['--side', 'online', '--lang', 'de', '--paper', 'letter'], 'Notfall-Wiederherstellung, Online-Teil (c)'],
    ['call-sheet', ['--custodian', 'C2'], 'Call sheet for a custodian'],
    ['fingerprint-card', [], 'Fingerprint card – W2'],
    ['custody-register', [], 'Quorum health and register of custody'],
  ])('writes %s %j', async (document, args, title) => {
    const { status, json } = await print(document, ...args);
    expect(status).toBe(0);
    expect(written()).toContain(title);
    expect(json['result']).toEqual({
      document,
      file: inFolder('out.html'),
      bytes: Buffer.byteLength(written()),
      sha256: sha256(Buffer.from(written())).toString('hex'),
      planSha256: planSha256(recoveryPlan),
    });
  });

  it('writes them as it is built, in the style of paper', () => {
    const { status, json } = lifeboat(...ofPrint('script', (name) => name, []));
    expect(status).toBe(0);
    expect(written()).toContain('Disaster recovery, offline part (b)');
    expect(written()).toContain('@page');
    expect(json['result']).toMatchObject({ file: 'out.html', sha256: sha256(Buffer.from(written())).toString('hex') });
  });

  it('writes the record of a journal, and says when the journal is damaged', async () => {
    const whole = journal();
    writeFileSync(join(folder, 'whole.jsonl'), whole);
    writeFileSync(join(folder, 'damaged.jsonl'), whole.subarray(0, whole.length - 20));
    expect((await print('record', '--journal', inFolder('whole.jsonl'))).status).toBe(0);
    expect(written()).toContain('No differences were found.');
    rmSync(join(folder, 'out.html'));
    expect((await print('record', '--journal', inFolder('damaged.jsonl'))).status).toBe(0);
    expect(written()).toContain(`damaged after entry ${offlineRecovery.length - 1}`);
  });

  it('writes the report of new addresses from a verification', async () => {
    const data = {
      format: 'lifeboat-verification',
      v: 1,
      checks: [{ name: 'Keys', expected: '1', found: '1', result: 'passed' }],
      keys: [{ name: 'kek', version: '0123456789abcdef0123456789abcdef' }],
      differences: [],
    };
    writeFileSync(join(folder, 'data.json'), JSON.stringify(data));
    expect((await print('key-mapping', '--data', inFolder('data.json'))).status).toBe(0);
    expect(written()).toContain(`${recoveryPlan.target.uri}/keys/kek/0123456789abcdef0123456789abcdef`);
    writeFileSync(join(folder, 'bad.json'), JSON.stringify({ ...data, v: 2, extra: true }));
    const { status, json } = await print('key-mapping', '--data', inFolder('bad.json'));
    expect([status, json['fault']?.['code']]).toEqual([3, 'DOCUMENT_DATA_INVALID']);
  });

  it.each([
    ['a document of another name', ['poem'], 'USAGE', 2],
    ['a record without a journal', ['record'], 'DOCUMENT_NEEDS', 3],
    ['a report without a verification', ['key-mapping'], 'DOCUMENT_NEEDS', 3],
    ['a custodian who is not in the plan', ['call-sheet', '--custodian', 'C9'], 'DOCUMENT_CUSTODIAN', 3],
    ['a level that is none', ['script', '--levels', 'D1,D9'], 'USAGE', 2],
  ])('refuses %s, and writes nothing', async (_, [document = '', ...args], code, exit) => {
    const { status, json } = await print(document, ...args);
    expect([status, json['fault']?.['code']]).toEqual([exit, code]);
    expect(readdirSync(folder)).toEqual(['plan.json']);
  });

  it('never writes over a file', async () => {
    writeFileSync(join(folder, 'out.html'), 'mine');
    const { status, json } = await print('script');
    expect([status, json['fault']?.['code']]).toEqual([4, 'FILE_EXISTS']);
    expect(written()).toBe('mine');
  });

  it.skipIf(!chromium)('writes a PDF', { timeout: 60_000 }, () => {
    const { status } = lifeboat('print', 'call-sheet', '--plan', 'plan.json', '--out', 'out.pdf');
    expect(status).toBe(0);
    expect(readFileSync(join(folder, 'out.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect(readdirSync(folder).sort()).toEqual(['out.pdf', 'plan.json']);
  });
});
