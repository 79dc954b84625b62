// The story of a package: what happened, by its plan and its journals, on one page.
import type { ComparedInventory, RestoreOutcome, StoryCustodian, StoryLine } from '#shared/evidence/story.ts';
import type { EventKind, EventOf } from '#shared/journal/events.ts';
import { decidedBefore, timesOf } from '#shared/ceremony/recovery-time.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import { gradeOf } from '#shared/plan/kind.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { PackedJournal } from './journals.ts';
import { namesIn } from './people.ts';
import type { EvidenceReport, Finding, PeoplesWord } from '#shared/evidence/report.ts';
import { byMachine } from './signed-ends.ts';

/** What an unsigned register says about custodians. */
export interface NamedCustodians {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly custodians: readonly { readonly id: string; readonly person: string; readonly certificateSha256: string }[];
}

/** What a story is told from. */
export interface Told {
  /** Undefined in an emergency. */
  readonly plan: Plan | undefined;
  readonly journals: readonly PackedJournal[];
  /** The register of an emergency, which names its custodians; a plan does it itself. */
  readonly register: NamedCustodians | undefined;
  readonly isPlanOnPaper: boolean;
  /** By path, the journals whose end was typed from paper. */
  readonly afterPaper: ReadonlyMap<string, number>;
  readonly ownWords: readonly Finding<PeoplesWord>[];
}

/** Every line of the story, in its order. */
export function storyOf(told: Told): readonly StoryLine[] {
  const { plan } = told;
  const journals = byMachine(told.journals);
  const all = { ...told, journals };
  const of = <Kind extends EventKind>(kind: Kind): readonly EventOf<Kind>[] =>
    journals.flatMap((journal) => eventsOf(journal, kind));
  const isRecovery = plan === undefined || plan.kind === 'recovery';
  return [
    ceremony(all),
    ...of('given-up').map(({ by, exception, reason }): StoryLine => ({ id: 'given-up', by, exception, reason })),
    ...(isRecovery ? [{ id: 'lost' as const, hsm: plan?.source?.uri ?? null }] : []),
    { id: 'hsm', hsm: plan?.target.uri ?? typedAddress(journals), isNew: isRecovery },
    ...(isRecovery ? [backup(all)] : []),
    ...people(all),
    ...(isRecovery ? shares(all) : []),
    ...gone(of('shares-gone')),
    ...gaps(of('air-gap')),
    ...(isRecovery ? [{ id: 'restore' as const, outcome: restoreOutcome(online(journals)) }] : []),
    ...of('hold-over').map(({ id: call, minutes, exception }): StoryLine => ({ id: 'hold', call, minutes, exception })),
    ...journals.flatMap(exceptionsIn),
    ...of('exchange-key-verified').flatMap(({ exception }): StoryLine[] =>
      exception ? [{ id: 'unattested', reason: exception.reason, by: exception.approvers }] : [],
    ),
    ...(isRecovery ? [...compared(online(journals)), ...consumers(online(journals))] : []),
    ...paper(all),
    ...told.ownWords.map(({ value }): StoryLine => ({ id: 'own-word', value })),
    { id: 'people' },
  ];
}

const eventsOf = <Kind extends EventKind>({ entries }: PackedJournal, kind: Kind): readonly EventOf<Kind>[] =>
  entries.flatMap(({ event }) => (event.kind === kind ? [event as EventOf<Kind>] : []));

const online = (journals: readonly PackedJournal[]): PackedJournal | undefined =>
  journals.find(({ role }) => role === 'operator-1');
const offline = (journals: readonly PackedJournal[]): PackedJournal | undefined =>
  journals.find(({ role }) => role === 'offline');

function ceremony({ plan, journals }: Told): StoryLine {
  if (plan) return { id: 'ceremony', ceremonies: [plan.ceremony], kind: plan.kind };
  const opened = journals.flatMap((journal) => eventsOf(journal, 'emergency-opened'));
  return { id: 'ceremony', ceremonies: opened.map((each) => each.ceremony), kind: 'emergency' };
}

/** The address that people typed last, where the calls were made before all. */
const typedAddress = (journals: readonly PackedJournal[]): string | null =>
  (online(journals)?.head.state.target ?? offline(journals)?.head.state.target)?.hsmUri ?? null;

/** Azure names the folder of a backup after the HSM and the time at which it was made, in UTC. */
function backup({ plan, journals }: Told): StoryLine {
  const named = plan ? plan.backup : online(journals)?.head.state.backupNamed;
  const folder = named?.folder ?? null;
  const [, date, time] = /-([0-9]{8})([0-9]{6})[0-9]{0,4}$/u.exec(folder ?? '') ?? [];
  const pairs = time?.match(/../gu)?.join(':');
  const taken = date && pairs ? `${date.replace(/^(....)(..)(..)$/u, '$1-$2-$3')}T${pairs}Z` : null;
  return { id: 'backup', folder, taken };
}

function people({ plan, journals }: Told): readonly StoryLine[] {
  const names = new Set(journals.flatMap(({ entries }) => entries.flatMap(({ event }) => namesIn(event))));
  const planned = (plan?.people ?? []).filter(({ name }) => names.has(name));
  const known = new Set(planned.map(({ name }) => name));
  const hasPlan = plan !== undefined;
  return [
    ...planned.map(({ name, roles }): StoryLine => ({ id: 'acted', name, roles, hasPlan })),
    ...[...names]
      .filter((name) => !known.has(name))
      .map((name): StoryLine => ({ id: 'acted', name, roles: null, hasPlan })),
  ];
}

