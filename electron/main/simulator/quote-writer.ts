// Writes SGX quotes for practice: the same structure as a genuine one (core/exchange-key/FORMAT.md), part by part.
import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { sha256 } from '#core/encoding/bytes.ts';
import {
  hsmEnclaveSignersHex,
  quotingEnclaveSignerHex,
  quotingEnclaveVendorHex,
} from '#core/exchange-key/trust-anchors.ts';
import { encodePckChain, makePracticeChain, newKey } from './attestation-root.ts';

/** Everything in a quote that is not a signature over another part of it. */
export interface QuoteParts {
  /** 48 bytes. */
  readonly header: Buffer;
  /** 384 bytes, of the HSM's enclave. */
  readonly report: Buffer;
  /** Private key, P-256. */
  readonly attestationKey: KeyObject;
  /** 384 bytes, of the quoting enclave. */
  readonly qeReport: Buffer;
  readonly authData: Buffer;
  /** Private key of the processor's certificate, P-256. */
  readonly processorKey: KeyObject;
  readonly certificationType: number;
  readonly certificationData: Buffer;
}

/** A whole practice quote for the key with this SubjectPublicKeyInfo. */
export function makeQuoteParts(spkiDer: Uint8Array, notBefore: Date): QuoteParts {
  const attestationKey = newKey();
  const authData = Buffer.from(Array.from({ length: 32 }, (_, at) => at));
  const { certificates, processorKey } = makePracticeChain(notBefore);
  const [signer = ''] = hsmEnclaveSignersHex;
  return {
    header: encodeHeader(),
    report: encodeReport('practice HSM enclave', signer, sha256(spkiDer)),
    attestationKey,
    qeReport: encodeReport(
      'practice quoting enclave',
      quotingEnclaveSignerHex,
      sha256(rawPoint(attestationKey), authData),
    ),
    authData,
    processorKey,
    certificationType: 5,
    certificationData: encodePckChain(certificates),
  };
}

/** Puts the parts together and signs them: the report with the attestation key, the QE's report with the processor's. */
export function encodeQuote(parts: QuoteParts): Buffer {
  const signedBytes = Buffer.concat([parts.header, parts.report]);
  const signatureData = Buffer.concat([
    signRaw(signedBytes, parts.attestationKey),
    rawPoint(parts.attestationKey),
    parts.qeReport,
    signRaw(parts.qeReport, parts.processorKey),
    u16(parts.authData.length),
    parts.authData,
    u16(parts.certificationType),
    u32(parts.certificationData.length),
    parts.certificationData,
  ]);
  return Buffer.concat([signedBytes, u32(signatureData.length), signatureData]);
}

/** The value of the certificate's extension around a quote. */
export function encodeQuoteExtension(quote: Uint8Array): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(1, 0);
  header.writeUInt32LE(2, 4);
  header.writeBigUInt64LE(BigInt(quote.length), 8);
  return Buffer.concat([header, quote]);
}

function encodeHeader(): Buffer {
  const header = Buffer.alloc(48);
  header.writeUInt16LE(3, 0);
  header.writeUInt16LE(2, 2);
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(13, 10);
  header.write(quotingEnclaveVendorHex, 12, 'hex');
  return header;
}

function encodeReport(enclave: string, signerHex: string, boundHash: Buffer): Buffer {
  const report = Buffer.alloc(384);
  // Initialised, 64 bits, not debug.
  report[48] = 0x05;
  createHash('sha256').update(enclave).digest().copy(report, 64);
  report.write(signerHex, 128, 'hex');
  report.writeUInt16LE(1, 256);
  report.writeUInt16LE(1, 258);
  boundHash.copy(report, 320);
  return report;
}

function rawPoint(privateKey: KeyObject): Buffer {
  const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return Buffer.concat([Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}

const signRaw = (bytes: Buffer, key: KeyObject): Buffer => sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' });

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
