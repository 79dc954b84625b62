// A journal folded into what the record prints.
import { expandScript } from '#shared/ceremony/expand.ts';
import { timesOf } from '#shared/ceremony/recovery-time.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { timeSpan, utcDateTime } from '#shared/formatting/date-time.ts';
import { shortFingerprint } from '#shared/formatting/fingerprint.ts';
import type { EventKind, EventOf, GuardedCall, JournalEvent } from '#shared/journal/events.ts';
import { holdMinutes } from '../journal/order/restore.ts';
import { foldInPlace } from '#shared/journal/fold.ts';
import { emptyJournal, type JournalState } from '#shared/journal/state.ts';
import type { DocumentTexts } from '#shared/messages/en/documents.ts';
import { tracesOf } from './journal-traces.ts';
import type { Trace } from './trace.ts';
import type { RecordedEnd, RecordedStep, RecordingMachine, RecordView } from './record-view.ts';

/** An entry as the journal has it. */
export interface RecordEntry {
  /** When it was recorded, ISO 8601 in UTC. */
  readonly at: string;
  readonly event: JournalEvent;
}

interface Building {
  at: string;
  by: Set<string>;
  values: Map<string, string>;
  /** Fields that a person filled: no later event of the machine changes them. */
  stated: Set<string>;
  verdict: RecordedStep['verdict'];
  failedBefore: boolean;
  exceptions: number[];
}

/**
 * The record of a journal.
 * @param headSha256 SHA-256 of the last line, which stands for all before it
 */
export function recordOfJournal(
  entries: readonly RecordEntry[],
  headSha256: string,
  plan: ScriptPlan,
  words: DocumentTexts,
): RecordView {
  const of = <Kind extends EventKind>(kind: Kind): readonly { at: string; event: EventOf<Kind> }[] =>
    entries.flatMap(({ at, event }) => (event.kind === kind ? [{ at, event: event as EventOf<Kind> }] : []));
  const [emergency] = of('emergency-opened');
  const { steps, state } = recordedSteps(entries, plan);
  return {
    missing: emergency?.event.missing ?? [],
    machine: machineOf(entries),
    startedAt: moment(entries[0]?.at),
    lastAt: moment(entries.at(-1)?.at),
    end: endOf(entries),
    restoredAfter: restoredAfter(state),
    entries: entries.length,
    headSha256,
    wallClock: of('wall-clock').map(({ at, event }) => ({ ...event, at: moment(at), wall: moment(event.wall) })),
    steps,
    exceptions: of('exception').map(({ at, event }) => ({ ...event, at: moment(at) })),
    files: of('file-written').map(({ event: { name, bytes, sha256 } }) => ({ name, bytes, sha256 })),
    fingerprints: eachOnce([
      ...bundlesOf(entries, words),
      ...of('security-domain-loaded').map(({ event }) => ({ label: words.card.values.domain, sha256: event.sha256 })),
      ...of('exchange-key-verified').map(({ event }) => ({
        label: words.card.values.exchange,
        sha256: event.certificateSha256,
      })),
      ...[...of('blob-built'), ...of('blob-read')].map(({ event }) => ({
        label: words.card.values.blob,
        sha256: event.blobSha256,
      })),
    ]),
    differences: differencesOf(entries, plan, words),
  };
}

/** A session that was lost loads the same domain and verifies the same key again. */
const eachOnce = (all: RecordView['fingerprints']): RecordView['fingerprints'] => [
  ...new Map(all.map((each) => [`${each.label} ${each.sha256}`, each])).values(),
];

const moment = (iso: string | undefined): string => (iso === undefined ? '' : utcDateTime(new Date(iso)));

/** Nothing but its signature follows the end of a journal, so it is the last entry of what happened or nowhere. */
function endOf(entries: readonly RecordEntry[]): RecordedEnd {
  const last = entries.findLast(({ event }) => event.kind !== 'journal-signed');
  if (last?.event.kind === 'journal-closed') return { kind: 'closed', at: moment(last.at), by: last.event.by };
  if (last?.event.kind !== 'given-up') return { kind: 'open' };
  const { by, exception, reason } = last.event;
  return { kind: 'given-up', at: moment(last.at), by, exception, reason };
}

/** What the company waited for, by the clock of the machine that restored. */
function restoredAfter(state: JournalState): string | undefined {
  const { startedAt = '', done } = timesOf(state);
  return done.restore && timeSpan(Date.parse(done.restore) - Date.parse(startedAt));
}

