// Against the Azure CLI: on good input its blobs and ours open to the same; on input with which it is careless, ours is a refusal
// with its own code, and the carelessness is shown. Skipped, loudly, where the Azure CLI is not installed.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { line } from '#e2e/support/command-line.ts';
import { type AzJob, azRestoreBlobs, hasAz, runAz } from '#e2e/support/az.ts';
import { custodyInThread } from '#e2e/support/custody-in-thread.ts';
import { runLine } from '#e2e/support/command-run.ts';
import {
  type CertificateShape,
  realisticData,
  type RsaShape,
  testDomain,
  testIdentity,
  type TestIdentity,
  writeIdentity,
} from '#e2e/support/custodians.ts';
import { long } from '#e2e/support/long.ts';
import { referenceProgram } from '#e2e/support/reference-tools.ts';
import { eachOfTable } from '#e2e/support/table.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { sealWrappedJwe } from '#core/security-domain/jwe.ts';
import { openRestoreBlob, parseRestoreBlob, type PlainDatum, sealDatum } from '#core/security-domain/restore-blob.ts';
import { encodeShare, type Share, splitSecret } from '#core/security-domain/shamir.ts';

const withAz = hasAz();
const folder = mkdtempSync(join(tmpdir(), 'lifeboat-az-'));
afterAll(() => rmSync(folder, { recursive: true }));
const data = realisticData();
const passphrase = 'Zwölf Boxkämpfer';

/** One input for both programs, in its own folder. */
interface Case {
  readonly name: string;
  readonly domain: Buffer;
  /** Paths of the keys that are given. */
  readonly keys: readonly string[];
  readonly exchange: TestIdentity;
  readonly passphrase?: string;
}

let folders = 0;
function newFolder(): string {
  const made = join(folder, `case-${(folders += 1)}`);
  mkdirSync(made);
  return made;
}
const custodian = (i: number, bits = 2048): TestIdentity => testIdentity(`custodian-${i}`, { bits });
const writeKeys = (who: readonly TestIdentity[]): string[] => {
  const made = newFolder();
  return who.map((each, i) => writeIdentity(made, `k${i}`, each));
};
const exchange = testIdentity('exchange');

const filesOf = ({ domain, exchange: { certificateDer } }: Case) => {
  const made = newFolder();
  const files = { sdFile: join(made, 'sd.json'), exchangeKey: join(made, 'sde.pem'), passwordFile: join(made, 'pass') };
  writeFileSync(files.sdFile, domain);
  writeFileSync(files.exchangeKey, encodePem('CERTIFICATE', certificateDer));
  writeFileSync(files.passwordFile, passphrase);
  return { ...files, az: join(made, 'az.json'), ours: join(made, 'ours.json') };
};
type Files = ReturnType<typeof filesOf>;

const azJob = (each: Case, files: Files): AzJob => ({
  sdFile: files.sdFile,
  exchangeKey: files.exchangeKey,
  wrappingKeys: each.keys,
  ...(each.passphrase !== undefined && { passwords: each.keys.map(() => passphrase) }),
  out: files.az,
});

const host = custodyInThread();
interface Answer {
  readonly result?: Record<string, unknown>;
  readonly fault?: { readonly code: string };
}
/** What `lifeboat restore-blob` answers, with the exchange key vouched for by people unless an address is given. */
async function lifeboat(each: Case, files: Files, hsmUri?: string): Promise<Answer> {
  const claim =
    hsmUri === undefined
      ? line`--unattested --exchange-key-sha256 ${sha256(each.exchange.certificateDer).toString('hex')} --reason test`
      : ['--hsm-uri', hsmUri];
  const args = [
    ...['restore-blob', '--json', '--sd-file', files.sdFile, '--sd-exchange-key', files.exchangeKey],
    '--network-accepted',
    ...['--sd-wrapping-keys', ...each.keys, '--sd-file-restore-blob', files.ours, ...claim],
    ...(each.passphrase === undefined ? [] : ['--password-files', ...each.keys.map(() => files.passwordFile)]),
  ];
  const { out } = await runLine(args, host);
  return JSON.parse(out) as Answer;
}
const opened = (file: string, { privateKey, thumbprintS256 }: TestIdentity): PlainDatum[] =>
  openRestoreBlob(parseRestoreBlob(readFileSync(file)), privateKey, thumbprintS256);

