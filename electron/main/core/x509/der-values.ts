// Reads the values that X.509 is made of from DER (X.690); what is damaged is named by the part of the certificate it is in.
import type { FaultPart } from '#shared/faults/exchange-key.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { asBuffer } from '../encoding/bytes.ts';
import { DER, type DerElement, readDerChildren, readDerElement } from '../encoding/der.ts';

export type CertificatePart = FaultPart<'CERTIFICATE_MALFORMED'>;

/** Tags of X.509 beside those of every DER format. */
export const TAG = {
  boolean: 0x01,
  utf8String: 0x0c,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
} as const;

export function malformed(part: CertificatePart, cause?: unknown): never {
  return refuse({ code: 'CERTIFICATE_MALFORMED', part }, cause);
}

/** Says in which part of the certificate its DER is damaged. */
export function within<T>(part: CertificatePart, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Refusal && cause.fault.code === 'CERTIFICATE_MALFORMED') throw cause;
    return malformed(part, cause);
  }
}

export function element(found: DerElement | undefined, tag: number, part: CertificatePart): DerElement {
  return found?.tag === tag ? found : malformed(part);
}

/** Bytes that are exactly one element with this tag. */
export function whole(bytes: Buffer, tag: number, part: CertificatePart): DerElement {
  const found = within(part, () => element(readDerElement(bytes), tag, part));
  return found.raw.length === bytes.length ? found : malformed(part);
}

export function fields(sequence: DerElement, count: number, part: CertificatePart): readonly DerElement[] {
  const found = within(part, () => readDerChildren(sequence.content));
  return found.length === count ? found : malformed(part);
}

export function parseAlgorithm(found: DerElement | undefined): {
  readonly oid: string;
  readonly parameters?: DerElement;
} {
  const children = within('algorithm', () => readDerChildren(element(found, DER.sequence, 'algorithm').content));
  const [oid, parameters, ...rest] = children;
  if (rest.length > 0) malformed('algorithm');
  return { oid: parseOid(oid, 'algorithm'), ...(parameters && { parameters }) };
}

export function parseOid(found: DerElement | undefined, part: CertificatePart): string {
  const { content } = element(found, DER.oid, part);
  const arcs: number[] = [];
  let arc = 0;
  let isFirstOctet = true;
  for (const octet of content) {
    // X.690 §8.19.2: the fewest octets. An arc beyond 2^42 belongs to no certificate.
    if ((isFirstOctet && octet === 0x80) || arc >= 2 ** 35) malformed(part);
    arc = arc * 128 + (octet & 0x7f);
    isFirstOctet = octet < 0x80;
    if (isFirstOctet) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [head, ...tail] = arcs;
  if (head === undefined || !isFirstOctet) return malformed(part);
  const root = Math.min(2, Math.floor(head / 40));
  return [root, head - root * 40, ...tail].join('.');
}

export function parseInteger(found: DerElement | undefined, part: CertificatePart): Buffer {
  const content = asBuffer(element(found, DER.integer, part).content);
  const [first, second = 0] = content;
  // X.690 §8.3.2: the first nine bits are not all the same.
  const isPadded = content.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
  return first === undefined || isPadded ? malformed(part) : content;
}

export function parsePositive(found: DerElement | undefined, part: CertificatePart): bigint {
  const content = parseInteger(found, part);
  if (content.readInt8() < 0) malformed(part);
  return BigInt(`0x${content.toString('hex')}`);
}

export function parseBitString(found: DerElement | undefined, part: CertificatePart): Buffer {
  const content = asBuffer(element(found, DER.bitString, part).content);
  return content[0] === 0 ? content.subarray(1) : malformed(part);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function parseText(found: DerElement | undefined): string {
  const isKnown = [TAG.utf8String, TAG.printableString, TAG.ia5String].some((tag) => tag === found?.tag);
  if (!found || !isKnown) return malformed('name');
  const text = within('name', () => utf8.decode(found.content));
  return found.tag === TAG.utf8String || /^\p{ASCII}*$/u.test(text) ? text : malformed('name');
}

export function parseTime(found: DerElement | undefined): Date {
  if (found?.tag !== TAG.generalizedTime && found?.tag !== TAG.utcTime) return malformed('validity');
  const text = asBuffer(found.content).toString('latin1');
  const isLong = found.tag === TAG.generalizedTime;
  // RFC 5280 §4.1.2.5: seconds and Z always, no fraction; two-digit years from 50 on are of the last century.
  const match = (isLong ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/).exec(
    text,
  );
  if (!match) return malformed('validity');
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = match;
  const century = isLong ? '' : Number(year) >= 50 ? '19' : '20';
  const iso = `${century}${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const time = new Date(iso);
  // A day that is not in the calendar is moved or invalid, and so no longer says the same.
  return !Number.isNaN(time.getTime()) && time.toISOString() === iso ? time : malformed('validity');
}
