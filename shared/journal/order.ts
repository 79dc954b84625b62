// What may happen next: the order of a ceremony as a list of named rules over the state of its journal. No event that breaks a
// rule is ever written, and a journal that holds one is refused.
import { peopleAmong } from '../formatting/person-name.ts';
import { type EventKind, type EventOf, type GuardedCall, type JournalEvent } from './events.ts';
import { callOf, type CallState, copyOf, type JournalState, nextTry } from './state.ts';

export interface OrderRule {
  readonly name: string;
  /** The kinds of event it speaks about; undefined for all. */
  readonly on: readonly EventKind[] | undefined;
  readonly holds: (state: JournalState, event: JournalEvent) => boolean;
}

/** A rule about one kind of event, or several of the same members; a guard asks it about no others. */
function rule<Kind extends EventKind>(
  name: string,
  on: Kind | readonly Kind[],
  holds: (state: JournalState, event: EventOf<Kind>) => boolean,
): OrderRule {
  const kinds: readonly EventKind[] = typeof on === 'string' ? [on] : on;
  return {
    name,
    on: kinds,
    holds: (state, event) => holds(state, event as EventOf<Kind>),
  };
}

/** A rule about the intent of one call. */
const callRule = (
  name: string,
  calls: readonly GuardedCall[],
  holds: (state: JournalState, event: EventOf<'call-intended'>) => boolean,
): OrderRule => rule(name, 'call-intended', (state, event) => !calls.includes(event.call) || holds(state, event));

const last = <T>(list: readonly T[]): T | undefined => list[list.length - 1];
const settled = (state: JournalState, call: GuardedCall): readonly CallState[] =>
  Object.values(state.calls).filter((each) => each.call === call && each.phase === 'succeeded');
const isOpen = ({ phase }: CallState): boolean => phase !== 'succeeded' && phase !== 'failed';

/** Calls that were intended and have no verdict: after a crash, ask for their status. */
export const openCalls = (state: JournalState): readonly CallState[] => Object.values(state.calls).filter(isOpen);

/** Kinds that are written even while a failed check stands: what happened outside, what people note, and the way out. */
const duringFailure: readonly EventKind[] = [
  'exception',
  'check-failed',
  'tail-closed-off',
  'wall-clock',
  'note',
  'file-written',
  'air-gap',
  'shares-gone',
  'share-refused',
  'call-answered',
  'call-queried',
  'call-settled',
  'blob-built',
];

const general: readonly OrderRule[] = [
  {
    name: 'opened-first',
    on: undefined,
    holds: ({ opened }, { kind }) => (opened === undefined) === (kind === 'journal-opened'),
  },
  { name: 'nothing-after-the-end', on: undefined, holds: ({ closed }) => !closed },
  {
    name: 'failed-check-stands',
    on: undefined,
    holds: ({ failures }, { kind }) => failures.length === 0 || duringFailure.includes(kind),
  },
  rule('exceptions-are-counted', 'exception', ({ exceptions }, { number }) => number === exceptions + 1),
  rule(
    'exception-leaves-a-failure',
    'exception',
    ({ failures }, { check }) => check === null || failures.includes(check),
  ),
  // Ceremony §2: whoever leads and whoever watches put their initials on every sheet.
  rule('exception-initialled-by-two', 'exception', (_, { initials }) => new Set(initials).size >= 2),
  // What a machine refused, one person alone does not pass.
  rule('failure-left-by-two', 'exception', (_, { check, decidedBy }) => check === null || peopleAmong(decidedBy) >= 2),
  rule('tail-closed-by-exception', 'tail-closed-off', ({ exceptions }, { exception }) => exception === exceptions),
  rule('tail-closed-by-two', 'tail-closed-off', ({ decisions }) => peopleAmong(last(decisions)?.decidedBy ?? []) >= 2),
  rule('read-back-by-two', 'read-back', (_, { by }) => peopleAmong(by) >= 2),
  rule(
    'tries-are-counted',
    'read-back',
    (state, { subject, sha256, attempt }) => attempt === nextTry(state, subject, sha256),
  ),
  rule('closed-by-two', 'journal-closed', (_, { by }) => peopleAmong(by) >= 2),
  // After the end nobody could note how it went.
  rule('no-call-open-at-the-end', 'journal-closed', (state) => openCalls(state).length === 0),
];

