// The pure fold over the events of a journal: the state after each of them.
import { countInNote } from '../consumers/work.ts';
import { type CallState, noteChanged, queryWords } from './call-index.ts';
import type { EventKind, EventOf, JournalEvent } from './events.ts';
import { stepIn } from './exception-steps.ts';
import { copying, type Growth, inPlace } from './growth.ts';
import { outcomeEnd, outcomeFault } from './outcome.ts';
import {
  type BlobState,
  callOf,
  copyOf,
  decisionOf,
  fetchId,
  type JournalState,
  readBackCheck,
  uploadRefused,
} from './state.ts';

/** `at`: when the event was written, ISO 8601 by the clock of the machine; undefined where no times are read. */
type Handler<Kind extends EventKind> = (
  state: JournalState,
  event: EventOf<Kind>,
  growth: Growth,
  at: string | undefined,
) => JournalState;
type Handlers<Kinds extends EventKind> = { readonly [Kind in Kinds]: Handler<Kind> };

const unchanged = (state: JournalState): JournalState => state;

const onBothSides = {
  'journal-opened': (state, event) => ({ ...state, opened: event }),
  'journal-closed': (state) => ({ ...state, closed: true }),
  'given-up': (state, event) => ({ ...state, closed: true, givenUp: event }),
  'journal-signed': (state) => ({ ...state, signed: true }),
  'plan-adopted': (state, event) => ({ ...state, plan: event }),
  'peer-paired': (state, { role, keyId }) => ({ ...state, peers: { ...state.peers, [role]: keyId } }),
  'challenge-issued': (state, { challenge }) => ({ ...state, challengeIssued: challenge }),
  'challenge-noted': (state, { challenge }) => ({ ...state, challengeNoted: challenge }),
  'bundle-written': (state, event, { append }) => ({
    ...state,
    lastBundle: event,
    written: append(state.written, event),
    keySent: event.type === 'exchange-key' ? keyOf(state, event.exchange) : state.keySent,
  }),
  'bundle-accepted': (state, event, { append }) => ({
    ...state,
    lastBundle: event,
    accepted: append(state.accepted, event),
    failures: outcomeFailure(state.failures, event),
  }),
  'check-failed': (state, { check, step, fault, detail }) => ({
    ...state,
    failures: [...state.failures, { check, step, fault, detail }],
  }),
  exception: afterException,
  'read-back': afterReadBack,
  'target-confirmed': (state, event) => ({ ...state, confirmed: event }),
  'wall-clock': afterClock,
  'step-done': (state, { step }, { append }) => ({ ...state, stepsDone: append(state.stepsDone, step) }),
  note: (state, { by, text }) => ({
    ...state,
    consumers: (by === 'Lifeboat' ? countInNote(text) : undefined) ?? state.consumers,
  }),
  'file-written': (state, event, { append }) => ({ ...state, filesWritten: append(state.filesWritten, event) }),
  'tail-closed-off': unchanged,
} satisfies Partial<Handlers<EventKind>>;

