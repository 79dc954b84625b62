// What a YubiKey says of a key in one of its slots, signed by the attestation key (slot f9) that Yubico put into it: the key was made on this token,
// under this policy. A YubiKey says it of no key that was imported. Source: Yubico, "PIV attestation"
// (https://developers.yubico.com/PIV/Introduction/PIV_attestation.html).
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { type AttestedKey, type KeptAttestation, maxAttestationText } from '#shared/register/token.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { sha256 } from '../encoding/bytes.ts';
import { DER } from '../encoding/der.ts';
import { findExtension, nameText, parseX509, type X509 } from '../x509/certificate.ts';
import { parsePositive, whole } from '../x509/der-values.ts';
import { isSignedBy } from '../x509/server-chain.ts';
import { yubicoAuthorities } from './yubico-authorities.ts';

/** Certificates in DER: what the token says of a key, and that of the key which has signed it. */
export interface TokenAttestation {
  readonly statement: Buffer;
  readonly attesting: Buffer;
}

/** Yubico's extensions. The attesting certificate has the firmware, too, and no policy. */
const oid = {
  firmware: '1.3.6.1.4.1.41482.3.3',
  serial: '1.3.6.1.4.1.41482.3.7',
  policy: '1.3.6.1.4.1.41482.3.8',
} as const;

/** Whether a certificate is what a YubiKey says of a key. */
export const isStatement = (certificate: X509): boolean => findExtension(certificate, oid.policy) !== undefined;

/** Whether a certificate is of a YubiKey's attestations, and of no custodian. */
export const hasYubicoExtension = ({ extensions }: X509): boolean =>
  extensions.some((each) => Object.values<string>(oid).includes(each.oid));

/** Of each certificate: in base64 it is as long as what is kept may be. */
const maxBytes = (maxAttestationText / 4) * 3;

const pinPolicies: readonly (AttestedKey['pin'] | undefined)[] = [undefined, 'never', 'once', 'always'];
const touchPolicies: readonly (AttestedKey['touch'] | undefined)[] = [undefined, 'never', 'always', 'cached'];

export interface AttestedBy {
  /** The certificate of the key, as its custodian has it. */
  readonly certificateDer: Buffer;
  /** The token's serial number, as its module tells it. */
  readonly serial: string | null;
  /** Not given where an attestation is read back that was valid when the key was adopted. */
  readonly at?: Date;
}

/**
 * What an attestation proves of a custodian's key. YubiKeys copy the dates of the attesting certificate into what they say.
 * @param authorities whose signature on the attesting certificate counts: those of Yubico. Tests alone name others.
 * @throws TOKEN_ATTESTATION_FORM, TOKEN_ATTESTATION_UNSIGNED, TOKEN_ATTESTATION_ROOT, TOKEN_ATTESTATION_DATES, TOKEN_ATTESTATION_OTHER_KEY,
 *   TOKEN_ATTESTATION_OTHER_TOKEN
 */
export function verifyTokenAttestation(
  attestation: TokenAttestation,
  { certificateDer, serial, at }: AttestedBy,
  authorities: readonly X509[] = yubicoAuthorities,
): AttestedKey {
  if ([attestation.statement, attestation.attesting, certificateDer].some(({ length }) => length > maxBytes))
    refuse({ code: 'TOKEN_ATTESTATION_FORM' });
  const [statement, attesting] = read(() => [parseX509(attestation.statement), parseX509(attestation.attesting)]);
  const attested = read(() => factsOf(statement));
  if (!isSignedBy(statement, attesting)) refuse({ code: 'TOKEN_ATTESTATION_UNSIGNED' });
  const authority = authorities.find((each) => isSignedBy(attesting, each));
  if (!authority)
    return refuse({ code: 'TOKEN_ATTESTATION_ROOT', issuer: visibleText(nameText(attesting.issuer), 80) });
  for (const { notBefore, notAfter } of [statement, attesting, authority]) {
    if (at && (at < notBefore || at > notAfter))
      refuse({
        code: 'TOKEN_ATTESTATION_DATES',
        notBefore: notBefore.toISOString(),
        notAfter: notAfter.toISOString(),
      });
  }
  if (!statement.spkiDer.equals(parseX509(certificateDer).spkiDer)) refuse({ code: 'TOKEN_ATTESTATION_OTHER_KEY' });
  if (attested.serial !== null && attested.serial !== serial)
    refuse({ code: 'TOKEN_ATTESTATION_OTHER_TOKEN', attested: attested.serial, serial: serial ?? '' });
  return attested;
}

/** @throws TOKEN_ATTESTATION_FORM */
function read<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    /* v8 ignore else -- @preserve The reader of certificates throws refusals alone. */
    if (error instanceof Refusal) return refuse({ code: 'TOKEN_ATTESTATION_FORM' }, error);
    throw error;
  }
}

function factsOf(statement: X509): AttestedKey {
  const [firmware, policy] = [findExtension(statement, oid.firmware), findExtension(statement, oid.policy)];
  if (firmware?.value.length !== 3 || policy?.value.length !== 2) return refuse({ code: 'TOKEN_ATTESTATION_FORM' });
  const [pin = 0, touch = 0] = policy.value;
  const serial = findExtension(statement, oid.serial);
  const [, slot = null] = /^CN=YubiKey PIV Attestation ([0-9a-f]{2})$/.exec(nameText(statement.subject)) ?? [];
  return {
    slot,
    // Not told by a token whose owner has hidden its serial number.
    serial: serial ? parsePositive(whole(serial.value, DER.integer, 'extensions'), 'extensions').toString() : null,
    firmware: [...firmware.value].join('.'),
    pin: pinPolicies[pin] ?? 'other',
    touch: touchPolicies[touch] ?? 'other',
  };
}

/** An attestation as a register and a journal keep it. */
export const keptAttestationOf = (
  certificateDer: Buffer,
  { statement, attesting }: TokenAttestation,
): KeptAttestation => ({
  certificate: certificateDer.toString('base64'),
  statement: statement.toString('base64'),
  attesting: attesting.toString('base64'),
});

/** What is kept of an attestation, verified again. @throws what verifyTokenAttestation throws; CERTIFICATE_MALFORMED */
export function verifyKeptAttestation(
  { certificate, ...attestation }: KeptAttestation,
  { certificateSha256, serial }: { readonly certificateSha256: string; readonly serial: string | null },
  authorities: readonly X509[],
): AttestedKey {
  const [certificateDer, statement, attesting] = [
    decodeBase64(certificate),
    decodeBase64(attestation.statement),
    decodeBase64(attestation.attesting),
  ];
  if (sha256(certificateDer).toString('hex') !== certificateSha256) refuse({ code: 'TOKEN_ATTESTATION_OTHER_KEY' });
  return verifyTokenAttestation({ statement, attesting }, { certificateDer, serial }, authorities);
}
