// Makes forged exchange keys for tests: a practice key in which one thing is wrong and everything around it is signed anew.
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  attestationExtension,
  exchangeJwk,
  makeExchangeParts,
  plainExtensions,
} from '#simulator/exchange-key-issuer.ts';
import { algorithmIdentifier, type CertificateParts, encodeCertificate } from '../../x509/certificate-writer.ts';
import { encodeQuote, encodeQuoteExtension, makeQuoteParts, type QuoteParts } from '#simulator/quote-writer.ts';
import { DER, encodeDer } from '../../encoding/der.ts';
import type { ExchangeKeyInput } from '../claim.ts';
import type { X509Extension } from '../../x509/certificate.ts';

export const host = 'practice-hsm-01.managedhsm.azure.net';
export const madeAt = new Date('2026-03-01T08:00:00Z');

/** What a forger may touch, from the inside to the outside; each thing left alone is as it should be. */
export interface Forgery {
  readonly privateKey?: KeyObject;
  readonly name?: string;
  readonly quoteParts?: (parts: QuoteParts) => QuoteParts;
  readonly quote?: (quote: Buffer) => Buffer;
  readonly extensionValue?: (value: Buffer) => Buffer;
  readonly extensions?: (extensions: readonly X509Extension[]) => readonly X509Extension[];
  readonly certificate?: (parts: CertificateParts) => CertificateParts;
  readonly der?: (der: Buffer) => Buffer;
}

export const rsaKey = (modulusLength = 2048): KeyObject => generateKeyPairSync('rsa', { modulusLength }).privateKey;

export const exchangeKey = rsaKey();
export const otherKey = rsaKey();
const goodQuote = makeQuoteParts(spki(exchangeKey), madeAt);

export function spki(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
}

const same = <T>(value: T): T => value;

export function forge(forgery: Forgery = {}): Buffer {
  const privateKey = forgery.privateKey ?? exchangeKey;
  const quote = (forgery.quote ?? same)(encodeQuote((forgery.quoteParts ?? same)(goodQuote)));
  const value = (forgery.extensionValue ?? same)(encodeQuoteExtension(quote));
  const extensions = (forgery.extensions ?? same)([...plainExtensions, attestationExtension(value)]);
  const parts = makeExchangeParts(forgery.name ?? host, privateKey, madeAt, extensions);
  return (forgery.der ?? same)(encodeCertificate((forgery.certificate ?? same)(parts)));
}

/** The good practice key as a JWK, with some members changed. */
export function forgeJwk(changes: Readonly<Record<string, unknown>> = {}, certificateDer = forge()): Buffer {
  return Buffer.from(JSON.stringify({ ...exchangeJwk({ certificateDer, privateKey: exchangeKey }), ...changes }));
}

/** The input that claims this file to be the key of `host`. */
export function claim(fileBytes: Uint8Array, changes: Partial<ExchangeKeyInput> = {}): ExchangeKeyInput {
  return {
    fileBytes,
    mode: 'practice',
    use: 'one-shot',
    claim: { kind: 'attested', hsmUri: `https://${host}` },
    custodianThumbprintsS256: [],
    ...changes,
  };
}

/** A SubjectPublicKeyInfo with any numbers, sound or not; both as the content octets of their INTEGERs. */
export function rsaSpki(modulus: Uint8Array, exponent: Uint8Array): Buffer {
  const algorithm = Buffer.from('300d06092a864886f70d0101010500', 'hex');
  const numbers = encodeDer(DER.sequence, encodeDer(DER.integer, modulus), encodeDer(DER.integer, exponent));
  return encodeDer(DER.sequence, algorithm, encodeDer(DER.bitString, Buffer.from([0]), numbers));
}

/** The content octets of a positive INTEGER. */
export function octets(number: bigint): Buffer {
  const hex = number.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

export const goodModulus = BigInt(
  `0x${Buffer.from(createPublicKey(exchangeKey).export({ format: 'jwk' }).n ?? '', 'base64url').toString('hex')}`,
);

/** The same bytes with some replaced. */
export function patched(bytes: Buffer, at: number, ...values: readonly number[]): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(values, at);
  return copy;
}

export function flipped(bytes: Buffer, at: number, bit = 0): Buffer {
  const index = at < 0 ? bytes.length + at : at;
  return patched(bytes, index, (bytes[index] ?? 0) ^ (1 << bit));
}

/** A certificate with some fields changed, signed by its own key. */
export const certificate = (change: Partial<CertificateParts>): Forgery => ({
  certificate: (parts) => ({ ...parts, ...change }),
});

/** A certificate that says it is signed in one way, and is signed with this hash. */
export function signedAs(oid: string, hash: string): Forgery {
  return certificate({
    signatureAlgorithm: algorithmIdentifier(oid, 'null'),
    sign: (tbs) => sign(hash, tbs, exchangeKey),
  });
}
