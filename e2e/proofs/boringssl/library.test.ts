// What the apps use of node:crypto, all of it checked; every algorithm by name asked of a BoringSSL; key files that it does not open by
// itself opened by us from parts that it has.
import { execFileSync } from 'node:child_process';
import { createPrivateKey, scryptSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCustodianKey } from '#core/custodian-key/custodian-key.ts';
import { parseCustodianKeyFile } from '#core/custodian-key/key-file.ts';
import { legacyDecipher } from '#secrets/legacy-ciphers.ts';
import { root } from '#build/root.ts';
import { boringSslLibrary } from '#build/system-packages.mjs';
import { testKey } from '../../support/custodians.ts';
import { referenceProgram } from '../../support/reference-tools.ts';
import { cryptoUses } from './crypto-uses.ts';
import { assessedUses } from './assessed-uses.ts';

const bundles = [
  'electron/offline',
  'electron/online',
  'electron/drill-offline',
  'electron/drill-online',
  'secrets/key-worker',
  'secrets/key-maker',
  'secrets/combiner',
];
const used = bundles.flatMap((bundle) => cryptoUses(bundle, readFileSync(join(root, 'out', `${bundle}.cjs`), 'utf8')));

describe('the inventory of node:crypto', () => {
  it('sees every way in which a bundle writes a use', () => {
    const bundle = `
      let c = require("node:crypto"); c = __toESM(c);
      var { createSecretKey, sign: other } = require("crypto");
      const f = () => (0, c.createHash)("md5").update(c.default.randomBytes(3));
      function g(name) { return c.createHash(name) + c.constants.RSA_NO_PADDING; }
      class K { constructor(h) { c.createHmac(h, ""); } }
      (0, c.generateKeyPairSync)("ec", { namedCurve: "P-521" });`;
    expect(cryptoUses('bundle.js', bundle)).toEqual([
      'constants RSA_NO_PADDING',
      'createHash (by g)',
      'createHash md5',
      'createHmac (by constructor)',
      'createSecretKey',
      'generateKeyPairSync ec P-521',
      'randomBytes',
      'sign',
    ]);
  });

  it('holds what the apps use, each judged, and nothing else', () => {
    expect([...new Set(used)].sort()).toEqual(Object.keys(assessedUses).sort());
  });
});

const file = boringSslLibrary;
const python = referenceProgram('/usr/bin/python3', '-c', `import ctypes; ctypes.CDLL(${JSON.stringify(file)})`);
const openssl = referenceProgram('openssl', 'version');

interface Answers {
  readonly ciphers: readonly boolean[];
  readonly digests: readonly boolean[];
  readonly curves: readonly boolean[];
  readonly keys: readonly boolean[];
  readonly scrypt: string | null;
}

