// X.509 read strictly: each field damaged in turn, and named; what is read agrees with another reader.
// First, because @peculiar/x509 asks for it as it loads.
import 'reflect-metadata';
import { X509Certificate } from '@peculiar/x509';
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { algorithmIdentifier, encodeTime } from './certificate-writer.ts';
import { isSignedBy, serverNames } from './server-chain.ts';
import { encodeDer } from '../encoding/der.ts';
import { exchangeKey, forge, host, madeAt, spki } from '../exchange-key/testdata/forge.ts';
import { isCertificateAuthority, keyUsageBits, nameText, OID, parseSpki, parseX509 } from './certificate.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const sequence = (...parts: readonly Buffer[]): Buffer => encodeDer(0x30, ...parts);
const utcTime = (text: string): Buffer => encodeDer(0x17, Buffer.from(text));
const longTime = (text: string): Buffer => encodeDer(0x18, Buffer.from(text));
const attribute = (tag: number, value: string | Buffer): Buffer =>
  sequence(encodeDer(0x31, sequence(hex('0603550403'), encodeDer(tag, Buffer.from(value)))));
const algorithm = algorithmIdentifier(OID.sha256WithRsa, 'null');
const subjectKey = spki(exchangeKey);
const usage = sequence(hex('0603551d0f 0101ff'), hex('0404 03020520'));

/** The fields of a certificate in DER, each of which can be replaced. */
const good = {
  version: hex('a003020102'),
  serial: hex('020101'),
  inner: algorithm,
  issuer: attribute(0x0c, 'a'),
  validity: sequence(utcTime('260301080000Z'), longTime('20500301080000Z')),
  subject: attribute(0x13, 'b'),
  spki: subjectKey,
  more: Buffer.alloc(0),
  extensions: encodeDer(0xa3, sequence(usage)),
  outer: algorithm,
  signature: hex('030200aa'),
};

type Fields = Readonly<Record<keyof typeof good, Buffer>>;

function build(change: Partial<Fields> = {}): Buffer {
  const { outer, signature, ...tbs } = { ...good, ...change };
  return sequence(sequence(...Object.values(tbs)), outer, signature);
}

const extensions = (...parts: readonly Buffer[]): Partial<Fields> => ({
  extensions: encodeDer(0xa3, sequence(...parts)),
});
const validity = (...parts: readonly Buffer[]): Partial<Fields> => ({ validity: sequence(...parts) });
const nothing = Buffer.alloc(0);
const later = utcTime('270301080000Z');

