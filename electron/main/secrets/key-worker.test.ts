// The built key worker with files of old and hostile kinds: it loads the old ciphers for those that need them alone, and its host waits no
// longer than it says.
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtProgram } from '#e2e/support/built.ts';
import { testCustodians, testDomain, testIdentity } from '#e2e/support/custodians.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { DER, encodeDer, encodeDerInteger, encodeDerOid } from '#core/encoding/der.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { proveShare } from '#services/offline/custodian-turn.ts';
import { childProcessHost } from './host/child-process-host.ts';

const kept = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'core', 'custodian-key', 'testdata', 'tool-files.json'), 'utf8'),
) as { readonly spki: string; readonly files: readonly { readonly name: string; readonly file: string }[] };
const publicKey = createPublicKey({ key: Buffer.from(kept.spki, 'base64'), format: 'der', type: 'spki' });
const owner = { ...testIdentity('custodian-9'), publicKey };
const domain = parseSecurityDomain(testDomain([owner, ...testCustodians(2)], 2));

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-key-worker-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string): Buffer =>
  Buffer.from(kept.files.find((each) => each.name === name)?.file ?? '', 'base64');
const rc2 = fileOf('openssl: PKCS#8 under PBE-SHA1-RC2-128');

/** A custodian's turn with the worker that is in a folder. */
function turn(
  bytes: Uint8Array,
  { passphrase = 'Zwölf Boxkämpfer jagen Viktor', processes = builtProgram().custody, limitMs = 60_000 } = {},
) {
  const keyFile = join(folder, 'the.key');
  const password = join(folder, 'password');
  writeFileSync(keyFile, bytes);
  writeFileSync(password, passphrase);
  return proveShare(
    childProcessHost(processes),
    domain,
    { keyFile, passphrase: { from: 'file', path: password } },
    [],
    limitMs,
  );
}

describe('the built key worker', () => {
  it.each([
    ['a cipher that it has', 'NSS: PKCS#12 in BER', 'pkcs12'],
    ['RC2', 'openssl: PKCS#8 under PBE-SHA1-RC2-128', 'pbes1'],
    ['single DES', 'openssl: Proc-Type with single DES', 'legacy-pem'],
  ])('opens the share with a key under %s', async (_, name, protection) => {
    expect(await turn(fileOf(name))).toMatchObject({ positions: [0], keyBits: 2048, protection });
  });

  it('gives one answer to a wrong passphrase', async () => {
    expect(await faultOfPromise(turn(rc2, { passphrase: 'another' }))).toEqual({ code: 'PASSPHRASE_WRONG' });
  });
});

describe('a file that is there to keep people waiting', () => {
  function withRounds(rounds: number): Buffer {
    const parameters = encodeDer(DER.sequence, encodeDer(DER.octetString, Buffer.alloc(8)), encodeDerInteger(rounds));
    const scheme = encodeDer(DER.sequence, encodeDerOid('1.2.840.113549.1.12.1.5'), parameters);
    return encodeDer(DER.sequence, scheme, encodeDer(DER.octetString, Buffer.alloc(1224)));
  }

  it('is refused before the passphrase', async () => {
    expect(await faultOfPromise(turn(withRounds(2 ** 31 - 1)))).toEqual({
      code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN',
      scheme: 'PBE-SHA1-RC2-128 × 2147483647',
    });
  });

  it('is given up after the limit', async () => {
    const fault = await faultOfPromise(turn(withRounds(2_000_000), { limitMs: 200 }));
    expect(fault).toMatchObject({ code: 'CUSTODY_TIME_LIMIT', process: 'key worker' });
  });
});
