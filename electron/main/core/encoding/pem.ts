// PEM (RFC 7468, RFC 1421 headers) read from bytes to bytes: a private key in PEM never becomes a string here.
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { asBuffer } from './bytes.ts';

export interface PemBlock {
  readonly label: string;
  /** The decoded body. The caller wipes it when it is a secret. */
  readonly der: Buffer;
  /** The whole block as it stood in the file, from its first to its last dash; a view, not a copy. */
  readonly text: Buffer;
  /** The RFC 1421 headers (`Proc-Type: 4,ENCRYPTED`) before the body, with the empty line after them; a view, empty without headers. */
  readonly headers: Buffer;
}

const begin = Buffer.from('-----BEGIN ');
const end = Buffer.from('-----END ');
const dashes = Buffer.from('-----');
const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/**
 * Finds every PEM block of a file. Observed in the field: lines of 65 and of any other length, CRLF, a BOM, text around the blocks.
 * @returns the blocks in the order of the file; none if the file has none
 * @throws PEM_MALFORMED if a block begins and does not end properly, or its body is not strict base64
 */
export function readPemBlocks(bytes: Uint8Array): PemBlock[] {
  const file = asBuffer(bytes);
  const blocks: PemBlock[] = [];
  for (let from = file.indexOf(begin); from >= 0;) {
    const block = readPemBlock(file, from);
    blocks.push(block);
    from = file.indexOf(begin, from + block.text.length);
  }
  return blocks;
}

/**
 * The only block whose label is one of those wanted.
 * @throws PEM_LABEL_MISSING, PEM_SEVERAL_BLOCKS
 */
export function pickPemBlock(blocks: readonly PemBlock[], wanted: readonly string[]): PemBlock {
  const labels = blocks.map((block) => block.label);
  const [picked, ...others] = blocks.filter((block) => wanted.includes(block.label));
  if (!picked) return refuse({ code: 'PEM_LABEL_MISSING', wanted, found: labels.slice(0, 8) });
  if (others.length > 0) return refuse({ code: 'PEM_SEVERAL_BLOCKS', labels: labels.slice(0, 8) });
  return picked;
}

/** Writes a PEM block with lines of 64 characters. */
export function encodePem(label: string, der: Uint8Array): string {
  const lines =
    asBuffer(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

function readPemBlock(file: Buffer, from: number): PemBlock {
  const fail = (): never => refuse({ code: 'PEM_MALFORMED', offset: from });
  const labelEnd = file.indexOf(dashes, from + begin.length);
  const labelBytes = labelEnd < 0 ? fail() : file.subarray(from + begin.length, labelEnd);
  const label = labelBytes.toString('latin1');
  if (!/^[A-Z0-9#.]+(?:[ -][A-Z0-9#.]+)*$/.test(label)) fail();
  const bodyStart = labelEnd + dashes.length;
  const bodyEnd = file.indexOf(end, bodyStart);
  const stop = bodyEnd + end.length + label.length + dashes.length;
  const closing = Buffer.from(`${label}-----`);
  if (bodyEnd < 0 || !file.subarray(bodyEnd + end.length, stop).equals(closing)) fail();
  const body = file.subarray(bodyStart, bodyEnd);
  const headers = body.subarray(0, headerLength(body));
  const der = decodeBody(body.subarray(headers.length)) ?? fail();
  return { label: visibleText(label), der, text: file.subarray(from, stop), headers };
}

const [lineFeed, carriageReturn, colon] = [0x0a, 0x0d, 0x3a];

/**
 * RFC 1421 §4.4: headers, if any, end at the first empty line. Base64 has no colon, so a colon tells them apart. Editors and mail leave
 * blanks in the empty line, and end lines in their own way.
 * @returns 0 also where no empty line ends them
 */
function headerLength(body: Buffer): number {
  const first = body.indexOf(colon);
  let isEmptyLine = false;
  for (let at = first; at >= 0 && at < body.length; at += 1) {
    const byte = body.readUInt8(at);
    if (byte === lineFeed || (byte === carriageReturn && body[at + 1] !== lineFeed)) {
      if (isEmptyLine) return at + 1;
      isEmptyLine = true;
    } else if (!isSpace(byte)) isEmptyLine = false;
  }
  return 0;
}

/** Decodes base64 from bytes; undefined if it is not canonical. */
function decodeBody(body: Buffer): Buffer | undefined {
  const digits = Buffer.allocUnsafe(body.length);
  let count = 0;
  for (const byte of body) if (!isSpace(byte)) digits[count++] = byte;
  try {
    return decodeDigits(digits.subarray(0, count));
  } finally {
    digits.fill(0);
  }
}

function digitValue(byte: number): number {
  if (byte >= 0x41 && byte <= 0x5a) return byte - 0x41;
  if (byte >= 0x61 && byte <= 0x7a) return byte - 0x61 + 26;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30 + 52;
  if (byte === 0x2b) return 62;
  return byte === 0x2f ? 63 : -1;
}

function decodeDigits(digits: Buffer): Buffer | undefined {
  if (digits.length === 0 || digits.length % 4 !== 0) return undefined;
  const padding = digits.at(-1) !== 0x3d ? 0 : digits.at(-2) !== 0x3d ? 1 : 2;
  const out = Buffer.alloc((digits.length / 4) * 3 - padding);
  let bits = 0;
  let width = 0;
  let at = 0;
  for (const digit of digits.subarray(0, digits.length - padding)) {
    const value = digitValue(digit);
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    width += 6;
    if (width >= 8) {
      width -= 8;
      out[at++] = (bits >> width) & 0xff;
    }
  }
  // RFC 4648 §3.5: spare bits are zero, so that one body has one encoding.
  return (bits & ((1 << width) - 1)) === 0 ? out : undefined;
}