const plan: readonly OrderRule[] = [
  rule('one-plan', 'plan-adopted', (state) => state.plan === undefined),
  rule(
    'plan-of-this-ceremony',
    'plan-adopted',
    ({ opened }, event) => opened?.ceremony === event.ceremony && opened.practice === event.practice,
  ),
  rule('plan-approved-by-two', 'plan-adopted', (_, { approvers }) => peopleAmong(approvers) >= 2),
  rule(
    'plan-first',
    [
      'challenge-issued',
      'challenge-noted',
      'peer-paired',
      'security-domain-loaded',
      'exchange-key-verified',
      'exchange-key-fetched',
      'share-accepted',
      'share-refused',
      'build-approved',
      'blob-intended',
      'custodian-key-made',
      'custodian-copy-checked',
      'custodian-proven',
      'target-confirmed',
      'call-intended',
    ],
    (state) => state.plan !== undefined,
  ),
  // The plan itself may come in a bundle.
  rule(
    'plan-before-bundles',
    ['bundle-written', 'bundle-accepted'],
    (state, { type }) => state.plan !== undefined || type === 'plan',
  ),
];

const bundles: readonly OrderRule[] = [
  rule(
    'bundle-in-sequence',
    ['bundle-written', 'bundle-accepted'],
    ({ lastBundle }, { seq }) => seq === (lastBundle?.seq ?? 0) + 1,
  ),
  rule(
    'exchange-key-seen-twice',
    'bundle-written',
    ({ fetched }, { type, exchange }) =>
      type !== 'exchange-key' ||
      (fetched['operator-1']?.x5tS256 === exchange && fetched['operator-2']?.x5tS256 === exchange),
  ),
  rule('exchange-key-from-one-server', 'bundle-written', ({ fetched }, { type }) => {
    const [first, second] = [fetched['operator-1'], fetched['operator-2']];
    // Evidence E5; that there are two fetches is the rule above.
    if (type !== 'exchange-key' || !first || !second) return true;
    return first.tlsServerSha256 !== null && first.tlsServerSha256 === second.tlsServerSha256;
  }),
  rule(
    'exchange-key-signed-twice',
    'bundle-accepted',
    (_, { type, signers }) => type !== 'exchange-key' || new Set(signers).size >= 2,
  ),
  rule(
    'only-a-built-blob-leaves',
    'bundle-written',
    ({ blob }, { type, exchange, content }) =>
      type !== 'restore-blob' || (blob.phase === 'built' && blob.x5tS256 === exchange && blob.blobSha256 === content),
  ),
];

const acceptedKey = (state: JournalState, x5tS256: string): boolean =>
  last(state.accepted.filter(({ type }) => type === 'exchange-key'))?.exchange === x5tS256;

const offline: readonly OrderRule[] = [
  rule(
    'registered-domain',
    'security-domain-loaded',
    (state, { sha256 }) => (state.plan?.sdSha256 ?? sha256) === sha256,
  ),
  rule(
    'planned-quorum',
    'security-domain-loaded',
    (state, { required, custodians }) => state.plan?.required === required && state.plan.custodians === custodians,
  ),
  rule('exchange-key-from-its-bundle', 'exchange-key-verified', (state, { x5tS256 }) => acceptedKey(state, x5tS256)),
  rule('exchange-key-of-the-target', 'exchange-key-verified', (state, { hsmUri }) => state.plan?.targetUri === hsmUri),
  rule(
    'attested-or-excepted',
    'exchange-key-verified',
    (_, { attested, exception }) => attested || (exception !== null && peopleAmong(exception.approvers) >= 2),
  ),
  rule('share-behind-the-gap', 'share-accepted', ({ airGapClosed }) => airGapClosed),
  rule('share-of-a-domain', 'share-accepted', ({ securityDomain }) => securityDomain !== undefined),
  rule(
    'share-of-a-planned-custodian',
    'share-accepted',
    (state, { certificateSha256 }) => state.plan?.custodianCertificates.includes(certificateSha256) === true,
  ),
  rule(
    'refusal-of-a-planned-custodian',
    'share-refused',
    (state, { certificateSha256 }) =>
      certificateSha256 === null || state.plan?.custodianCertificates.includes(certificateSha256) === true,
  ),
  rule(
    'share-given-once',
    'share-accepted',
    ({ shares }, { certificateSha256 }) => !shares.includes(certificateSha256),
  ),
  rule(
    'share-after-exchange-key',
    'share-accepted',
    ({ plan, exchangeKey, readBack }) =>
      plan?.ceremonyKind !== 'recovery' ||
      (exchangeKey !== undefined && readBack['exchange-key'] === exchangeKey.x5tS256),
  ),
  rule('approved-by-two', 'build-approved', (_, { by }) => peopleAmong(by) >= 2),
  rule('approved-with-quorum', 'build-approved', ({ shares, plan }) => shares.length >= (plan?.required ?? Infinity)),
  rule(
    'built-from-the-gap',
    'blob-intended',
    ({ airGapClosed, opened }) => airGapClosed && opened?.machine === 'offline',
  ),
  rule('built-from-a-domain', 'blob-intended', ({ securityDomain }) => securityDomain !== undefined),
  rule(
    'built-for-the-verified-key',
    'blob-intended',
    ({ exchangeKey }, { x5tS256 }) => exchangeKey?.x5tS256 === x5tS256,
  ),
  rule('built-after-read-back', 'blob-intended', ({ readBack }, { x5tS256 }) => readBack['exchange-key'] === x5tS256),
  rule('built-with-quorum', 'blob-intended', ({ shares, plan }) => shares.length >= (plan?.required ?? Infinity)),
  rule('built-with-approval', 'blob-intended', ({ buildApproved }, { x5tS256 }) => buildApproved === x5tS256),
  rule(
    'built-once-for-a-key',
    'blob-intended',
    ({ blob, builtFor }, { x5tS256 }) => blob.phase !== 'intended' && !builtFor.includes(x5tS256),
  ),
  rule(
    'built-as-intended',
    'blob-built',
    ({ blob }, { x5tS256 }) => blob.phase === 'intended' && blob.x5tS256 === x5tS256,
  ),
];

