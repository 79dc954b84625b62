// The DSSE envelope (Dead Simple Signing Envelope, v1), read strictly: one text for each envelope.
import { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import { base64Text, sha256Hex } from '#shared/schemas/atoms.ts';
import { formProblems } from '#shared/schemas/problems.ts';
import { asBuffer } from '../encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { assertOnlySignature } from './signature.ts';

/** Greatest size of a bundle's file in bytes. */
export const maxBundleBytes = 1 << 20;

export interface EnvelopeSignature {
  /** SHA-256 of the signer's SubjectPublicKeyInfo in lowercase hex: it narrows the search for the key, and proves nothing. */
  readonly keyId: string;
  /** ECDSA signature in DER. */
  readonly signatureDer: Buffer;
}

export interface Envelope {
  readonly payloadType: string;
  readonly payload: Buffer;
  readonly signatures: readonly EnvelopeSignature[];
}

export const envelopeSchema = z.strictObject({
  payloadType: z.string().regex(/^[\x21-\x7e]{1,128}$/),
  payload: base64Text,
  signatures: z
    .array(z.strictObject({ keyid: sha256Hex, sig: base64Text }))
    .min(1)
    .max(8),
});

/**
 * Reads an envelope without trusting it: nobody's signature has been checked yet, and the payload is opaque.
 * @throws ENVELOPE_TOO_LARGE, ENVELOPE_FORM, ENVELOPE_NOT_CANONICAL, SIGNATURE_NOT_DER, BASE64_INVALID, JSON_…
 */
export function parseEnvelope(bytes: Uint8Array): Envelope {
  if (bytes.length > maxBundleBytes) {
    refuse({ code: 'ENVELOPE_TOO_LARGE', bytes: bytes.length, limit: maxBundleBytes });
  }
  const { value, canonical } = readCanonicalJson(bytes, { maxBytes: maxBundleBytes, maxDepth: 4 });
  const form = envelopeSchema.safeParse(value);
  if (!form.success) return refuse({ code: 'ENVELOPE_FORM', problems: formProblems(form.error) });
  if (!canonical) refuse({ code: 'ENVELOPE_NOT_CANONICAL' });
  const { payloadType, payload, signatures } = form.data;
  return {
    payloadType,
    payload: decodeBase64(payload),
    signatures: signatures.map(({ keyid, sig }) => {
      const signatureDer = decodeBase64(sig);
      assertOnlySignature(signatureDer);
      return { keyId: keyid, signatureDer };
    }),
  };
}

/** Writes an envelope in its one canonical form. */
export function encodeEnvelope({ payloadType, payload, signatures }: Envelope): Buffer {
  return encodeCanonicalJson({
    payloadType,
    payload: payload.toString('base64'),
    signatures: signatures.map(({ keyId, signatureDer }) => ({ keyid: keyId, sig: signatureDer.toString('base64') })),
  });
}

/** The bytes that are signed: DSSE's pre-authentication encoding, `DSSEv1 SP len(type) SP type SP len(body) SP body`. */
export function signedBytes(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType, 'utf8');
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `, 'utf8'),
    asBuffer(payload),
  ]);
}
