// The chain of certificates inside the quote: processor (PCK), the authority of its platform, and the pinned root.
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { TrustMode } from '#shared/exchange-key/verdict.ts';
import type { FaultPart } from '#shared/faults/exchange-key.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { sha256 } from '../encoding/bytes.ts';
import { type PemBlock, readPemBlocks } from '../encoding/pem.ts';
import { type TrustAnchor, trustAnchors } from './trust-anchors.ts';
import { findExtension, isCertificateAuthority, keyUsageBits, OID, parseX509, type X509 } from '../x509/certificate.ts';

type ChainMember = FaultPart<'PCK_ROLE', 'member'>;

export interface ChainCertificate {
  readonly member: ChainMember;
  readonly x509: X509;
  /** Its P-256 key. */
  readonly key: KeyObject;
}

/** From the processor to the root. */
export type PckChain = readonly [leaf: ChainCertificate, intermediate: ChainCertificate, root: ChainCertificate];

/** Intel's extension that tells a processor's certificate: its identity and security version. */
const processorExtensionOid = '1.2.840.113741.1.13.1';
const digitalSignature = 0;
const keyCertSign = 5;
const understood: readonly string[] = [OID.basicConstraints, OID.keyUsage];

/**
 * Reads the chain: three certificates in PEM, one NUL at the very end, and not a byte besides.
 * @throws PCK_CHAIN_MALFORMED, PCK_CHAIN_LENGTH, PCK_CERTIFICATE_MALFORMED, PCK_KEY
 */
export function readPckChain(certificationData: Buffer): PckChain {
  const [leaf, intermediate, root] = readBlocks(certificationData);
  return [readMember('leaf', leaf), readMember('intermediate', intermediate), readMember('root', root)];
}

type ChainBlocks = readonly [leaf: PemBlock, intermediate: PemBlock, root: PemBlock];
const isChain = (blocks: readonly PemBlock[]): blocks is ChainBlocks => blocks.length === 3;

function readBlocks(data: Buffer): ChainBlocks {
  // Without a colon there is no header of RFC 1421 either. The NUL ends the text for readers in C; one that stood earlier would hide from them what follows.
  if (!/^[A-Za-z0-9+/=\r\n -]+\0$/.test(data.toString('latin1'))) refuse({ code: 'PCK_CHAIN_MALFORMED' });
  const text = data.subarray(0, -1);
  let blocks: readonly PemBlock[];
  try {
    blocks = readPemBlocks(text);
  } catch (cause) {
    return refuse({ code: 'PCK_CHAIN_MALFORMED' }, cause);
  }
  if (!isChain(blocks)) return refuse({ code: 'PCK_CHAIN_LENGTH', count: blocks.length });
  const rest = blocks.reduce((left, block) => left.replace(block.text.toString('latin1'), ''), text.toString('latin1'));
  const isLabelled = blocks.every(({ label }) => label === 'CERTIFICATE');
  return isLabelled && /^[\r\n]*$/.test(rest) ? blocks : refuse({ code: 'PCK_CHAIN_MALFORMED' });
}

function readMember(member: ChainMember, block: PemBlock): ChainCertificate {
  let x509: X509;
  try {
    x509 = parseX509(block.der);
  } catch (cause) {
    return refuse({ code: 'PCK_CERTIFICATE_MALFORMED', member }, cause);
  }
  const oids = x509.extensions.map(({ oid }) => oid);
  if (new Set(oids).size !== oids.length) refuse({ code: 'PCK_CERTIFICATE_MALFORMED', member });
  return { member, x509, key: p256Key(x509) ?? refuse({ code: 'PCK_KEY', member }) };
}

function p256Key({ spkiDer }: X509): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: spkiDer, format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Which pinned root the chain ends in.
 * @throws PCK_ROOT_UNKNOWN, PCK_ROOT_PRACTICE, PCK_ROOT_PRODUCTION
 */