/** Ceremonies in which custodians get new keys. */
const givesKeys = ({ plan }: JournalState): boolean =>
  plan?.ceremonyKind === 'activation' || plan?.ceremonyKind === 're-wrap';
const madeHere = ({ keysMade }: JournalState): readonly string[] => Object.values(keysMade);
const bothCopies = (list: readonly string[], certificate: string): boolean =>
  [1, 2].every((copy) => list.includes(copyOf(certificate, copy)));

/** Whether every custodian has a new key, and both of its copies have opened their share. */
const allProven = (state: JournalState): boolean =>
  madeHere(state).length === state.plan?.custodians &&
  madeHere(state).every((certificate) => bothCopies(state.proven, certificate));
/** Where the script of a re-wrap has the destruction of the old set. */
export const oldSetStep = 'A26R';

/** The keys of new custodians: made, checked, sent, and proven with the file that came back. */
const newKeys: readonly OrderRule[] = [
  rule('key-in-its-ceremony', 'custodian-key-made', givesKeys),
  rule('key-behind-the-gap', 'custodian-key-made', ({ airGapClosed }) => airGapClosed),
  rule(
    'key-before-certificates',
    'custodian-key-made',
    ({ written }) => !written.some(({ type }) => type === 'activation-certificates'),
  ),
  rule(
    'key-made-once',
    'custodian-key-made',
    (state, { certificateSha256 }) => !madeHere(state).includes(certificateSha256),
  ),
  rule('check-of-a-made-key', 'custodian-copy-checked', (state, { certificateSha256 }) =>
    madeHere(state).includes(certificateSha256),
  ),
  // Keys that were made elsewhere are not known here: such a journal may send their certificates, and is never closed.
  rule('certificates-of-checked-keys', 'bundle-written', (state, { type }) => {
    const made = madeHere(state);
    if (type !== 'activation-certificates' || made.length === 0) return true;
    return (
      made.length === state.plan?.custodians &&
      made.every((certificate) => bothCopies(state.copiesChecked, certificate))
    );
  }),
  rule(
    'domain-from-its-bundle',
    'security-domain-loaded',
    (state, { sha256 }) =>
      !givesKeys(state) || last(state.accepted.filter(({ type }) => type === 'security-domain'))?.content === sha256,
  ),
  rule('proof-behind-the-gap', 'custodian-proven', (state) => !givesKeys(state) || state.airGapClosed),
  rule(
    'proof-after-read-back',
    'custodian-proven',
    (state) =>
      !givesKeys(state) ||
      (state.securityDomain !== undefined && state.readBack['security-domain'] === state.securityDomain.sha256),
  ),
  // Where keys are given, certificates of before prove nothing about them.
  rule(
    'proof-of-a-custodian',
    'custodian-proven',
    (state, { certificateSha256 }) => !givesKeys(state) || madeHere(state).includes(certificateSha256),
  ),
  rule(
    'all-custodians-proven',
    'journal-closed',
    (state) => state.opened?.machine !== 'offline' || !givesKeys(state) || allProven(state),
  ),
  // Until then nothing but the old set opens anything.
  rule('old-set-until-proven', 'step-done', (state, { step }) => step !== oldSetStep || allProven(state)),
];