describe('a certificate', () => {
  it('is read field by field', () => {
    const read = parseX509(build());
    expect(read.serialNumberHex).toBe('01');
    expect(nameText(read.issuer)).toBe('CN=a');
    expect(nameText(read.subject)).toBe('CN=b');
    expect(read.notBefore.toISOString()).toBe('2026-03-01T08:00:00.000Z');
    expect(read.notAfter.toISOString()).toBe('2050-03-01T08:00:00.000Z');
    expect(read.signatureOid).toBe(OID.sha256WithRsa);
    expect(read.signature.toString('hex')).toBe('aa');
    expect(read.extensions).toMatchObject([{ oid: OID.keyUsage, critical: true }]);
    expect([...(keyUsageBits(read) ?? [])]).toEqual([2]);
    expect(isCertificateAuthority(read)).toBe(false);
  });

  it('is dated in two digits of a century until 2049, and in four after it', () => {
    const [earliest, latest] = [utcTime('500101000000Z'), utcTime('491231235959Z')];
    expect(parseX509(build(validity(earliest, latest)))).toMatchObject({
      notBefore: new Date('1950-01-01T00:00:00Z'),
      notAfter: new Date('2049-12-31T23:59:59Z'),
    });
    expect(encodeTime(new Date('2049-12-31T23:59:59Z')).equals(latest)).toBe(true);
    expect(encodeTime(new Date('2050-01-01T00:00:00Z')).equals(longTime('20500101000000Z'))).toBe(true);
  });

  it('is shown with the number of an attribute that has no short name', () => {
    const email = sequence(
      encodeDer(0x31, sequence(hex('06092a864886f70d010901'), encodeDer(0x16, Buffer.from('a@b')))),
    );
    expect(nameText(parseX509(build({ subject: email })).subject)).toBe('1.2.840.113549.1.9.1=a@b');
  });

  it('names servers in visible ASCII alone', () => {
    const named = (name: string) =>
      parseX509(
        build(extensions(sequence(hex('0603551d11'), encodeDer(0x04, sequence(encodeDer(0x82, Buffer.from(name))))))),
      );
    expect(serverNames(named('hsm.example'))).toEqual(['hsm.example']);
    for (const name of ['', 'a b', 'a\nb', '\u00e9']) {
      expect(faultOf(() => serverNames(named(name)))).toEqual({ code: 'CERTIFICATE_MALFORMED', part: 'extensions' });
    }
  });

  it('is signed by nobody whose name, algorithm or key does not say so', () => {
    const own = parseX509(build({ subject: good.issuer }));
    const unknown = algorithmIdentifier('1.2.3.4', 'null');
    expect(isSignedBy(parseX509(build()), parseX509(build()))).toBe(false);
    expect(isSignedBy(parseX509(build({ subject: good.issuer, inner: unknown, outer: unknown })), own)).toBe(false);
    expect(
      isSignedBy(
        own,
        parseX509(build({ subject: good.issuer, spki: sequence(sequence(hex('06012a')), hex('030100')) })),
      ),
    ).toBe(false);
  });

  it('has an RSA key with the parameters that RSA keys have', () => {
    const bits = hex('030200aa');
    expect(parseSpki(sequence(algorithmIdentifier(OID.rsaEncryption, 'null'), bits)).keyBits).toEqual(hex('aa'));
    const bare = sequence(algorithmIdentifier(OID.rsaEncryption, 'none'), bits);
    expect(faultOf(() => parseSpki(bare))).toEqual({ code: 'CERTIFICATE_MALFORMED', part: 'spki' });
  });

  it('may have a list of extensions with nothing in it, where that is allowed, and nothing else that is odd', () => {
    const rules = { emptyExtensions: 'read' } as const;
    expect(parseX509(build(extensions()), rules).extensions).toEqual([]);
    for (const [part, der] of [
      ['tbs', build({ ...extensions(), version: nothing })],
      ['extensions', build({ extensions: encodeDer(0xa3, hex('3000 3000')) })],
      ['extensions', build({ extensions: encodeDer(0xa3, hex('3100')) })],
      ['extensions', build({ extensions: encodeDer(0xa3, nothing) })],
    ] as const) {
      expect(faultOf(() => parseX509(der, rules))).toEqual({ code: 'CERTIFICATE_MALFORMED', part });
    }
  });

  it('of version 1 has no extensions', () => {
    expect(parseX509(build({ version: nothing, extensions: nothing })).extensions).toEqual([]);
  });

  it('is read as @peculiar/x509 reads it', () => {
    const der = forge();
    const ours = parseX509(der);
    const theirs = new X509Certificate(der);
    expect(nameText(ours.subject)).toBe(theirs.subject);
    expect(ours.notBefore).toEqual(theirs.notBefore);
    expect(ours.notAfter).toEqual(theirs.notAfter);
    expect(ours.serialNumberHex).toBe(theirs.serialNumber);
    expect(Buffer.from(theirs.publicKey.rawData).equals(ours.spkiDer)).toBe(true);
    expect(ours.subject).toEqual([{ oid: OID.commonName, value: host }]);
    expect(ours.notBefore).toEqual(madeAt);
  });

  it.each([
    ['certificate', 'nothing', nothing],
    ['certificate', 'a byte after it', Buffer.concat([build(), hex('00')])],
    ['certificate', 'two fields', sequence(sequence(), algorithm)],
    ['certificate', 'an indefinite length', hex('3080 0000')],
    ['tbs', 'no fields', sequence(sequence(), algorithm, good.signature)],
    ['tbs', 'a subject unique id', build({ more: hex('82020001') })],
    ['tbs', 'version 1 with extensions', build({ version: nothing })],
    ['tbs', 'a length that is longer than it must be', build({ serial: hex('02810101') })],
    ['version', 'version 2', build({ version: hex('a003020101') })],
    ['version', 'version 1 written out', build({ version: hex('a003020100') })],
    ['version', 'an empty version', build({ version: hex('a000') })],
    ['serial', 'a padded serial number', build({ serial: hex('02020001') })],
    ['serial', 'a padded negative serial number', build({ serial: hex('0202ff80') })],
    ['serial', 'an empty serial number', build({ serial: hex('0200') })],
    ['algorithm', 'another algorithm outside', build({ outer: algorithmIdentifier(OID.sha384WithRsa, 'null') })],
    ['algorithm', 'other parameters outside', build({ outer: algorithmIdentifier(OID.sha256WithRsa, 'none') })],
    [
      'algorithm',
      'three fields',
      build({ inner: sequence(hex('06012a 0500 0500')), outer: sequence(hex('06012a 0500 0500')) }),
    ],
    [
      'algorithm',
      'an arc with a leading zero',
      build({ inner: sequence(hex('06022a80')), outer: sequence(hex('06022a80')) }),
    ],
    ['algorithm', 'an empty OID', build({ inner: sequence(hex('0600')), outer: sequence(hex('0600')) })],
    [
      'algorithm',
      'an arc padded in front',
      build({ inner: sequence(hex('06032a8001')), outer: sequence(hex('06032a8001')) }),
    ],
    ['signature', 'spare bits', build({ signature: hex('030204a0') })],
    ['signature', 'no bits at all', build({ signature: hex('0300') })],
    ['name', 'a BMP string', build({ subject: attribute(0x1e, hex('0061')) })],
    ['name', 'not UTF-8', build({ subject: attribute(0x0c, hex('ff')) })],
    ['name', 'not ASCII in a printable string', build({ subject: attribute(0x13, '\u00e9') })],
    ['name', 'an empty set', build({ issuer: sequence(hex('3100')) })],
    ['name', 'an attribute without value', build({ issuer: sequence(encodeDer(0x31, sequence(hex('0603550403')))) })],
    ['validity', 'one date', build(validity(later))],
    ['validity', 'a day that is not in the calendar', build(validity(utcTime('260230080000Z'), later))],
    ['validity', 'an hour that is not on the clock', build(validity(utcTime('260301250000Z'), later))],
    ['validity', 'no seconds', build(validity(utcTime('2603010800Z'), later))],
    ['validity', 'a zone', build(validity(utcTime('260301080000+0100'), later))],
    ['validity', 'a fraction', build(validity(longTime('20260301080000.5Z'), later))],
    ['validity', 'a text', build(validity(encodeDer(0x0c, Buffer.from('260301080000Z')), later))],
    ['spki', 'a key that is no sequence', build({ spki: hex('0500') })],
    // RFC 5280 §4.1.2.9: SIZE (1..MAX). Read in an exchange certificate alone.
    ['extensions', 'an empty list', build(extensions())],
    ['extensions', 'a false that is written out', build(extensions(sequence(hex('0603551d0f 010100 0400'))))],
    ['extensions', 'a true that is not 0xff', build(extensions(sequence(hex('0603551d0f 010101 0400'))))],
    ['extensions', 'a value that is no octet string', build(extensions(sequence(hex('0603551d0f 0500'))))],
    ['extensions', 'a second value', build(extensions(sequence(hex('0603551d0f 0400 0400'))))],
    ['extensions', 'no value', build(extensions(sequence(hex('0603551d0f'))))],
  ])('is refused, its %s having %s', (part, _, der) => {
    expect(faultOf(() => parseX509(der))).toEqual({ code: 'CERTIFICATE_MALFORMED', part });
  });
});
