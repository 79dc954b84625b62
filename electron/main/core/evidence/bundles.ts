// The bundles of an evidence package: signed as they must be, one after the other, and the very ones that the journals of their machines name.
import { refuse } from '#shared/faults/fault.ts';
import type { Finding, PeoplesWord } from '#shared/evidence/report.ts';
import type { FaultOf } from '#shared/faults/fault.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import { type JournalEntry, lineHash } from '../journal/chain.ts';
import { exceptionProblem } from '../journal/order/exceptions.ts';
import type { SignedPlan } from '../plan/approval.ts';
import type { PlanIdentity } from '../plan/plan-file.ts';
import { bundleFileName, claimedType, openBundle, type SignedBundle } from '../transfer/bundle.ts';
import type { Observation } from '../transfer/payload.ts';
import { isNoted, travelled } from '../transfer/session.ts';
import { agree, contradict } from './agree.ts';
import type { CheckedJournal } from './journals.ts';
import type { EvidenceFiles } from './manifest.ts';

export interface CheckedBundle extends SignedBundle {
  readonly name: string;
  readonly file: Buffer;
}

/**
 * @throws BUNDLE_…, ENVELOPE_…; EVIDENCE_CONTRADICTS if a bundle is of something else, out of sequence, or not the one in a journal;
 *   EVIDENCE_JOURNAL_MISSING if a machine that sent or received one has no journal
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
  for (const bundle of bundles) assertOfThisPlan(bundle, signedPlan, pins);
  assertSequence(bundles);
  for (const journal of journals) assertAsInJournal(bundles, journal);
  for (const bundle of bundles) {
    const ofSender = journalOf(journals, pins, bundle.payload.from);
    const ofReceiver = journalOf(journals, pins, bundle.payload.to);
    assertWritten(bundle, ofSender);
    assertChallenge(bundle, ofReceiver);
    assertOutcome(bundle, ofSender, ofReceiver);
    assertOwnFetches(bundle, journals);
  }
  return bundles;
}

function openOne(name: string, file: Buffer, pins: readonly PlanIdentity[]): CheckedBundle {
  const bundle = openBundle(file, claimedType(file), pins);
  agree('bundle-name', `name of bundle ${bundle.payload.seq}`, bundleFileName(bundle.payload), name);
  return { ...bundle, name, file };
}

function assertOfThisPlan(
  { name, payload }: CheckedBundle,
  { plan, planSha256 }: SignedPlan,
  pins: readonly PlanIdentity[],
): void {
  const { ceremony, practice, target, securityDomain } = plan;
  agree('bundle-of-plan', `ceremony of ${name}`, ceremony, payload.ceremony);
  agree('bundle-of-plan', `practice of ${name}`, String(practice), String(payload.practice));
  agree('bundle-of-plan', `plan of ${name}`, planSha256, payload.plan.sha256);
  agree('bundle-of-plan', `HSM of ${name}`, target.uri, payload.hsm.uri);
  agree('bundle-of-plan', `HSM of ${name}`, target.resourceId, payload.hsm.resourceId);
  agree('bundle-of-plan', `HSM of ${name}`, target.tenant, payload.hsm.tenant);
  if (securityDomain && payload.sd)
    agree('bundle-of-plan', `security domain of ${name}`, securityDomain.sha256, payload.sd.sha256);
  const receiver = pins.find(({ role }) => role === (payload.dir === 'online-to-offline' ? 'offline' : 'operator-1'));
  agree('bundle-direction', `receiver of ${name}`, receiver?.keyId ?? 'one of the plan', payload.to);
}

function assertSequence(bundles: readonly CheckedBundle[]): void {
  for (const [at, { name, payload }] of bundles.entries()) {
    const before = bundles[at - 1];
    agree('bundles-in-sequence', `number of ${name}`, String((before?.payload.seq ?? 0) + 1), String(payload.seq));
    agree('bundles-in-sequence', `predecessor of ${name}`, before?.payloadSha256 ?? 'none', payload.prev ?? 'none');
  }
}

type Named = EventOf<'bundle-written'> | EventOf<'bundle-accepted'>;

/** Every bundle that a journal names is in the package, the same byte for byte, and was this machine's to send or to accept. */
function assertAsInJournal(bundles: readonly CheckedBundle[], { path, keyId, entries }: CheckedJournal): void {
  for (const { event } of entries) {
    if (event.kind !== 'bundle-written' && event.kind !== 'bundle-accepted') continue;
    const what = `bundle ${event.seq} of ${path}`;
    const bundle =
      bundles.find(({ payload }) => payload.seq === event.seq) ??
      contradict('bundles-as-noted', what, event.fileSha256, 'not in the package');
    assertSameBundle(bundle, event, path);
    const { from, to } = bundle.payload;
    if (event.kind === 'bundle-written') agree('bundles-as-noted', `sender of ${what}`, from, keyId);
    else {
      agree('bundles-as-noted', `receiver of ${what}`, to, keyId);
      const signers = bundle.signers.map((signer) => signer.keyId);
      agree('bundles-as-noted', `signers of ${what}`, signers.sort().join(', '), event.signers.toSorted().join(', '));
    }
  }
}