describe.skipIf(python === undefined || openssl === undefined)('a BoringSSL that is none of ours', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-boringssl-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const key = testKey('custodian-0');
  const passphrase = 'correct-horse';
  const plain = join(folder, 'plain.pem');
  writeFileSync(plain, key.export({ type: 'pkcs8', format: 'pem' }));

  /** What openssl writes. */
  function made(...args: readonly string[]): Buffer {
    const out = join(folder, 'made');
    execFileSync('openssl', [...args, '-out', out], { stdio: 'ignore' });
    return readFileSync(out);
  }
  const pkcs8 = (...how: readonly string[]): Buffer =>
    made('pkcs8', '-topk8', '-in', plain, '-passout', `pass:${passphrase}`, ...how);
  const procType = (cipher: string): Buffer =>
    made('rsa', '-in', plain, '-traditional', cipher, '-passout', `pass:${passphrase}`);

  function ask(question: Partial<Record<keyof Answers, unknown>>): Answers {
    const nothing = { ciphers: [], digests: [], curves: [], keys: [], scrypt: ['', '', 2, 1, 1, 1 << 20, 16] };
    const input = JSON.stringify({ ...nothing, ...question });
    const oracle = join(import.meta.dirname, 'library.py');
    return JSON.parse(execFileSync('/usr/bin/python3', [oracle, file], { input }).toString()) as Answers;
  }
  const base64 = (text: Uint8Array | string): string => Buffer.from(text).toString('base64');

  /** The names in uses whose function takes names of this kind. */
  function named(kind: RegExp): string[] {
    return Object.entries(assessedUses).flatMap(([use, { names }]) => {
      const [call = '', ...words] = use.split(' ');
      return kind.test(call) ? (names ?? words.slice(-1)) : [];
    });
  }

  it('has every algorithm that the apps ask for by name', () => {
    const question = {
      ciphers: named(/cipheriv$/i),
      digests: named(/^(hash|createHash|createHmac|createSign|createVerify|pbkdf2Sync|sign|verify)$/),
      curves: [...named(/^createECDH$/), ...named(/^generateKeyPairSync$/).filter((name) => name !== 'rsa')],
    };
    const { ciphers, digests, curves } = ask(question);
    const missing = [
      ...question.ciphers.filter((_, i) => ciphers[i] !== true),
      ...question.digests.filter((_, i) => digests[i] !== true),
      ...question.curves.filter((_, i) => curves[i] !== true),
    ];
    expect(missing).toEqual([]);
    expect([question.ciphers.length, question.digests.length, question.curves.length].every((count) => count > 4)).toBe(
      true,
    );
  });

  it('has not what we did without: AES Key Wrap by name, and the curve of Bitcoin', () => {
    const { ciphers, curves } = ask({ ciphers: ['id-aes256-wrap'], curves: ['secp256k1'] });
    expect([...ciphers, ...curves]).toEqual([false, false]);
  });

  it('derives with scrypt as Node does', () => {
    const cost = { N: 1 << 14, r: 8, p: 1 };
    const { scrypt } = ask({ scrypt: [base64('passphrase'), base64('salt'), cost.N, cost.r, cost.p, 64 << 20, 32] });
    expect(scrypt).toBe(scryptSync('passphrase', 'salt', 32, cost).toString('hex'));
  });

  const opensItself: readonly (readonly [string, boolean, () => Buffer])[] = [
    ['PBKDF2, SHA-256, AES-256', true, () => pkcs8('-v2', 'aes256')],
    ['PBKDF2, SHA-1, AES-128', true, () => pkcs8('-v2', 'aes128', '-v2prf', 'hmacWithSHA1')],
    ['PBKDF2, triple DES', true, () => pkcs8('-v2', 'des3')],
    ['PBKDF2, SHA-224', false, () => pkcs8('-v2', 'aes256', '-v2prf', 'hmacWithSHA224')],
    ['PBKDF2, SHA-384', false, () => pkcs8('-v2', 'aes256', '-v2prf', 'hmacWithSHA384')],
    ['PBKDF2, SHA-512', false, () => pkcs8('-v2', 'aes256', '-v2prf', 'hmacWithSHA512')],
    ['scrypt', false, () => pkcs8('-scrypt')],
    ['Proc-Type, triple DES', true, () => procType('-des3')],
    ['Proc-Type, AES-128', true, () => procType('-aes128')],
    ['Proc-Type, AES-192', true, () => procType('-aes192')],
    ['Proc-Type, AES-256', true, () => procType('-aes256')],
    ['PBE-MD5-DES', false, () => pkcs8('-v1', 'PBE-MD5-DES', '-provider', 'legacy', '-provider', 'default')],
    ['PBE-SHA1-3DES, as in old PKCS#12', true, () => pkcs8('-v1', 'PBE-SHA1-3DES')],
  ];
  it.each(opensItself)('%s: opens the file itself: %s', (_, itself, make) => {
    expect(ask({ keys: [[base64(make()), base64(passphrase)]] }).keys).toEqual([itself]);
    expect(ask({ keys: [[base64(make()), base64('another')]] }).keys).toEqual([false]);
  });

  it.each(opensItself)('%s: is opened by us', (_, __, make) => {
    const opened = openCustodianKey(parseCustodianKeyFile(make()), Buffer.from(passphrase), legacyDecipher);
    expect(opened.equals(createPrivateKey(readFileSync(plain)))).toBe(true);
  });
});
