// What the second operator signs: the answer that this person's own machine was given, and nothing that only looks like it.
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '../../../../build/testing/faults.ts';
import { encodeDer } from '../encoding/der.ts';
import { exchangeReferenceOf } from './certificate-hashes.ts';
import { readObservation } from './contents.ts';
import { assertSameObservation } from './second-observer.ts';
import { payloadOf } from './testdata/payloads.ts';
import { answerWith, certificateLike, otherCertificate } from './testdata/samples.ts';

const draft = payloadOf('exchange-key');
const own = draft.body.second;

describe('a draft', () => {
  it('that holds my own fetch is signed', () => {
    expect(() => {
      assertSameObservation(draft, own);
    }).not.toThrow();
  });

  it.each([
    ['another fetch of the same key', { ...own, requestId: 'r-other' }, 'BUNDLE_NOT_MY_OBSERVATION'],
    [
      'my fetch of another key',
      { ...own, answer: answerWith(otherCertificate).toString('base64') },
      'BUNDLE_OBSERVERS_DISAGREE',
    ],
  ])('that does not hold %s is refused', (_, mine, code) => {
    expect(
      faultCode(() => {
        assertSameObservation(draft, mine);
      }),
    ).toBe(code);
  });
});

describe('an observation', () => {
  it('is read as it was written, and reports what is wrong with its form', () => {
    expect(readObservation(Buffer.from(JSON.stringify(own)))).toEqual(own);
    expect(faultOf(() => readObservation(Buffer.from(JSON.stringify({ ...own, answer: 7 }))))).toMatchObject({
      code: 'OBSERVATION_FORM',
      problems: [{ path: 'answer' }],
    });
  });
});

describe('the name of a certificate', () => {
  const sequence = (...parts: readonly Buffer[]): Buffer => encodeDer(0x30, ...parts);
  const nothing = encodeDer(0x05);

  it('is taken from one whole certificate alone', () => {
    const certificate = certificateLike();
    expect(exchangeReferenceOf(certificate).x5tS256).toMatch(/^[0-9a-f]{64}$/);
    for (const bytes of [
      Buffer.concat([certificate, Buffer.alloc(1)]),
      sequence(),
      sequence(sequence()),
      sequence(sequence(...Array.from({ length: 7 }, () => nothing))),
    ]) {
      expect(faultCode(() => exchangeReferenceOf(bytes))).toBe('EXCHANGE_ANSWER_FORM');
    }
  });
});
