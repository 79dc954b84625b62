// The two hashes that name an exchange certificate, taken from its DER without checking it: checking is for core/exchange-key.
import { refuse } from '#shared/faults/fault.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { sha256 } from '../encoding/bytes.ts';
import { DER, readDerChildren, readDerElement } from '../encoding/der.ts';
import { asJsonObject, isJsonList, type JsonObject, type JsonValue, parseStrictJson } from '../encoding/json.ts';
import { isJwkFormat } from '../exchange-key/exchange-key-file.ts';
import type { ExchangeReference } from './payload.ts';

const maxAnswerBytes = 64 << 10;
/** Members of a JWK that are private (RFC 7518 §6.2.2, §6.3.2, §6.4.1). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * The certificate inside the service's answer to "give me the exchange key", as DER. `transfer_key` is a JWK, or observed and
 * undocumented, a JSON text that holds one.
 * @throws EXCHANGE_ANSWER_FORM, JSON_…, BASE64_INVALID
 */
export function certificateOfAnswer(answer: Uint8Array): Buffer {
  const outer = objectOf(parseStrictJson(answer, { maxBytes: maxAnswerBytes }));
  const { transfer_key: carried } = outer;
  const jwk = objectOf(
    typeof carried === 'string' ? parseStrictJson(Buffer.from(carried, 'utf8'), { maxBytes: maxAnswerBytes }) : carried,
  );
  const chain = jwk['x5c'];
  const first = isJsonList(chain) ? chain[0] : undefined;
  const isPrivate = privateMembers.some((member) => Object.hasOwn(jwk, member));
  if (!isJwkFormat(outer) || isPrivate || typeof first !== 'string') {
    return refuse({ code: 'EXCHANGE_ANSWER_FORM' });
  }
  return decodeBase64(first);
}

/**
 * Names a certificate by SHA-256 over its DER and over its SubjectPublicKeyInfo, in hex.
 * @throws DER_MALFORMED, EXCHANGE_ANSWER_FORM
 */
export function exchangeReferenceOf(certificateDer: Uint8Array): ExchangeReference {
  const certificate = readDerElement(certificateDer);
  const [tbs] = readDerChildren(certificate.content);
  if (!tbs || certificate.raw.length !== certificateDer.length) return refuse({ code: 'EXCHANGE_ANSWER_FORM' });
  // RFC 5280 §4.1: [0] version, serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo.
  const spki = readDerChildren(tbs.content)[6];
  if (spki?.tag !== DER.sequence) return refuse({ code: 'EXCHANGE_ANSWER_FORM' });
  return { certificateSha256: sha256(certificateDer).toString('hex'), spkiSha256: sha256(spki.raw).toString('hex') };
}

const objectOf = (value: JsonValue | undefined): JsonObject =>
  asJsonObject(value) ?? refuse({ code: 'EXCHANGE_ANSWER_FORM' });
