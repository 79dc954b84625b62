// The exchange key as a file: PEM, DER, a JWK, or the service's raw answer (REQ-01).
import { refuse } from '#shared/faults/fault.ts';
import { decodeBase64, decodeBase64url } from '../encoding/base64.ts';
import { asBuffer } from '../encoding/bytes.ts';
import { DER } from '../encoding/der.ts';
import { asJsonObject, isJsonList, type JsonObject, parseStrictJson } from '../encoding/json.ts';
import { refuseOtherJson } from '../encoding/other-kind.ts';
import { pickPemBlock, readPemBlocks } from '../encoding/pem.ts';
import { type ExchangeCertificate, parseExchangeCertificate } from './exchange-certificate.ts';

type ExchangeKeyFileFormat = 'pem' | 'der' | 'jwk' | 'service-answer';

/** What a JWK says about the certificate that it carries. */
export interface ExchangeJwk {
  readonly modulus: bigint;
  readonly exponent: bigint;
  readonly thumbprintS1?: string;
  readonly thumbprintS256?: string;
}

export interface ExchangeKeyFile {
  readonly format: ExchangeKeyFileFormat;
  readonly certificateDer: Buffer;
  /** Present where the file is a JWK or the service's answer. */
  readonly jwk?: ExchangeJwk;
}

/** A genuine answer of 2025 has about 12 KB. */
const maxBytes = 256 * 1024;

/**
 * Finds the one certificate of an exchange key file.
 * DER is asked for first: a genuine certificate holds PEM text inside.
 * @throws FILE_OF_OTHER_KIND, EXCHANGE_FILE_TOO_LARGE, EXCHANGE_FILE_UNKNOWN, EXCHANGE_ANSWER_INVALID, EXCHANGE_JWK_INVALID,
 *   EXCHANGE_SEVERAL_CERTIFICATES, and the faults of PEM, strict JSON and base64
 */
export function parseExchangeKeyFile(bytes: Uint8Array): ExchangeKeyFile {
  if (bytes.length > maxBytes) refuse({ code: 'EXCHANGE_FILE_TOO_LARGE', bytes: bytes.length, limit: maxBytes });
  if (looksLikeDer(bytes)) return { format: 'der', certificateDer: asBuffer(bytes) };
  if (isJsonObject(bytes)) return parseJsonFile(bytes);
  const blocks = readPemBlocks(bytes);
  if (blocks.length === 0) refuse({ code: 'EXCHANGE_FILE_UNKNOWN' });
  // One certificate and nothing beside it: a second block leaves open which one was meant.
  if (blocks.length > 1) refuse({ code: 'PEM_SEVERAL_BLOCKS', labels: blocks.slice(0, 8).map(({ label }) => label) });
  return { format: 'pem', certificateDer: pickPemBlock(blocks, ['CERTIFICATE']).der };
}

/**
 * Whether what the JWK says is what the certificate says.
 * @throws EXCHANGE_JWK_MISMATCH
 */
export function compareJwk(jwk: ExchangeJwk, certificate: ExchangeCertificate): void {
  if (jwk.modulus !== certificate.modulus) refuse({ code: 'EXCHANGE_JWK_MISMATCH', member: 'n' });
  if (jwk.exponent !== certificate.exponent) refuse({ code: 'EXCHANGE_JWK_MISMATCH', member: 'e' });
  if (jwk.thumbprintS1 !== undefined && jwk.thumbprintS1 !== certificate.thumbprintS1) {
    refuse({ code: 'EXCHANGE_JWK_MISMATCH', member: 'x5t' });
  }
  if (jwk.thumbprintS256 !== undefined && jwk.thumbprintS256 !== certificate.thumbprintS256) {
    refuse({ code: 'EXCHANGE_JWK_MISMATCH', member: 'x5t#S256' });
  }
}

/** Whether the service's answer holds a JWK: it says so, or it says nothing, which the interface description allows. */
export const isJwkFormat = ({ key_format: format = null }: JsonObject): boolean => format === null || format === 'jwk';

/** The certificate of an exchange key file, for those who only look: `assessExchangeKey` is what says whether to trust it. */
export function readExchangeCertificate(bytes: Uint8Array): ExchangeCertificate {
  return parseExchangeCertificate(parseExchangeKeyFile(bytes).certificateDer);
}

/** A SEQUENCE of 128 bytes or more; the second byte is not ASCII, so no text begins like this. */
function looksLikeDer(bytes: Uint8Array): boolean {
  return bytes[0] === DER.sequence && (bytes[1] ?? 0) >= 0x80;
}

function isJsonObject(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
  return first === 0x7b;
}

function parseJsonFile(bytes: Uint8Array): ExchangeKeyFile {
  /* v8 ignore next -- @preserve `isJsonObject` saw that the text begins with a brace, so the strict reader gives an
   * object or refuses. */
  const file = asJsonObject(parseStrictJson(bytes, { maxBytes })) ?? refuse({ code: 'EXCHANGE_FILE_UNKNOWN' });
  refuseOtherJson('exchange-key', file);
  if (!Object.hasOwn(file, 'transfer_key')) return parseJwk(file, 'jwk');
  if (!isJwkFormat(file)) refuse({ code: 'EXCHANGE_ANSWER_INVALID', member: 'key_format' });
  const key = file['transfer_key'];
  // The interface description says object; the service sends the JSON text of one.
  const jwk = typeof key === 'string' ? parseStrictJson(Buffer.from(key, 'utf8'), { maxBytes }) : key;
  return parseJwk(
    asJsonObject(jwk) ?? refuse({ code: 'EXCHANGE_ANSWER_INVALID', member: 'transfer_key' }),
    'service-answer',
  );
}

function parseJwk(jwk: JsonObject, format: ExchangeKeyFileFormat): ExchangeKeyFile {
  const fail = (member: string): never => refuse({ code: 'EXCHANGE_JWK_INVALID', member });
  if (jwk['kty'] !== 'RSA') fail('kty');
  // RFC 7518 §6.3.2: the members of a private key; one that is here has been disclosed.
  for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth']) if (Object.hasOwn(jwk, member)) fail(member);
  const chain = jwk['x5c'];
  if (!isJsonList(chain)) return fail('x5c');
  if (chain.length > 1) refuse({ code: 'EXCHANGE_SEVERAL_CERTIFICATES', count: chain.length });
  const [certificate] = chain;
  if (typeof certificate !== 'string') return fail('x5c');
  const thumbprintS1 = optionalText(jwk, 'x5t');
  const thumbprintS256 = optionalText(jwk, 'x5t#S256');
  return {
    format,
    certificateDer: decodeBase64(certificate),
    jwk: {
      modulus: numberMember(jwk, 'n'),
      exponent: numberMember(jwk, 'e'),
      ...(thumbprintS1 !== undefined && { thumbprintS1 }),
      ...(thumbprintS256 !== undefined && { thumbprintS256 }),
    },
  };
}

function numberMember(jwk: JsonObject, member: string): bigint {
  const text = jwk[member];
  const bytes = typeof text === 'string' ? decodeBase64url(text) : undefined;
  if (!bytes || bytes.length === 0) return refuse({ code: 'EXCHANGE_JWK_INVALID', member });
  return BigInt(`0x${bytes.toString('hex')}`);
}

function optionalText(jwk: JsonObject, member: string): string | undefined {
  const value = jwk[member];
  return value === undefined || typeof value === 'string' ? value : refuse({ code: 'EXCHANGE_JWK_INVALID', member });
}
