// What custodians bring: security domains, keys in every form, and the JWEs between them; and the blob that is made of them.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCustodianKey } from '#core/custodian-key/custodian-key.ts';
import { parseCustodianKeyFile } from '#core/custodian-key/key-file.ts';
import { legacyDecipher } from '#secrets/legacy-ciphers.ts';
import { derInBer } from '#core/encoding/testdata/der-in-ber.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { deriveDatumKey } from '#core/security-domain/kdf.ts';
import {
  openDirectJwe,
  openWrappedJwe,
  parseCompactJwe,
  sealDirectJwe,
  sealWrappedJwe,
} from '#core/security-domain/jwe.ts';
import {
  buildRestoreBlob,
  openRestoreBlob,
  parseRestoreBlob,
  type PlainDatum,
  sealDatum,
  verifyData,
} from '#core/security-domain/restore-blob.ts';
import { parseSecurityDomain, type SecurityDomain } from '#core/security-domain/security-domain.ts';
import { rebuildMasterKey } from '#secrets/combine.ts';
import { openShares } from '#secrets/open-share.ts';
import { referenceProgram } from '../../support/reference-tools.ts';
import { testCustodians, testDomain, testIdentity, verifiedExchangeKey } from '../../support/custodians.ts';
import { mutateDer } from './mutate-der.ts';
import { mutateJson, mutateJwe } from './mutate-json.ts';
import { mutatePem } from './mutate-text.ts';
import { Random } from './random.ts';
import { means, type Target } from './target.ts';

const custodians = testCustodians(3);
const hsm = testIdentity('exchange');
const random = new Random('data');
const data: PlainDatum[] = ['hsm_backup', 'base_enclave_backup', 'partition_enclave_backup'].map((datumTag) => ({
  datumTag,
  plaintext: random.bytes(48),
}));
const plaintexts = new Map(data.map(({ datumTag, plaintext }) => [datumTag, Buffer.from(plaintext).toString('hex')]));
const [first, second, third] = custodians;
if (!first || !second || !third) throw new Error('there are three custodians');

/** Gives the shares of the first custodians, as the processes of custody do. */
function masterKeyOf(domain: SecurityDomain): Buffer {
  const given = new Map<number, Buffer>();
  for (const { privateKey } of custodians.slice(0, 2)) {
    for (const { position, share } of openShares(domain.shares, privateKey, {
      taken: [...given.keys()],
      every: domain.version === 1,
    })) {
      given.set(position, share);
    }
  }
  return rebuildMasterKey(domain, given);
}