const onTheOfflineSide = {
  // REQ-33: losing the gap wipes memory.
  'air-gap': (state, { closed }) =>
    closed ? { ...state, airGapClosed: true } : { ...withoutShares(state), airGapClosed: false },
  'stick-role': (state, event) => ({ ...state, sticks: { ...state.sticks, [event.role]: event } }),
  // Another file has other shares: what was proven with the one before is not proven of it.
  'security-domain-loaded': (state, event) => {
    const isSame = state.securityDomain?.sha256 === event.sha256;
    // Without a plan nothing but the domain says which certificates are its custodians': the exchange key is checked beside it again.
    const before = state.emergency !== undefined && !isSame ? withoutKey(state) : state;
    return { ...withoutShares(before), securityDomain: event, proven: isSame ? state.proven : [] };
  },
  // A new key needs its own approval, and the rules want its own read-back.
  'exchange-key-verified': (state, event, _growth, at) => ({
    ...state,
    exchangeKey: event,
    keyVerifiedAt: at,
    buildApproved: undefined,
  }),
  'share-accepted': (state, { certificateSha256 }) => ({ ...state, shares: [...state.shares, certificateSha256] }),
  'self-test': unchanged,
  'share-refused': unchanged,
  'shares-gone': withoutShares,
  'quorum-reconstructed': unchanged,
  'build-approved': (state, { certificateSha256, by }) => ({
    ...state,
    buildApproved: certificateSha256,
    buildApprovers: by,
  }),
  'blob-intended': (state, { certificateSha256 }) => ({ ...state, blob: { phase: 'intended', certificateSha256 } }),
  'blob-built': (state, { certificateSha256, blobSha256 }, { append }, at) => ({
    ...withoutShares(state),
    blobBuiltAt: at,
    blob: { phase: 'built', certificateSha256, blobSha256 },
    builtFor: append(state.builtFor, certificateSha256),
  }),
  'custodian-key-made': (state, { custodian, certificateSha256, token }, { append }) => ({
    ...state,
    keysMade: { ...state.keysMade, [custodian]: certificateSha256 },
    tokens: { ...without(state.tokens, (each) => each === custodian), ...(token && { [custodian]: token }) },
    // A token had opened it before it was noted.
    copiesChecked: token ? append(state.copiesChecked, copyOf(certificateSha256, 1)) : state.copiesChecked,
  }),
  'custodian-sticks-differ': (state, { certificateSha256 }, { append }) => ({
    ...state,
    onTwoSticks: append(state.onTwoSticks, certificateSha256),
  }),
  'custodian-copy-checked': (state, { certificateSha256, copy }, { append }) => ({
    ...state,
    copiesChecked: append(state.copiesChecked, copyOf(certificateSha256, copy)),
  }),
  'custodian-proven': (state, { certificateSha256, copy }, { append }) => ({
    ...state,
    proven: append(state.proven, copyOf(certificateSha256, copy)),
  }),
} satisfies Partial<Handlers<EventKind>>;

/** What a query with one of these words says of its call. */
const queryChanges: ReadonlyMap<string, Partial<CallState>> = new Map([
  [queryWords.resumed, { asked: true }],
  [queryWords.notTaken, { sending: 'not-taken' }],
  [queryWords.sentAgain, { sending: 'again' }],
]);

const onTheOnlineSide = {
  // What was compared with an earlier fetch was not compared with this one.
  'exchange-key-fetched': (state, event, { append }) => {
    const last = state.fetched[event.observer];
    const isReplaced = last !== undefined && fetchId(last) !== fetchId(event);
    return {
      ...state,
      fetched: { ...state.fetched, [event.observer]: event },
      fetchesReplaced: isReplaced ? append(state.fetchesReplaced, fetchId(last)) : state.fetchesReplaced,
      blobCompared: undefined,
    };
  },
  'exchange-key-countersigned': (state, { payloadSha256 }, { append }) => ({
    ...state,
    countersigned: append(state.countersigned, payloadSha256),
  }),
  'exchange-keys-differ': (state, event) => ({ ...state, keysDiffer: event }),
  'exchange-key-chosen': (state, event, growth) => restingOn(event.exception, { ...state, keyChosen: event }, growth),
  'blob-compared': (state, event, growth) =>
    restingOn(event.exception, { ...state, blobCompared: event, keyChanges: changesOf(state, event) }, growth),
  'canary-proven': (state, event) => ({ ...state, canary: event }),
  'role-changed': (state, _event, _growth, at) => ({ ...state, roleChangedAt: at }),
  'canary-left-out': (state, { exception }, growth) => restingOn(exception, { ...state, canaryLeftOut: true }, growth),
  // A confirmation is for one call. What became of an earlier upload says nothing of this one.
  'call-intended': (state, { id, call, target, subject, folder }, growth, at) =>
    withCall(
      { ...state, confirmed: undefined, ...(call === 'upload' && { filesWritten: withoutOutcomes(state) }) },
      {
        id,
        call,
        target,
        subject,
        folder,
        phase: 'intended',
        job: null,
        intendedAt: at ?? null,
        settledAt: null,
        held: false,
        asked: false,
        sending: 'first',
      },
      growth,
    ),
  'call-answered': (state, { id, job }, growth) => changeCall(state, id, { phase: 'answered', job }, growth),
  'call-queried': (state, { id, status }, growth) => {
    const change = queryChanges.get(status);
    return change ? changeCall(state, id, change, growth) : state;
  },
  'call-settled': (state, event, growth, at) =>
    afterVerdict(changeCall(state, event.id, { phase: event.verdict, settledAt: at ?? null }, growth), event),
  'hold-over': (state, { id, exception }, growth) =>
    restingOn(exception, changeCall(state, id, { held: true }, growth), growth),
} satisfies Partial<Handlers<EventKind>>;

