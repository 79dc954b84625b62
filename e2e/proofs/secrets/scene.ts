// A recovery of which every secret is known: custodians' keys, passphrase, shares, master keys, data, and all keys between them.
import { createPrivateKey, type KeyObject, privateDecrypt, constants } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encryptPkcs8 } from '#core/custodian-key/encrypt.ts';
import { encodePem, readPemBlocks } from '#core/encoding/pem.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { deriveDatumKey } from '#core/security-domain/kdf.ts';
import { openDirectJwe, openWrappedJwe, type CompactJwe } from '#core/security-domain/jwe.ts';
import { isPracticeDatum, practiceMark } from '#core/security-domain/practice-mark.ts';
import { parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { combineShares, parseShare } from '#core/security-domain/shamir.ts';
import {
  testCustodians,
  testDomain,
  testIdentity,
  type TestIdentity,
  writeIdentity,
} from '../../support/custodians.ts';
import { derivedInFull } from '../../support/derived-in-full.ts';
import type { Secret } from './forms.ts';

export interface Scene {
  readonly folder: string;
  readonly domain: string;
  readonly domainBytes: Buffer;
  readonly custodians: readonly TestIdentity[];
  /** Key files; the first is under the passphrase, the others are open. */
  readonly keys: readonly string[];
  /** A password file for each key. */
  readonly passwords: readonly string[];
  readonly strangersKey: string;
  readonly exchange: string;
  readonly hsm: TestIdentity;
  readonly claim: readonly string[];
  readonly passphrase: string;
  readonly secrets: readonly Secret[];
}

const passphrase = 'Zwölf Boxkämpfer jagen 12 Wörter';
const custodianCount = 4;
/** More than the parameters of PBES2 take up. */
const encryptionHeaderBytes = 160;

export function makeScene(folder: string): Scene {
  mkdirSync(folder, { recursive: true });
  const at = (name: string): string => join(folder, name);
  const custodians = testCustodians(custodianCount);
  const hsm = testIdentity('exchange');
  const domainBytes = testDomain(custodians, 2);
  const keys = custodians.map((custodian, i) => writeIdentity(folder, `custodian-${i}`, custodian));
  const [first] = custodians;
  const [firstKey] = keys;
  if (!first || firstKey === undefined) throw new Error('a scene has custodians');
  writeFileSync(
    firstKey,
    derivedInFull(() =>
      encryptPkcs8(first.privateKey.export({ type: 'pkcs8', format: 'der' }), Buffer.from(passphrase)),
    ),
  );
  writeFileSync(at('password'), `${passphrase}\n`);
  writeFileSync(at('domain.json'), domainBytes);
  writeFileSync(at('exchange.pem'), encodePem('CERTIFICATE', hsm.certificateDer));
  const strangersKey = writeIdentity(folder, 'stranger', testIdentity('stranger'));
  return {
    folder,
    domain: at('domain.json'),
    domainBytes,
    custodians,
    keys,
    passwords: keys.map(() => at('password')),
    strangersKey,
    exchange: at('exchange.pem'),
    hsm,
    claim: [
      ...['--unattested', '--exchange-key-sha256', sha256(hsm.certificateDer).toString('hex')],
      ...['--reason', 'a proof without an HSM'],
    ],
    passphrase,
    secrets: [
      ...passphraseSecrets(passphrase),
      ...custodians.flatMap(({ privateKey }, i) => keySecrets(`custodian-${i}`, privateKey)),
      ...keySecrets('stranger', testIdentity('stranger').privateKey),
      ...custodians.map((custodian, i) => keyFileSecret(keys[i] ?? '', custodian)),
      keyFileSecret(strangersKey, testIdentity('stranger')),
      ...domainSecrets(domainBytes, custodians),
    ],
  };
}

/** The parts of an RSA key that are nobody else's (RFC 8017 §3.2). */
export function keySecrets(name: string, key: KeyObject): Secret[] {
  const jwk = key.export({ format: 'jwk' });
  return (['d', 'p', 'q', 'dp', 'dq', 'qi'] as const).map((part) => ({
    kind: 'private key',
    name: `${name} ${part}`,
    bytes: Buffer.from(jwk[part] ?? '', 'base64url'),
  }));
}

/**
 * The bytes inside the PEM text: its base64 is one of their forms, whatever its lines. A key file begins with what is no secret: how it
 * was encrypted, or the modulus. What comes after is one.
 */
export function keyFileSecret(file: string, { publicKey }: Pick<TestIdentity, 'publicKey'>): Secret {
  const [block] = readPemBlocks(readFileSync(file));
  const der = block?.der ?? Buffer.alloc(0);
  const modulus = Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url');
  const at = der.indexOf(modulus);
  return {
    kind: 'key file',
    name: file.replace(/^.*\/|[.]key$/g, ''),
    bytes: der.subarray(at < 0 ? encryptionHeaderBytes : at + modulus.length),
  };
}

export function passphraseSecrets(text: string): Secret[] {
  return [
    { kind: 'passphrase', name: 'UTF-8', bytes: Buffer.from(text) },
    { kind: 'passphrase', name: 'as a string', bytes: Buffer.from(text, 'latin1') },
    { kind: 'passphrase', name: 'as a wide string', bytes: Buffer.from(text, 'utf16le') },
  ];
}

/** Shares on the wire and read, their content keys, the master key, and what is under it. */
export function domainSecrets(domainBytes: Buffer, custodians: readonly TestIdentity[]): Secret[] {
  const { shares, data, required } = parseSecurityDomain(domainBytes);
  const secrets: Secret[] = [];
  const points = shares.map(({ jwe, thumbprintS256 }, i) => {
    const key = custodians[i]?.privateKey;
    if (!key) throw new Error('there are fewer custodians than shares');
    const share = openWrappedJwe(jwe, key);
    const point = parseShare(share);
    secrets.push(
      { kind: 'share', name: `custodian-${i}`, bytes: share },
      { kind: 'share', name: `custodian-${i} as values`, bytes: Buffer.from(point.values.slice().buffer) },
      { kind: 'wrapping key', name: `custodian-${i}`, bytes: unwrap(jwe, key) },
    );
    return { ...point, custodian: thumbprintS256 };
  });
  return [...secrets, ...underMasterKey('old', combineShares(points, required), data)];
}

/** What the blob adds: a new master key, known only to the HSM's private key. */
export function blobSecrets(blobBytes: Buffer, { hsm }: Scene): Secret[] {
  const { wrappedKey, data } = parseRestoreBlob(blobBytes);
  return [
    { kind: 'wrapping key', name: 'of the blob', bytes: unwrap(wrappedKey, hsm.privateKey) },
    ...underMasterKey('new', openWrappedJwe(wrappedKey, hsm.privateKey), data),
  ];
}

function underMasterKey(
  name: string,
  masterKey: Buffer,
  data: readonly { readonly datumTag: string; readonly jwe: CompactJwe }[],
): Secret[] {
  return [
    { kind: 'master key', name, bytes: masterKey },
    ...data.flatMap(({ datumTag, jwe }): Secret[] => {
      const key = deriveDatumKey(masterKey, datumTag);
      return [
        { kind: 'datum key', name: `${name} ${datumTag}`, bytes: key },
        { kind: 'datum', name: datumTag, bytes: behindMark(openDirectJwe(jwe, key)) },
      ];
    }),
  ];
}

/** The mark with which data of practice begin is no secret: the program itself has it in its text. */
const behindMark = (datum: Buffer): Buffer => (isPracticeDatum(datum) ? datum.subarray(practiceMark.length) : datum);

/** The content key of a JWE. */
function unwrap({ encryptedKey }: CompactJwe, key: KeyObject): Buffer {
  return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, encryptedKey);
}

/** The parts of a key file under a passphrase, for keys that the program itself has made. */
export function madeKeySecrets(name: string, keyFile: string, keyPassphrase: string): Secret[] {
  return keySecrets(name, createPrivateKey({ key: readFileSync(keyFile), passphrase: keyPassphrase }));
}
