// PBES2 parameter by parameter: what openssl opens is opened to the same key, what it would refuse late is refused before a passphrase.
import { createCipheriv, createPrivateKey, pbkdf2Sync, scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testKey } from '#e2e/support/custodians.ts';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { DER, encodeDer, encodeDerInteger, encodeDerOid } from '../encoding/der.ts';
import { openCustodianKey } from './custodian-key.ts';
import { parseCustodianKeyFile } from './key-file.ts';

const key = testKey('custodian-0');
const passphrase = Buffer.from('correct horse – Batterie 7');
const salt = Buffer.alloc(16, 3);
const iv = Buffer.alloc(16, 5);
const sequence = (...parts: readonly Uint8Array[]): Buffer => encodeDer(DER.sequence, ...parts);
const octets = (bytes: Uint8Array): Buffer => encodeDer(DER.octetString, bytes);
const aes256 = '2.16.840.1.101.3.4.1.42';
const hmacWithSha256 = sequence(encodeDerOid('1.2.840.113549.2.9'), encodeDer(DER.null));

interface Parts {
  readonly scheme?: string;
  readonly derivation?: Uint8Array;
  readonly cipher?: Uint8Array;
  readonly derived?: Buffer;
  readonly body?: (encrypted: Buffer) => Uint8Array;
}

/** An EncryptedPrivateKeyInfo (RFC 5208 §6) of which each part can be another. */
function encrypted({ scheme, derivation, cipher, derived, body = octets }: Parts): Buffer {
  const under = derived ?? pbkdf2Sync(passphrase, salt, 2000, 32, 'sha256');
  const aes = createCipheriv('aes-256-cbc', under, iv);
  const inside = Buffer.concat([aes.update(key.export({ format: 'der', type: 'pkcs8' })), aes.final()]);
  const parameters = sequence(
    derivation ?? pbkdf2(octets(salt), encodeDerInteger(2000), hmacWithSha256),
    cipher ?? sequence(encodeDerOid(aes256), octets(iv)),
  );
  return sequence(sequence(encodeDerOid(scheme ?? '1.2.840.113549.1.5.13'), parameters), body(inside));
}

const pbkdf2 = (...parts: readonly Uint8Array[]): Buffer =>
  sequence(encodeDerOid('1.2.840.113549.1.5.12'), sequence(...parts));
const scrypt = (...numbers: readonly number[]): Buffer =>
  sequence(
    encodeDerOid('1.3.6.1.4.1.11591.4.11'),
    sequence(octets(salt), ...numbers.map((number) => encodeDerInteger(number))),
  );

describe('what openssl opens is opened', () => {
  it.each<[string, Parts]>([
    ['the plain form', {}],
    [
      'the length of the key',
      { derivation: pbkdf2(octets(salt), encodeDerInteger(2000), encodeDerInteger(32), hmacWithSha256) },
    ],
    [
      'SHA-1, where no hash is named',
      {
        derivation: pbkdf2(octets(salt), encodeDerInteger(2000)),
        derived: pbkdf2Sync(passphrase, salt, 2000, 32, 'sha1'),
      },
    ],
    [
      'one round',
      {
        derivation: pbkdf2(octets(salt), encodeDerInteger(1), hmacWithSha256),
        derived: pbkdf2Sync(passphrase, salt, 1, 32, 'sha256'),
      },
    ],
    ['scrypt', { derivation: scrypt(1024, 8, 1), derived: scryptSync(passphrase, salt, 32, { N: 1024, r: 8, p: 1 }) }],
    [
      'scrypt with the length of the key',
      { derivation: scrypt(1024, 8, 1, 32), derived: scryptSync(passphrase, salt, 32, { N: 1024, r: 8, p: 1 }) },
    ],
    [
      'scrypt, as parallel as we go',
      { derivation: scrypt(2, 1, 16), derived: scryptSync(passphrase, salt, 32, { N: 2, r: 1, p: 16 }) },
    ],
  ])('%s', (_, parts) => {
    const der = encrypted(parts);
    expect(createPrivateKey({ key: der, format: 'der', type: 'pkcs8', passphrase }).equals(key)).toBe(true);
    expect(openCustodianKey(parseCustodianKeyFile(der), passphrase).equals(key)).toBe(true);
  });

  it('scrypt also where it takes what openssl does not give it by default', () => {
    const cost = { N: 2 ** 17, r: 8, p: 1 };
    const derived = scryptSync(passphrase, salt, 32, { ...cost, maxmem: 2 ** 28 });
    const der = encrypted({ derivation: scrypt(cost.N, cost.r, cost.p), derived });
    expect(openCustodianKey(parseCustodianKeyFile(der), passphrase).equals(key)).toBe(true);
  });
});

