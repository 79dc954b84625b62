// Certificate revocation lists (RFC 5280 §5) of the chain's authorities, where somebody carried them to the offline machine.
import { verify } from 'node:crypto';
import { refuse } from '#shared/faults/fault.ts';
import { asBuffer } from '../encoding/bytes.ts';
import { readPemBlocks } from '../encoding/pem.ts';
import { DER, type DerElement, readDerChildren, readDerElement } from '../encoding/der.ts';
import { element, fields, parseAlgorithm, parseBitString, parseInteger, parseTime, TAG } from '../x509/der-values.ts';
import type { ChainCertificate, PckChain } from './pck-chain.ts';
import { OID } from '../x509/certificate.ts';

interface RevocationList {
  readonly tbs: Buffer;
  readonly issuerDer: Buffer;
  readonly signatureOid: string;
  readonly signature: Buffer;
  readonly thisUpdate: Date;
  /** When its authority makes a new one at the latest; undefined where the list does not say. */
  readonly nextUpdate: Date | undefined;
  readonly revokedSerialsHex: ReadonlySet<string>;
}

/** Which certificates of the chain the lists speak about, how old the oldest of the lists is, and until when all of them hold. */
export interface RevocationResult {
  readonly coversWholeChain: boolean;
  readonly oldest: Date;
  /** The earliest next update; undefined where a list does not name its own. */
  readonly until: Date | undefined;
}

/** RFC 5280 §5.2: a list with a critical extension that is not understood says less than it seems to; none is understood here. */
const criticalExtension = (found: DerElement): boolean => readDerChildren(found.content)[1]?.tag === TAG.boolean;

/**
 * Checks the chain by lists in DER, of which there is at least one.
 * @throws PCK_REVOCATION_LIST_INVALID if one is damaged, or not signed by an authority of this chain; PCK_REVOKED
 */
export function checkRevocation(chain: PckChain, lists: readonly Uint8Array[]): RevocationResult {
  const [leaf, intermediate, root] = chain;
  const issuers = [
    { authority: root, issued: [root, intermediate] },
    { authority: intermediate, issued: [leaf] },
  ];
  const covered = new Set<ChainCertificate>();
  const times: number[] = [];
  const updates: (number | undefined)[] = [];
  for (const bytes of lists) {
    const list = readRevocationList(bytes);
    const issuer = issuers.find(({ authority }) => isSignedBy(list, authority)) ?? invalid();
    for (const certificate of issuer.issued) {
      const { serialNumberHex: serialNumber } = certificate.x509;
      if (list.revokedSerialsHex.has(serialNumber)) refuse({ code: 'PCK_REVOKED', serialNumber });
      covered.add(certificate);
    }
    times.push(list.thisUpdate.getTime());
    updates.push(list.nextUpdate?.getTime());
  }
  const known = updates.filter((each) => each !== undefined);
  return {
    coversWholeChain: covered.size === chain.length,
    oldest: new Date(Math.min(...times)),
    until: known.length === updates.length ? new Date(Math.min(...known)) : undefined,
  };
}

/** Greatest size of the file of a list in bytes: a bundle carries four. */
export const maxRevocationListBytes = 140 << 10;

/** The label of a revocation list in PEM. */
const listLabel = 'X509 CRL';

/**
 * A revocation list from its file, DER or PEM, as its authority hands it out; whose it is, and what it revokes, the chain says later.
 * @returns its DER
 * @throws PCK_REVOCATION_LIST_INVALID
 */
export function readRevocationListFile(file: Uint8Array): Buffer {
  try {
    const [block, ...others] = readPemBlocks(file);
    if (others.length > 0 || (block && block.label !== listLabel)) invalid();
    const der = block?.der ?? asBuffer(file);
    parseRevocationList(der);
    return der;
  } catch (cause) {
    return invalid(cause);
  }
}

function invalid(cause?: unknown): never {
  return refuse({ code: 'PCK_REVOCATION_LIST_INVALID' }, cause);
}

function isSignedBy(list: RevocationList, { x509, key }: ChainCertificate): boolean {
  return (
    list.issuerDer.equals(x509.subjectDer) &&
    list.signatureOid === OID.ecdsaWithSha256 &&
    verify('sha256', list.tbs, key, list.signature)
  );
}

function readRevocationList(bytes: Uint8Array): RevocationList {
  try {
    return parseRevocationList(asBuffer(bytes));
  } catch (cause) {
    return invalid(cause);
  }
}

/** RFC 5280 §5.1, version 2. */
function parseRevocationList(der: Buffer): RevocationList {
  const outer = readDerElement(der);
  if (outer.raw.length !== der.length) invalid();
  const [tbs, algorithm, signature] = fields(element(outer, DER.sequence, 'certificate'), 3, 'certificate');
  const parts = [...readDerChildren(element(tbs, DER.sequence, 'tbs').content)];
  if (!parseInteger(parts.shift(), 'version').equals(Buffer.from([1]))) invalid();
  const inner = element(parts.shift(), DER.sequence, 'algorithm');
  if (!asBuffer(inner.raw).equals(element(algorithm, DER.sequence, 'algorithm').raw)) invalid();
  const issuerDer = asBuffer(element(parts.shift(), DER.sequence, 'name').raw);
  const thisUpdate = parseTime(parts.shift());
  const isTime = parts[0]?.tag === TAG.utcTime || parts[0]?.tag === TAG.generalizedTime;
  const nextUpdate = isTime ? parseTime(parts.shift()) : undefined;
  const entries =
    parts[0]?.tag === DER.sequence ? readDerChildren(element(parts.shift(), DER.sequence, 'tbs').content) : [];
  const extensions =
    parts[0]?.tag === TAG.version ? fields(element(parts.shift(), TAG.version, 'extensions'), 1, 'extensions') : [];
  const isClear = extensions.flatMap(({ content }) => readDerChildren(content)).every((one) => !criticalExtension(one));
  if (parts.length > 0 || !isClear) invalid();
  return {
    tbs: asBuffer(element(tbs, DER.sequence, 'tbs').raw),
    issuerDer,
    signatureOid: parseAlgorithm(algorithm).oid,
    signature: parseBitString(signature, 'signature'),
    thisUpdate,
    nextUpdate,
    revokedSerialsHex: new Set(entries.map(parseEntry)),
  };
}

/** The serial number of one revoked certificate. */
function parseEntry(found: DerElement): string {
  const [serial, time, extensions, ...rest] = readDerChildren(element(found, DER.sequence, 'tbs').content);
  parseTime(time);
  if (rest.length > 0) invalid();
  // §5.3.3: a critical extension of an entry may say that it speaks of another issuer's certificate.
  const list = extensions ? readDerChildren(element(extensions, DER.sequence, 'extensions').content) : [];
  if (list.some(criticalExtension)) invalid();
  return parseInteger(serial, 'serial').toString('hex');
}
