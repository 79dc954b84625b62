// Which certificate on a token is a custodian's: the one that fits, the one that people named, and never what the token says of a key.
import { expect, it } from 'vitest';
import { selfSigned, testIdentity, testKey } from '#e2e/support/custodians.ts';
import { faultOf } from '#e2e/support/faults.ts';
import { attesting, statement } from './testdata/attestations.ts';
import { attestationOnToken, certificateOnToken } from './token-certificate.ts';

const fit = { keyId: '03', der: testIdentity('custodian-0').certificateDer };
const other = { keyId: '02', der: testIdentity('custodian-1').certificateDer };
const short = { keyId: '01', der: testIdentity('short', { bits: 1024 }).certificateDer };
const torn = { keyId: '04', der: Buffer.from('no certificate') };
const own = testIdentity('custodian-0').privateKey;
/** As ykcs11 lists it: of the same key, under the same id. */
const attestation = { keyId: '03', der: statement(own) };
const f9 = { keyId: '19', der: attesting() };

it('is the one that fits', () => {
  expect(certificateOnToken([short, torn, attestation, f9, fit], undefined)).toMatchObject(fit);
});

it('is the one that people named, fit or not', () => {
  expect(certificateOnToken([fit, other], '02')).toMatchObject(other);
  expect(certificateOnToken([fit, short], '01')).toMatchObject(short);
});

it('is the only one that is there, so that people hear what is wrong with it', () => {
  expect(certificateOnToken([torn], undefined)).toMatchObject(torn);
});

it('is refused where there is none, or none of that name', () => {
  const missing = { code: 'TOKEN_CERTIFICATE_MISSING' };
  for (const [all, keyId] of [
    [[], undefined],
    [[fit], '02'],
    [[attestation], '03'],
  ] as const) {
    expect(faultOf(() => certificateOnToken(all, keyId))).toEqual(missing);
  }
});

it('is for people to say where several fit, or where none does', () => {
  const several = (...keyIds: readonly string[]) => ({ code: 'TOKEN_CERTIFICATES_SEVERAL', keyIds });
  expect(faultOf(() => certificateOnToken([short, fit, other], undefined))).toEqual(several('03', '02'));
  expect(faultOf(() => certificateOnToken([short, torn], undefined))).toEqual(several('01', '04'));
  const twice = { keyId: '03', der: selfSigned(testKey('custodian-0'), { commonName: 'another certificate' }) };
  expect(faultOf(() => certificateOnToken([fit, twice], '03'))).toEqual(several('03', '03'));
});

it('has with it what the token says of its key, and what has signed that', () => {
  const all = [torn, fit, other, f9, attestation];
  expect(attestationOnToken(all, '03')).toEqual([attestation.der, f9.der]);
  // What is said of another key, or signed by none of them.
  expect(attestationOnToken(all, '02')).toEqual([]);
  expect(attestationOnToken([fit, attestation], '03')).toEqual([attestation.der]);
  expect(attestationOnToken([torn, fit, f9], '03')).toEqual([]);
});
