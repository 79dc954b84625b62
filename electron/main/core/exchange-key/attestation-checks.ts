// Evidence class E1: whether an HSM's enclave, on a processor that the root vouches for, said that the certificate's key is its own.
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type ExchangeKeyCheckId, exchangeKeyChecks } from '#shared/exchange-key/checks.ts';
import { refuse } from '#shared/faults/fault.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { sha256 } from '../encoding/bytes.ts';
import type { Checklist } from './checklist.ts';
import type { AssessedInput } from './claim.ts';
import type { ExchangeCertificate } from './exchange-certificate.ts';
import {
  checkRoles,
  checkSignatures,
  findTrustAnchor,
  type PckChain,
  readPckChain,
  rootFingerprint,
} from './pck-chain.ts';
import {
  type EnclaveReport,
  type Quote,
  type QuoteHeader,
  readQuote,
  readQuoteExtension,
  readQuoteHeader,
} from './quote.ts';
import { checkRevocation, type RevocationResult } from './revocation-list.ts';
import { hsmEnclaveSignersHex, quotingEnclaveSignerHex, quotingEnclaveVendorHex } from './trust-anchors.ts';
import { findExtension, type X509 } from '../x509/certificate.ts';

/** The extension that holds the quote. */
export const quoteExtensionOid = '1.2.840.113556.10.1.1';
/** Where newer builds may carry their evidence, in a form that is not understood here. */
export const newerEvidenceOid = '1.3.6.1.4.1.311.105.1';

type ReportName = 'hsm-enclave' | 'quoting-enclave';

const quoteVersion = 3;
const ecdsaP256 = 2;
const pckChainInPem = 5;

export function checkAttestation(list: Checklist, certificate: ExchangeCertificate, input: AssessedInput): void {
  if (!hasEvidence(certificate.x509) && input.claim.kind === 'unattested') {
    markAbsent(list);
    return;
  }
  const quoteBytes = list.read(
    'attestation-form',
    () => findQuote(certificate.x509),
    ({ length }) => `SGX quote, ${length} B`,
  );
  if (!quoteBytes) return;
  const header = list.read('quote-header', () => readKnownHeader(quoteBytes), headerText);
  if (!header) return;
  list.check('quote-vendor', header.vendorHex, () => {
    if (header.vendorHex !== quotingEnclaveVendorHex) refuse({ code: 'QUOTE_VENDOR', vendor: header.vendorHex });
  });
  const quote = list.read(
    'quote-layout',
    () => readQuote(quoteBytes),
    ({ authData, certificationData }) => `QE: ${authData.length} B, PCK: ${certificationData.length} B`,
  );
  if (!quote) return;
  checkHsmEnclave(list, quote, certificate, input);
  const chain = checkChain(list, quote, input);
  checkQuotingEnclave(list, quote, chain);
}

/** Whether a certificate carries evidence of any kind, understood or not. */
export const hasEvidence = ({ extensions }: X509): boolean =>
  extensions.some(({ oid }) => oid === quoteExtensionOid || oid === newerEvidenceOid);

function markAbsent(list: Checklist): void {
  const ids = Object.keys(exchangeKeyChecks) as readonly ExchangeKeyCheckId[];
  for (const id of ids) if (exchangeKeyChecks[id] === 'E1') list.mark(id, 'absent', '');
}

function findQuote(x509: X509): Buffer {
  // Fail closed on what is not understood, even beside something that is.
  if (findExtension(x509, newerEvidenceOid)) refuse({ code: 'ATTESTATION_FORMAT_UNKNOWN', format: newerEvidenceOid });
  const extension = findExtension(x509, quoteExtensionOid) ?? refuse({ code: 'ATTESTATION_ABSENT' });
  return readQuoteExtension(extension.value);
}

function readKnownHeader(quote: Buffer): QuoteHeader {
  const header = readQuoteHeader(quote);
  if (header.version !== quoteVersion) refuse({ code: 'QUOTE_VERSION', version: header.version });
  if (header.attestationKeyType !== ecdsaP256) refuse({ code: 'QUOTE_KEY_TYPE', type: header.attestationKeyType });
  if (header.reserved !== 0) refuse({ code: 'QUOTE_RESERVED', value: header.reserved });
  return header;
}

const headerText = ({ version, qeSvn, pceSvn }: QuoteHeader): string =>
  `v${version}, ECDSA P-256, QE SVN ${qeSvn}, PCE SVN ${pceSvn}`;

function checkHsmEnclave(list: Checklist, quote: Quote, certificate: ExchangeCertificate, input: AssessedInput): void {
  const { report } = quote;
  list.check('quote-key-binding', report.reportData.toString('hex', 0, 32), () => {
    const expected = certificate.spkiSha256Hex;
    const found = report.reportData.toString('hex', 0, 32);
    if (found !== expected) refuse({ code: 'QUOTE_OTHER_KEY', expected, found });
    checkTail(report, 'hsm-enclave');
  });
  checkDebug(list, report, 'hsm-enclave');
  checkSigner(list, report, 'hsm-enclave', input.acceptedQuoteSigners ?? hsmEnclaveSignersHex);
  // Changes with each build of the service: recorded, never pinned.
  list.mark('quote-enclave', 'note', `${report.mrEnclaveHex}, ProdID ${report.productId}, SVN ${report.svn}`);
  list.check('quote-signature', quote.attestationKey.toString('hex'), () => {
    const key = attestationKeyOf(quote) ?? refuse({ code: 'QUOTE_ATTESTATION_KEY_INVALID' });
    if (!isSignedRaw(quote.signedBytes, key, quote.signature)) refuse({ code: 'QUOTE_SIGNATURE_BROKEN' });
  });
}

