// Evidence class E0: whether the certificate holds a sound RSA key and was put together as the service does it.
import { createPublicKey, verify } from 'node:crypto';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { Checklist } from './checklist.ts';
import type { AssessedInput } from './claim.ts';
import type { ExchangeCertificate } from './exchange-certificate.ts';
import { compareJwk, type ExchangeJwk } from './exchange-key-file.ts';
import { smallFactor } from './small-factors.ts';
import { keyUsageBits, OID, type X509 } from '../x509/certificate.ts';

/** Critical extensions that say something the product understands (RFC 5280 §4.2: others must be refused). */
const understood: readonly string[] = [OID.basicConstraints, OID.keyUsage];

const signatureHashes: Readonly<Record<string, string>> = {
  [OID.sha256WithRsa]: 'sha256',
  [OID.sha384WithRsa]: 'sha384',
  [OID.sha512WithRsa]: 'sha512',
};

const minBits = 2048;
const maxBits = 4096;
const usageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];
const keyEncipherment = usageNames.indexOf('keyEncipherment');
/** An exchange key is used within days of its making: a year outside its validity is no matter of clocks. */
const farOffMs = 366 * 24 * 60 * 60 * 1000;

export function checkForm(
  list: Checklist,
  certificate: ExchangeCertificate,
  jwk: ExchangeJwk | undefined,
  input: AssessedInput,
): void {
  const { x509 } = certificate;
  if (!jwk) list.mark('file-jwk', 'absent', '');
  else {
    list.check('file-jwk', 'n, e, x5t', () => compareJwk(jwk, certificate));
  }
  checkKey(list, certificate, input);
  checkKeyUsage(list, x509);
  list.check('extensions', x509.extensions.map(({ oid }) => oid).join(' '), () => assessExtensions(x509));
  list.check('self-signature', signatureHashes[x509.signatureOid] ?? x509.signatureOid, () =>
    assessSelfSignature(certificate),
  );
  checkValidity(list, certificate, input);
}

function checkKey(list: Checklist, certificate: ExchangeCertificate, input: AssessedInput): void {
  const { modulus, modulusBits: bits } = certificate;
  // A number of a hundred thousand digits is for nobody, and slow to write.
  const exponent = certificate.exponent < 2n ** 64n ? certificate.exponent.toString() : '> 2^64';
  list.check('key-size', `${bits} bit`, () => {
    if (bits < minBits || bits > maxBits) refuse({ code: 'EXCHANGE_KEY_SIZE', bits });
  });
  list.check('key-exponent', exponent, () => {
    if (certificate.exponent !== 65537n) refuse({ code: 'EXCHANGE_KEY_EXPONENT', exponent });
  });
  list.check('key-modulus', `SPKI SHA-256 ${certificate.spkiSha256Hex}`, () => {
    if (modulus % 2n === 0n) refuse({ code: 'EXCHANGE_KEY_EVEN' });
    const factor = smallFactor(modulus);
    if (factor !== undefined) refuse({ code: 'EXCHANGE_KEY_SMALL_FACTOR', factor });
  });
  list.check('key-owner', `0/${input.custodianThumbprintsS256.length}`, () => assessOwner(certificate, input));
}

function assessOwner(certificate: ExchangeCertificate, input: AssessedInput): void {
  const { thumbprintS256 } = certificate;
  if (input.custodianThumbprintsS256.includes(thumbprintS256)) {
    refuse({ code: 'EXCHANGE_CERTIFICATE_IS_CUSTODIANS', thumbprintS256 });
  }
  // The same key may be in a certificate that was made again.
  const isCustodians = (hex: string): boolean => /^[0-9a-f]+$/i.test(hex) && BigInt(`0x${hex}`) === certificate.modulus;
  if ((input.custodianModuliHex ?? []).some(isCustodians)) refuse({ code: 'EXCHANGE_KEY_IS_CUSTODIANS' });
}

function checkKeyUsage(list: Checklist, x509: X509): void {
  const usage = list.read(
    'key-usage',
    () => keyUsageBits(x509) ?? 'absent',
    (bits) => (bits === 'absent' ? '' : usageNames.filter((_, bit) => bits.has(bit)).join(', ')),
  );
  if (usage === 'absent') list.mark('key-usage', 'absent', '');
  else if (usage) {
    list.check('key-usage', usageNames.filter((_, bit) => usage.has(bit)).join(', '), () => {
      if (!usage.has(keyEncipherment)) refuse({ code: 'EXCHANGE_KEY_USAGE' });
    });
  }
}

function assessExtensions(x509: X509): void {
  const seen = new Set<string>();
  for (const { oid } of x509.extensions) {
    // RFC 5280 §4.2: of one kind, one. Two attestations would leave open which one was checked.
    if (seen.has(oid)) refuse({ code: 'EXCHANGE_EXTENSION_REPEATED', oid: visibleText(oid) });
    seen.add(oid);
  }
  const unknown = x509.extensions.find(({ oid, critical }) => critical && !understood.includes(oid));
  if (unknown) refuse({ code: 'EXCHANGE_EXTENSION_UNKNOWN', oid: visibleText(unknown.oid) });
}

function assessSelfSignature(certificate: ExchangeCertificate): void {
  const { x509 } = certificate;
  if (!x509.issuerDer.equals(x509.subjectDer)) {
    refuse({ code: 'EXCHANGE_NOT_SELF_ISSUED', issuer: visibleText(certificate.issuer) });
  }
  const hash =
    signatureHashes[x509.signatureOid] ??
    refuse({ code: 'EXCHANGE_SIGNATURE_ALGORITHM', algorithm: visibleText(x509.signatureOid) });
  if (!isSignedBy(x509, hash)) refuse({ code: 'EXCHANGE_SIGNATURE_BROKEN' });
}

/** RFC 8017 §8.2.2 with the certificate's own key; a key that OpenSSL does not take has signed nothing. */
function isSignedBy(x509: X509, hash: string): boolean {
  try {
    const key = createPublicKey({ key: x509.spkiDer, format: 'der', type: 'spki' });
    return verify(hash, x509.tbs, key, x509.signature);
  } catch {
    return false;
  }
}

/**
 * The validity against the clock: within it, or a note. Far off refuses, but only in a ceremony, where people read the clock from
 * the wall: the clock of an offline machine never blocks. Nor where people answer for the key. Without a clock it is a note.
 */
function checkValidity(list: Checklist, certificate: ExchangeCertificate, input: AssessedInput): void {
  const notBefore = certificate.notBefore.toISOString();
  const notAfter = certificate.notAfter.toISOString();
  const now = input.wallClockMs;
  const offMs =
    now === undefined ? 0 : Math.max(certificate.notBefore.getTime() - now, now - certificate.notAfter.getTime(), 0);
  list.check(
    'validity',
    `${notBefore} – ${notAfter}`,
    () => {
      if (offMs > farOffMs && input.use === 'ceremony' && input.claim.kind === 'attested') {
        refuse({ code: 'EXCHANGE_VALIDITY_FAR_OFF', notBefore, notAfter });
      }
    },
    now === undefined || offMs > 0 ? 'note' : 'passed',
  );
}
