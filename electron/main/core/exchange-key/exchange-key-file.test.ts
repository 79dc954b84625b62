// The exchange key as a file, in every form in which it is met; what is refused is in forgeries.test.ts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/faults/fault.ts';
import { encodePem } from '../encoding/pem.ts';
import { parseExchangeKeyFile, readExchangeCertificate } from './exchange-key-file.ts';
import { assessExchangeKey } from './policy.ts';
import { claim, forge, forgeJwk, host } from './testdata/forge.ts';

const der = forge();
const pem = encodePem('CERTIFICATE', der);
const base64 = der.toString('base64');
const longLines = `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{65}/g, '$&\n')}\n-----END CERTIFICATE-----`;
const answer = (key: unknown) => JSON.stringify({ key_format: 'jwk', transfer_key: key });
const jwk = forgeJwk({}, der).toString();

describe('an exchange key file', () => {
  it.each([
    ['DER', 'der', der],
    ['PEM', 'pem', pem],
    ['PEM in lines of 65 characters', 'pem', longLines],
    ['PEM with CRLF, a byte order mark and text around', 'pem', `\ufeffhi\r\n${pem.replaceAll('\n', '\r\n')}bye`],
    ['a JWK', 'jwk', jwk],
    ['a JWK with members nobody asked for', 'jwk', forgeJwk({ kid: 'x', ext: [1, { a: null }] }, der)],
    ['a JWK without thumbprints', 'jwk', forgeJwk({ x5t: undefined, 'x5t#S256': undefined }, der)],
    ["the service's answer with a text", 'service-answer', answer(jwk)],
    ["the service's answer with an object", 'service-answer', answer(JSON.parse(jwk))],
    ["the service's answer that says no format", 'service-answer', JSON.stringify({ transfer_key: jwk })],
    [
      "the service's answer whose format is null",
      'service-answer',
      JSON.stringify({ key_format: null, transfer_key: jwk }),
    ],
    ["the service's answer with white space before it", 'service-answer', `\r\n\t ${answer(jwk)}`],
  ])('is read from %s', (_, format, file) => {
    const bytes = Buffer.from(file);
    const read = parseExchangeKeyFile(bytes);
    expect(read.format).toBe(format);
    expect(read.certificateDer.equals(der)).toBe(true);
    expect(readExchangeCertificate(bytes).commonNames).toEqual([host]);
    expect(assessExchangeKey(claim(bytes)).accepted).toBe(true);
  });

  it('of random or damaged bytes is refused, and never crashes the verifier', () => {
    const files = [der, Buffer.from(pem), Buffer.from(jwk), Buffer.from(answer(jwk))] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.nat(),
        fc.uint8Array({ maxLength: 8 }),
        fc.nat(8),
        (file, at, put, cut) => {
          const from = at % file.length;
          const altered = Buffer.concat([file.subarray(0, from), put, file.subarray(from + cut)]);
          expect(() => assessExchangeKey(claim(altered))).not.toThrow();
        },
      ),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          parseExchangeKeyFile(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
    );
  });
});
