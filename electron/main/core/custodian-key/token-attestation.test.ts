// What a YubiKey says of a key is proven by Yubico's signature alone: attacked at each link, and by what it is about.
import { describe, expect, it } from 'vitest';
import { testIdentity, testKey } from '#e2e/support/custodians.ts';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { sha256 } from '../encoding/bytes.ts';
import { readPemBlocks } from '../encoding/pem.ts';
import { isCertificateAuthority, nameText, parseX509 } from '../x509/certificate.ts';
import { isSignedBy } from '../x509/server-chain.ts';
import { attestedFacts, attesting, statement, testAuthority, yubico } from './testdata/attestations.ts';
import { yubicoPathPem } from './testdata/yubico-path.ts';
import {
  type AttestedBy,
  isStatement,
  keptAttestationOf,
  verifyKeptAttestation,
  verifyTokenAttestation,
} from './token-attestation.ts';
import { yubicoAuthorities } from './yubico-authorities.ts';

const { privateKey, certificateDer } = testIdentity('custodian-0');
const [told, signer] = [statement(privateKey), attesting()];
const of: AttestedBy = { certificateDer, serial: '13952502', at: new Date('2026-11-30') };
const verify = (given: Partial<{ statement: Buffer; attesting: Buffer }> = {}, by: Partial<AttestedBy> = {}) =>
  verifyTokenAttestation({ statement: told, attesting: signer, ...given }, { ...of, ...by }, [testAuthority]);
const flipped = (der: Buffer, at: number): Buffer => {
  const other = Buffer.from(der);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
};

describe('an attestation', () => {
  it('proves that the key was made on the token, and under which policy', () => {
    const facts = { slot: '9d', serial: '13952502', firmware: '5.4.3', pin: 'once', touch: 'never' };
    expect(verify()).toEqual(facts);
  });

  it('may be of a token that hides its serial number, and of a policy that came later', () => {
    const [firmware] = attestedFacts;
    const bare = statement(privateKey, { extensions: [firmware!, yubico.policy([4, 9])], subject: 'another name' });
    const facts = { slot: null, serial: null, firmware: '5.4.3', pin: 'other', touch: 'other' };
    for (const serial of [null, '13952502']) expect(verify({ statement: bare }, { serial })).toEqual(facts);
  });

  it('says nothing once it was altered, whatever was', () => {
    const codes = new Set([...told.keys()].map((at) => faultCode(() => verify({ statement: flipped(told, at) }))));
    expect([...codes].sort()).toEqual(['TOKEN_ATTESTATION_FORM', 'TOKEN_ATTESTATION_UNSIGNED']);
    const ofSigner = new Set(
      [...signer.keys()].map((at) => faultCode(() => verify({ attesting: flipped(signer, at) }))),
    );
    expect([...ofSigner].sort()).toEqual([
      'TOKEN_ATTESTATION_FORM',
      'TOKEN_ATTESTATION_ROOT',
      'TOKEN_ATTESTATION_UNSIGNED',
    ]);
  });

  it('is signed by the key of the certificate that the authority has signed, and by no other of the token', () => {
    // The attested key of one slot signs for another: its certificate is a statement, under the attesting one and not under the authority.
    const stranger = testKey('stranger');
    const forged = statement(stranger, { signer: privateKey, issuer: 'YubiKey PIV Attestation 9d' });
    const fault = { code: 'TOKEN_ATTESTATION_ROOT', issuer: 'CN=Yubico PIV Attestation' };
    expect(faultOf(() => verify({ statement: forged, attesting: told }))).toEqual(fault);
  });

  it('is refused where the key of another token has signed it', () => {
    const forged = statement(privateKey, { signer: testKey('stranger') });
    expect(faultOf(() => verify({ statement: forged }))).toEqual({ code: 'TOKEN_ATTESTATION_UNSIGNED' });
  });

  it('is told from other certificates of a token', () => {
    expect([told, signer, certificateDer].map((der) => isStatement(parseX509(der)))).toEqual([true, false, false]);
  });

  it('is read with a certificate of 3,000 bytes at most', () => {
    const ofLength = (length: number) => faultCode(() => verify({}, { certificateDer: Buffer.alloc(length) }));
    expect([3000, 3001].map(ofLength)).toEqual(['CERTIFICATE_MALFORMED', 'TOKEN_ATTESTATION_FORM']);
  });

  it('that is kept is verified again, and only with its certificate', () => {
    const kept = keptAttestationOf(certificateDer, { statement: told, attesting: signer });
    const { serial } = of;
    const again = (certificateSha256: string) =>
      verifyKeptAttestation(kept, { certificateSha256, serial }, [testAuthority]);
    expect(again(sha256(certificateDer).toString('hex'))).toEqual(verify());
    expect(faultCode(() => again(sha256(told).toString('hex')))).toBe('TOKEN_ATTESTATION_OTHER_KEY');
  });

  it('is refused under another root, and under ours where nobody names it', () => {
    const own = attesting({ signer: testKey('stranger') });
    expect(faultOf(() => verify({ attesting: own }))).toEqual({
      ...{ code: 'TOKEN_ATTESTATION_ROOT', issuer: 'CN=Test PIV Root CA' },
    });
    const unnamed = () => verifyTokenAttestation({ statement: told, attesting: signer }, of);
    expect(faultOf(unnamed)).toMatchObject({ code: 'TOKEN_ATTESTATION_ROOT' });
    // The name of Yubico's own authority is no signature.
    const named = attesting({ issuer: 'Yubico PIV Root CA Serial 263751' });
    expect(faultOf(() => verifyTokenAttestation({ statement: told, attesting: named }, of))).toMatchObject({
      code: 'TOKEN_ATTESTATION_ROOT',
    });
  });

  it.each([
    ['before', '2016-03-13T23:59:59Z'],
    ['after', '2052-04-17T00:00:01Z'],
  ])('is refused %s its dates', (_, at) => {
    expect(faultOf(() => verify({}, { at: new Date(at) }))).toEqual({
      code: 'TOKEN_ATTESTATION_DATES',
      notBefore: '2016-03-14T00:00:00.000Z',
      notAfter: '2052-04-17T00:00:00.000Z',
    });
  });

  it.each(['2016-03-14T00:00:00Z', '2052-04-17T00:00:00Z'])(
    'is taken at the first and the last second of its dates: %s',
    (at) => {
      expect(verify({}, { at: new Date(at) })).toEqual(verify());
    },
  );

  it('is refused where the attesting certificate alone has run out', () => {
    const old = attesting({ notAfter: new Date('2026-11-29') });
    expect(faultOf(() => verify({ attesting: old }))).toMatchObject({
      ...{ code: 'TOKEN_ATTESTATION_DATES', notAfter: '2026-11-29T00:00:00.000Z' },
    });
  });

  it('of another key or another token proves nothing of this one', () => {
    const other = { certificateDer: testIdentity('custodian-1').certificateDer };
    expect(faultOf(() => verify({}, other))).toEqual({ code: 'TOKEN_ATTESTATION_OTHER_KEY' });
    for (const serial of ['10550341', null])
      expect(faultOf(() => verify({}, { serial }))).toEqual({
        ...{ code: 'TOKEN_ATTESTATION_OTHER_TOKEN', attested: '13952502', serial: serial ?? '' },
      });
  });

  it.each([
    ['no firmware', attestedFacts.slice(1)],
    ['a firmware of two octets', [yubico.firmware([5, 4]), ...attestedFacts.slice(1)]],
    ['no policy', attestedFacts.slice(0, 2)],
    ['a policy of one octet', [...attestedFacts.slice(0, 2), yubico.policy([2])]],
    ['a negative serial number', [attestedFacts[0]!, yubico.serial([0xd4, 0xe5]), attestedFacts[2]!]],
  ])('with %s is none', (_, extensions) => {
    const odd = statement(privateKey, { extensions });
    expect(faultOf(() => verify({ statement: odd }))).toEqual({ code: 'TOKEN_ATTESTATION_FORM' });
  });
});

