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
    'an encrypted key that is no sequence',
    Buffer.from(encodePem('ENCRYPTED PRIVATE KEY', Buffer.from([0x04, 0x01, 0x00]))),
    { code: 'CUSTODIAN_KEY_NOT_A_KEY', found: 'another binary file' },
  ],
])('that is %s is refused as no key', (_name, file, fault) => {
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
