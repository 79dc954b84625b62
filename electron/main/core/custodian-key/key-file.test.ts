// Key files whose outer form is told apart before anything is opened: the rare ones beside those of tool-files.test.ts.
import { createCipheriv, generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { DER, encodeDer, encodeDerInteger, readDerElement } from '../encoding/der.ts';
import { encodePem } from '../encoding/pem.ts';
import { childrenOf } from './key-elements.ts';
import { openCustodianKey } from './custodian-key.ts';
import { keyFileOfBags, needsLegacyCiphers, parseCustodianKeyFile } from './key-file.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
const iv = '00112233445566778899AABBCCDDEEFF';
const pem = (label: string, headers: readonly string[], body: Buffer): Buffer =>
  Buffer.from(
    [`-----BEGIN ${label}-----`, ...headers, '', body.toString('base64'), `-----END ${label}-----`, ''].join('\n'),
  );
const encrypted = createCipheriv('aes-256-cbc', Buffer.alloc(32), Buffer.from(iv, 'hex'));
const sealed = Buffer.concat([encrypted.update(pkcs8), encrypted.final()]);
const headers = ['Proc-Type: 4,ENCRYPTED', `DEK-Info: AES-256-CBC,${iv}`];

it('with headers is a key of the kind that its label says', () => {
  for (const [label, form] of [
    ['PRIVATE KEY', 'pkcs8'],
    ['RSA PRIVATE KEY', 'pkcs1'],
  ] as const) {
    expect(parseCustodianKeyFile(pem(label, headers, sealed))).toMatchObject({ form, protection: 'legacy-pem' });
  }
});

const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'der' });
const encryptedDer = privateKey.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: 'Zwölf' });

it.each<[string, string, Buffer, object]>([
  ['PKCS#1 in the place of PKCS#8', 'PRIVATE KEY', pkcs1, { form: 'pkcs1', protection: 'none' }],
  ['PKCS#8 in the place of PKCS#1', 'RSA PRIVATE KEY', pkcs8, { form: 'pkcs8', protection: 'none' }],
  ['an open key in the place of an encrypted one', 'ENCRYPTED PRIVATE KEY', pkcs8, { protection: 'none' }],
  ['an encrypted key in the place of an open one', 'PRIVATE KEY', encryptedDer, { protection: 'pbes2' }],
  // `certutil -encode` of Windows.
  ['an encrypted key in the place of a certificate', 'CERTIFICATE', encryptedDer, { protection: 'pbes2' }],
  ['an open key in the place of a certificate', 'CERTIFICATE', pkcs8, { form: 'pkcs8', protection: 'none' }],
  ['an open key under a comment', 'PRIVATE KEY', pkcs8, { form: 'pkcs8', protection: 'none' }],
])('is what is inside, whatever its label says: %s', (name, label, der, kind) => {
  const file = parseCustodianKeyFile(pem(label, name.endsWith('comment') ? ['Comment: of C1'] : [], der));
  expect(file).toMatchObject(kind);
  expect(openCustodianKey(file, Buffer.from('Zwölf')).equals(privateKey)).toBe(true);
});

it('lies alone in a file with what is none: parameters, public halves, keys of other kinds', () => {
  const numbers = (...of: readonly number[]): Buffer =>
    encodeDer(DER.sequence, ...of.map((number) => encodeDerInteger(number)));
  const others = [
    ['DSA PARAMETERS', numbers(2 ** 40, 7, 5)],
    // Of a curve without a name: they begin with a version, as keys do.
    ['EC PARAMETERS', numbers(1, 7, 5)],
    ['X9.42 DH PARAMETERS', numbers(2 ** 40, 2, 5)],
    ['RSA PUBLIC KEY', numbers(2 ** 40, 65537)],
    ['DSA PRIVATE KEY', numbers(0, 7, 5, 3, 2, 1)],
  ] as const;
  const file = Buffer.concat([
    ...others.map(([label, der]) => Buffer.from(encodePem(label, der))),
    pem('PRIVATE KEY', [], pkcs8),
  ]);
  expect(openCustodianKey(parseCustodianKeyFile(file), undefined).equals(privateKey)).toBe(true);
});

