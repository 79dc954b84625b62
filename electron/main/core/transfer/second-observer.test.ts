// What the second operator signs: the answer that this person's own machine was given, and nothing that only looks like it.
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '../../../../build/testing/faults.ts';
import { readObservation } from './contents.ts';
import { assertSameObservation } from './second-observer.ts';
import { payloadOf } from './testdata/payloads.ts';
import { answerWith, otherCertificate } from './testdata/samples.ts';

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
