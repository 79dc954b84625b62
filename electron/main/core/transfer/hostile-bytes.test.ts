import fc from 'fast-check';
import { describe, it } from 'vitest';
import { Refusal } from '#shared/faults/fault.ts';
import { inMemory, verifyEvidence } from '../evidence/package.ts';
import { parseExceptionSheet } from '../journal/close-off.ts';
import { verifyJournal } from '../journal/chain.ts';
import { readSignedPlan } from '../plan/approval.ts';
import { parsePlan } from '../plan/plan-file.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import type { JsonValue } from '../encoding/json.ts';
import { claimedType, openBundle } from './bundle.ts';
import { certificateOfAnswer, exchangeReferenceOf } from './certificate-hashes.ts';
import { parseEnvelope } from './envelope.ts';
import { readPublicIdentity } from './identity.ts';
import { signDocument } from './signed-document.ts';
import { payloadOf, signersOf } from './testdata/payloads.ts';
import { everyone, exchangeCertificate, offline } from './testdata/samples.ts';
import { payloadTypeOf } from './roles.ts';

/** Every reader of bytes that somebody else may have written. */
const readers: readonly [string, (bytes: Buffer) => unknown][] = [
  ['an envelope', parseEnvelope],
  ['the kind of a bundle', claimedType],
  ['a bundle', (bytes) => openBundle(bytes, 'restore-blob', everyone)],
  ['an identity', readPublicIdentity],
  ['a plan', parsePlan],
  ['a signed plan', readSignedPlan],
  ['a journal', verifyJournal],
  ['an exception sheet', parseExceptionSheet],
  ['the service’s answer', certificateOfAnswer],
  ['a certificate', exchangeReferenceOf],
  ['an evidence package', (bytes) => verifyEvidence(inMemory(new Map([['plan.dsse.json', Buffer.from(bytes)]])))],
];

/** Throws nothing but refusals. */
function refusesOrReads(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

const honest = [
  signDocument(payloadTypeOf('restore-blob'), encodeCanonicalJson(payloadOf('restore-blob')), [offline]),
  exchangeCertificate,
];
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const json = fc.json().map((text) => Buffer.from(text));
/** Honest bytes with a piece cut out and another put in. */
const spliced = fc.tuple(fc.constantFrom(...honest), fc.nat(), fc.nat(40), bytes).map(([file, at, cut, piece]) => {
  const from = at % file.length;
  return Buffer.concat([file.subarray(0, from), piece.subarray(0, 20), file.subarray(from + cut)]);
});

describe.each(readers)('%s', (_, read) => {
  it('is refused, never crashed on, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, json, spliced), (input) => refusesOrReads(() => read(input))),
      { numRuns: 300 },
    );
  });
});

describe('a signed payload', () => {
  it('of any JSON is refused or read, never crashed on', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(payloadOf('outcome'))), fc.jsonValue({ maxDepth: 3 })),
        (members) => {
          const payload = { ...payloadOf('outcome'), ...members } as Record<string, JsonValue>;
          const text = Buffer.from(JSON.stringify(payload));
          const file = signDocument(payloadTypeOf('outcome'), text, signersOf('outcome'));
          refusesOrReads(() => openBundle(file, 'outcome', everyone));
        },
      ),
      { numRuns: 300 },
    );
  });
});