const inAnEmergency = {
  'emergency-opened': (state, event) => ({ ...state, emergency: event }),
  // A key was accepted for an address: for another one it is checked again.
  'target-typed': (state, event) => {
    const isSame = state.target?.hsmUri === event.hsmUri;
    return { ...(isSame ? state : withoutKey(state)), target: event };
  },
  'exchange-key-refused': withoutKey,
  // What was compared was another file's.
  'blob-read': (state, event) => ({ ...state, blobRead: event, blobCompared: undefined }),
  'backup-named': (state, event) => ({ ...state, backupNamed: event }),
  'restore-verified': (state, event) => ({ ...state, restoreVerified: event }),
} satisfies Partial<Handlers<EventKind>>;

const inASession = {
  'session-opened': (state, event) => ({ ...state, session: event }),
  'session-resumed': withoutShares,
  'clock-read': afterClock,
  alarm: unchanged,
  'key-made': (state, { key }, { append }) => ({ ...state, keysCreated: append(state.keysCreated, key) }),
  'session-finished': (state) => ({ ...withoutShares(state), closed: true }),
} satisfies Partial<Handlers<EventKind>>;

const handlers: Handlers<EventKind> = {
  ...onBothSides,
  ...onTheOfflineSide,
  ...onTheOnlineSide,
  ...inAnEmergency,
  ...inASession,
};

/** The state after one more event. Whether the event may happen is not asked here; see order/order.ts. */
export const apply = (state: JournalState, event: JournalEvent): JournalState =>
  applyWith(state, event, copying, undefined);

/** The state after one more event that was written at a time: ISO 8601 by the clock of the machine. */
export const applyAt = (state: JournalState, event: JournalEvent, at: string): JournalState =>
  applyWith(state, event, copying, at);

/**
 * As `applyAt`, for one run over a whole journal: in time that grows with the events, not with their square. Only the last state is whole;
 * what is in the lists and tables of an earlier one changes with it.
 */
export function foldInPlace(): typeof applyAt {
  const growth = inPlace();
  return (state, event, at) => applyWith(state, event, growth, at);
}

function applyWith(state: JournalState, event: JournalEvent, growth: Growth, at: string | undefined): JournalState {
  // The mapped type pairs each kind with its own event, which an index by a union cannot express.
  const handler = handlers[event.kind] as Handler<EventKind>;
  return handler(state.startedAt === undefined ? { ...state, startedAt: at } : state, event, growth, at);
}

/** The key with this thumbprint, as an operator fetched it. */
function keyOf({ fetched }: JournalState, thumbprint: string | null): JournalState['keySent'] {
  const found = Object.values(fetched).find(({ certificateSha256 }) => certificateSha256 === thumbprint);
  return found && { certificateSha256: found.certificateSha256, spkiSha256: found.spkiSha256 };
}

function changesOf(
  { keyChanges }: JournalState,
  { fetched, inBlob, blobSha256 }: EventOf<'blob-compared'>,
): JournalState['keyChanges'] {
  if (fetched === inBlob) return undefined;
  return { blobSha256, times: (keyChanges?.blobSha256 === blobSha256 ? keyChanges.times : 0) + 1 };
}

/** An exception serves once. */
function restingOn(exception: number | null, state: JournalState, { replace }: Growth): JournalState {
  const decision = exception === null ? undefined : decisionOf(state.decisions, exception);
  if (decision === undefined) return state;
  return { ...state, decisions: replace(state.decisions, decision.number - 1, { ...decision, used: true }) };
}

