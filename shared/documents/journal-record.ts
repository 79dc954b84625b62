// A journal folded into what the record prints.
import { expandScript } from '../ceremony/expand.ts';
import type { ScriptPlan } from '../ceremony/script-plan.ts';
import { utcDateTime } from '../formatting/date-time.ts';
import type { EventKind, EventOf, GuardedCall, JournalEvent } from '../journal/events.ts';
import { emptyJournal, foldInPlace } from '../journal/state.ts';
import type { DocumentTexts } from '../messages/en/documents.ts';
import { type Trace, tracesOf } from './journal-traces.ts';
import type { RecordedStep, RecordView } from './record-view.ts';

/** An entry as the journal has it. */
export interface RecordEntry {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly event: JournalEvent;
}

interface Building {
  at: string;
  by: Set<string>;
  values: Map<string, string>;
  verdict: RecordedStep['verdict'];
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
  const [opened] = of('journal-opened');
  const [emergency] = of('emergency-opened');
  return {
    missing: emergency?.event.missing ?? [],
    machine: (opened ?? emergency)?.event.machine ?? 'offline',
    startedAt: moment(entries[0]?.at),
    endedAt: moment(entries.at(-1)?.at),
    entries: entries.length,
    headSha256,
    wallClock: of('wall-clock').map(({ at, event }) => ({ ...event, at: moment(at), wall: moment(event.wall) })),
    steps: recordedSteps(entries, plan),
    givenUp: of('given-up').map(({ at, event: { by, exception, reason } }) => ({
      by,
      exception,
      reason,
      at: moment(at),
    }))[0],
    exceptions: of('exception').map(({ at, event }) => ({ ...event, at: moment(at) })),
    files: of('file-written').map(({ event: { name, bytes, sha256 } }) => ({ name, bytes, sha256 })),
    fingerprints: [
      ...of('security-domain-loaded').map(({ event }) => ({ label: words.card.values.domain, sha256: event.sha256 })),
      ...of('exchange-key-verified').map(({ event }) => ({
        label: words.card.values.exchange,
        sha256: event.certificateSha256,
      })),
      ...[...of('blob-built'), ...of('blob-read')].map(({ event }) => ({
        label: words.card.values.blob,
        sha256: event.blobSha256,
      })),
    ],
    differences: differencesOf(entries, plan, words),
  };
}

const moment = (iso: string | undefined): string => (iso === undefined ? '' : utcDateTime(new Date(iso)));

function recordedSteps(entries: readonly RecordEntry[], plan: ScriptPlan): readonly RecordedStep[] {
  const steps = new Map<string, Building>();
  const known = new Set(expandScript(plan).flatMap((part) => part.steps.map(({ instanceId }) => instanceId)));
  const stepAt = (step: string, at: string): Building => {
    const found = steps.get(step) ?? { at, by: new Set(), values: new Map(), verdict: 'done', exceptions: [] };
    found.at = at;
    steps.set(step, found);
    return found;
  };
  const fold = foldInPlace();
  let state = emptyJournal;
  let machine = '';
  for (const { at, event } of entries) {
    if (event.kind === 'journal-opened') machine = machines[event.role];
    state = fold(state, event, at);
    noteStatement(event, (step) => stepAt(step, at));
    const traces = tracesOf(event, { plan, machine, state, at: moment(at) });
    for (const trace of traces.filter((each) => known.has(each.step))) noteTrace(stepAt(trace.step, at), trace, event);
  }
  return [...steps].map(([step, { at, by, values, verdict, exceptions }]) => ({
    step,
    at: moment(at),
    by: [...by],
    verdict,
    values: [...values].map(([field, value]) => ({ field, value })),
    exceptions,
  }));
}

/** A journal is written by one identity; a witness has no machine of the script. */
const machines: Readonly<Record<EventOf<'journal-opened'>['role'], string>> = {
  offline: 'offline',
  'operator-1': 'online1',
  'operator-2': 'online2',
  witness: '',
};

function noteTrace(step: Building, { values, failed }: Trace, event: JournalEvent): void {
  // What a person stated for a field stays; the machine's word fills what was left open.
  for (const [field, value] of Object.entries(values)) if (!step.values.has(field)) step.values.set(field, value);
  if ('by' in event && typeof event.by === 'object') for (const name of event.by) step.by.add(name);
  if (failed === true) step.verdict = 'failed';
}

/** What people and checks stated about a step by its name. */
function noteStatement(event: JournalEvent, stepAt: (step: string) => Building): void {
  if (event.kind === 'step-done') {
    const step = stepAt(event.step);
    for (const name of event.by) step.by.add(name);
    for (const { field, value } of event.values) step.values.set(field, value);
  }
  if (event.kind === 'check-failed') stepAt(event.step).verdict = 'failed';
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
  return entries.flatMap(({ event }): RecordView['differences'] => {
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
    if (event.kind === 'call-settled' && event.verdict !== 'succeeded') {
      const verdict = event.verdict === 'failed' ? record.failed : exception.unknown;
      const outcome = event.detail === null ? verdict : `${verdict}: ${event.detail}`;
      return differ(record.word(calls.get(event.id) ?? event.id), record.succeeded, outcome);
    }
    return [];
  });
}