/** The other end of a ceremony of new keys: proofs that never come must not keep its journal from the evidence. */
const givingUp: readonly OrderRule[] = [
  rule('given-up-with-new-keys', 'given-up', (state) => state.opened?.machine === 'offline' && givesKeys(state)),
  rule('given-up-unproven', 'given-up', (state) => !allProven(state)),
  rule('given-up-by-two', 'given-up', (_, { by }) => peopleAmong(by) >= 2),
  rule('given-up-by-exception', 'given-up', ({ decisions }, { exception }) =>
    decisions.some(({ number, decidedBy }) => number === exception && peopleAmong(decidedBy) >= 2),
  ),
];

/** Calls that two people confirm (ceremony A16). */
const confirmedCalls: readonly GuardedCall[] = [
  'create',
  'init-recovery',
  'download',
  'upload',
  'restore',
  'key-restore',
];
/** Calls that succeed once in a ceremony. */
const onceOnly: readonly GuardedCall[] = ['create', 'init-recovery', 'download', 'upload', 'restore'];
/** Ceremony A26: minutes between the restore point and the restore. */
export const holdMinutes = 30;

/** The steps at which something that is otherwise refused rests on an exception by two people. */
export const exceptionSteps = { hold: 'C19', 'lock-out': 'C5' } as const;
export type ExceptionUse = keyof typeof exceptionSteps;

/** What keeps an exception from serving for something; undefined if it does. */
export function exceptionProblem(
  { decisions }: JournalState,
  exception: number,
  use: ExceptionUse,
): 'unknown' | 'other-step' | 'one-person' | 'used' | undefined {
  const decision = decisions.find(({ number }) => number === exception);
  if (!decision) return 'unknown';
  if (decision.step !== exceptionSteps[use]) return 'other-step';
  if (peopleAmong(decision.decidedBy) < 2) return 'one-person';
  return decision.used ? 'used' : undefined;
}

const acceptedBlob = (state: JournalState) => last(state.accepted.filter(({ type }) => type === 'restore-blob'));

/** The last restore point made after the blob was uploaded; a call's place among the calls is the order of their intents. */
function restorePoint(state: JournalState): CallState | undefined {
  const calls = Object.values(state.calls);
  const uploaded = calls.findIndex(({ call, phase }) => call === 'upload' && phase === 'succeeded');
  const after = uploaded < 0 ? [] : calls.slice(uploaded);
  return last(after.filter(({ call, phase }) => call === 'backup' && phase === 'succeeded'));
}

