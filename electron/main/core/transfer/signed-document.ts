// Signing a document in an envelope, and telling who signed one: the same for bundles, approvals of a plan and evidence.
import { refuse } from '#shared/faults/fault.ts';
import { encodeEnvelope, type Envelope, parseEnvelope, signedBytes } from './envelope.ts';
import type { PublicIdentity, Signer } from './identity.ts';
import { isSignedBy } from './signature.ts';

/** Puts a payload into an envelope with one signature of each signer. */
export function signDocument(payloadType: string, payload: Buffer, signers: readonly Signer[]): Buffer {
  return encodeEnvelope({
    payloadType,
    payload,
    signatures: signers.map((signer) => sign(payloadType, payload, signer)),
  });
}

/** Adds one signature to an envelope. Whether the others are good is for the verifier to say. */
export function countersignDocument(bytes: Uint8Array, signer: Signer): Buffer {
  const envelope = parseEnvelope(bytes);
  const { payloadType, payload, signatures } = envelope;
  if (signatures.some(({ keyId }) => keyId === signer.keyId)) {
    refuse({ code: 'BUNDLE_SIGNER_TWICE', keyId: signer.keyId });
  }
  return encodeEnvelope({ payloadType, payload, signatures: [...signatures, sign(payloadType, payload, signer)] });
}

const sign = (payloadType: string, payload: Buffer, signer: Signer) => ({
  keyId: signer.keyId,
  signatureDer: signer.sign(signedBytes(payloadType, payload)),
});

/**
 * The pinned identities that signed an envelope: every signature in it is from one of them, and good. An unknown or a bad
 * signature is refused even where enough others are good, because nobody honest made it.
 * @throws BUNDLE_PINS_AMBIGUOUS if one key is pinned twice, which would let one machine count as two
 * @throws BUNDLE_SIGNER_UNKNOWN, BUNDLE_SIGNER_TWICE, BUNDLE_SIGNATURE_WRONG
 */
export function verifySigners<Pin extends PublicIdentity>(envelope: Envelope, pins: readonly Pin[]): readonly Pin[] {
  const byKeyId = new Map(pins.map((pin) => [pin.keyId, pin]));
  const twice = pins.find((pin) => byKeyId.get(pin.keyId) !== pin);
  if (twice) refuse({ code: 'BUNDLE_PINS_AMBIGUOUS', keyId: twice.keyId });
  const signed = signedBytes(envelope.payloadType, envelope.payload);
  const signers = new Set<Pin>();
  for (const { keyId, signatureDer } of envelope.signatures) {
    const pin = byKeyId.get(keyId) ?? refuse({ code: 'BUNDLE_SIGNER_UNKNOWN', keyId });
    if (signers.has(pin)) refuse({ code: 'BUNDLE_SIGNER_TWICE', keyId });
    if (!isSignedBy(pin, signed, signatureDer)) refuse({ code: 'BUNDLE_SIGNATURE_WRONG', keyId });
    signers.add(pin);
  }
  return [...signers];
}