function shares(told: Told): readonly StoryLine[] {
  const journal = offline(told.journals);
  if (!journal) return [];
  const given = new Set(eventsOf(journal, 'share-accepted').map(({ certificateSha256 }) => certificateSha256));
  const refused = eventsOf(journal, 'share-refused').map(({ certificateSha256, fault }) => ({
    who: custodian(told, certificateSha256),
    fault,
  }));
  return [
    { id: 'shares', by: [...given].map((each) => custodian(told, each)) },
    ...(refused.length === 0 ? [] : [{ id: 'refused-shares' as const, refused }]),
  ];
}

function custodian({ plan, register }: Told, certificateSha256: string | null): StoryCustodian {
  const { custodians = [], people: named = [] } = plan ?? register ?? {};
  for (const { id, person, certificateSha256: own } of custodians) {
    const name = named.find((each) => each.id === person)?.name;
    if (own !== null && own === certificateSha256 && name !== undefined) return { id, name };
  }
  return { certificateSha256 };
}

function gone(events: readonly EventOf<'shares-gone'>[]): readonly StoryLine[] {
  const reasons = events.map(({ reason }) => reason).filter((reason) => reason !== 'built');
  return reasons.length === 0 ? [] : [{ id: 'dropped-shares', reasons }];
}

function gaps(events: readonly EventOf<'air-gap'>[]): readonly StoryLine[] {
  const times = events.filter(({ closed }) => !closed).length;
  return times === 0 ? [] : [{ id: 'open-gap', times }];
}

/**
 * What became of the restore, by the last verdict on each call. A restore of single keys makes none whole; differences that were found after it
 * say that something did not come back.
 */
export function restoreOutcome(journal: PackedJournal | undefined): RestoreOutcome {
  if (!journal) return 'not-told';
  const calls = Object.values(journal.head.state.calls);
  const whole = calls.findLast(({ call }) => call === 'restore');
  const single = calls.filter(({ call }) => call === 'key-restore');
  const last = whole ?? single.at(-1);
  if (!last) return 'not-made';
  if (whole?.phase === 'succeeded') return differs(journal) ? 'partly' : 'succeeded';
  if (single.some(({ phase }) => phase === 'succeeded')) return 'partly';
  return last.phase === 'failed' ? 'failed' : 'unknown';
}

function differs({ entries, head: { state } }: PackedJournal): boolean {
  if (state.restoreVerified) return (state.restoreVerified.differences ?? 0) > 0;
  const begun = entries.findLastIndex(
    ({ event }) => event.kind === 'call-intended' && (event.call === 'restore' || event.call === 'key-restore'),
  );
  return entries.slice(begun).some(({ event }) => event.kind === 'check-failed' && event.check === 'inventory');
}

/** How long the keys were away, by the journal of the machine that restored them. */
export function recoveryOf(plan: Plan | undefined, journals: readonly PackedJournal[]): EvidenceReport['recovery'] {
  const { startedAt, done } = timesOf(online(journals)?.head.state ?? emptyJournal);
  const restoredAt = done.restore;
  if (startedAt === undefined || restoredAt === undefined) return null;
  return { decidedAt: decidedBefore(startedAt, plan === undefined ? 'emergency' : gradeOf(plan)), restoredAt };
}

const exceptionsIn = (journal: PackedJournal): readonly StoryLine[] =>
  eventsOf(journal, 'exception').map(({ number, step, happened, decision, decidedBy: by }) => {
    return { id: 'exception', number, machine: journal.role, step, happened, decision, by };
  });

const comparedNote = 'Inventory compared: ';
const listedNote = 'Inventory listed, and compared with nothing';

function compared(journal: PackedJournal | undefined): readonly StoryLine[] {
  if (!journal) return [];
  const found = (what: ComparedInventory): readonly StoryLine[] => [{ id: 'compared', compared: what }];
  const verified = journal.head.state.restoreVerified;
  if (verified) {
    const { keys, versions, differences } = verified;
    const counts = `${keys} keys, ${versions} versions`;
    return found(
      differences === null
        ? { kind: 'listed', counts }
        : { kind: 'compared', counts: `${counts}, ${differences} differences` },
    );
  }
  const note = eventsOf(journal, 'note').findLast(
    ({ by, text }) => by === 'Lifeboat' && (text.startsWith(comparedNote) || text.startsWith(listedNote)),
  )?.text;
  if (note === undefined) return found({ kind: 'nothing' });
  if (note.startsWith(listedNote)) return found({ kind: 'listed', counts: null });
  const [counts = ''] = note.slice(comparedNote.length).split(';');
  return found({ kind: 'compared', counts });
}

/** The list of consumers, as its last note counts it. */
function consumers(journal: PackedJournal | undefined): readonly StoryLine[] {
  const count = journal?.head.state.consumers;
  return count ? [{ id: 'consumers', ...count }] : [];
}

/** The plan, and the machines whose journals were or were not compared with paper. */
function paper({ plan, journals, isPlanOnPaper, afterPaper }: Told): readonly StoryLine[] {
  const all = [
    ...(plan ? [{ what: 'plan', isCompared: isPlanOnPaper }] : []),
    ...journals.map(({ path, role }) => ({ what: role, isCompared: afterPaper.has(path) })),
  ];
  const left = all.filter(({ isCompared }) => !isCompared).map(({ what }) => what);
  return [
    { id: 'paper', compared: all.filter(({ isCompared }) => isCompared).map(({ what }) => what) },
    ...(left.length === 0 ? [] : [{ id: 'not-on-paper' as const, left }]),
  ];
}
