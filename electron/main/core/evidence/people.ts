// What a package says and cannot show: it rests on people, or on paper that was not at hand.
import type { Finding, PeoplesWord } from '#shared/evidence/report.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { CheckedBundle } from './bundles.ts';
import { besideTheSignature, isAccepted } from './bundles.ts';
import type { AssessedKey } from './exchange-keys.ts';
import { type CheckedJournal, journalDifferences, type PackedJournal } from './journals.ts';
import type { NamedFiles } from './named-files.ts';
import { ownWords } from './signed-ends.ts';
import { timesThatDiffer } from './times.ts';

/** What was checked of a package, and what was typed from paper. */
export interface Checked {
  readonly plan: Plan;
  readonly planSha256: string;
  readonly journals: readonly CheckedJournal[];
  readonly bundles: readonly CheckedBundle[];
  readonly keys: readonly AssessedKey[];
  readonly files: NamedFiles;
  readonly isPlanOnPaper: boolean;
  /** By path, how many lines a journal has after the one on paper. */
  readonly afterPaper: ReadonlyMap<string, number>;
}

const found = (id: PeoplesWord, value: string): Finding<PeoplesWord> => ({ id, value });

/** In the order in which an auditor asks. */
export function restingOnPeople(checked: Checked): Finding<PeoplesWord>[] {
  const { plan, planSha256, journals, bundles, keys, files, isPlanOnPaper, afterPaper } = checked;
  return [
    // Before all others: nothing else in the package means what it would mean otherwise.
    ...journals.flatMap(({ head: { state } }) =>
      state.givenUp ? [found('given-up', givenUpText(state.givenUp))] : [],
    ),
    ...(isPlanOnPaper ? [] : [found('plan-hash-not-compared', planSha256)]),
    ...journals
      .filter(({ path }) => !afterPaper.has(path))
      .map(({ role, head }) => found('journal-head-not-compared', `${role}, ${head.sha256}`)),
    ...[...afterPaper]
      .filter(([, lines]) => lines > 0)
      .map(([path, lines]) => found('journal-went-on', `${path}, ${lines}`)),
    found('plan-read-before-approval', ''),
    ...missingMachines(checked).map((role) => found('journal-missing', role)),
    ...ownWords(journals, bundles),
    ...journals.flatMap((journal) => spokenIn(journal)),
    ...journals.flatMap((journal) => strangersIn(journal, plan)),
    ...keys.map(({ verdict }) => found('revocation-lists', collateralOf(verdict))),
    ...bundles.filter((bundle) => !isAccepted(bundle, journals)).map(({ name }) => found('bundle-not-accepted', name)),
    ...besideTheSignature(bundles, journals),
    ...journalDifferences(journals).map((difference) => found('journals-differ', difference)),
    ...timesThatDiffer(journals, bundles).map((each) => found('times-differ', each)),
    ...files.twice.map((each) => found('certificate-twice', each)),
    ...files.unnamed.map((path) => found('file-not-named', path)),
    ...files.missing.map((each) => found('named-file-missing', each)),
  ];
}

/** Those who keep a journal: a witness has a key and no machine of the script. */
const missingMachines = ({ plan, journals }: Checked): readonly string[] =>
  plan.identities
    .map(({ role }) => role)
    .filter((role) => role !== 'witness' && !journals.some((journal) => journal.role === role));

const givenUpText = ({ exception, by, reason }: NonNullable<JournalState['givenUp']>): string =>
  `EX-${exception}, ${by.join(', ')}: ${reason}`;

/** What is known of revocation lists where a key was checked again. */
export function collateralOf({ checks }: AssessedKey['verdict']): string {
  const check = checks.find(({ id }) => id === 'pck-collateral');
  return check?.outcome === 'absent' || check === undefined ? 'none' : check.value;
}

/** What one journal records of people's words and actions. */
export function spokenIn({ path, entries, head }: PackedJournal): readonly Finding<PeoplesWord>[] {
  const events = entries.flatMap(({ event }): Finding<PeoplesWord>[] => {
    if (event.kind === 'peer-paired') return [found('identities-paired', event.role)];
    if (event.kind === 'wall-clock') return [found('clocks-read', event.readBy)];
    if (event.kind === 'read-back' && event.outcome === 'agreed') {
      return [found('words-read-back', `${event.subject}, ${event.by.join(', ')}`)];
    }
    if (event.kind === 'custodian-sticks-differ' && event.by) {
      return [found('sticks-looked-at', `${custodianOf(head.state, event.certificateSha256)}, ${event.by.join(', ')}`)];
    }
    if (event.kind === 'custodian-key-made' && event.token && !event.token.attestation) {
      return [found('unattested-token', event.custodian)];
    }
    if (event.kind === 'exception') {
      return [found('exception', `EX-${event.number}, ${event.step}: ${event.decidedBy.join(', ')}`)];
    }
    if (event.kind === 'exchange-key-verified' && event.exception) {
      return [found('unattested-key', event.exception.approvers.join(', '))];
    }
    return [];
  });
  return [...events, ...(head.state.closed ? [] : [found('journal-not-closed', path)])];
}

function strangersIn({ path, entries }: CheckedJournal, plan: Plan): readonly Finding<PeoplesWord>[] {
  const planned = new Set(plan.people.map(({ name }) => name));
  const strangers = new Set(entries.flatMap(({ event }) => namesIn(event)).filter((name) => !planned.has(name)));
  return [...strangers].map((name) => found('name-not-in-plan', `${path}, ${name}`));
}

/** Whose key it is that was made here: C1 to C10; its certificate where another has replaced it. */
const custodianOf = ({ keysMade }: JournalState, certificate: string): string =>
  Object.keys(keysMade).find((custodian) => keysMade[custodian] === certificate) ?? certificate;

/** The people who answer for an event. A note may come from anybody, and steps that the program did have its own name. */
export function namesIn(event: JournalEvent): readonly string[] {
  if (event.kind === 'note' || event.kind === 'plan-adopted') return [];
  if (event.kind === 'step-done') return event.by.filter((name) => name !== 'Lifeboat');
  return [
    ...(('by' in event && event.by) || []),
    ...('decidedBy' in event ? event.decidedBy : []),
    ...('readBy' in event ? [event.readBy] : []),
    ...(event.kind === 'exchange-key-verified' ? (event.exception?.approvers ?? []) : []),
  ];
}
