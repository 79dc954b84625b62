// PKCS#12 that no program of ours writes: keys inside encrypted contents, layers in BER, and files that are there to do harm.
import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testKey } from '#e2e/support/custodians.ts';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { DER, encodeDer, encodeDerInteger, encodeDerOid } from '../encoding/der.ts';
import { openCustodianKey } from './custodian-key.ts';
import { needsLegacyCiphers, parseCustodianKeyFile } from './key-file.ts';
import { maxKeyFileBytes } from './key-sizes.ts';
import { deriveKey } from './derive-key.ts';
import { readPkcs12 } from './pkcs12.ts';
import { legacyDecipher } from '#secrets/legacy-ciphers.ts';

const key = testKey('custodian-0');
const other = testKey('custodian-1');
const pkcs8 = (of = key): Buffer => of.export({ format: 'der', type: 'pkcs8' });
const passphrase = Buffer.from('Zwölf Boxkämpfer');
const salt = Buffer.alloc(8, 3);
const iv = Buffer.alloc(16, 5);

const sequence = (...parts: readonly Uint8Array[]): Buffer => encodeDer(DER.sequence, ...parts);
const octets = (...bytes: readonly Uint8Array[]): Buffer => encodeDer(DER.octetString, ...bytes);
const oid = encodeDerOid;
const explicit0 = (...inside: readonly Uint8Array[]): Buffer => encodeDer(0xa0, ...inside);

const pbes2 = (rounds: number): Buffer => {
  const prf = sequence(oid('1.2.840.113549.2.9'), encodeDer(DER.null));
  const derivation = sequence(oid('1.2.840.113549.1.5.12'), sequence(octets(salt), encodeDerInteger(rounds), prf));
  const cipher = sequence(oid('2.16.840.1.101.3.4.1.42'), octets(iv));
  return sequence(oid('1.2.840.113549.1.5.13'), sequence(derivation, cipher));
};
const pbe = (scheme: string, rounds: number): Buffer =>
  sequence(oid(scheme), sequence(octets(salt), encodeDerInteger(rounds)));
const tripleDes = '1.2.840.113549.1.12.1.3';

function aes(plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(passphrase, salt, 2000, 32, 'sha256'), iv);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

/** As it is in a file that takes no passphrase for an empty one: not even its two zero octets. */
function des3(plain: Uint8Array, bmp: Uint8Array): Buffer {
  const cipher = { name: 'des-ede3-cbc', keyBytes: 24, ivBytes: 8 } as const;
  const derived = deriveKey({ known: true, derivation: { is: 'pkcs12', salt, rounds: 3 }, cipher }, bmp);
  const des = createCipheriv('des-ede3-cbc', derived.key, derived.iv);
  return Buffer.concat([des.update(plain), des.final()]);
}

const keyBag = (der: Uint8Array): Buffer => sequence(oid('1.2.840.113549.1.12.10.1.1'), explicit0(der));
const shroudedBag = (algorithm: Uint8Array, encrypted: Uint8Array): Buffer =>
  sequence(oid('1.2.840.113549.1.12.10.1.2'), explicit0(sequence(algorithm, octets(encrypted))));
const certificateBag = sequence(oid('1.2.840.113549.1.12.10.1.3'), explicit0(sequence()));

const data = (content: Uint8Array): Buffer => sequence(oid('1.2.840.113549.1.7.1'), explicit0(octets(content)));
const encryptedData = (algorithm: Uint8Array, encrypted: Uint8Array): Buffer =>
  sequence(
    oid('1.2.840.113549.1.7.6'),
    explicit0(sequence(encodeDerInteger(0), sequence(oid('1.2.840.113549.1.7.1'), algorithm, encrypted))),
  );
const implicit = (bytes: Uint8Array): Buffer => encodeDer(0x80, bytes);
const sealed = (...bags: readonly Uint8Array[]): Buffer => encryptedData(pbes2(2000), implicit(aes(sequence(...bags))));
const pfx = (...contents: readonly Uint8Array[]): Buffer => sequence(encodeDerInteger(3), data(sequence(...contents)));