/** Every bundle that went either way, as a file. */
const bundlesOf = (entries: readonly RecordEntry[], { record }: DocumentTexts): RecordView['fingerprints'] =>
  entries.flatMap(({ event }) =>
    event.kind === 'bundle-written' || event.kind === 'bundle-accepted'
      ? [{ label: record.bundle(record.word(event.type), event.seq), sha256: event.fileSha256 }]
      : [],
  );

/** A journal is written by one identity, which its first entry names. */
export function machineOf(entries: readonly RecordEntry[]): RecordingMachine {
  const first = entries[0]?.event;
  if (first?.kind === 'journal-opened') return machines[first.role];
  return first?.kind === 'emergency-opened' && first.machine === 'online' ? 'online1' : 'offline';
}

const machines: Readonly<Record<EventOf<'journal-opened'>['role'], RecordingMachine>> = {
  offline: 'offline',
  'operator-1': 'online1',
  'operator-2': 'online2',
  witness: 'witness',
};

function recordedSteps(
  entries: readonly RecordEntry[],
  plan: ScriptPlan,
): { readonly steps: readonly RecordedStep[]; readonly state: JournalState } {
  const steps = new Map<string, Building>();
  const known = new Set(expandScript(plan).flatMap((part) => part.steps.map(({ instanceId }) => instanceId)));
  const stepAt = (step: string, at: string): Building => {
    const found: Building = steps.get(step) ?? {
      at,
      by: new Set(),
      values: new Map(),
      stated: new Set(),
      verdict: 'begun',
      failedBefore: false,
      exceptions: [],
    };
    found.at = at;
    steps.set(step, found);
    return found;
  };
  const fold = foldInPlace();
  let state = emptyJournal;
  const machine = machineOf(entries);
  for (const { at, event } of entries) {
    const before = standing(state);
    state = fold(state, event, at);
    const after = standing(state);
    noteStatement(event, (step) => stepAt(step, at));
    const traces = tracesOf(event, { plan, machine, state, at: moment(at), iso: at });
    for (const trace of traces.filter((each) => known.has(each.step))) noteTrace(stepAt(trace.step, at), trace, event);
    for (const [step, found] of steps) if (isLost(step, before, after, event)) noteLoss(found, at);
  }
  const recorded = [...steps].map(([step, { at, by, values, verdict, failedBefore, exceptions }]) => ({
    step,
    at: moment(at),
    by: [...by],
    verdict,
    failedBefore: failedBefore && verdict !== 'failed',
    values: [...values].map(([field, value]) => ({ field, value })),
    exceptions,
  }));
  return { steps: recorded, state };
}

/** What later events can take away again. Numbers, because the lists of a state grow in place. */
interface Standing {
  readonly shares: number;
  readonly proven: number;
  readonly key: string | undefined;
}

const standing = ({ shares, proven, exchangeKey }: JournalState): Standing => ({
  shares: shares.length,
  proven: proven.length,
  key: exchangeKey?.certificateSha256,
});

const ofShares = /^(?:B8|B10|B14|E5)(?:[.]\d+)?$/u;
const ofProofs = /^(?:A22|A22B|A23)(?:[.]\d+)?$/u;
const ofKey = /^(?:B7|B14|E7)$/u;

/** Whether what a step achieved is gone with an event. Shares that went into a blob or a drill have served. */
function isLost(step: string, before: Standing, after: Standing, event: JournalEvent): boolean {
  const haveServed =
    event.kind === 'blob-built' ||
    (event.kind === 'shares-gone' && (event.reason === 'built' || event.reason === 'drill-ended'));
  if (after.shares < before.shares && !haveServed && ofShares.test(step)) return true;
  if (after.proven < before.proven && ofProofs.test(step)) return true;
  return before.key !== undefined && after.key !== before.key && ofKey.test(step);
}

/** The names of those who acted stay; what was achieved does not. */
function noteLoss(step: Building, at: string): void {
  step.at = at;
  step.verdict = 'lost';
  for (const field of [...step.values.keys()]) if (!step.stated.has(field)) step.values.delete(field);
}

function noteTrace(step: Building, { values, verdict }: Trace, event: JournalEvent): void {
  // What a person stated for a field stays. What a machine saw later replaces what it saw before.
  for (const [field, value] of Object.entries(values)) if (!step.stated.has(field)) step.values.set(field, value);
  if ('by' in event && typeof event.by === 'object') for (const name of event.by) step.by.add(name);
  step.verdict = verdict ?? 'done';
  if (verdict === 'failed') step.failedBefore = true;
}

