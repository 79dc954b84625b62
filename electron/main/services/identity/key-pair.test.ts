// A kill at any moment leaves both files of a new key, or none that an HSM could be given.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import * as promises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { line } from '#e2e/support/command-line.ts';
import { builtProgram } from '#e2e/support/built.ts';
import { testIdentity } from '#e2e/support/custodians.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { certificateOfFile } from '#core/x509/certificate-file.ts';
import { isTemporaryName } from '#platform/files.ts';
import { refuseKeyPair, writeKeyPair } from './key-pair.ts';

// The calls stay what they are; a test may let one of them fail, or never end.
vi.mock('node:fs/promises', { spy: true });
const { link } = await vi.importActual<typeof promises>('node:fs/promises');

const { certificateDer } = testIdentity('custodian-0');
const pair = { encryptedKeyPem: Buffer.from('an encrypted key'), certificateDer };
const base = mkdtempSync(join(tmpdir(), 'lifeboat-key-pair-'));
afterAll(() => rmSync(base, { recursive: true }));
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(base, 'stick-'));
});
afterEach(() => {
  vi.resetAllMocks();
});
const named = (): string[] =>
  readdirSync(folder)
    .filter((name) => !isTemporaryName(name))
    .sort();

describe('a new key and its certificate', () => {
  it('lie beside each other, and the certificate is read as it lies there', async () => {
    await refuseKeyPair(folder, 'C1');
    const { key, certificate } = await writeKeyPair(folder, 'C1', pair);
    expect(readFileSync(key.path)).toEqual(pair.encryptedKeyPem);
    expect(certificateOfFile(readFileSync(certificate.path))).toEqual(certificateDer);
    expect(await faultOfPromise(refuseKeyPair(folder, 'C1'))).toEqual({ code: 'FILE_EXISTS', name: key.path });
  });

  it('are both gone where the certificate cannot be written', async () => {
    vi.mocked(promises.link).mockImplementation((from, to) =>
      String(to).endsWith('.cer')
        ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
        : link(from, to),
    );
    expect(await faultOfPromise(writeKeyPair(folder, 'C1', pair))).toMatchObject({ code: 'MEDIUM_FULL' });
    expect(named()).toEqual([]);
  });

  it('are a key alone where the power goes between them, and that is told before the next passphrase', async () => {
    const stopped = new Promise<void>((stop) => {
      vi.mocked(promises.link).mockImplementation((from, to) => {
        if (!String(to).endsWith('.cer')) return link(from, to);
        stop();
        return new Promise(() => undefined);
      });
    });
    void writeKeyPair(folder, 'C1', pair);
    await stopped;
    expect(named()).toEqual(['C1.key']);
    expect(await faultOfPromise(refuseKeyPair(folder, 'C1'))).toEqual({
      code: 'KEY_PAIR_INCOMPLETE',
      found: join(folder, 'C1.key'),
      missing: 'certificate',
    });
  });

  it('are told apart where a certificate lies alone, which could be given to an HSM', async () => {
    writeFileSync(join(folder, 'C1.cer'), '');
    expect(await faultOfPromise(refuseKeyPair(folder, 'C1'))).toEqual({
      code: 'KEY_PAIR_INCOMPLETE',
      found: join(folder, 'C1.cer'),
      missing: 'key',
    });
  });
});

describe.skipIf(process.platform === 'win32')('`custodian create`, killed as soon as a file has its name', () => {
  it('never leaves a certificate without its key', async () => {
    const password = join(folder, 'password');
    writeFileSync(password, 'Zwölf Boxkämpfer');
    const args = line`custodian create --name C1 --out ${folder} --bits 3072 --password-file ${password}`;
    const child = spawn(process.execPath, [builtProgram().cli, ...args], { stdio: 'ignore' });
    const ended = new Promise((end) => child.on('close', end));
    while (child.exitCode === null && child.signalCode === null) {
      if (named().some((name) => name.startsWith('C1.'))) child.kill('SIGKILL');
      await new Promise((turn) => setImmediate(turn));
    }
    await ended;
    expect(named()).toContain('C1.key');
    expect(readFileSync(join(folder, 'C1.key'), 'utf8')).toMatch(
      /^-----BEGIN ENCRYPTED[^]*END ENCRYPTED PRIVATE KEY-----\n$/,
    );
  });
});
