// Custodian keys in every form seen in the field, each made by openssl while the test runs: the key, or the fault that names what
// is wrong with the file. What we write ourselves is read by openssl and by the library of the Azure CLI.
import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { selfSigned, testKey } from '#e2e/support/custodians.ts';
import { derivedInFull } from '#e2e/support/derived-in-full.ts';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { referenceProgram } from '#e2e/support/reference-tools.ts';
import { DER, encodeDer, encodeDerInteger, encodeDerOid, readDerChildren, readDerElement } from '../encoding/der.ts';
import { encodePem } from '../encoding/pem.ts';
import { openCustodianKey } from './custodian-key.ts';
import { type CustodianKeyFile, parseCustodianKeyFile } from './key-file.ts';
import { encryptPkcs8 } from './encrypt.ts';
import { legacyDecipher } from '#secrets/legacy-ciphers.ts';

const openssl = referenceProgram('openssl', 'version');
const azPython = referenceProgram('/usr/bin/python3', '-c', 'import cryptography');
const folder = mkdtempSync(join(tmpdir(), 'lifeboat-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

const passphrase = Buffer.from('correct horse – Batterie 7');
const key = testKey('custodian-0');
const pkcs8 = (of: KeyObject = key): Buffer => of.export({ type: 'pkcs8', format: 'der' });
const plain = join(folder, 'plain.pem');
const certificate = join(folder, 'certificate.pem');
writeFileSync(plain, key.export({ type: 'pkcs8', format: 'pem' }));
writeFileSync(certificate, encodePem('CERTIFICATE', selfSigned(key, { commonName: 'custodian' })));
writeFileSync(join(folder, 'pass'), passphrase);
const [passIn, passOut] = ['-passin', '-passout'].map((flag) => [flag, `file:${join(folder, 'pass')}`]) as [
  string[],
  string[],
];

let made = 0;
/** What openssl writes for these arguments. */
function bytesFrom(...args: readonly string[]): Buffer {
  const out = join(folder, `made-${(made += 1)}`);
  execFileSync('openssl', [...args, '-out', out], { stdio: 'ignore' });
  return readFileSync(out);
}
const toPkcs8 = (...args: readonly string[]): Buffer => bytesFrom('pkcs8', '-topk8', '-in', plain, ...args);
const toPkcs1 = (...args: readonly string[]): Buffer => bytesFrom('rsa', '-in', plain, '-traditional', ...args);
const toPkcs12 = (...args: readonly string[]): Buffer =>
  bytesFrom('pkcs12', '-export', '-inkey', plain, '-in', certificate, ...passOut, ...args);

const open = (bytes: Uint8Array, pass?: Uint8Array) =>
  openCustodianKey(parseCustodianKeyFile(bytes), pass, legacyDecipher);
const codeFor = (bytes: Uint8Array, pass?: Uint8Array): string => faultCode(() => open(bytes, pass));

describe.skipIf(openssl === undefined)('a key that lies open', () => {
  it.each<[string, 'pkcs8' | 'pkcs1', () => Buffer]>([
    ['PKCS#8 in PEM', 'pkcs8', () => toPkcs8('-nocrypt')],
    ['PKCS#8 in DER', 'pkcs8', () => toPkcs8('-nocrypt', '-outform', 'DER')],
    ['PKCS#1 in PEM', 'pkcs1', () => toPkcs1()],
    ['PKCS#1 in DER', 'pkcs1', () => toPkcs1('-outform', 'DER')],
    ['PEM with CRLF', 'pkcs8', () => Buffer.from(toPkcs8('-nocrypt').toString().replaceAll('\n', '\r\n'))],
    ['PEM after a BOM', 'pkcs8', () => Buffer.from(`\ufeff${toPkcs8('-nocrypt').toString()}`)],
    [
      'PEM on one line',
      'pkcs8',
      () =>
        Buffer.from(
          toPkcs8('-nocrypt')
            .toString()
            .replaceAll(/(?<!-)\n(?!-)/g, ''),
        ),
    ],
    ['PEM beside its certificate', 'pkcs8', () => Buffer.concat([readFileSync(certificate), toPkcs8('-nocrypt')])],
    [
      'PEM with the attributes of its bag, its certificate, CRLF, a BOM and blank lines at the end',
      'pkcs8',
      () => {
        const pfx = join(folder, 'bags.p12');
        writeFileSync(pfx, toPkcs12('-name', 'Schlüssel von C1'));
        const pem = bytesFrom('pkcs12', '-in', pfx, '-nodes', ...passIn).toString();
        expect(pem).toMatch(/Bag Attributes/);
        return Buffer.from(`\ufeff${pem.replaceAll('\n', '\r\n')}\r\n \r\n\t\r\n`);
      },
    ],
  ])('is read as %s', (_, form, bytes) => {
    const file = parseCustodianKeyFile(bytes());
    expect(file).toMatchObject({ form, protection: 'none' });
    expect(openCustodianKey(file, undefined).equals(key)).toBe(true);
    // A passphrase that is not needed does no harm.
    expect(open(bytes(), passphrase).equals(key)).toBe(true);
  });

  it('is read from a PKCS#12 that encrypts nothing', () => {
    const file = parseCustodianKeyFile(toPkcs12('-nocerts', '-keypbe', 'NONE', '-nomac'));
    expect(file).toMatchObject({ form: 'pkcs8', protection: 'none' });
    expect(openCustodianKey(file, undefined).equals(key)).toBe(true);
  });

  it.each([3072, 4096])('is read with %i bits', (bits) => {
    const large = testKey('custodian-0', { bits });
    expect(open(pkcs8(large)).equals(large)).toBe(true);
  });
});

const encrypted: [string, 'pbes2' | 'legacy-pem' | 'pkcs12', () => Buffer][] = [
  ['PBES2, AES-256', 'pbes2', () => toPkcs8('-v2', 'aes-256-cbc', ...passOut)],
  ['PBES2, AES-128, HMAC-SHA-1', 'pbes2', () => toPkcs8('-v2', 'aes128', '-v2prf', 'hmacWithSHA1', ...passOut)],
  ['PBES2, AES-192', 'pbes2', () => toPkcs8('-v2', 'aes192', ...passOut)],
  ['PBES2, triple DES', 'pbes2', () => toPkcs8('-v2', 'des3', ...passOut)],
  ['PBES2, scrypt', 'pbes2', () => toPkcs8('-scrypt', ...passOut)],
  [
    'PBES2, scrypt with numbers of its own',
    'pbes2',
    () => toPkcs8('-scrypt', '-scrypt_N', '4096', '-scrypt_r', '16', '-scrypt_p', '2', ...passOut),
  ],
  ...['SHA224', 'SHA384', 'SHA512'].map((hash): [string, 'pbes2', () => Buffer] => [
    `PBES2, HMAC-${hash}`,
    'pbes2',
    () => toPkcs8('-v2', 'aes256', '-v2prf', `hmacWith${hash}`, ...passOut),
  ]),
  ['PBES2 in DER', 'pbes2', () => toPkcs8('-outform', 'DER', ...passOut)],
  ['Proc-Type, triple DES', 'legacy-pem', () => toPkcs1('-des3', ...passOut)],
  ['Proc-Type, AES-128', 'legacy-pem', () => toPkcs1('-aes128', ...passOut)],
  ['Proc-Type, AES-192', 'legacy-pem', () => toPkcs1('-aes192', ...passOut)],
  ['Proc-Type, AES-256', 'legacy-pem', () => toPkcs1('-aes256', ...passOut)],
  [
    'Proc-Type with CRLF',
    'legacy-pem',
    () =>
      Buffer.from(
        toPkcs1('-aes256', ...passOut)
          .toString()
          .replaceAll('\n', '\r\n'),
      ),
  ],
  ['PKCS#12 of today', 'pkcs12', () => toPkcs12()],
  [
    'PKCS#12 of old, triple DES and SHA-1',
    'pkcs12',
    () => toPkcs12('-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'),
  ],
  ['PKCS#12 with SHA-512', 'pkcs12', () => toPkcs12('-macalg', 'sha512')],
  ['PKCS#12 without certificates', 'pkcs12', () => toPkcs12('-nocerts')],
  ['PKCS#12 with PBMAC1', 'pkcs12', () => toPkcs12('-pbmac1_pbkdf2')],
  ['PKCS#12 without MAC', 'pkcs12', () => toPkcs12('-nomac')],
];

describe.skipIf(openssl === undefined)('a key under a passphrase', () => {
  it.each(encrypted)('is read as %s', (_, protection, bytes) => {
    const file = parseCustodianKeyFile(bytes());
    expect(file.protection).toBe(protection);
    expect(openCustodianKey(file, passphrase).equals(key)).toBe(true);
  });

  it.each(encrypted)('is not opened without it, with an empty one, or with another: %s', (_, __, make) => {
    const bytes = make();
    expect(codeFor(bytes)).toBe('PASSPHRASE_MISSING');
    expect(codeFor(bytes, Buffer.alloc(0))).toBe('PASSPHRASE_WRONG');
    expect(codeFor(bytes, Buffer.from('correct horse – Batterie 8'))).toBe('PASSPHRASE_WRONG');
  });

  it.each<[string, () => Buffer, string]>([
    [
      'Proc-Type without a word about the cipher',
      () =>
        Buffer.from(
          toPkcs1('-aes256', ...passOut)
            .toString()
            .replace(/DEK-Info.*\n/, ''),
        ),
      'no DEK-Info',
    ],
    ['Proc-Type with a cipher that is not of the field', () => toPkcs1('-camellia256', ...passOut), 'CAMELLIA-256-CBC'],
    [
      'PBES2 with a hash that is not of the field',
      () => toPkcs8('-v2', 'aes256', '-v2prf', 'hmacWithSHA512-256', ...passOut),
      'HMAC-SHA-512/256',
    ],
    ['PBES2 with Camellia', () => toPkcs8('-v2', 'camellia256', ...passOut), 'Camellia-256-CBC'],
    [
      'PKCS#12 with Camellia',
      () => toPkcs12('-keypbe', 'camellia-128-cbc', '-certpbe', 'camellia-128-cbc'),
      'Camellia-128-CBC',
    ],
  ])('is refused with its scheme, before a passphrase is asked for: %s', (_, bytes, scheme) => {
    expect(faultOf(() => parseCustodianKeyFile(bytes()))).toEqual({ code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN', scheme });
  });
});

// Where a key was made in a window of Windows, openssl took what was typed in the code page of that window, and an option in that of Windows.
describe.skipIf(openssl === undefined)('a passphrase that openssl took in a code page of Windows', () => {
  const pages: readonly (readonly [page: string, typed: string, raw: string])[] = [
    ['1252', 'Zwölf für 5 €', '5a77f66c662066fc72203520 80'],
    ['850', 'Zwölf für ½', '5a77946c6620668172 20 ab'],
  ];
  const kinds: readonly (readonly [string, (pass: readonly string[]) => Buffer])[] = [
    ['PKCS#8', (pass) => bytesFrom('pkcs8', '-topk8', '-in', plain, ...pass)],
    ['Proc-Type', (pass) => bytesFrom('rsa', '-in', plain, '-traditional', '-aes256', ...pass)],
    ['PKCS#12', (pass) => bytesFrom('pkcs12', '-export', '-inkey', plain, '-in', certificate, ...pass)],
    [
      'PKCS#12 of old',
      (pass) => bytesFrom('pkcs12', '-export', '-nocerts', '-inkey', plain, '-keypbe', 'PBE-SHA1-3DES', ...pass),
    ],
  ];
  it.each(pages.flatMap(([page, typed, raw]) => kinds.map(([kind, make]) => [page, kind, typed, raw, make] as const)))(
    '%s opens %s as it is typed today',
    (page, _, typed, raw, make) => {
      const file = join(folder, `pass-${page}`);
      writeFileSync(file, Buffer.from(raw.replaceAll(' ', ''), 'hex'));
      const bytes = make(['-passout', `file:${file}`]);
      expect(open(bytes, Buffer.from(typed)).equals(key)).toBe(true);
      for (const wrong of [`${typed}ö`, typed.toUpperCase(), `${typed}я`]) {
        expect(codeFor(bytes, Buffer.from(wrong))).toBe('PASSPHRASE_WRONG');
      }
    },
  );
});

describe.skipIf(openssl === undefined)('a key that is no custodian key', () => {
  const generate = (...args: readonly string[]): Buffer => bytesFrom('genpkey', ...args);
  it.each<[string, () => Buffer, string]>([
    ['RSA-1024', () => pkcs8(testKey('small', { bits: 1024 })), 'CUSTODIAN_KEY_SIZE'],
    ['RSA-2056', () => pkcs8(testKey('odd', { bits: 2056 })), 'CUSTODIAN_KEY_SIZE'],
    ['e = 3', () => pkcs8(testKey('three', { bits: 2048, exponent: 3 })), 'CUSTODIAN_KEY_EXPONENT'],
    [
      'an elliptic curve in PKCS#8',
      () => generate('-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'),
      'CUSTODIAN_KEY_NOT_RSA',
    ],
    ['an elliptic curve of old', () => bytesFrom('ecparam', '-name', 'prime256v1', '-genkey'), 'CUSTODIAN_KEY_NOT_RSA'],
    ['Ed25519', () => generate('-algorithm', 'ED25519'), 'CUSTODIAN_KEY_NOT_RSA'],
    ['Ed448', () => generate('-algorithm', 'ED448'), 'CUSTODIAN_KEY_NOT_RSA'],
    ['X448', () => generate('-algorithm', 'X448'), 'CUSTODIAN_KEY_NOT_RSA'],
    [
      'a curve of Bitcoin, under a passphrase',
      () =>
        generate(
          '-algorithm',
          'EC',
          '-pkeyopt',
          'ec_paramgen_curve:secp256k1',
          '-aes-256-cbc',
          '-pass',
          `file:${join(folder, 'pass')}`,
        ),
      'CUSTODIAN_KEY_NOT_RSA',
    ],
    [
      'RSA for PSS only',
      () => generate('-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'),
      'CUSTODIAN_KEY_NOT_RSA',
    ],
    ['a DSA key of old', () => Buffer.from(encodePem('DSA PRIVATE KEY', Buffer.alloc(9))), 'CUSTODIAN_KEY_NOT_RSA'],
    ['an OpenSSH key', () => Buffer.from(encodePem('OPENSSH PRIVATE KEY', Buffer.alloc(9))), 'CUSTODIAN_KEY_NOT_RSA'],
    ['its certificate', () => readFileSync(certificate), 'CUSTODIAN_KEY_NOT_A_KEY'],
    ['its certificate in DER', () => selfSigned(key, { commonName: 'x' }), 'CUSTODIAN_KEY_NOT_A_KEY'],
    ['its public half', () => bytesFrom('pkey', '-in', plain, '-pubout'), 'CUSTODIAN_KEY_NOT_A_KEY'],
    [
      'a certificate request',
      () => bytesFrom('req', '-new', '-key', plain, '-subj', '/CN=x'),
      'CUSTODIAN_KEY_NOT_A_KEY',
    ],
    ['a letter', () => Buffer.from('Dear custodian,\n'), 'CUSTODIAN_KEY_NOT_A_KEY'],
    ['an empty file', () => Buffer.alloc(0), 'CUSTODIAN_KEY_NOT_A_KEY'],
    ['two keys in one file', () => Buffer.concat([readFileSync(plain), readFileSync(plain)]), 'PEM_SEVERAL_BLOCKS'],
    [
      'a key and an encrypted key',
      () => Buffer.concat([readFileSync(plain), toPkcs8(...passOut)]),
      'PEM_SEVERAL_BLOCKS',
    ],
    ['PEM cut off', () => readFileSync(plain).subarray(0, 900), 'PEM_MALFORMED'],
    ['PEM with a digit lost', () => Buffer.from(readFileSync(plain, 'utf8').replace(/\n(.)/, '\n')), 'PEM_MALFORMED'],
    ['DER with its end lost', () => pkcs8().subarray(0, -1), 'CUSTODIAN_KEY_DAMAGED'],
    ['PKCS#12 with its end lost', () => toPkcs12().subarray(0, 2000), 'CUSTODIAN_KEY_DAMAGED'],
    [
      'an encrypted key with its end lost',
      () => toPkcs8('-outform', 'DER', ...passOut).subarray(0, 800),
      'CUSTODIAN_KEY_DAMAGED',
    ],
    ['DER with a line end behind it', () => Buffer.concat([pkcs8(), Buffer.from('\n')]), 'CUSTODIAN_KEY_DAMAGED'],
    ['half a certificate', () => selfSigned(key, { commonName: 'x' }).subarray(0, 300), 'CUSTODIAN_KEY_NOT_A_KEY'],
    ['PKCS#8 with nonsense inside', () => damagedPkcs8(), 'CUSTODIAN_KEY_DAMAGED'],
    [
      'PKCS#12 without a key',
      () => bytesFrom('pkcs12', '-export', '-nokeys', '-in', certificate, ...passOut),
      'CUSTODIAN_KEY_NOT_A_KEY',
    ],
    ['PKCS#12 with an elliptic curve', () => ellipticPkcs12(), 'CUSTODIAN_KEY_NOT_RSA'],
    [
      'PKCS#12 of old with an elliptic curve',
      () => ellipticPkcs12('-keypbe', 'PBE-SHA1-3DES'),
      'CUSTODIAN_KEY_NOT_RSA',
    ],
    ['PKCS#8 with an elliptic curve, and an octet behind it', () => trailedCurve(), 'CUSTODIAN_KEY_NOT_RSA'],
    // Node has no name for its kind.
    ['PKCS#12 of old with a Chinese curve', () => chinesePkcs12(), 'CUSTODIAN_KEY_NOT_RSA'],
    ['PKCS#12 around what is no list', () => wrappedPkcs12(encodeDerInteger(1)), 'CUSTODIAN_KEY_NOT_A_KEY'],
    [
      'PKCS#12 that ends after its version',
      () => encodeDer(DER.sequence, encodeDerInteger(3), encodeDer(DER.sequence)),
      'CUSTODIAN_KEY_NOT_A_KEY',
    ],
    [
      'a PEM block of a name that nobody knows',
      () => Buffer.from(encodePem('TREASURE MAP', Buffer.alloc(9))),
      'CUSTODIAN_KEY_NOT_A_KEY',
    ],
    [
      'two numbers and a text',
      () => encodeDer(DER.sequence, encodeDerInteger(0), encodeDerInteger(1), encodeDer(DER.octetString)),
      'CUSTODIAN_KEY_NOT_A_KEY',
    ],
    ['PKCS#8 of a kind that has no name here', () => unnamedPkcs8(), 'CUSTODIAN_KEY_NOT_RSA'],
    ['PKCS#12 with nonsense inside', () => damagedPkcs12(), 'CUSTODIAN_KEY_DAMAGED'],
    ['PKCS#12 with two keys', () => twoKeyPkcs12(), 'CUSTODIAN_KEY_SEVERAL'],
  ])('is refused: %s', (_, bytes, code) => {
    expect(codeFor(bytes(), passphrase)).toBe(code);
  });

  it('is opened with three primes by openssl, and named where the library reads no such key', () => {
    const how = ['rsa_keygen_bits:2048', 'rsa_keygen_primes:3'].flatMap((option) => ['-pkeyopt', option]);
    const three = open(bytesFrom('genpkey', '-algorithm', 'RSA', ...how));
    expect(three.asymmetricKeyDetails?.modulusLength).toBe(2048);
    // Without its other primes nothing reads it, as BoringSSL reads none.
    const numbers = readDerChildren(readDerElement(three.export({ type: 'pkcs1', format: 'der' })).content);
    const pkcs1 = encodeDer(DER.sequence, ...numbers.slice(0, 9).map(({ raw }) => raw));
    const rsa = encodeDer(DER.sequence, encodeDerOid('1.2.840.113549.1.1.1'), encodeDer(DER.null));
    const wrapped = encodeDer(DER.sequence, encodeDerInteger(0), rsa, encodeDer(DER.octetString, pkcs1));
    for (const der of [pkcs1, wrapped]) expect(codeFor(der)).toBe('CUSTODIAN_KEY_PRIMES');
  });

  it('is named: a certificate that lies where the key should', () => {
    expect(faultOf(() => parseCustodianKeyFile(readFileSync(certificate)))).toEqual({
      code: 'CUSTODIAN_KEY_NOT_A_KEY',
      found: 'a certificate',
    });
  });

  it.each<[string, string | Buffer, string]>([
    ['a PEM in UTF-16', Buffer.from(`\ufeff${readFileSync(plain, 'utf8')}`, 'utf16le'), 'a text in UTF-16'],
    ['an old Java key store', Buffer.from('feedfeed00000002', 'hex'), 'a Java key store of the old kind (JKS)'],
    ['UTF-16 without its mark', Buffer.from(readFileSync(plain, 'utf8'), 'utf16le'), 'a text in UTF-16'],
    ['a PuTTY key', 'PuTTY-User-Key-File-2: ssh-rsa\n', 'a PuTTY key'],
    ['what OpenSSH writes beside a key', 'ssh-rsa AAAAB3NzaC1yc2E= custodian@vault\n', 'a public key'],
    ['PVK', Buffer.from('1ef1b5b000000000', 'hex'), 'a private key in the old form of Microsoft (PVK)'],
    [
      'what macOS writes beside each file on a stick',
      Buffer.from('0005160700020000', 'hex'),
      'a companion file of macOS, whose name begins with “._”',
    ],
    ['a ZIP archive', 'PK\u0003\u0004', 'a ZIP archive'],
    ['OpenPGP', '-----BEGIN PGP MESSAGE-----\n\nhQ==\n=abcd\n-----END PGP MESSAGE-----\n', 'an OpenPGP file'],
    ['what openssl enc writes', 'Salted__12345678', 'a file that another program has encrypted'],
    ['what age writes', 'age-encryption.org/v1\n-> scrypt', 'a file that another program has encrypted'],
    ['base64 alone', pkcs8().toString('base64'), 'base64 without its first and last line'],
    ['nothing', '', 'an empty file'],
    ['PKCS#7', encodePem('PKCS7', Buffer.alloc(9)), 'certificates without a key (PKCS#7)'],
  ])('is named: %s', (_, bytes, found) => {
    expect(faultOf(() => parseCustodianKeyFile(Buffer.from(bytes as string)))).toEqual({
      code: 'CUSTODIAN_KEY_NOT_A_KEY',
      found,
    });
  });

  it('is never opened with a damaged ciphertext', () => {
    const der = toPkcs8('-outform', 'DER', ...passOut);
    der[der.length - 1]! ^= 1;
    expect(codeFor(der, passphrase)).toBe('PASSPHRASE_WRONG');
    const file = parseCustodianKeyFile(toPkcs12('-nocerts')) as { sealed: { encrypted: Buffer } } & CustodianKeyFile;
    file.sealed.encrypted[file.sealed.encrypted.length - 1]! ^= 1;
    expect(faultCode(() => openCustodianKey(file, passphrase))).toBe('PASSPHRASE_WRONG');
  });

  /** PrivateKeyInfo around bytes that are no RSAPrivateKey. */
  function damagedPkcs8(): Buffer {
    const rsa = encodeDer(DER.sequence, encodeDerOid('1.2.840.113549.1.1.1'), encodeDer(DER.null));
    return encodeDer(DER.sequence, encodeDerInteger(0), rsa, encodeDer(DER.octetString, Buffer.alloc(40, 0x30)));
  }

  function damagedPkcs12(): Buffer {
    const content = encodeDer(0xa0, encodeDer(DER.octetString, Buffer.from('nonsense')));
    const authSafe = encodeDer(DER.sequence, encodeDerOid('1.2.840.113549.1.7.1'), content);
    return encodeDer(DER.sequence, encodeDerInteger(3), authSafe);
  }

  function unnamedPkcs8(): Buffer {
    const kind = encodeDer(DER.sequence, encodeDerOid('1.2.3.4'));
    return encodeDer(DER.sequence, encodeDerInteger(0), kind, encodeDer(DER.octetString, Buffer.alloc(9)));
  }

  /** Read by the library, which stops where the key ends. */
  function trailedCurve(): Buffer {
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    return Buffer.from(encodePem('PRIVATE KEY', Buffer.concat([pkcs8(curve), Buffer.alloc(1)])));
  }

  /** A PFX whose content is not the octets that it should be. */
  function wrappedPkcs12(content: Buffer): Buffer {
    const authSafe = encodeDer(DER.sequence, encodeDerOid('1.2.840.113549.1.7.1'), encodeDer(0xa0, content));
    return encodeDer(DER.sequence, encodeDerInteger(3), authSafe);
  }

  function ellipticPkcs12(...how: readonly string[]): Buffer {
    const file = join(folder, 'ec.pem');
    const self = join(folder, 'ec-certificate.pem');
    writeFileSync(file, generate('-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'));
    writeFileSync(self, bytesFrom('req', '-x509', '-new', '-key', file, '-subj', '/CN=x'));
    return bytesFrom('pkcs12', '-export', '-inkey', file, '-in', self, ...passOut, ...how);
  }

  function chinesePkcs12(): Buffer {
    const file = join(folder, 'sm2.pem');
    writeFileSync(file, generate('-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2'));
    return bytesFrom('pkcs12', '-export', '-nocerts', '-inkey', file, ...passOut, '-keypbe', 'PBE-SHA1-3DES');
  }

  /** The bag with the key, doubled, in a file that openssl wrote without encryption and MAC. */
  function twoKeyPkcs12(): Buffer {
    const pfx = toPkcs12('-nocerts', '-keypbe', 'NONE', '-nomac');
    const doubled = (element: Uint8Array, depth: number): Buffer => {
      const { tag, content } = readDerElement(element);
      const children = readDerChildren(content).map(({ raw }) => raw);
      if (depth === 0) return encodeDer(tag, ...children, ...children);
      const last = children.at(-1) ?? Buffer.alloc(0);
      return encodeDer(tag, ...children.slice(0, -1), doubled(last, depth - 1));
    };
    // PFX → ContentInfo → [0] → OCTET STRING → AuthenticatedSafe → ContentInfo → [0] → OCTET STRING → SafeContents
    return doubled(pfx, 8);
  }
});

describe('what we write', () => {
  const written = derivedInFull(() => encryptPkcs8(pkcs8(), passphrase));
  const file = join(folder, 'written.key');
  writeFileSync(file, written);

  it('is read by ourselves, with the right passphrase alone', () => {
    expect(open(written, passphrase).equals(key)).toBe(true);
    expect(codeFor(written, Buffer.from('x'))).toBe('PASSPHRASE_WRONG');
  });

  it('holds a fresh salt and IV each time, and nothing of the key', () => {
    const again = encryptPkcs8(pkcs8(), passphrase);
    expect(again.equals(written)).toBe(false);
    expect(readDerElement(Buffer.from(written.toString().replaceAll(/-----.*-----|\n/g, ''), 'base64')).tag).toBe(0x30);
  });

  it.skipIf(openssl === undefined)('is read by openssl, which sees the strong derivation', () => {
    const pem = execFileSync('openssl', ['pkey', '-in', file, ...passIn]);
    expect(createPrivateKey(pem).equals(key)).toBe(true);
    const structure = execFileSync('openssl', ['asn1parse', '-in', file]).toString();
    expect(structure).toContain('PBKDF2');
    expect(structure).toContain('hmacWithSHA256');
    expect(structure).toContain('aes-256-cbc');
    // 1,000,000 rounds.
    expect(structure).toContain('INTEGER           :0F4240');
  });

  it.skipIf(azPython === undefined)('is read by the library that the Azure CLI reads keys with', () => {
    const script = [
      'import sys',
      'from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key',
      'key = load_pem_private_key(open(sys.argv[1], "rb").read(), open(sys.argv[2], "rb").read())',
      'sys.stdout.buffer.write(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))',
    ].join('\n');
    const spki = execFileSync('/usr/bin/python3', ['-c', script, file, join(folder, 'pass')]);
    expect(spki).toEqual(createPublicKey(key).export({ type: 'spki', format: 'der' }));
  });
});
