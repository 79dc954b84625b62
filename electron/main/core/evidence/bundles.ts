// The bundles of an evidence package: signed as they must be, one after the other, and the very ones that the journals name.
import { sha256 } from '../encoding/bytes.ts';
import type { SignedPlan } from '../plan/approval.ts';
import type { PlanIdentity } from '../plan/plan-file.ts';
import { bundleFileName, claimedType, openBundle, type SignedBundle } from '../transfer/bundle.ts';
import { agree, contradict } from './agree.ts';
import type { CheckedJournal } from './journals.ts';
import type { EvidenceFiles } from './manifest.ts';

export interface CheckedBundle extends SignedBundle {
  readonly name: string;
  readonly fileSha256: string;
}

/**
 * @throws BUNDLE_…, ENVELOPE_…; EVIDENCE_CONTRADICTS if a bundle is of something else, out of sequence, or not the one in a journal
 */
export function checkBundles(
  files: EvidenceFiles,
  signedPlan: SignedPlan,
  pins: readonly PlanIdentity[],
  journals: readonly CheckedJournal[],
): readonly CheckedBundle[] {
  const bundles = [...files]
    .filter(([path]) => path.startsWith('bundles/'))
    .map(([path, bytes]) => openOne(path.slice('bundles/'.length), bytes, pins))
    .sort((a, b) => a.payload.seq - b.payload.seq);
  for (const bundle of bundles) assertOfThisPlan(bundle, signedPlan);
  assertSequence(bundles);
  for (const journal of journals) assertAsInJournal(bundles, journal);
  if (journals.length > 0) for (const bundle of bundles) assertNamed(bundle, journals);
  for (const bundle of bundles) assertSendersJournal(bundle, journals);
  return bundles;
}

function openOne(name: string, bytes: Buffer, pins: readonly PlanIdentity[]): CheckedBundle {
  const bundle = openBundle(bytes, claimedType(bytes), pins);
  agree(`name of bundle ${bundle.payload.seq}`, bundleFileName(bundle.payload), name);
  return { ...bundle, name, fileSha256: sha256(bytes).toString('hex') };
}

function assertOfThisPlan({ name, payload }: CheckedBundle, { plan, planSha256 }: SignedPlan): void {
  agree(`ceremony of ${name}`, plan.ceremony, payload.ceremony);
  agree(`practice of ${name}`, String(plan.practice), String(payload.practice));
  agree(`plan of ${name}`, planSha256, payload.plan.sha256);
  agree(`HSM of ${name}`, plan.target.uri, payload.hsm.uri);
}

function assertSequence(bundles: readonly CheckedBundle[]): void {
  for (const [at, { name, payload }] of bundles.entries()) {
    const before = bundles[at - 1];
    agree(`number of ${name}`, String((before?.payload.seq ?? 0) + 1), String(payload.seq));
    agree(`predecessor of ${name}`, before?.payloadSha256 ?? 'none', payload.prev ?? 'none');
  }
}

/** Every bundle that a journal names and the package holds is the same, byte for byte; so is the key that it was made for. */
function assertAsInJournal(bundles: readonly CheckedBundle[], { path, head, entries }: CheckedJournal): void {
  const { written, accepted } = head.state;
  // A ceremony may have gone through more than one key; the order of the journal says that each blob was built for the one of its time.
  const verified = entries.flatMap(({ event }) => (event.kind === 'exchange-key-verified' ? [event.x5tS256] : []));
  for (const named of [...written, ...accepted]) {
    const what = `bundle ${named.seq} of ${path}`;
    const bundle =
      bundles.find(({ payload }) => payload.seq === named.seq) ??
      contradict(what, named.fileSha256, 'not in the package');
    agree(what, named.fileSha256, bundle.fileSha256);
    agree(`payload ${named.seq} of ${path}`, named.payloadSha256, bundle.payloadSha256);
    agree(`kind of ${what}`, named.type, bundle.payload.type);
    agree(`exchange key of ${what}`, named.exchange ?? 'none', bundle.payload.exchange?.x5tS256 ?? 'none');
    if (bundle.payload.type === 'restore-blob') {
      agree(`blob of ${path}`, named.content ?? 'none', bundle.payload.body.blobSha256);
      const { x5tS256 } = bundle.payload.exchange;
      if (verified.length > 0) {
        agree(`key of the blob of ${path}`, verified.find((key) => key === x5tS256) ?? verified.join(', '), x5tS256);
      }
    }
  }
}

function assertNamed({ name, payload }: CheckedBundle, journals: readonly CheckedJournal[]): void {
  const isNamed = journals.some(({ head: { state } }) =>
    [...state.written, ...state.accepted].some(({ seq }) => seq === payload.seq),
  );
  agree(`bundle ${name}`, 'in a journal', isNamed ? 'in a journal' : 'in none');
}

/**
 * Lines are chained, not signed: whoever has a journal could write it anew. An outcome, which is signed and was carried away, tells where its
 * sender's journal ended then, and that line must still be there.
 */
function assertSendersJournal(bundle: CheckedBundle, journals: readonly CheckedJournal[]): void {
  const told = toldEnd(bundle, journals);
  if (told === undefined) return;
  const ends = told.ofSender.flatMap(({ entries, head }) => [...entries.map(({ prev }) => prev), head.sha256]);
  if (!ends.includes(told.sha256)) {
    contradict(`end of the journal of ${bundle.name}`, told.sha256, 'not in the journal');
  }
}

interface ToldEnd {
  readonly sha256: string;
  /** At least one. */
  readonly ofSender: readonly CheckedJournal[];
}

/** What a bundle tells of the end of a journal that is in the package; undefined if it tells nothing, or there is none of its sender. */
export function toldEnd({ payload }: CheckedBundle, journals: readonly CheckedJournal[]): ToldEnd | undefined {
  if (payload.type !== 'outcome') return undefined;
  const ofSender = journals.filter(({ head }) => head.state.opened?.keyId === payload.from);
  return ofSender.length === 0 ? undefined : { sha256: payload.body.journalHead, ofSender };
}