function assertSameBundle(bundle: CheckedBundle, event: Named, path: string): void {
  const what = `bundle ${event.seq} of ${path}`;
  const found = travelled(bundle, bundle.file);
  agree('bundles-as-noted', what, event.fileSha256, found.fileSha256);
  agree('bundles-as-noted', `payload ${event.seq} of ${path}`, event.payloadSha256, found.payloadSha256);
  agree('bundles-as-noted', `kind of ${what}`, event.type, found.type);
  agree('bundles-as-noted', `exchange key of ${what}`, event.exchange ?? 'none', found.exchange ?? 'none');
  agree('bundles-as-noted', `content of ${what}`, event.content ?? 'none', found.content ?? 'none');
  agree('bundles-as-noted', `end of the journal of ${what}`, event.journal.head, found.journal.head);
  agree(
    'bundles-as-noted',
    `end of the journal of ${what}`,
    String(event.journal.events),
    String(found.journal.events),
  );
}

/** @throws EVIDENCE_JOURNAL_MISSING */
function journalOf(journals: readonly CheckedJournal[], pins: readonly PlanIdentity[], keyId: string): CheckedJournal {
  /* v8 ignore next -- @preserve Only keys of the plan are asked for: `openBundle` takes no other signature of the sender,
   * and `assertOfThisPlan` no other receiver. */
  const role = pins.find((pin) => pin.keyId === keyId)?.role ?? 'none';
  return journals.find((journal) => journal.keyId === keyId) ?? refuse({ code: 'EVIDENCE_JOURNAL_MISSING', role });
}

/**
 * The sender's journal says that it sent the bundle. Where it ended before, the bundle says, which is signed and was carried away: that line
 * must still be there, behind the bundle before and ahead of this one.
 */
function assertWritten({ name, payload }: CheckedBundle, journal: CheckedJournal): void {
  const { seq, journal: end } = payload;
  const noted = journal.notedBundles;
  const written = noted.get(seq);
  if (written?.event.kind !== 'bundle-written')
    return contradict('end-in-its-place', `bundle ${name}`, journal.path, 'not in the journal');
  agree('end-in-its-place', `end of the journal of ${name}`, end.head, lineHash(journal, end.events));
  const isInTime = (noted.get(seq - 1)?.n ?? 0) <= end.events && end.events < written.n;
  if (!isInTime)
    contradict('end-in-its-place', `end of the journal of ${name}`, `before event ${written.n}`, `event ${end.events}`);
}

/** A bundle that was taken has a challenge that the receiver's journal issued, if that has one: any other may be of an earlier ceremony. */
function assertChallenge({ name, payload }: CheckedBundle, { path, entries, notedBundles }: CheckedJournal): void {
  const issued = entries.flatMap(({ event }) => (event.kind === 'challenge-issued' ? [event.challenge] : []));
  const isTaken = notedBundles.get(payload.seq)?.event.kind === 'bundle-accepted';
  const [first] = issued;
  if (!isTaken || first === undefined || issued.includes(payload.challenge)) return;
  contradict('challenge-issued', `challenge of ${name} in ${path}`, first, payload.challenge);
}

/** An outcome says of the call what its sender's journal said before, and its receiver's journal says the same. */
function assertOutcome({ name, payload }: CheckedBundle, sender: CheckedJournal, receiver: CheckedJournal): void {
  if (payload.type !== 'outcome') return;
  const { call, verdict } = payload.body;
  const before = sender.entries.slice(0, payload.journal.events).map(({ event }) => event);
  const intended = before.findLast((event) => event.kind === 'call-intended' && event.call === call);
  for (const event of before) {
    if (event.kind !== 'call-settled' || intended?.kind !== 'call-intended' || event.id !== intended.id) continue;
    agree('outcome-as-noted', `outcome of ${name} in ${sender.path}`, event.verdict, verdict);
  }
  const accepted = receiver.notedBundles.get(payload.seq)?.event;
  if (accepted?.kind !== 'bundle-accepted') return;
  agree('outcome-as-noted', `outcome of ${name} in ${receiver.path}`, accepted.verdict ?? 'succeeded', verdict);
}

/** Whether the receiver's journal says that it took the bundle. */
export const isAccepted = ({ payload }: CheckedBundle, journals: readonly CheckedJournal[]): boolean =>
  journals.some(
    ({ keyId, head: { state } }) => keyId === payload.to && state.accepted.some(({ seq }) => seq === payload.seq),
  );

