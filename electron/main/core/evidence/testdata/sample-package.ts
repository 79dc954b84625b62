// The evidence of one honest recovery: plan, two journals and three bundles that fit each other.
import type { JournalEvent } from '../../../../../shared/journal/events.ts';
import { sha256 } from '../../encoding/bytes.ts';
import { emptyHead, nextLine, verifyJournal } from '../../journal/chain.ts';
import { blobSha256, offlineRecovery, onlineRecovery, timeOf } from '../../journal/testdata/recovery.ts';
import { approveAgain, approvePlan } from '../../plan/approval.ts';
import { planSha256 } from '../../plan/plan-file.ts';
import { recoveryPlan } from '../../plan/testdata/sample-plan.ts';
import { buildBundle, bundleFileName, openBundle } from '../../transfer/bundle.ts';
import type { BundlePayload } from '../../transfer/payload.ts';
import { payloadOf, signersOf } from '../../transfer/testdata/payloads.ts';
import { everyone, operator1, restoreBlobFor, textHash, witness, exchange } from '../../transfer/testdata/samples.ts';
import { planPath } from '../manifest.ts';

export const plan = recoveryPlan;
export const planHash = planSha256(plan);
export const app = { version: '0.1.0', build: 'test' };

const blob = textHash(restoreBlobFor(exchange.x5tS256));

interface Sample {
  readonly name: string;
  readonly file: Buffer;
  readonly payloadSha256: string;
}

/** Signs payloads one after the other, each with the hash of the one before; an outcome tells where the online journal ends. */
export function chained(payloads: readonly BundlePayload[]): Sample[] {
  const samples: Sample[] = [];
  for (const payload of payloads) {
    const prev = samples.at(-1)?.payloadSha256 ?? null;
    const numbered = { ...payload, seq: samples.length + 1, prev, plan: { sha256: planHash } };
    const told =
      numbered.type === 'outcome'
        ? { ...numbered, body: { ...numbered.body, journalHead: headBeforeOutcome(samples) } }
        : numbered;
    const file = buildBundle(told, signersOf(payload.type));
    const { payloadSha256 } = openBundle(file, payload.type, everyone);
    samples.push({ name: bundleFileName(told), file, payloadSha256 });
  }
  return samples;
}

function headBeforeOutcome(samples: readonly Sample[]): string {
  const at = onlineRecovery.findIndex((event) => event.kind === 'bundle-written' && event.type === 'outcome');
  return verifyJournal(journalOf(onlineRecovery.slice(0, at), samples)).head.sha256;
}

export const bundles = chained([payloadOf('exchange-key'), payloadOf('restore-blob'), payloadOf('outcome')]);

/** A journal over events whose bundles are the real ones. */
export function journalOf(
  events: readonly JournalEvent[],
  samples: readonly Sample[] = bundles,
  carriedBlob = blob,
): Buffer {
  let head = emptyHead;
  const lines = events.map((event, at) => {
    const next = nextLine(head, timeOf(events, at), withBundles(event, samples, carriedBlob));
    head = next.head;
    return next.line;
  });
  return Buffer.concat(lines);
}

function withBundles(event: JournalEvent, samples: readonly Sample[], carriedBlob: string): JournalEvent {
  if (event.kind === 'bundle-written' || event.kind === 'bundle-accepted') {
    const sample = samples[event.seq - 1];
    const content = event.type === 'restore-blob' ? carriedBlob : event.content;
    if (!sample) return { ...event, content };
    const fileSha256 = sha256(sample.file).toString('hex');
    return { ...event, payloadSha256: sample.payloadSha256, fileSha256, content };
  }
  if (event.kind === 'read-back' && event.subject === 'restore-blob') {
    return { ...event, sha256: samples[1]?.payloadSha256 ?? event.sha256 };
  }
  if ('blobSha256' in event && event.blobSha256 === blobSha256) return { ...event, blobSha256: blob };
  if (event.kind === 'call-intended' && event.subject === blobSha256) return { ...event, subject: blob };
  return event;
}

/** The files of the package, without their list. */
export function sampleFiles(): Map<string, Buffer> {
  return new Map([
    [planPath, approveAgain(approvePlan(plan, operator1), witness)],
    ['journals/offline.jsonl', journalOf(offlineRecovery)],
    ['journals/online.jsonl', journalOf(onlineRecovery)],
    ...bundles.map(({ name, file }): [string, Buffer] => [`bundles/${name}`, file]),
    ['documents/record.txt', Buffer.from('The record\n')],
  ]);
}