const open = (bytes: Uint8Array, pass: Uint8Array | undefined = passphrase) =>
  openCustodianKey(parseCustodianKeyFile(bytes), pass, legacyDecipher);

describe('a key inside an encrypted content', () => {
  it.each<[string, () => Buffer]>([
    ['lies open in it', () => pfx(sealed(keyBag(pkcs8())))],
    ['is encrypted once more', () => pfx(sealed(shroudedBag(pbes2(2000), aes(pkcs8()))))],
    [
      'lies beside certificates',
      () => pfx(sealed(certificateBag), data(sequence()), sealed(certificateBag, keyBag(pkcs8()))),
    ],
    [
      'in pieces',
      () => {
        const encrypted = aes(sequence(keyBag(pkcs8())));
        const pieces = [encrypted.subarray(0, 1000), encrypted.subarray(1000)].map((piece) => octets(piece));
        return pfx(encryptedData(pbes2(2000), explicit0(...pieces)));
      },
    ],
    [
      'in BER under the encryption',
      () => {
        const ber = Buffer.concat([Buffer.from([0x30, 0x80]), keyBag(pkcs8()), Buffer.alloc(2)]);
        return pfx(encryptedData(pbes2(2000), implicit(aes(ber))));
      },
    ],
    ['under triple DES', () => pfx(encryptedData(pbe(tripleDes, 3), implicit(des3(sequence(keyBag(pkcs8())), bmp()))))],
  ])('is opened: %s', (_, make) => {
    const file = parseCustodianKeyFile(make());
    expect(file).toMatchObject({ form: 'sealed-contents', protection: 'pkcs12' });
    expect(needsLegacyCiphers(file)).toBe(true);
    expect(open(make()).equals(key)).toBe(true);
    expect(faultOf(() => openCustodianKey(file, undefined))).toEqual({ code: 'PASSPHRASE_MISSING' });
    expect(faultOf(() => open(make(), Buffer.from('another')))).toEqual({ code: 'PASSPHRASE_WRONG' });
  });

  const bmp = (): Buffer => Buffer.from(`${passphrase.toString()}\0`, 'utf16le').swap16();

  it.each<[string, () => Buffer, string]>([
    ['two keys', () => pfx(sealed(keyBag(pkcs8()), keyBag(pkcs8(other)))), 'CUSTODIAN_KEY_SEVERAL'],
    [
      'two keys in two contents',
      () => pfx(sealed(keyBag(pkcs8())), sealed(keyBag(pkcs8(other)))),
      'CUSTODIAN_KEY_SEVERAL',
    ],
    [
      'a key beside one that lies outside of it',
      () => pfx(data(sequence(shroudedBag(pbes2(2000), aes(pkcs8())))), sealed(certificateBag, keyBag(pkcs8(other)))),
      'CUSTODIAN_KEY_SEVERAL',
    ],
    [
      'the same key again, encrypted once more',
      () =>
        pfx(
          sealed(certificateBag),
          data(sequence(shroudedBag(pbes2(2000), aes(pkcs8())))),
          sealed(shroudedBag(pbes2(2000), aes(pkcs8()))),
        ),
      'CUSTODIAN_KEY_SEVERAL',
    ],
    ['certificates alone', () => pfx(sealed(certificateBag)), 'CUSTODIAN_KEY_NOT_A_KEY'],
    [
      'a key under a scheme that is not opened',
      () => pfx(sealed(shroudedBag(pbe('1.2.840.113549.1.12.1.1', 3), aes(pkcs8())))),
      'CUSTODIAN_KEY_SCHEME_UNKNOWN',
    ],
    [
      'a key that is damaged',
      () => pfx(sealed(keyBag(sequence(encodeDerInteger(0), sequence(oid('1.2.840.113549.1.1.1')), octets(salt))))),
      'CUSTODIAN_KEY_DAMAGED',
    ],
  ])('is refused once it is open: %s', (_, make, code) => {
    expect(faultCode(() => open(make()))).toBe(code);
  });
});