describe.skipIf(!withAz)('on good input', () => {
  const ends: [number, number][] = [
    [2, 3],
    [3, 3],
    [2, 10],
    [10, 10],
  ];
  const between: [number, number][] = [
    [3, 5],
    [4, 6],
    [5, 7],
    [6, 8],
    [7, 9],
    [8, 10],
    [9, 10],
  ];
  const quorums = [...between, ...ends].map(([required, count]): Case => {
    const custodians = Array.from({ length: count }, (_, i) => custodian(i));
    const domain = testDomain(custodians, required, data);
    // The last of them, backwards: not those that would come first anyway.
    return {
      name: `${required} of ${count}`,
      domain,
      keys: writeKeys(custodians.reverse().slice(0, required)),
      exchange,
    };
  });
  const keySizes = [3072, 4096].map((bits): Case => {
    const custodians = [custodian(0, bits), custodian(1), custodian(2, bits)];
    return {
      name: `RSA-${bits} beside RSA-2048, exchange key RSA-${bits}`,
      domain: testDomain(custodians, 2, data),
      keys: writeKeys(custodians.slice(0, 2)),
      exchange: testIdentity('exchange', { bits }),
    };
  });
  const openssl = referenceProgram('openssl', 'version');
  const forms: [string, string[], boolean][] = [
    ['PKCS#1', ['rsa', '-traditional'], false],
    ['PBES2', ['pkcs8', '-topk8', '-v2', 'aes-256-cbc'], true],
    ['Proc-Type with AES', ['rsa', '-traditional', '-aes256'], true],
    ['Proc-Type with triple DES', ['rsa', '-traditional', '-des3'], true],
  ];
  const keyForms = (openssl === undefined ? [] : forms).map(([name, args, hasPassphrase]): Case => {
    const custodians = [0, 1, 2].map((i) => custodian(i));
    const keys = writeKeys(custodians.slice(1));
    for (const key of keys) {
      const pass = hasPassphrase ? ['-passout', `pass:${passphrase}`] : [];
      execFileSync('openssl', [...args, '-in', key, ...pass, '-out', `${key}.new`], { stdio: 'ignore' });
      writeFileSync(key, readFileSync(`${key}.new`));
    }
    return { name, domain: testDomain(custodians, 2, data), keys, exchange, ...(hasPassphrase && { passphrase }) };
  });

  const cases = [...quorums, ...keySizes, ...keyForms].map((each) => ({ each, files: filesOf(each) }));
  let azResults: string[];
  beforeAll(() => {
    azResults = azRestoreBlobs(
      cases.map(({ each, files }) => azJob(each, files)),
      newFolder(),
    );
  });

  const open = async (_: string, i: number): Promise<void> => {
    const { each, files } = cases[i]!;
    expect(azResults[i]).toBe('written');
    expect(opened(files.az, each.exchange)).toEqual(data);
    expect(await lifeboat(each, files)).toHaveProperty('result');
    expect(opened(files.ours, each.exchange)).toEqual(data);
  };
  const named = cases.map(({ each }, i) => [each.name, i] as const);
  it.each(named.slice(0, between.length))('both open to the same: %s', long, open);
  it.each(named.slice(between.length))('both open to the same: %s', open);

  it('the command az itself, with its own flags', () => {
    const { each, files } = cases[0]!;
    const out = `${files.az}.cli`;
    runAz(
      ...['keyvault', 'security-domain', 'restore-blob', '--sd-file', files.sdFile],
      ...['--sd-exchange-key', files.exchangeKey, '--sd-wrapping-keys', ...each.keys, '--sd-file-restore-blob', out],
    );
    expect(opened(out, each.exchange)).toEqual(data);
  });
});

