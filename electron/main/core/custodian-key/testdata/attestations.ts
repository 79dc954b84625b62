// Attestations as YubiKeys make them, under an authority of our own: that tests alone trust.
import { type KeyObject, sign } from 'node:crypto';
import { testKey } from '#e2e/support/custodians.ts';
import { practiceRootKey } from '#simulator/attestation-root.ts';
import { spki } from '../../exchange-key/testdata/forge.ts';
import { OID, parseX509, type X509, type X509Extension } from '../../x509/certificate.ts';
import { algorithmIdentifier, encodeCertificate } from '../../x509/certificate-writer.ts';

interface Parts {
  readonly subject: string;
  readonly issuer: string;
  readonly key: KeyObject;
  readonly signer: KeyObject;
  readonly extensions: readonly X509Extension[];
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const rsaNames = (value: string) => [{ oid: OID.commonName, value }];
const [ofAuthority, ofToken] = [testKey('authority'), testKey('f9')];
/** As in real ones (Yubico, "PIV attestation"): three octets, an INTEGER, two octets. */
export const yubico = {
  firmware: (octets: readonly number[]) => extension(3, octets),
  serial: (octets: readonly number[]) => extension(7, [0x02, octets.length, ...octets]),
  policy: (octets: readonly number[]) => extension(8, octets),
};
const extension = (arc: number, octets: readonly number[]): X509Extension => ({
  ...{ oid: `1.3.6.1.4.1.41482.3.${arc}`, critical: false, value: Buffer.from(octets) },
});

function made({ subject, issuer, key, signer, ...parts }: Parts): Buffer {
  return encodeCertificate({
    ...parts,
    serialNumber: Buffer.from([1]),
    signatureAlgorithm:
      signer.asymmetricKeyType === 'ec'
        ? algorithmIdentifier(OID.ecdsaWithSha256, 'none')
        : algorithmIdentifier(OID.sha256WithRsa, 'null'),
    ...{ issuer: rsaNames(issuer), subject: rsaNames(subject), spkiDer: spki(key) },
    sign: (tbs) => sign('sha256', tbs, signer),
  });
}

const dates = { notBefore: new Date('2016-03-14'), notAfter: new Date('2052-04-17') };

/** Signs attesting certificates in the place of Yubico. */
export const testAuthority: X509 = parseX509(
  made({
    ...{ subject: 'Test PIV Root CA', issuer: 'Test PIV Root CA', extensions: [], ...dates },
    ...{ key: ofAuthority, signer: ofAuthority },
  }),
);

/** The certificate in slot f9; whatever is given is as it should not be. */
export const attesting = (changed: Partial<Parts> = {}): Buffer =>
  made({
    ...{ subject: 'Yubico PIV Attestation', issuer: 'Test PIV Root CA', ...dates },
    ...{ key: ofToken, signer: ofAuthority, extensions: [yubico.firmware([5, 4, 3])] },
    ...changed,
  });

/** The same under the authority of practice. */
export const attestingInPractice = (changed: Partial<Parts> = {}): Buffer =>
  attesting({ issuer: 'PRACTICE PIV Root CA', signer: practiceRootKey(), ...changed });

/** The serial number 13952502, firmware 5.4.3, PIN once, no touch. */
export const attestedFacts = [
  yubico.firmware([5, 4, 3]),
  yubico.serial([0x00, 0xd4, 0xe5, 0xf6]),
  yubico.policy([2, 1]),
];

/** What the token says of this key, in slot 9d. */
export const statement = (key: KeyObject, changed: Partial<Parts> = {}): Buffer =>
  made({
    ...{ subject: 'YubiKey PIV Attestation 9d', issuer: 'Yubico PIV Attestation', ...dates },
    ...{ signer: ofToken, extensions: attestedFacts, ...changed },
    key,
  });