/** Shares live in memory only, and the approval was given while they were there. An intent that led to no blob is over. */
function withoutShares(state: JournalState): JournalState {
  const blob: BlobState = state.blob.phase === 'intended' ? { phase: 'none' } : state.blob;
  return { ...state, shares: [], buildApproved: undefined, blob };
}

/** Nothing may be built any more until a key is accepted again. */
function withoutKey(state: JournalState): JournalState {
  return { ...state, exchangeKey: undefined, buildApproved: undefined };
}

function withCall(state: JournalState, call: CallState, { put }: Growth): JournalState {
  const calls = put(state.calls, call.id, call);
  noteChanged(calls, call);
  return { ...state, calls };
}

function changeCall(state: JournalState, id: string, change: Partial<CallState>, growth: Growth): JournalState {
  const found = callOf(state, id);
  return found ? withCall(state, { ...found, ...change }, growth) : state;
}

/** REQ-14: a refused upload is an incident. The journal has no fault for a call that the service refused. */
function afterVerdict(state: JournalState, { id, verdict }: EventOf<'call-settled'>): JournalState {
  if (verdict !== 'failed' || callOf(state, id)?.call !== 'upload') return state;
  const refused = { check: uploadRefused, step: stepIn(state, 'C15'), fault: '', detail: '' };
  return { ...state, failures: [...state.failures, refused] };
}

/** An outcome that is not good stands until an exception names it. */
function outcomeFailure(
  failures: JournalState['failures'],
  { verdict }: EventOf<'bundle-accepted'>,
): JournalState['failures'] {
  const fault = outcomeFault(verdict)?.code;
  return fault === undefined ? failures : [...failures, { check: 'outcome', step: 'B21', fault, detail: undefined }];
}

function afterException(state: JournalState, event: EventOf<'exception'>, { append }: Growth, at = ''): JournalState {
  const { kind: _kind, ...noted } = event;
  const { number, check } = noted;
  const left = state.failures.findIndex((each) => each.check === check);
  return {
    ...state,
    exceptions: number,
    failures: state.failures.filter((_, each) => each !== left),
    // What was locked may be read again from the first try.
    wrongTries: without(state.wrongTries, (subject) => readBackCheck(subject) === check),
    decisions: append(state.decisions, { ...noted, at, used: false }),
  };
}

function afterClock(
  state: JournalState,
  { wall }: EventOf<'wall-clock' | 'clock-read'>,
  _growth: Growth,
  at = '',
): JournalState {
  return { ...state, wallClock: { wall, at } };
}

const withoutOutcomes = ({ filesWritten }: JournalState): JournalState['filesWritten'] =>
  filesWritten.filter(({ name }) => !name.endsWith(outcomeEnd));

function afterReadBack(state: JournalState, { subject, sha256, outcome, attempt }: EventOf<'read-back'>): JournalState {
  const readBack = without(state.readBack, (each) => each === subject);
  const wrongTries = without(state.wrongTries, (each) => each === subject);
  if (outcome === 'agreed') return { ...state, readBack: { ...readBack, [subject]: sha256 }, wrongTries };
  // REQ-11: two wrong tries lead to an exception.
  const locked = { check: readBackCheck(subject), step: readBackSteps[subject], fault: 'WORDS_LOCKED' };
  const failures = attempt >= 2 ? [...state.failures, { ...locked, detail: undefined }] : state.failures;
  return { ...state, readBack, wrongTries: { ...wrongTries, [subject]: { sha256, times: attempt } }, failures };
}

/** Where the script has the read-back. */
const readBackSteps: Readonly<Record<EventOf<'read-back'>['subject'], string>> = {
  plan: 'O5',
  'exchange-key': 'B7',
  'restore-blob': 'B20',
  'activation-certificates': 'A15',
  'security-domain': 'A21',
};

const without = <T>(
  record: Readonly<Record<string, T>>,
  isLeftOut: (name: string) => boolean,
): Readonly<Record<string, T>> => Object.fromEntries(Object.entries(record).filter(([name]) => !isLeftOut(name)));