describe('the authorities of Yubico', () => {
  it('are those that are published, and lead to its two roots', () => {
    const [root, ...intermediates] = readPemBlocks(Buffer.from(yubicoPathPem)).map(({ der }) => parseX509(der));
    const [old, ...others] = yubicoAuthorities;
    expect(yubicoAuthorities.map(({ der, subject }) => [nameText(subject), sha256(der).toString('hex')])).toEqual([
      ['CN=Yubico PIV Root CA Serial 263751', '63ece914e54dd87915f34033c85af4c0696ba1512f8add66ced738331207b546'],
      ['CN=Yubico PIV Attestation A 1', '6de693f05376f5d8ca29069261e1c8626c75d503bd2edbfd75354cad1f722870'],
      ['CN=Yubico PIV Attestation B 1', '2d55b7998f4e42569d6d8fa382b6dc77d1dacf07358b19701163892922b17052'],
      ['CN=Yubico PIV Attestation B2 1', '0c90b7d184a36edf50a35f9be935f0c5689bfdcfe5bdd073366cafb49061a440'],
    ]);
    expect(sha256(root!.der).toString('hex')).toBe('62760c6a6ef91679f454c8902b80fd009825b3f25da90f1fbace2ec6586cd5a8');
    expect([isSignedBy(old!, old!), isSignedBy(root!, root!)]).toEqual([true, true]);
    for (const each of intermediates) expect(isSignedBy(each, root!)).toBe(true);
    for (const each of others) expect(intermediates.some((issuer) => isSignedBy(each, issuer))).toBe(true);
    for (const each of [...yubicoAuthorities, ...intermediates]) expect(isCertificateAuthority(each)).toBe(true);
  });
});
