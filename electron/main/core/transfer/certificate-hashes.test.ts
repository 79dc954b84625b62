// How a certificate is taken out of the service's answer, and what names it.
import { describe, expect, it } from 'vitest';
import { faultCode } from '#e2e/support/faults.ts';
import { sha256 } from '../encoding/bytes.ts';
import { encodeDer } from '../encoding/der.ts';
import { certificateOfAnswer, exchangeReferenceOf } from './certificate-hashes.ts';
import { answerWith, certificateLike, exchangeCertificate } from './testdata/samples.ts';

const jwk = { kty: 'RSA', x5c: [exchangeCertificate.toString('base64')] };
const bytes = (answer: unknown): Buffer => Buffer.from(JSON.stringify(answer));
const answer = (change: object): Buffer => bytes({ key_format: 'jwk', transfer_key: { ...jwk, ...change } });

describe("the certificate of the service's answer", () => {
  it('is read from a JWK, and from the text of one', () => {
    expect(certificateOfAnswer(answer({}))).toEqual(exchangeCertificate);
    expect(certificateOfAnswer(answerWith(exchangeCertificate))).toEqual(exchangeCertificate);
  });

  it('is read from an answer that says no format', () => {
    expect(certificateOfAnswer(bytes({ transfer_key: jwk }))).toEqual(exchangeCertificate);
    expect(certificateOfAnswer(bytes({ key_format: null, transfer_key: jwk }))).toEqual(exchangeCertificate);
  });

  it.each<[string, Buffer]>([
    ['a list', bytes([answer({}).toString()])],
    ['nothing', bytes(null)],
    ['an answer without a key', bytes({ key_format: 'jwk' })],
    ['an answer whose key is a list', bytes({ key_format: 'jwk', transfer_key: [jwk] })],
    ['an answer whose key is the text of a number', bytes({ key_format: 'jwk', transfer_key: '7' })],
    ['an answer of another format', bytes({ key_format: 'pem', transfer_key: jwk })],
    ['an answer whose format is a number', bytes({ key_format: 7, transfer_key: jwk })],
    ['a JWK without a certificate', bytes({ key_format: 'jwk', transfer_key: { kty: 'RSA' } })],
    ['a JWK with an empty chain', answer({ x5c: [] })],
    ['a JWK whose chain is a text', answer({ x5c: jwk.x5c[0] })],
    ['a JWK whose certificate is a number', answer({ x5c: [7] })],
    // RFC 7518 §6.2.2, §6.3.2, §6.4.1: what has been disclosed is not carried further.
    ...['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'].map((member): [string, Buffer] => [
      `a JWK with its private member ${member}`,
      answer({ [member]: 'AQAB' }),
    ]),
  ])('is not read from %s', (_, file) => {
    expect(faultCode(() => certificateOfAnswer(file))).toBe('EXCHANGE_ANSWER_FORM');
  });
});

describe('the name of a certificate', () => {
  const sequence = (...parts: readonly Buffer[]): Buffer => encodeDer(0x30, ...parts);
  const nothing = encodeDer(0x05);

  it('is the hash of the whole, and that of its key', () => {
    const spki = sequence(nothing);
    const certificate = sequence(sequence(...Array.from({ length: 6 }, () => nothing), spki));
    expect(exchangeReferenceOf(certificate)).toEqual({
      certificateSha256: sha256(certificate).toString('hex'),
      spkiSha256: sha256(spki).toString('hex'),
    });
  });

  it.each([
    ['a certificate with a byte behind it', Buffer.concat([certificateLike(), Buffer.alloc(1)])],
    ['an empty sequence', sequence()],
    ['a certificate without fields', sequence(sequence())],
    ['a certificate whose key is no sequence', sequence(sequence(...Array.from({ length: 7 }, () => nothing)))],
  ])('is not taken from %s', (_, certificate) => {
    expect(faultCode(() => exchangeReferenceOf(certificate))).toBe('EXCHANGE_ANSWER_FORM');
  });
});