/**
 * REQ-10: each operator has fetched the key on their own machine, whose own journal says so in the line with which it ended then, and says
 * afterwards that the bundle was signed for that fetch. The second operator's machine sends and receives no bundle: `lostJournal` asks for its
 * journal.
 */
function assertOwnFetches({ name, payload, payloadSha256 }: CheckedBundle, journals: readonly CheckedJournal[]): void {
  if (payload.type !== 'exchange-key') return;
  for (const observation of [payload.body.first, payload.body.second]) {
    const own = journals.find(({ role }) => role === observation.observer);
    if (!own) continue;
    const { events, head } = observation.journal;
    if (!hasNoted(own, observation))
      contradict('fetch-in-its-place', `fetch of ${name}`, own.path, 'not in the journal');
    const signed = own.role === 'operator-2' ? signatureIn(own, payloadSha256) : own.notedBundles.get(payload.seq);
    if (!signed) return contradict('fetch-then-signed', `second signature of ${name}`, own.path, 'not in the journal');
    // An earlier fetch would be another answer than the one that this operator saw last before it was signed.
    const last = own.entries.findLast((entry) => entry.n < signed.n && isFetchOf(observation, entry));
    if (last && !isNotedAs(last, observation)) {
      contradict('fetch-then-signed', `last fetch of ${name}`, `event ${events}`, `event ${last.n}`);
    }
    agree('fetch-in-its-place', `end of ${own.path} at the fetch of ${name}`, head, lineHash(own, events));
  }
}

/**
 * The fetch of the second operator, who sends no bundle, is in that operator's own journal. A machine can be lost: then two people of
 * another one say so at the step at which journals are copied, and the package is incomplete.
 * @throws EVIDENCE_JOURNAL_MISSING
 */
export function lostJournal(
  bundles: readonly CheckedBundle[],
  journals: readonly CheckedJournal[],
): FaultOf<'EVIDENCE_INCOMPLETE'> | undefined {
  const role = 'operator-2';
  const isNeeded = bundles.some(({ payload }) => payload.type === 'exchange-key');
  if (!isNeeded || journals.some((journal) => journal.role === role)) return undefined;
  const [decision] = journals.flatMap(({ head: { state } }) =>
    state.decisions.filter(({ number }) => exceptionProblem(state, number, 'lost-journal') === undefined),
  );
  if (!decision) return refuse({ code: 'EVIDENCE_JOURNAL_MISSING', role });
  return { code: 'EVIDENCE_INCOMPLETE', role, exception: decision.number, people: decision.decidedBy };
}

const hasNoted = ({ entries }: CheckedJournal, observation: Observation): boolean =>
  entries
    .slice(observation.journal.events - 1, observation.journal.events)
    .some((entry) => isNotedAs(entry, observation));

const isNotedAs = ({ event }: JournalEntry, observation: Observation): boolean =>
  event.kind === 'exchange-key-fetched' && isNoted(event, observation);

const signatureIn = ({ entries }: CheckedJournal, payloadSha256: string): JournalEntry | undefined =>
  entries.find(({ event }) => isSignature(event) && event.payloadSha256 === payloadSha256);

/**
 * What the second operator's journal says besides, by where it stands: a bundle that was signed and isn't here, since the first operator made
 * another one of its draft; and a fetch after the last signature, which nobody stands for.
 */
export const besideTheSignature = (
  bundles: readonly CheckedBundle[],
  journals: readonly CheckedJournal[],
): readonly Finding<PeoplesWord>[] => {
  const made = new Set(bundles.map(({ payloadSha256 }) => payloadSha256));
  return journals.flatMap(({ path, role, entries }) => {
    const isHere = (event: JournalEvent): boolean => isSignature(event) && made.has(event.payloadSha256);
    const signed = entries.findLast(({ event }) => isHere(event))?.n ?? Infinity;
    return entries.flatMap(({ n, event }): Finding<PeoplesWord>[] => {
      if (isSignature(event) && !isHere(event)) return [{ id: 'signed-bundle-missing', value: `${path}, ${n}` }];
      const isLater = role === 'operator-2' && n > signed && event.kind === 'exchange-key-fetched';
      return isLater ? [{ id: 'fetched-after-signing', value: `${path}, ${n}` }] : [];
    });
  });
};

const isSignature = (event: JournalEvent): event is EventOf<'exchange-key-countersigned'> =>
  event.kind === 'exchange-key-countersigned';

/** Whether a line is a fetch by the operator whose observation it is. */
const isFetchOf = ({ observer }: Observation, { event }: JournalEntry): boolean =>
  event.kind === 'exchange-key-fetched' && event.observer === observer;
