// `lifeboat print` as people run it: the built program, real files.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtProgram } from '#e2e/support/built.ts';
import { expectDescribed } from '#e2e/support/command-schema.ts';
import { referenceChromium } from '#e2e/support/reference-tools.ts';
import { journalOfEvents } from '#core/journal/testdata/journal-lines.ts';
import { offlineRecovery } from '#core/journal/testdata/recovery.ts';
import { encodePlan, planSha256 } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { sha256 } from '#core/encoding/bytes.ts';

const { cli } = builtProgram();
const chromium = await referenceChromium();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-print-test-'));
  writeFileSync(join(folder, 'plan.json'), encodePlan(recoveryPlan));
});
afterEach(() => rmSync(folder, { recursive: true }));

function lifeboat(...args: readonly string[]): {
  status: number | null;
  json: Record<string, Record<string, unknown>>;
} {
  const { status, stdout } = spawnSync(process.execPath, [cli, ...args, '--json'], { cwd: folder, encoding: 'utf8' });
  expectDescribed(args, stdout);
  return { status, json: JSON.parse(stdout) as Record<string, Record<string, unknown>> };
}
const print = (document: string, ...args: readonly string[]) =>
  lifeboat('print', document, '--plan', 'plan.json', '--out', 'out.html', '--format', 'html', ...args);
const written = (): string => readFileSync(join(folder, 'out.html'), 'utf8');

const journal = (events = offlineRecovery): Buffer => journalOfEvents(events);

describe('lifeboat print', () => {
  it.each([
    ['script', [], 'Disaster recovery, offline part (b)'],
    ['script', ['--side', 'online', '--lang', 'de', '--paper', 'letter'], 'Notfall-Wiederherstellung, Online-Teil (c)'],
    ['call-sheet', ['--custodian', 'C2'], 'Call sheet for a custodian'],
    ['fingerprint-card', [], 'Fingerprint card – W2'],
    ['custody-register', [], 'Quorum health and register of custody'],
  ])('writes %s %j', (document, args, title) => {
    const { status, json } = print(document, ...args);
    expect(status).toBe(0);
    expect(written()).toContain(title);
    expect(written()).toContain('@page');
    expect(json['result']).toEqual({
      document,
      file: 'out.html',
      bytes: Buffer.byteLength(written()),
      sha256: sha256(Buffer.from(written())).toString('hex'),
      planSha256: planSha256(recoveryPlan),
    });
  });

  it('writes the record of a journal, and says when the journal is damaged', () => {
    const whole = journal();
    writeFileSync(join(folder, 'whole.jsonl'), whole);
    writeFileSync(join(folder, 'damaged.jsonl'), whole.subarray(0, whole.length - 20));
    expect(print('record', '--journal', 'whole.jsonl').status).toBe(0);
    expect(written()).toContain('No differences were found.');
    rmSync(join(folder, 'out.html'));
    expect(print('record', '--journal', 'damaged.jsonl').status).toBe(0);
    expect(written()).toContain(`damaged after entry ${offlineRecovery.length - 1}`);
  });

  it('writes the report of new addresses from a verification', () => {
    const data = {
      format: 'lifeboat-verification',
      v: 1,
      checks: [{ name: 'Keys', expected: '1', found: '1', result: 'passed' }],
      keys: [{ name: 'kek', version: '0123456789abcdef0123456789abcdef' }],
      differences: [],
    };
    writeFileSync(join(folder, 'data.json'), JSON.stringify(data));
    expect(print('key-mapping', '--data', 'data.json').status).toBe(0);
    expect(written()).toContain(`${recoveryPlan.target.uri}/keys/kek/0123456789abcdef0123456789abcdef`);
    writeFileSync(join(folder, 'bad.json'), JSON.stringify({ ...data, v: 2, extra: true }));
    const { status, json } = print('key-mapping', '--data', 'bad.json');
    expect([status, json['fault']?.['code']]).toEqual([3, 'DOCUMENT_DATA_INVALID']);
  });

  it.each([
    ['a document of another name', ['poem'], 'USAGE', 2],
    ['a record without a journal', ['record'], 'DOCUMENT_NEEDS', 3],
    ['a report without a verification', ['key-mapping'], 'DOCUMENT_NEEDS', 3],
    ['a custodian who is not in the plan', ['call-sheet', '--custodian', 'C9'], 'DOCUMENT_CUSTODIAN', 3],
    ['a level that is none', ['script', '--levels', 'D1,D9'], 'USAGE', 2],
  ])('refuses %s, and writes nothing', (_, [document = '', ...args], code, exit) => {
    const { status, json } = print(document, ...args);
    expect([status, json['fault']?.['code']]).toEqual([exit, code]);
    expect(readdirSync(folder)).toEqual(['plan.json']);
  });

  it('never writes over a file', () => {
    writeFileSync(join(folder, 'out.html'), 'mine');
    const { status, json } = print('script');
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