/** Every datum that opens must be one of the honest ones, under its own tag. Fewer can be there: no file says how many there were. */
function onlyHonest(opened: readonly PlainDatum[]): string | undefined {
  for (const { datumTag, plaintext } of opened) {
    const wrong = means(plaintexts.get(datumTag) ?? 'no datum of this tag', Buffer.from(plaintext).toString('hex'));
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function readDomain(bytes: Buffer): string | undefined {
  const domain = parseSecurityDomain(bytes);
  const masterKey = masterKeyOf(domain);
  verifyData(domain.data, masterKey);
  return onlyHonest(
    domain.data.map(({ datumTag, jwe }) => ({
      datumTag,
      plaintext: openDirectJwe(jwe, deriveDatumKey(masterKey, datumTag)),
    })),
  );
}

const domainSeed = testDomain(custodians, 2, data);
const domain = parseSecurityDomain(domainSeed);
const masterKey = masterKeyOf(domain);

/** The old form: the master key as the XOR of two halves, for each pair of custodians. */
function oldDomainSeed(): Buffer {
  const half = (custodian: typeof first, bytes: Buffer): object => ({
    enc_key: sealWrappedJwe(bytes, custodian?.publicKey ?? hsm.publicKey),
    x5t_256: custodian?.thumbprintS256,
  });
  const keys = (
    [
      [first, second],
      [first, third],
      [second, third],
    ] as const
  ).map(([one, other]) => {
    const bytes = random.bytes(masterKey.length);
    return {
      key1: half(one, bytes),
      key2: half(other, Buffer.from(bytes.map((byte, i) => byte ^ (masterKey[i] ?? 0)))),
    };
  });
  const encrypted = data.map((datum) => sealDatum(datum, masterKey));
  return Buffer.from(
    JSON.stringify({
      EncData: { data: encrypted, kdf: 'sp108_kdf' },
      SplitKeys: { key_algorithm: 'xor_split', keys },
      version: 1,
    }),
  );
}

const blobSeed = buildRestoreBlob(domain.data, masterKey, verifiedExchangeKey(hsm));
const shareText = sealWrappedJwe(random.bytes(64), first.publicKey);
const sharePlain = openWrappedJwe(parseCompactJwe(shareText), first.privateKey).toString('hex');
const cek = random.bytes(64);
const datumText = sealDirectJwe(random.bytes(48), cek, 'hsm_backup');
const datumPlain = openDirectJwe(parseCompactJwe(datumText), cek).toString('hex');
const jweOracle = {
  answer: JSON.stringify({ code: 'JWE_DECRYPTION_FAILED' }),
  before: /^(?:JWE_(?!DECRYPTION)|JSON_|BASE64)/,
};

const files: readonly Target[] = [
  { name: 'security domain', seed: domainSeed, mutate: mutateJson, read: readDomain, weight: 6 },
  { name: 'security domain of version 1', seed: oldDomainSeed(), mutate: mutateJson, read: readDomain, weight: 4 },
  {
    name: 'restore blob',
    seed: blobSeed,
    mutate: mutateJson,
    read: (bytes) => onlyHonest(openRestoreBlob(parseRestoreBlob(bytes), hsm.privateKey, hsm.thumbprintS256)),
    weight: 8,
  },
  {
    name: 'JWE of a share',
    seed: Buffer.from(shareText),
    mutate: mutateJwe,
    read: (bytes) =>
      means(sharePlain, openWrappedJwe(parseCompactJwe(bytes.toString('latin1')), first.privateKey).toString('hex')),
    oracle: jweOracle,
    weight: 8,
  },
  {
    name: 'JWE of a datum',
    seed: Buffer.from(datumText),
    mutate: mutateJwe,
    read: (bytes) => means(datumPlain, openDirectJwe(parseCompactJwe(bytes.toString('latin1')), cek).toString('hex')),
    oracle: jweOracle,
    weight: 20,
  },
];

const passphrase = Buffer.from('Zwölf Boxkämpfer');
const expectedShare =
  openShares(domain.shares, first.privateKey, { taken: [], every: false })[0]?.share.toString('hex') ?? '';

/** Whatever key a file gives, it opens the custodian's share or none. */
function readKey(bytes: Buffer): string | undefined {
  const key = openCustodianKey(parseCustodianKeyFile(bytes), passphrase, legacyDecipher);
  const [opened] = openShares(domain.shares, key, { taken: [], every: false });
  return means(expectedShare, opened?.share.toString('hex') ?? '');
}

function keyTarget(name: string, seed: string | Buffer, weight: number): Target {
  const mutate = typeof seed === 'string' ? mutatePem : mutateDer;
  return { name: `key, ${name}`, seed: Buffer.from(seed as string), mutate, read: readKey, weight };
}

// With the ciphers of old: its module of them is its own package on some systems.
const hasOpenssl = referenceProgram('openssl', 'list', '-providers', '-provider', 'legacy') !== undefined;
const keys: readonly Target[] = [
  keyTarget('PKCS#8 in DER', first.privateKey.export({ type: 'pkcs8', format: 'der' }), 10),
  keyTarget('PKCS#1 in DER', first.privateKey.export({ type: 'pkcs1', format: 'der' }), 10),
  keyTarget('PKCS#8 in PEM', first.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 10),
  // The fewest rounds that Node writes: what is tried here is the reader.
  keyTarget(
    'encrypted PKCS#8',
    first.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString(),
    10,
  ),
  keyTarget(
    'encrypted the old way',
    first.privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase }).toString(),
    10,
  ),
  ...pkcs12Targets(),
];

/** Node writes no PKCS#12; openssl does, where it is. */
function pkcs12Targets(): Target[] {
  if (!hasOpenssl || !first) return [];
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-prove-inputs-'));
  try {
    const at = (name: string): string => join(folder, name);
    writeFileSync(at('key'), first.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(at('cer'), encodePem('CERTIFICATE', first.certificateDer));
    writeFileSync(at('pass'), passphrase);
    const options = ['-inkey', at('key'), '-in', at('cer'), '-passout', `file:${at('pass')}`, '-out', at('pfx')];
    const made = (...how: readonly string[]): Buffer => {
      execFileSync('openssl', ['pkcs12', '-export', ...options, ...how], { stdio: 'ignore' });
      return readFileSync(at('pfx'));
    };
    return [
      keyTarget('PKCS#12', made(), 10),
      keyTarget('PKCS#12 in BER', derInBer(made()), 10),
      keyTarget('PKCS#12 of old', made('-legacy', '-keypbe', 'PBE-SHA1-RC2-40'), 10),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Formats that this machine cannot make an honest file of: what was not tried is not proven. */
export const untried: readonly string[] = hasOpenssl
  ? []
  : ['PKCS#12, whose files openssl makes with its old ciphers (Debian packages openssl, openssl-provider-legacy)'];

export const registerTargets: readonly Target[] = [...files, ...keys];
