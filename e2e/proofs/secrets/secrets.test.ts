// The scan for secrets in short: its eye sees, a recovery and a wrong passphrase leave nothing behind. `npm run test:memory` runs all.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { long } from '../../support/long.ts';
import { referenceProgram } from '../../support/reference-tools.ts';
import { patternsOf } from './forms.ts';
import { PatternSearch } from './pattern-search.ts';
import { proveSecrets, secretScenarios } from './prove.ts';
import { Watch } from './watch.ts';

describe('the search for patterns', () => {
  const secret = { kind: 'master key', name: 'm', bytes: randomBytes(32) } as const;
  const search = new PatternSearch(patternsOf(secret));

  it.each([
    ['raw', (bytes: Buffer) => bytes],
    ['reversed', (bytes: Buffer) => Buffer.from(bytes).reverse()],
    ['hex', (bytes: Buffer) => Buffer.from(bytes.toString('hex'))],
    [
      'base64',
      (bytes: Buffer) => Buffer.from(Buffer.concat([randomBytes(4), bytes, randomBytes(4)]).toString('base64')),
    ],
    ['hex, UTF-16', (bytes: Buffer) => Buffer.from(bytes.toString('hex'), 'utf16le')],
  ])('finds %s at every address, also in half', (form, write) => {
    const written = write(secret.bytes);
    for (let address = 0; address < 9; address += 1) {
      const memory = Buffer.concat([Buffer.alloc(1000 + address), written, Buffer.alloc(99)]);
      expect(search.in(memory)).toContain(`master key, m, ${form}`);
    }
    const half = written.subarray(0, Math.ceil(written.length / 2) + 1);
    expect(search.in(Buffer.concat([half, Buffer.alloc(99)]))).toContain(`master key, m, ${form}`);
  });

  it('finds nothing in what is not there', () => {
    expect(search.in(randomBytes(1 << 20)).size).toBe(0);
  });
});

describe.skipIf(process.platform !== 'linux')('the look at a combiner', () => {
  const secret = { kind: 'master key', name: 'm', bytes: createHash('sha256').update('combiner').digest() } as const;
  const holding = `const key = require('node:crypto').createHash('sha256').update('combiner').digest();
    process.stdout.write('ready');
    process.stdin.on('end', () => key.fill(0)).resume();`;

  it('finds a master key in one that has answered, and not in one that is at work on a request', async () => {
    const child = spawn(process.execPath, ['-e', holding], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const found = async (busy: boolean): Promise<readonly string[]> => {
      const watch = new Watch([secret]);
      const combiner = { name: 'combiner', pid: child.pid ?? 0, busy };
      await watch.look({ at: 'key-worker: gone', main: 0, speaker: 0, children: [combiner] });
      return watch.findings;
    };
    try {
      expect(await found(true)).toEqual([]);
      expect(await found(false)).toContain('key-worker: gone: combiner: master key, m, raw');
    } finally {
      child.stdin.end();
      await once(child, 'close');
    }
  });
});

const strace = process.platform === 'linux' ? referenceProgram('strace', '-V') : undefined;
describe.skipIf(strace === undefined)('secrets of the command line', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'lifeboat-prove-'));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  /** When a worker holds its key, when it has used it, after the build, and at the end. */
  const looksAt = /locked|opened|refused|built|exit/;
  const findsNothing = async (name: string): Promise<void> => {
    const slice = secretScenarios.filter((each) => each.name === name);
    expect(slice).toHaveLength(1);
    expect(await proveSecrets(scratch, slice, () => undefined, looksAt)).toMatchObject({ findings: [] });
  };
  it('are nowhere after a recovery', { timeout: 300_000 }, () => findsNothing('restore-blob'));
  it('are nowhere after a wrong passphrase', { timeout: 300_000, ...long }, () => findsNothing('wrong-passphrase'));
});
