// What travels between the sides: the exchange key of both observers, and the bundle that comes back.
import { z } from 'zod';
import { sha256Hex, utcTime } from '../../schemas/atoms.ts';
import { ourExchangeKeyCheck } from '../ours.ts';
import { readBackAsking, readBackLocked } from '../read-back-view.ts';
import { signers } from '../signers.ts';
import { operatorRole } from './ceremony-view.ts';

/** One fetch of the exchange key. */
export const observationView = z.strictObject({
  observer: operatorRole,
  /** SHA-256 over the certificate in DER. */
  certificateSha256: sha256Hex,
  requestId: z.string(),
  /** By the observer's own clock. */
  fetchedUtc: utcTime,
  /** The Date header of the answer; null where it had none. */
  serverDate: z.string().nullable(),
  /** How many certificates the connection showed. */
  tlsCertificates: z.int(),
});
export type ObservationView = z.output<typeof observationView>;

/** A bundle that this machine made or took in. */
export const bundleSummary = z.strictObject({
  name: z.string(),
  type: z.string(),
  seq: z.int(),
  /** SHA-256 of its content: what is read aloud. */
  payloadSha256: sha256Hex,
  signers,
});
export type BundleSummary = z.output<typeof bundleSummary>;

export const exchangeView = z.strictObject({
  /** What this machine fetched. */
  own: observationView.nullable(),
  /** The judgement on it. */
  checks: z.array(ourExchangeKeyCheck),
  /** What the other operator's machine fetched, as brought here. */
  second: observationView.nullable(),
  /** Whether both saw the same certificate; null while one is missing. */
  isSame: z.boolean().nullable(),
  /** How often both have fetched and were shown different ones; from the second time on, two people decide. */
  differed: z.int(),
  /** `draft`: the other operator's signature is missing. `sent`: complete, and noted in the journal. */
  bundle: z.discriminatedUnion('phase', [
    z.strictObject({ phase: z.literal('none') }),
    z.strictObject({ phase: z.enum(['draft', 'sent']), bundle: bundleSummary }),
  ]),
});
export type ExchangeView = z.output<typeof exchangeView>;

/** A bundle from the offline side; its hash stays hidden until words of it were typed as they were read out. */
export const incomingView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({
    phase: z.literal('accepted'),
    bundle: bundleSummary.omit({ payloadSha256: true }),
    readBack: z.discriminatedUnion('phase', [
      readBackAsking,
      readBackLocked,
      z.strictObject({ phase: z.literal('agreed'), payloadSha256: sha256Hex }),
    ]),
  }),
]);
export type IncomingView = z.output<typeof incomingView>;