describe.skipIf(!withAz)('on input with which az is careless', () => {
  const custodians = [0, 1, 2, 3].map((i) => custodian(i));
  const masterKey = randomBytes(32);

  interface Wire {
    EncData: { data: { compact_jwe: string; tag: string }[]; kdf: string };
    SharedKeys: object;
    version: number;
  }
  function wireOf(shares: readonly Uint8Array[], required = 2): Wire {
    const enc_shares = shares.map((share, i) => ({
      enc_key: sealWrappedJwe(share, custodians[i]!.publicKey),
      x5t_256: custodians[i]!.thumbprintS256,
    }));
    return {
      EncData: { data: data.map((datum) => sealDatum(datum, masterKey)), kdf: 'sp108_kdf' },
      SharedKeys: { enc_shares, key_algorithm: 'shamir_share', required },
      version: 2,
    };
  }
  const split = (): Share[] => splitSecret(masterKey, 4, 2);
  const good = (): Wire => wireOf(split().map(encodeShare));
  const bytesOf = (wire: Wire): Buffer => Buffer.from(JSON.stringify(wire));

  /** The first datum with the given parts of its JWE replaced. */
  function withDatum(change: (parts: string[]) => void): Buffer {
    const wire = good();
    const parts = wire.EncData.data[0]!.compact_jwe.split('.');
    change(parts);
    wire.EncData.data[0]!.compact_jwe = parts.join('.');
    return bytesOf(wire);
  }
  const changeIv = (parts: string[]): void => {
    const iv = Buffer.from(parts[2]!, 'base64url');
    iv[0]! ^= 0x80;
    parts[2] = iv.toString('base64url');
  };
  const cutTag = (parts: string[], bytes: number): void => {
    parts[4] = Buffer.from(parts[4]!, 'base64url').subarray(0, bytes).toString('base64url');
  };
  function withSpoiledShare(): Buffer {
    const shares = split();
    shares[3]!.values[5] = (shares[3]!.values[5]! + 1) % 257;
    return bytesOf(wireOf(shares.map(encodeShare)));
  }
  function withSecretAsShare(): Buffer {
    const shares = split().map(encodeShare);
    shares[1] = Buffer.from([...masterKey].flatMap((byte) => [byte, 0]));
    return bytesOf(wireOf(shares));
  }

  const keys = writeKeys(custodians);
  const two = keys.slice(0, 2);
  const expectSame = (found: readonly PlainDatum[]): void => expect(found).toEqual(data);
  const expectForged = (found: readonly PlainDatum[]): void => {
    // The first byte has the bit that was flipped in the IV; nobody noticed.
    const [forged, original] = [Buffer.from(found[0]!.plaintext), Buffer.from(data[0]!.plaintext)];
    expect(forged[0]).toBe(original[0]! ^ 0x80);
    expect(forged.subarray(1)).toEqual(original.subarray(1));
  };
  const tagLength = {
    code: 'SECURITY_DOMAIN_INVALID',
    problems: [{ path: 'EncData.data[0].compact_jwe', rule: 'JWE_TAG_LENGTH' }],
  };

  const files: [string, Buffer, readonly string[], object, (found: readonly PlainDatum[]) => void][] = [
    [
      'no tag, and another IV',
      withDatum((parts) => {
        changeIv(parts);
        cutTag(parts, 0);
      }),
      two,
      tagLength,
      expectForged,
    ],
    [
      'a short tag, and another IV',
      withDatum((parts) => {
        changeIv(parts);
        cutTag(parts, 16);
      }),
      two,
      tagLength,
      expectForged,
    ],
    ['a tag of 31 bytes', withDatum((parts) => cutTag(parts, 31)), two, tagLength, expectSame],
    [
      'a share that is off, with two to spare',
      withSpoiledShare(),
      keys,
      { code: 'SHARE_OFF_POLYNOMIAL', custodians: [custodians[3]!.thumbprintS256] },
      expectSame,
    ],
    [
      'a share that is off, with one to spare',
      withSpoiledShare(),
      [keys[0]!, keys[1]!, keys[3]!],
      { code: 'SHARES_INCONSISTENT' },
      expectSame,
    ],
    ['the secret itself as a share, at x = 0', withSecretAsShare(), two, { code: 'SHARE_INDEX_ZERO' }, expectSame],
    [
      'a member twice',
      Buffer.from(bytesOf(good()).toString().replace('"required":2', '"required":9,"required":2')),
      two,
      { code: 'JSON_DUPLICATE_MEMBER', member: 'required' },
      expectSame,
    ],
  ];
  const odd = (name: string, rsa: RsaShape, shape: Partial<CertificateShape> = {}): TestIdentity =>
    testIdentity(name, rsa, { commonName: 'attacker', ...shape });
  const exchangeKeys: [string, TestIdentity, object][] = [
    ['RSA-1056', odd('exchange', { bits: 1056 }), { code: 'EXCHANGE_KEY_SIZE', bits: 1056 }],
    ['e = 3', odd('exchange', { bits: 2048, exponent: 3 }), { code: 'EXCHANGE_KEY_EXPONENT' }],
    [
      'a broken self-signature',
      odd('exchange', { bits: 2048 }, { brokenSignature: true }),
      { code: 'EXCHANGE_SIGNATURE_BROKEN' },
    ],
  ];
  const expired = odd(
    'exchange',
    { bits: 2048 },
    { notBefore: new Date('2009-01-01'), notAfter: new Date('2010-01-01') },
  );

  const careless: {
    each: Case;
    fault: object | undefined;
    check: ((found: readonly PlainDatum[]) => void) | undefined;
  }[] = [
    ...files.map(([name, domain, given, fault, check]) => ({
      each: { name, domain, keys: given, exchange },
      fault,
      check,
    })),
    ...exchangeKeys.map(([name, key, fault]) => ({
      each: { name: `an exchange key with ${name}`, domain: bytesOf(good()), keys: two, exchange: key },
      fault,
      check: name === 'RSA-1056' ? undefined : expectSame,
    })),
    {
      each: { name: 'an exchange key that expired in 2010', domain: bytesOf(good()), keys: two, exchange: expired },
      fault: undefined,
      check: expectSame,
    },
  ];
  const twice: Case = {
    name: 'the same custodian twice',
    domain: bytesOf(good()),
    keys: [keys[0]!, keys[0]!],
    exchange,
  };
  const cases = [...careless.map(({ each }) => each), twice].map((each) => ({ each, files: filesOf(each) }));
  let azResults: string[];
  beforeAll(() => {
    azResults = azRestoreBlobs(
      cases.map(({ each, files: paths }) => azJob(each, paths)),
      newFolder(),
    );
  });

  eachOfTable(
    careless.map(({ each }, i) => [each.name, i] as const),
    'az writes a blob, we refuse: %s',
    async (_, i) => {
      const { each, fault, check } = careless[i]!;
      const paths = cases[i]!.files;
      expect(azResults[i]).toBe('written');
      const { WrappedKey } = JSON.parse(readFileSync(paths.az, 'utf8')) as { WrappedKey: { x5t_256: string } };
      expect(WrappedKey.x5t_256).toBe(each.exchange.thumbprintS256);
      // A blob for RSA-1056 is one that our own reader does not take.
      if (check) check(opened(paths.az, each.exchange));
      const answer = await lifeboat(each, paths);
      if (fault === undefined) return;
      expect(answer.fault).toMatchObject(fault);
      expect(existsSync(paths.ours)).toBe(false);
    },
  );

  it('an expired key is noted where people vouch for it, and refused where its name must prove it', async () => {
    const { each, files: paths } = cases[careless.length - 1]!;
    const vouched = await lifeboat(each, filesOf(each));
    const evidence = vouched.result?.['evidence'] as { checks: { id: string; outcome: string }[] };
    expect(evidence.checks.find(({ id }) => id === 'validity')?.outcome).toBe('note');
    rmSync(paths.ours, { force: true });
    const uri = 'https://recovered.managedhsm.azure.net';
    expect(await lifeboat(each, paths, uri)).toHaveProperty('fault');
    expect(existsSync(paths.ours)).toBe(false);
    const inspected = await runLine(['exchange-key', 'inspect', paths.exchangeKey, '--hsm-uri', uri, '--json'], host);
    expect(inspected.code).toBe(3);
    const { result } = JSON.parse(inspected.out) as { result: { checks: { id: string; fault?: object }[] } };
    expect(result.checks.find(({ id }) => id === 'certificate-name')?.fault).toMatchObject({
      code: 'EXCHANGE_NAME_OTHER',
    });
  });

  it('az stumbles over the same custodian twice, we name him', async () => {
    const { each, files: paths } = cases.at(-1)!;
    // The shares of one point give nothing, the MAC fails, and az carries the missing plaintext on until it stumbles over it.
    expect(azResults.at(-1)).toBe("TypeError: cannot convert 'NoneType' object to bytes");
    expect((await lifeboat(each, paths)).fault).toMatchObject({
      code: 'CUSTODIAN_ALREADY_GIVEN',
      custodian: custodians[0]!.thumbprintS256,
    });
  });
});