describe('a key that lies outside of the encrypted contents', () => {
  const outside = data(sequence(shroudedBag(pbes2(2000), aes(pkcs8()))));
  it.each<[string, () => Buffer]>([
    ['certificates', () => sealed(certificateBag)],
    [
      'what another passphrase protects',
      () => encryptedData(pbes2(2001), implicit(aes(sequence(keyBag(pkcs8(other)))))),
    ],
    ['what no library opens', () => encryptedData(pbe('1.2.840.113549.1.12.1.6', 3), implicit(aes(certificateBag)))],
    ['no encrypted content', () => data(sequence())],
  ])('is opened beside %s', (_, beside) => {
    expect(open(pfx(outside, beside())).equals(key)).toBe(true);
    expect(faultOf(() => open(pfx(outside, beside()), Buffer.from('another')))).toEqual({ code: 'PASSPHRASE_WRONG' });
  });
});

describe('an empty passphrase', () => {
  it.each([
    ['that is two zero octets', Buffer.alloc(2)],
    ['that is nothing at all', Buffer.alloc(0)],
  ])('%s', (_, bmp) => {
    const file = pfx(data(sequence(shroudedBag(pbe(tripleDes, 3), des3(pkcs8(), bmp)))));
    expect(open(file, Buffer.alloc(0)).equals(key)).toBe(true);
    expect(faultCode(() => open(file))).toBe('PASSPHRASE_WRONG');
  });
});

describe('a passphrase that is no UTF-8', () => {
  it('stands for one character for each byte, as in openssl', () => {
    const latin1 = Buffer.from('Zwölf', 'latin1');
    const bmp = Buffer.from('Zwölf\0', 'utf16le').swap16();
    const file = pfx(data(sequence(shroudedBag(pbe(tripleDes, 3), des3(pkcs8(), bmp)))));
    expect(open(file, latin1).equals(key)).toBe(true);
    expect(open(file, Buffer.from('Zwölf')).equals(key)).toBe(true);
  });

  it('was one to openssl before 1.1.0, which took each byte of UTF-8 for a character', () => {
    const bmp = Buffer.from(`${Buffer.from('Zwölf').toString('latin1')}\0`, 'utf16le').swap16();
    const file = pfx(data(sequence(shroudedBag(pbe(tripleDes, 3), des3(pkcs8(), bmp)))));
    expect(open(file, Buffer.from('Zwölf')).equals(key)).toBe(true);
    expect(faultCode(() => open(file, Buffer.from('Zwolf')))).toBe('PASSPHRASE_WRONG');
  });
});