export function findTrustAnchor([, , root]: PckChain, mode: TrustMode): TrustAnchor {
  const spkiSha256 = rootFingerprint(root);
  const anchor =
    trustAnchors.find(({ rootSpkiSha256Hex }) => rootSpkiSha256Hex === spkiSha256) ??
    refuse({ code: 'PCK_ROOT_UNKNOWN', spkiSha256 });
  if (anchor.mode === mode) return anchor;
  return refuse({ code: anchor.mode === 'practice' ? 'PCK_ROOT_PRACTICE' : 'PCK_ROOT_PRODUCTION' });
}

/** SHA-256 over the root's SubjectPublicKeyInfo, lower-case hex. */
export function rootFingerprint({ x509 }: ChainCertificate): string {
  return sha256(x509.spkiDer).toString('hex');
}

/**
 * Whether each certificate is what its place says: its name, whether it may sign certificates, and whether it is a processor's.
 * @throws PCK_NAME, PCK_ROLE, PCK_NOT_A_PROCESSOR
 */
export function checkRoles([leaf, intermediate, root]: PckChain, anchor: TrustAnchor): void {
  checkName(root, [anchor.rootName]);
  checkAuthority(root);
  checkName(intermediate, anchor.intermediateNames);
  checkAuthority(intermediate);
  checkName(leaf, [anchor.leafName]);
  if (!findExtension(leaf.x509, processorExtensionOid)) refuse({ code: 'PCK_NOT_A_PROCESSOR' });
  checkRole(leaf, !isAuthority(leaf) && hasUsage(leaf, digitalSignature));
}

function checkName({ member, x509 }: ChainCertificate, names: readonly string[]): void {
  const [name = '', ...others] = x509.subject.filter(({ oid }) => oid === OID.commonName).map(({ value }) => value);
  if (others.length > 0 || !names.includes(name)) refuse({ code: 'PCK_NAME', member, subject: visibleText(name) });
}

function checkAuthority(certificate: ChainCertificate): void {
  checkRole(certificate, isAuthority(certificate) && hasUsage(certificate, keyCertSign));
}

function checkRole({ member, x509 }: ChainCertificate, isFit: boolean): void {
  // RFC 5280 §4.2: a critical extension that is not understood forbids the use of the certificate.
  const isClear = x509.extensions.every(({ oid, critical }) => !critical || understood.includes(oid));
  if (!isFit || !isClear) refuse({ code: 'PCK_ROLE', member });
}

const isAuthority = (certificate: ChainCertificate): boolean =>
  inRole(certificate, () => isCertificateAuthority(certificate.x509));

const hasUsage = (certificate: ChainCertificate, bit: number): boolean =>
  inRole(certificate, () => keyUsageBits(certificate.x509)?.has(bit) ?? false);

/** A damaged extension of a chain certificate is that certificate's fault, not the exchange certificate's. */
function inRole({ member }: ChainCertificate, assess: () => boolean): boolean {
  try {
    return assess();
  } catch (cause) {
    /* v8 ignore else -- @preserve `isCertificateAuthority` and `keyUsageBits` throw refusals alone; another error is
     * a defect of theirs, and is thrown on. */
    if (cause instanceof Refusal) return refuse({ code: 'PCK_CERTIFICATE_MALFORMED', member }, cause);
    throw cause;
  }
}

/**
 * Whether each certificate was issued and signed by the next, and the root by itself.
 * @throws PCK_ISSUER, PCK_SIGNATURE_BROKEN
 */
export function checkSignatures([leaf, intermediate, root]: PckChain): void {
  checkSignature(root, root);
  checkSignature(intermediate, root);
  checkSignature(leaf, intermediate);
}

function checkSignature({ member, x509 }: ChainCertificate, issuer: ChainCertificate): void {
  if (!x509.issuerDer.equals(issuer.x509.subjectDer)) refuse({ code: 'PCK_ISSUER', member });
  const isSigned = x509.signatureOid === OID.ecdsaWithSha256 && verify('sha256', x509.tbs, issuer.key, x509.signature);
  if (!isSigned) refuse({ code: 'PCK_SIGNATURE_BROKEN', member });
}
