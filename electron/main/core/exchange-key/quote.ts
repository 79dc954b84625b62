// The SGX quote inside the certificate, version 3, read byte by byte (FORMAT.md): layout only, nothing is believed here.
import type { FaultPart } from '#shared/faults/exchange-key.ts';
import { refuse } from '#shared/faults/fault.ts';
import { asBuffer } from '../encoding/bytes.ts';

type QuoteField = FaultPart<'QUOTE_TRUNCATED', 'field'>;

/** What an enclave says about itself and, in `reportData`, about something of its choice. */
export interface EnclaveReport {
  /** The signed bytes, 384 of them. */
  readonly bytes: Buffer;
  readonly isDebug: boolean;
  readonly mrEnclaveHex: string;
  readonly mrSignerHex: string;
  readonly productId: number;
  readonly svn: number;
  /** 64 bytes: a hash, and what follows it. */
  readonly reportData: Buffer;
}

export interface QuoteHeader {
  readonly version: number;
  readonly attestationKeyType: number;
  readonly reserved: number;
  readonly qeSvn: number;
  readonly pceSvn: number;
  readonly vendorHex: string;
}

export interface Quote {
  /** Header and report: what the attestation key signed. */
  readonly signedBytes: Buffer;
  readonly report: EnclaveReport;
  /** ECDSA signature of the quote: r and s, 32 bytes each. */
  readonly signature: Buffer;
  /** x and y of a P-256 point, 32 bytes each. */
  readonly attestationKey: Buffer;
  readonly qeReport: EnclaveReport;
  readonly qeSignature: Buffer;
  readonly authData: Buffer;
  readonly certificationType: number;
  readonly certificationData: Buffer;
}

const extensionHeaderBytes = 16;
const headerBytes = 48;
const reportBytes = 384;
const debugAttribute = 0x02;

/**
 * Takes the quote out of the extension's value: `u32 version = 1, u32 type = 2, u64 size`, little-endian, and the quote to the end.
 * @throws QUOTE_TRUNCATED, QUOTE_LENGTH, ATTESTATION_FORMAT_UNKNOWN
 */
export function readQuoteExtension(value: Buffer): Buffer {
  const reader = new Reader(value);
  const header = reader.take('extension-header', extensionHeaderBytes);
  const version = header.readUInt32LE(0);
  const type = header.readUInt32LE(4);
  if (version !== 1 || type !== 2) {
    refuse({ code: 'ATTESTATION_FORMAT_UNKNOWN', format: `v${version}/${type}` });
  }
  reader.expectRest('extension-header', Number(header.readBigUInt64LE(8)));
  return reader.rest();
}

/** Reads the fixed header of an SGX quote. @throws QUOTE_TRUNCATED */
export function readQuoteHeader(quote: Buffer): QuoteHeader {
  const header = new Reader(quote).take('header', headerBytes);
  return {
    version: header.readUInt16LE(0),
    attestationKeyType: header.readUInt16LE(2),
    reserved: header.readUInt32LE(4),
    qeSvn: header.readUInt16LE(8),
    pceSvn: header.readUInt16LE(10),
    vendorHex: header.toString('hex', 12, 28),
  };
}

/**
 * Reads a quote whose header says version 3 with an ECDSA P-256 key.
 * @throws QUOTE_TRUNCATED, QUOTE_LENGTH
 */
export function readQuote(quote: Buffer): Quote {
  const reader = new Reader(quote);
  reader.take('header', headerBytes);
  const report = readReport(reader.take('report', reportBytes));
  const signedBytes = asBuffer(quote.subarray(0, headerBytes + reportBytes));
  reader.expectRest('signature-length', reader.take('signature-length', 4).readUInt32LE());
  const signature = reader.take('signature', 64);
  const attestationKey = reader.take('attestation-key', 64);
  const qeReport = readReport(reader.take('qe-report', reportBytes));
  const qeSignature = reader.take('qe-signature', 64);
  const authData = reader.take('auth-data', reader.take('auth-data-length', 2).readUInt16LE());
  const certification = reader.take('certification-header', 6);
  reader.expectRest('certification-data', certification.readUInt32LE(2));
  return {
    signedBytes,
    report,
    signature,
    attestationKey,
    qeReport,
    qeSignature,
    authData,
    certificationType: certification.readUInt16LE(0),
    certificationData: reader.rest(),
  };
}

function readReport(bytes: Buffer): EnclaveReport {
  return {
    bytes,
    isDebug: (bytes.readUInt8(48) & debugAttribute) !== 0,
    mrEnclaveHex: bytes.toString('hex', 64, 96),
    mrSignerHex: bytes.toString('hex', 128, 160),
    productId: bytes.readUInt16LE(256),
    svn: bytes.readUInt16LE(258),
    reportData: bytes.subarray(320, 384),
  };
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  take(field: QuoteField, length: number): Buffer {
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    if (taken.length !== length) refuse({ code: 'QUOTE_TRUNCATED', field });
    this.#at += length;
    return taken;
  }

  /** What a length field says must be what is there: no byte is left that nobody looked at. */
  expectRest(field: QuoteField, expected: number): void {
    const found = this.#bytes.length - this.#at;
    if (found !== expected) refuse({ code: 'QUOTE_LENGTH', field, expected, found });
  }

  rest(): Buffer {
    return this.#bytes.subarray(this.#at);
  }
}
