import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { referenceProgram } from '#e2e/support/reference-tools.ts';
import { readPemBlocks } from '../encoding/pem.ts';
import { openBundle } from './bundle.ts';
import { parseEnvelope, signedBytes } from './envelope.ts';
import { bundleRules, bundleTypes, payloadTypeOf } from './roles.ts';
import { parseSigningPublicKey } from './signature.ts';
import { buildBundle } from './bundle.ts';
import { payloadOf } from './testdata/payloads.ts';
import { offline } from './testdata/samples.ts';
import { encodePem } from '../encoding/pem.ts';

const at = (name: string): string => join(import.meta.dirname, name);
const format = readFileSync(at('FORMAT.md'), 'utf8');
const example = readFileSync(at('testdata/example.bundle.json'));
const key = at('testdata/example.pem');
const check = /```sh\n([^]*?)```/.exec(format)?.[1] ?? '';

const place = mkdtempSync(join(tmpdir(), 'lifeboat-format-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
const shell = (bundle: string, pem: string) =>
  spawnSync('sh', ['-e', '-c', check], { cwd: place, encoding: 'utf8', env: { ...process.env, bundle, key: pem } });

describe('the format as it is written down', () => {
  it('says which kinds there are, which way they go and who signs', () => {
    for (const type of bundleTypes) {
      const { directions, signers } = bundleRules[type];
      const row = format.split('\n').find((line) => line.startsWith(`| \`${type}\``)) ?? '';
      expect(row).toContain(payloadTypeOf(type));
      expect(row).toContain(directions[0]?.replaceAll('-', ' '));
      for (const signer of signers) expect(row).toContain(signer);
    }
  });

  it('shows the bytes of its example, which is a good bundle', () => {
    const { payloadType, payload } = parseEnvelope(example);
    const bytes = signedBytes(payloadType, payload);
    expect(format).toContain(bytes.subarray(0, 107).toString('latin1'));
    const rows = [bytes.subarray(0, 32), bytes.subarray(32, 64)].map((row) =>
      row.toString('hex').replaceAll(/..(?!$)/g, '$& '),
    );
    for (const row of rows) expect(format).toContain(row);
    const [block] = readPemBlocks(readFileSync(key));
    const pin = {
      ...parseSigningPublicKey(block?.der ?? Buffer.alloc(0)),
      role: 'operator-1' as const,
      holder: 'Example',
    };
    expect(format).toContain(openBundle(example, 'outcome', [pin]).payloadSha256);
  });
});

const openssl = referenceProgram('openssl', 'version');
const posix = referenceProgram('sh', '-c', 'command -v sed base64 printf');

describe.skipIf(openssl === undefined || posix === undefined)('the check with a shell and openssl', () => {
  it('verifies the example, and a bundle made just now', () => {
    expect(shell(at('testdata/example.bundle.json'), key).stdout).toBe('Verified OK\n');
    const [bundle, pem] = [join(place, 'made.json'), join(place, 'made.pem')];
    writeFileSync(bundle, buildBundle(payloadOf('restore-blob'), [offline]));
    writeFileSync(pem, encodePem('PUBLIC KEY', offline.spkiDer));
    expect(shell(bundle, pem).stdout).toBe('Verified OK\n');
    expect(shell(at('testdata/example.bundle.json'), pem).status).not.toBe(0);
  });

  it.each([
    ['its payload', example.toString('latin1').replace('eyJhcHAi', 'eyJhcHBi')],
    ['its type', example.toString('latin1').replace('outcome', 'outcomf')],
  ])('does not verify the example with another letter in %s', (_, text) => {
    const altered = join(place, 'altered.json');
    writeFileSync(altered, text);
    expect(shell(altered, key).stdout).not.toContain('Verified OK');
  });
});