describe('is refused with its scheme, before a passphrase is asked for', () => {
  const rsa = '1.2.840.113549.1.1.1';
  it.each<[string, Parts, string]>([
    ['a scheme that is no PBES2', { scheme: rsa }, 'RSA'],
    ['a derivation of another kind', { derivation: sequence(encodeDerOid(rsa)) }, 'RSA'],
    ['an identifier that nobody knows', { scheme: '1.2.3.4' }, 'object identifier 1.2.3.4'],
    [
      'more rounds than anybody waits for',
      { derivation: pbkdf2(octets(salt), encodeDerInteger(10_000_001), hmacWithSha256) },
      'PBKDF2 × 10000001',
    ],
    ['no derivation', { derivation: sequence() }, 'unreadable'],
    ['a derivation that is no sequence', { derivation: octets(salt) }, 'unreadable'],
    ['no cipher', { cipher: sequence() }, 'unreadable'],
    ['another cipher', { cipher: sequence(encodeDerOid(rsa), octets(iv)) }, 'RSA'],
    ['an IV that is too short', { cipher: sequence(encodeDerOid(aes256), octets(iv.subarray(1))) }, 'unreadable'],
    ['no IV', { cipher: sequence(encodeDerOid(aes256)) }, 'unreadable'],
    ['another hash', { derivation: pbkdf2(octets(salt), encodeDerInteger(9), sequence(encodeDerOid(rsa))) }, 'RSA'],
    ['a hash without a name', { derivation: pbkdf2(octets(salt), encodeDerInteger(9), sequence()) }, 'unreadable'],
    [
      'another length of the key',
      { derivation: pbkdf2(octets(salt), encodeDerInteger(9), encodeDerInteger(16), hmacWithSha256) },
      'unreadable',
    ],
    ['rounds that are no number', { derivation: pbkdf2(octets(salt), octets(iv), hmacWithSha256) }, 'unreadable'],
    ['no rounds', { derivation: pbkdf2(octets(salt), encodeDerInteger(0), hmacWithSha256) }, 'unreadable'],
    [
      'rounds below zero',
      { derivation: pbkdf2(octets(salt), encodeDer(DER.integer, Buffer.from([0xff])), hmacWithSha256) },
      'unreadable',
    ],
    [
      'rounds beyond 31 bits',
      { derivation: pbkdf2(octets(salt), encodeDerInteger(2 ** 31), hmacWithSha256) },
      'unreadable',
    ],
    [
      'a salt that is no octets',
      { derivation: pbkdf2(encodeDerInteger(9), encodeDerInteger(9), hmacWithSha256) },
      'unreadable',
    ],
    ['scrypt without numbers', { derivation: scrypt() }, 'unreadable'],
    ['scrypt with a cost that is no power of two', { derivation: scrypt(1000, 8, 1) }, 'unreadable'],
    ['scrypt with a cost of one', { derivation: scrypt(1, 8, 1) }, 'unreadable'],
    ['scrypt with another length of the key', { derivation: scrypt(1024, 8, 1, 16) }, 'unreadable'],
    ['scrypt with more memory than there is', { derivation: scrypt(2 ** 18, 8, 1) }, 'scrypt with N=262144, r=8, p=1'],
    ['scrypt, more parallel than we go', { derivation: scrypt(2, 1, 17) }, 'scrypt with N=2, r=1, p=17'],
  ])('%s', (_, parts, scheme) => {
    expect(faultOf(() => parseCustodianKeyFile(encrypted(parts)))).toEqual({
      code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN',
      scheme,
    });
  });
});

it('a ciphertext that is no whole number of blocks looks like a wrong passphrase', () => {
  const der = encrypted({ body: (bytes) => octets(bytes.subarray(1)) });
  expect(faultCode(() => openCustodianKey(parseCustodianKeyFile(der), passphrase))).toBe('PASSPHRASE_WRONG');
});

it('a passphrase whose padding is right by chance is wrong all the same', () => {
  const pad = Buffer.alloc(16, 16);
  const aes = createCipheriv('aes-256-cbc', pbkdf2Sync(passphrase, salt, 2000, 32, 'sha256'), iv).setAutoPadding(false);
  const nonsense = Buffer.concat([aes.update(Buffer.concat([Buffer.alloc(32, 0x30), pad])), aes.final()]);
  const der = encrypted({ body: () => octets(nonsense) });
  expect(faultCode(() => openCustodianKey(parseCustodianKeyFile(der), passphrase))).toBe('PASSPHRASE_WRONG');
});