/** What people and checks stated about a step by its name. */
function noteStatement(event: JournalEvent, stepAt: (step: string) => Building): void {
  if (event.kind === 'step-done') {
    const step = stepAt(event.step);
    for (const name of event.by) step.by.add(name);
    for (const { field, value } of event.values) {
      step.values.set(field, value);
      step.stated.add(field);
    }
    step.verdict = 'done';
  }
  if (event.kind === 'check-failed') {
    const step = stepAt(event.step);
    step.verdict = 'failed';
    step.failedBefore = true;
  }
  if (event.kind === 'exception') {
    const step = stepAt(event.step);
    step.verdict = 'exception';
    step.exceptions.push(event.number);
  }
}

function differencesOf(
  entries: readonly RecordEntry[],
  plan: ScriptPlan,
  words: DocumentTexts,
): RecordView['differences'] {
  const { record, cover, card, custodyRegister, exception } = words;
  const differ = (subject: string, planned: string | undefined, actual: string): RecordView['differences'] =>
    planned === undefined || planned === actual ? [] : [{ subject, planned, actual }];
  const calls = new Map<string, GuardedCall>();
  const settledAt = new Map<string, number>();
  // The script of a ceremony has places for these; an emergency's has none.
  const isEmergency = entries[0]?.event.kind === 'emergency-opened';
  return entries.flatMap(({ at, event }): RecordView['differences'] => {
    if (event.kind === 'call-intended') calls.set(event.id, event.call);
    if (event.kind === 'given-up') {
      return differ(record.end, record.allProven, `${record.givenUp}, EX-${event.exception}: ${event.reason}`);
    }
    if (event.kind === 'plan-adopted') {
      return [
        ...differ(cover.plan, plan.planSha256, event.planSha256),
        ...differ(cover.newTarget, plan.target.uri, event.targetUri),
      ];
    }
    if (event.kind === 'security-domain-loaded') {
      return [
        ...differ(card.values.domain, plan.securityDomainSha256, event.sha256),
        ...differ(record.members, record.allKnown, event.unknownMembers?.join(', ') ?? record.allKnown),
      ];
    }
    if (event.kind === 'share-accepted') {
      const listed = plan.custodians.some(({ fingerprint }) => fingerprint === event.certificateSha256);
      return listed ? [] : differ(custodyRegister.holder, record.listed, event.certificateSha256);
    }
    if (isEmergency && event.kind === 'share-refused') {
      const who = event.certificateSha256 === null ? '' : ` (${shortFingerprint(event.certificateSha256)})`;
      return differ(record.share, record.opened, `${event.fault}${who}`);
    }
    if (isEmergency && event.kind === 'shares-gone' && event.reason !== 'built') {
      return differ(record.shares, record.untilBuilt, record.word(event.reason));
    }
    if (isEmergency && event.kind === 'air-gap' && !event.closed) {
      return differ(record.gap, record.gapClosed, event.detail);
    }
    if (event.kind === 'exchange-key-refused') {
      return differ(card.values.exchange, record.attested, event.fault);
    }
    if (event.kind === 'exchange-key-verified') {
      const why = `${record.notAttested}: ${event.exception?.reason ?? ''}`;
      return [
        ...differ(`${card.values.exchange}: URI`, plan.target.uri, event.hsmUri),
        ...(event.attested ? [] : differ(card.values.exchange, record.attested, why)),
      ];
    }
    if (event.kind === 'call-intended') return differ(`${record.word(event.call)}: URI`, plan.target.uri, event.target);
    if (event.kind === 'call-settled') settledAt.set(event.id, Date.parse(at));
    if (event.kind === 'hold-over') {
      const lasted = Date.parse(at) - (settledAt.get(event.id) ?? Number.NaN);
      return lasted >= holdMinutes * 60_000 ? [] : differ(record.hold, `${holdMinutes} min`, timeSpan(lasted));
    }
    if (event.kind === 'call-settled' && event.verdict !== 'succeeded') {
      const verdict = event.verdict === 'failed' ? record.failed : exception.unknown;
      const outcome = event.detail === null ? verdict : `${verdict}: ${event.detail}`;
      return differ(record.word(calls.get(event.id) ?? event.id), record.succeeded, outcome);
    }
    return [];
  });
}