it.each<[string, (text: string) => string]>([
  ['lines that end as on an old Macintosh', (text) => text.replaceAll('\n', '\r')],
  ['blanks at the ends of lines, and in the empty one', (text) => text.replaceAll('\n', ' \t\n')],
  ['every line indented', (text) => text.replaceAll(/^/gm, '  ')],
  ['a long header before the others', (text) => text.replace('\n', `\nComment: ${'of the vault '.repeat(40)}\n`)],
])('with headers is read with %s', (_name, change) => {
  const text = pem('PRIVATE KEY', headers, sealed).toString();
  expect(parseCustodianKeyFile(Buffer.from(change(text)))).toMatchObject({
    form: 'pkcs8',
    protection: 'legacy-pem',
    sealed: { encrypted: sealed },
  });
});

it.each([
  ['no DEK-Info', headers.slice(0, 1), 'no DEK-Info'],
  ['no Proc-Type', headers.slice(1), 'no DEK-Info'],
  ['half an initialization vector', [...headers.slice(0, 1), `DEK-Info: AES-256-CBC,${iv.slice(16)}`], 'unreadable'],
  ['an odd digit in it', [...headers.slice(0, 1), `DEK-Info: AES-256-CBC,${iv}A`], 'unreadable'],
  ['a cipher of no such name', [...headers.slice(0, 1), `DEK-Info: constructor,${iv}`], 'constructor'],
])('with %s is refused as what nobody can open', (_name, some, scheme) => {
  expect(faultOf(() => parseCustodianKeyFile(pem('RSA PRIVATE KEY', some, sealed)))).toEqual({
    ...{ code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN', scheme },
  });
});

it.each<[string, Buffer, object]>([
  [
    'a text that begins as DER does',
    Buffer.from('0 is no key'),
    { code: 'CUSTODIAN_KEY_NOT_A_KEY', found: 'something else' },
  ],
  [
    'under the label of a key, and no sequence',
    Buffer.from(encodePem('ENCRYPTED PRIVATE KEY', Buffer.from([0x04, 0x01, 0x00]))),
    { code: 'CUSTODIAN_KEY_DAMAGED' },
  ],
  [
    'under the label of a key, and no DER',
    Buffer.from(encodePem('PRIVATE KEY', Buffer.alloc(9, 0xff))),
    { code: 'CUSTODIAN_KEY_DAMAGED' },
  ],
])('that is %s is refused', (_name, file, fault) => {
  expect(faultOf(() => parseCustodianKeyFile(file))).toEqual(fault);
});

it('that is damaged inside alone is still told by its outer form', () => {
  const algorithm = encodeDer(DER.sequence, Buffer.from([DER.oid, 9]));
  const der = encodeDer(DER.sequence, encodeDerInteger(0), algorithm, encodeDer(DER.octetString, Buffer.alloc(9)));
  const file = parseCustodianKeyFile(der);
  expect(file).toMatchObject({ form: 'pkcs8', protection: 'none' });
  expect(faultCode(() => openCustodianKey(file, undefined))).toBe('CUSTODIAN_KEY_DAMAGED');
});

it('in a bag is refused where nothing encrypted follows its scheme', () => {
  const file = privateKey.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: 'x' });
  const algorithm = childrenOf(readDerElement(file))
    .slice(0, 1)
    .map(({ raw }) => raw);
  const der = encodeDer(DER.sequence, ...algorithm, encodeDerInteger(1));
  expect(faultOf(() => keyFileOfBags([{ form: 'encrypted-pkcs8', der }]))).toEqual({
    ...{ code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN', scheme: 'unreadable' },
  });
});

it('needs the ciphers of their own file where its scheme or its sealed contents may', () => {
  const open = parseCustodianKeyFile(pkcs8);
  expect(needsLegacyCiphers(open)).toBe(false);
  expect(needsLegacyCiphers(parseCustodianKeyFile(pem('RSA PRIVATE KEY', headers, sealed)))).toBe(false);
  const contents = { form: 'sealed-contents', protection: 'pkcs12', contents: [], owned: [] } as const;
  expect(needsLegacyCiphers(contents)).toBe(true);
});