const calls: readonly OrderRule[] = [
  // The question for the key puts a new HSM into recovery: the first is the call that two people confirm.
  rule(
    'first-fetch-is-the-call',
    'exchange-key-fetched',
    (state, { observer }) => observer !== 'operator-1' || settled(state, 'init-recovery').length > 0,
  ),
  callRule(
    'calls-from-online',
    ['create', 'init-recovery', 'download', 'upload', 'backup', 'restore', 'key-restore'],
    ({ opened }) => opened?.machine === 'online',
  ),
  callRule(
    'call-to-the-target',
    ['create', 'init-recovery', 'download', 'upload', 'backup', 'restore', 'key-restore'],
    (state, { target }) => state.plan?.targetUri === target,
  ),
  rule('one-call-at-a-time', 'call-intended', (state) => openCalls(state).length === 0),
  rule('call-has-a-new-name', 'call-intended', (state, { id }) => !Object.hasOwn(state.calls, id)),
  callRule('call-once', onceOnly, (state, { call }) => settled(state, call).length === 0),
  callRule(
    'call-confirmed-by-two',
    confirmedCalls,
    ({ confirmed, plan }, { call }) =>
      confirmed?.call === call && peopleAmong(confirmed.by) >= 2 && confirmed.typedName === plan?.targetName,
  ),
  callRule('certificates-before-download', ['download'], ({ accepted, readBack }) => {
    const certificates = last(accepted.filter(({ type }) => type === 'activation-certificates'));
    return certificates !== undefined && readBack['activation-certificates'] === certificates.payloadSha256;
  }),
  callRule('upload-after-exchange-key', ['upload'], (state) => {
    const sent = last(state.written.filter(({ type }) => type === 'exchange-key'));
    return sent !== undefined && sent.exchange === acceptedBlob(state)?.exchange;
  }),
  callRule('upload-of-the-accepted-blob', ['upload'], (state, { subject }) => {
    const blob = acceptedBlob(state);
    return blob !== undefined && subject !== null && blob.content === subject;
  }),
  callRule('upload-after-comparison', ['upload'], (state, { subject }) => {
    const compared = state.blobCompared;
    return (
      compared !== undefined &&
      compared.fetched === compared.inBlob &&
      compared.inBlob === acceptedBlob(state)?.exchange &&
      compared.blobSha256 === subject
    );
  }),
  callRule('upload-after-read-back', ['upload'], (state) => {
    const blob = acceptedBlob(state);
    return blob !== undefined && state.readBack['restore-blob'] === blob.payloadSha256;
  }),
  callRule('restore-after-upload', ['restore', 'key-restore'], (state) => settled(state, 'upload').length > 0),
  callRule('restore-after-restore-point', ['restore', 'key-restore'], (state) => restorePoint(state) !== undefined),
  callRule('restore-after-hold', ['restore', 'key-restore'], (state) => restorePoint(state)?.held === true),
  callRule(
    'restore-of-the-planned-folder',
    ['restore', 'key-restore'],
    ({ plan }, { folder }) => folder !== null && plan?.backupFolder === folder,
  ),
  callRule(
    'restore-folder-confirmed',
    ['restore', 'key-restore'],
    ({ confirmed }, { folder }) => confirmed?.typedFolder === folder,
  ),
  rule('answer-to-an-intent', 'call-answered', (state, { id }) => callOf(state, id)?.phase === 'intended'),
  rule('query-of-a-call', 'call-queried', (state, { id }) => Object.hasOwn(state.calls, id)),
  rule('verdict-on-an-open-call', 'call-settled', (state, { id }) => {
    const found = callOf(state, id);
    return found !== undefined && isOpen(found);
  }),
  rule('hold-after-a-restore-point', 'hold-over', (state, { id }) => {
    const found = callOf(state, id);
    return found?.call === 'backup' && found.phase === 'succeeded';
  }),
  rule('hold-long-enough', 'hold-over', (state, { minutes, exception }) =>
    exception === null ? minutes >= holdMinutes : exceptionProblem(state, exception, 'hold') === undefined,
  ),
];

/**
 * The rule that a clock decides: the minutes of a hold that nobody has shortened have passed between the verdict and this line. Only of
 * production: a practice minute is as long as the practice wants.
 * @returns its name, or nothing
 */
export function brokenTimes(state: JournalState, event: JournalEvent, at: string): readonly string[] {
  if (event.kind !== 'hold-over' || event.exception !== null || state.opened?.practice !== false) return [];
  const began = Date.parse(state.calls[event.id]?.settledAt ?? '');
  return Date.parse(at) - began >= event.minutes * 60_000 ? [] : ['hold-as-timed'];
}

/** Every rule of the order. */
export const orderRules: readonly OrderRule[] = [
  ...general,
  ...plan,
  ...bundles,
  ...offline,
  ...newKeys,
  ...givingUp,
  ...calls,
];

/** Rules by the kind of event that they speak about, so that a long journal is checked in a straight line. */
export type OrderGuard = (state: JournalState, event: JournalEvent) => readonly string[];

/** A guard over some rules: the names of those that an event would break now. */
export function createGuard(rules: readonly OrderRule[]): OrderGuard {
  const everywhere = rules.filter(({ on }) => on === undefined);
  const byKind = new Map<EventKind, readonly OrderRule[]>();
  for (const kind of rules.flatMap(({ on }) => on ?? [])) {
    byKind.set(kind, [...everywhere, ...rules.filter(({ on }) => on?.includes(kind))]);
  }
  return (state, event) => {
    const broken = (byKind.get(event.kind) ?? everywhere).filter(({ holds }) => !holds(state, event));
    return broken.map(({ name }) => name);
  };
}

/** The names of the rules that an event would break now; none if it may happen. */
export const brokenRules: OrderGuard = createGuard(orderRules);