function checkQuotingEnclave(list: Checklist, quote: Quote, chain: PckChain | undefined): void {
  const { qeReport } = quote;
  checkSigner(list, qeReport, 'quoting-enclave', [quotingEnclaveSignerHex]);
  checkDebug(list, qeReport, 'quoting-enclave');
  list.check('quoting-enclave-binding', qeReport.reportData.toString('hex', 0, 32), () => {
    const expected = sha256(quote.attestationKey, quote.authData);
    if (!qeReport.reportData.subarray(0, 32).equals(expected)) refuse({ code: 'QE_BINDING_BROKEN' });
    checkTail(qeReport, 'quoting-enclave');
  });
  if (!chain) return;
  const [leaf] = chain;
  list.check('quoting-enclave-signature', `${qeReport.mrEnclaveHex}, SVN ${qeReport.svn}`, () => {
    if (!isSignedRaw(qeReport.bytes, leaf.key, quote.qeSignature)) refuse({ code: 'QE_SIGNATURE_BROKEN' });
  });
}

function checkChain(list: Checklist, quote: Quote, input: AssessedInput): PckChain | undefined {
  const chain = list.read(
    'pck-chain-form',
    () => {
      const type = quote.certificationType;
      return type === pckChainInPem
        ? readPckChain(quote.certificationData)
        : refuse({ code: 'QUOTE_CERTIFICATION_TYPE', type });
    },
    ([leaf]) => `PCK ${leaf.x509.serialNumberHex}`,
  );
  if (!chain) return undefined;
  const [, , root] = chain;
  const anchor = list.read(
    'pck-root',
    () => findTrustAnchor(chain, input.mode),
    ({ rootName }) => `${rootName}, SPKI SHA-256 ${rootFingerprint(root)}`,
  );
  list.check('pck-chain-signatures', '', () => checkSignatures(chain));
  if (anchor) {
    list.check('pck-chain-roles', `${anchor.rootName} → ${anchor.leafName}`, () => checkRoles(chain, anchor));
  }
  markValidity(list, chain, input.wallClockMs);
  checkCollateral(list, chain, input);
  return chain;
}

/** Validity of the chain is a note: nothing on an offline machine proves what day it is. */
function markValidity(list: Checklist, chain: PckChain, now: number | undefined): void {
  const from = new Date(Math.max(...chain.map(({ x509 }) => x509.notBefore.getTime())));
  const to = new Date(Math.min(...chain.map(({ x509 }) => x509.notAfter.getTime())));
  // No comparison holds for a time that is none.
  const at = now ?? Number.NaN;
  const isWithin = at >= from.getTime() && at <= to.getTime();
  list.mark('pck-validity', isWithin ? 'passed' : 'note', `${from.toISOString()} – ${to.toISOString()}`);
}

/**
 * Absence is no fault: an offline machine has no lists but those that were carried to it. Neither is age, which the clock on the wall tells:
 * what an old list revokes is revoked, and what was revoked since then it does not know.
 */
function checkCollateral(
  list: Checklist,
  chain: PckChain,
  { revocationLists: lists = [], wallClockMs }: AssessedInput,
): void {
  if (lists.length === 0) {
    list.mark('pck-collateral', 'absent', '');
    return;
  }
  const result = list.read(
    'pck-collateral',
    () =>
      checkRevocation(
        chain,
        lists.map((each) => decodeBase64(each)),
      ),
    (found) => revocationText(lists.length, found, chain),
  );
  if (result && !(result.coversWholeChain && isCurrent(result, wallClockMs))) {
    list.mark('pck-collateral', 'note', revocationText(lists.length, result, chain));
  }
}

/** No comparison holds for a time that nobody knows. */
const isCurrent = ({ oldest, until }: RevocationResult, now = Number.NaN): boolean =>
  until !== undefined && oldest.getTime() <= now && now <= until.getTime();

/** How many lists there are of those that the chain wants, one for each certificate below the root, and from when to when they hold. */
const revocationText = (count: number, { oldest, until }: RevocationResult, chain: PckChain): string =>
  `CRL ${count}/${chain.length - 1}, ${oldest.toISOString()} – ${until?.toISOString() ?? '?'}`;

function checkTail(report: EnclaveReport, name: ReportName): void {
  if (report.reportData.subarray(32).some((byte) => byte !== 0))
    refuse({ code: 'QUOTE_REPORT_DATA_TAIL', report: name });
}

const checksOf = {
  'hsm-enclave': { debug: 'quote-debug', signer: 'quote-signer' },
  'quoting-enclave': { debug: 'quoting-enclave-debug', signer: 'quoting-enclave-signer' },
} as const satisfies Readonly<Record<ReportName, Readonly<Record<string, ExchangeKeyCheckId>>>>;

function checkDebug(list: Checklist, report: EnclaveReport, name: ReportName): void {
  list.check(checksOf[name].debug, `DEBUG = ${report.isDebug ? 1 : 0}`, () => {
    if (report.isDebug) refuse({ code: 'QUOTE_DEBUG', report: name });
  });
}

function checkSigner(list: Checklist, report: EnclaveReport, name: ReportName, accepted: readonly string[]): void {
  const signer = report.mrSignerHex;
  list.check(checksOf[name].signer, signer, () => {
    if (!accepted.some((known) => known.toLowerCase() === signer)) {
      refuse({ code: 'QUOTE_SIGNER_UNKNOWN', report: name, signer });
    }
  });
}

/** The attestation key as a point of P-256, or undefined if it is on no such curve. */
function attestationKeyOf({ attestationKey }: Quote): KeyObject | undefined {
  const x = attestationKey.toString('base64url', 0, 32);
  const y = attestationKey.toString('base64url', 32, 64);
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

const isSignedRaw = (bytes: Buffer, key: KeyObject, signature: Buffer): boolean =>
  verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature);