describe('a file that is there to do harm', () => {
  /** Whatever is drawn from it, it is refused before a passphrase is asked for, and at once. */
  it.each<[string, () => Buffer, object]>([
    [
      'two billion rounds for the key',
      () => pfx(data(sequence(shroudedBag(pbes2(2 ** 31 - 1), aes(pkcs8()))))),
      { code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN', scheme: 'PBKDF2 × 2147483647' },
    ],
    [
      'two billion rounds for a content',
      () => pfx(encryptedData(pbe(tripleDes, 2 ** 31 - 1), implicit(aes(pkcs8())))),
      { code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN', scheme: 'PBE-SHA1-3DES × 2147483647' },
    ],
    [
      'rounds beyond 31 bits',
      () => pfx(data(sequence(shroudedBag(pbe(tripleDes, 2 ** 40), aes(pkcs8()))))),
      { code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN', scheme: 'unreadable' },
    ],
    [
      'layer in layer',
      () => Buffer.alloc(maxKeyFileBytes, '3080', 'hex'),
      { code: 'CUSTODIAN_KEY_NOT_A_KEY', found: 'something else' },
    ],
    [
      'a length of four gigabytes',
      () => Buffer.concat([Buffer.from('3084ffffffff020103', 'hex'), Buffer.alloc(1000)]),
      { code: 'CUSTODIAN_KEY_DAMAGED' },
    ],
    [
      'a layer of four gigabytes inside',
      () => pfx(Buffer.from('3084ffffffff', 'hex')),
      { code: 'CUSTODIAN_KEY_DAMAGED' },
    ],
    ['layer in layer inside', () => pfx(Buffer.alloc(200_000, '3080', 'hex')), { code: 'CUSTODIAN_KEY_DAMAGED' }],
    [
      'contents under a public key',
      () => pfx(sequence(oid('1.2.840.113549.1.7.3'), explicit0(sequence()))),
      { code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN', scheme: 'PKCS#7 data under a public key' },
    ],
    [
      'a signature in the place of the MAC',
      () => sequence(encodeDerInteger(3), sequence(oid('1.2.840.113549.1.7.2'), explicit0(sequence()))),
      { code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN', scheme: 'PKCS#7 signed data' },
    ],
    [
      'a content without its parts',
      () => pfx(sequence(oid('1.2.840.113549.1.7.6'), explicit0(sequence()))),
      { code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN', scheme: 'object identifier 1.2.840.113549.1.7.6' },
    ],
    [
      'a hundred thousand contents',
      () => pfx(Buffer.alloc(200_000, '3000', 'hex')),
      { code: 'CUSTODIAN_KEY_NOT_A_KEY', found: 'a PKCS#12 file without a private key' },
    ],
    [
      'ten keys',
      () => pfx(data(sequence(...Array<Buffer>(10).fill(keyBag(pkcs8()))))),
      { code: 'CUSTODIAN_KEY_SEVERAL', keys: 10 },
    ],
  ])('%s', (_, make, fault) => {
    const bytes = make();
    expect(bytes.length).toBeLessThanOrEqual(maxKeyFileBytes);
    const start = process.threadCpuUsage();
    expect(faultOf(() => parseCustodianKeyFile(bytes))).toEqual(fault);
    const { user, system } = process.threadCpuUsage(start);
    // It takes milliseconds; what is looked for takes seconds or forever.
    expect((user + system) / 1000).toBeLessThan(2000);
  });

  it('tells nobody how a passphrase failed: wrong padding, no structure and no key are one answer', () => {
    const blocks = (plain: Buffer): Buffer => {
      const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(passphrase, salt, 2000, 32, 'sha256'), iv);
      return Buffer.concat([cipher.setAutoPadding(false).update(plain), cipher.final()]);
    };
    const padded = (plain: Buffer): Buffer => blocks(Buffer.concat([plain, Buffer.alloc(16, 16)]));
    const wrongs = [
      blocks(Buffer.alloc(64, 0)), // padding of no octets
      blocks(Buffer.concat([Buffer.alloc(62), Buffer.from([3, 2])])), // padding that does not agree
      blocks(Buffer.alloc(64, 17)), // padding of more than a block
      aes(pkcs8()).subarray(1), // no whole blocks
      Buffer.alloc(0),
      padded(Buffer.alloc(64, 0x41)), // padding by chance, and no structure
      padded(Buffer.concat([sequence(encodeDerInteger(0)), Buffer.alloc(11)])), // an element, and something behind it
    ];
    const answers = wrongs.flatMap((encrypted) =>
      [
        pfx(data(sequence(shroudedBag(pbes2(2000), encrypted)))),
        pfx(encryptedData(pbes2(2000), implicit(encrypted))),
        sequence(pbes2(2000), octets(encrypted)),
      ].map((file) => faultOf(() => open(file))),
    );
    expect(answers).toEqual(answers.map(() => ({ code: 'PASSPHRASE_WRONG' })));
  });

  it('without any content holds no key', () => {
    expect(readPkcs12(sequence(encodeDerInteger(3)))).toEqual({ keys: [], sealed: [] });
  });

  it('is not believed about its MAC: a wrong one changes nothing, and is no second thing to try passphrases on', () => {
    const digest = createHash('sha1').update('no MAC').digest();
    const algorithm = sequence(sequence(oid('1.3.14.3.2.26'), encodeDer(DER.null)), octets(digest));
    const mac = sequence(algorithm, octets(salt), encodeDerInteger(2 ** 31 - 1));
    const content = data(sequence(data(sequence(shroudedBag(pbes2(2000), aes(pkcs8()))))));
    const file = sequence(encodeDerInteger(3), content, mac);
    expect(open(file).equals(key)).toBe(true);
    expect(faultOf(() => open(file, Buffer.from('another')))).toEqual({ code: 'PASSPHRASE_WRONG' });
  });
});
