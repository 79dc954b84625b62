// What a journal amounts to. Screens, records, resuming and auditors all see this one state; fold.ts makes it of the events.
import type { ConsumerCount } from '../consumers/work.ts';
import type { CallState } from './call-index.ts';
import type { NotedToken } from '../register/token.ts';
import type { EventKind, EventOf, StickRole } from './events.ts';

type Facts<Kind extends EventKind> = Omit<EventOf<Kind>, 'kind'>;

export type BlobState =
  | { readonly phase: 'none' }
  | { readonly phase: 'intended'; readonly certificateSha256: string }
  | { readonly phase: 'built'; readonly certificateSha256: string; readonly blobSha256: string };

export interface JournalState {
  /** When its first event was written, ISO 8601 by the clock of the machine; undefined where no times are read. */
  readonly startedAt: string | undefined;
  readonly opened: Facts<'journal-opened'> | undefined;
  /** How an emergency began; such a journal has neither `opened` nor `plan`, and is none of a ceremony with a plan. */
  readonly emergency: Facts<'emergency-opened'> | undefined;
  /** How a drill or a making of keys began; its journal has neither `opened` nor `emergency`. */
  readonly session: Facts<'session-opened'> | undefined;
  /** The HSM as people typed it, in an emergency. */
  readonly target: Facts<'target-typed'> | undefined;
  /** Whether it has an end, of either kind. */
  readonly closed: boolean;
  /** Whether that end is signed by this machine. */
  readonly signed: boolean;
  /** The end without proofs. */
  readonly givenUp: Facts<'given-up'> | undefined;
  readonly plan: Facts<'plan-adopted'> | undefined;
  /** Keys of paired machines by role. */
  readonly peers: Readonly<Record<string, string>>;
  readonly challengeIssued: string | undefined;
  readonly challengeNoted: string | undefined;
  /** The last bundle in either direction. */
  readonly lastBundle: { readonly seq: number; readonly payloadSha256: string } | undefined;
  readonly written: readonly Facts<'bundle-written'>[];
  readonly accepted: readonly Facts<'bundle-accepted'>[];
  readonly airGapClosed: boolean;
  /** The last stick that people gave each role, as far as the system told its serial number. */
  readonly sticks: Readonly<Partial<Record<StickRole, Facts<'stick-role'>>>>;
  readonly securityDomain: Facts<'security-domain-loaded'> | undefined;
  /** What each operator saw when the exchange key was last fetched. */
  readonly fetched: Readonly<Record<string, Facts<'exchange-key-fetched'>>>;
  /** Fetches in whose place the same operator has a later one, as `fetchId` names them. */
  readonly fetchesReplaced: readonly string[];
  /** Payloads of the bundles that the second operator's machine has signed. */
  readonly countersigned: readonly string[];
  /** How the operators' keys differed when it was last found. */
  readonly keysDiffer: Facts<'exchange-keys-differ'> | undefined;
  /** Which of them two people have chosen. */
  readonly keyChosen: Facts<'exchange-key-chosen'> | undefined;
  /** The exchange key of the bundle that was sent last. */
  readonly keySent: { readonly certificateSha256: string; readonly spkiSha256: string } | undefined;
  readonly exchangeKey: Facts<'exchange-key-verified'> | undefined;
  /** When it was accepted, and when the last blob was built: ISO 8601 by the clock of the machine; undefined where no times are read. */
  readonly keyVerifiedAt: string | undefined;
  readonly blobBuiltAt: string | undefined;
  /** What was read back and agreed, by subject; a difference takes it away. */
  readonly readBack: Readonly<Record<string, string>>;
  /** What was read back wrongly since it last agreed or was left through an exception, by subject, and how often. */
  readonly wrongTries: Readonly<Record<string, { readonly sha256: string; readonly times: number }>>;
  /** Certificates of the custodians whose shares are in memory. */
  readonly shares: readonly string[];
  readonly buildApproved: string | undefined;
  /** Who approved a build last. */
  readonly buildApprovers: readonly string[];
  readonly blob: BlobState;
  /** Exchange keys for which a blob was built, whatever happened afterwards. */
  readonly builtFor: readonly string[];
  /** The blob that an emergency read from a stick. */
  readonly blobRead: Facts<'blob-read'> | undefined;
  readonly blobCompared: Facts<'blob-compared'> | undefined;
  /** Where the backup lies, as people typed it in an emergency. */
  readonly backupNamed: Facts<'backup-named'> | undefined;
  readonly restoreVerified: Facts<'restore-verified'> | undefined;
  /** How often the key of a blob differed from a fresh fetch, and of which blob. */
  readonly keyChanges: { readonly blobSha256: string; readonly times: number } | undefined;
  /** The test key of this ceremony, once it was used. */
  readonly canary: Facts<'canary-proven'> | undefined;
  /** Whether two people have left it out. */
  readonly canaryLeftOut: boolean;
  readonly confirmed: Facts<'target-confirmed'> | undefined;
  readonly calls: Readonly<Record<string, CallState>>;
  /** When a role inside the HSM was last given or taken, ISO 8601 by the clock of the machine; undefined where no times are read. */
  readonly roleChangedAt: string | undefined;
  /** Certificates of the keys that were made here, by custodian. */
  readonly keysMade: Readonly<Record<string, string>>;
  /** The tokens that those keys are on, by custodian; none where a key is on sticks. */
  readonly tokens: Readonly<Record<string, NotedToken>>;
  /** Certificates of the keys whose two copies are on two sticks, by what the system told or by the word of two people. */
  readonly onTwoSticks: readonly string[];
  /** Copies of those keys that were inserted again and opened, and keys on tokens: `certificate copy`. */
  readonly copiesChecked: readonly string[];
  /** Copies that opened their share of the security domain that is loaded: `certificate copy`. */
  readonly proven: readonly string[];
  /** Of those who use the keys, how many were back when it was last noted. */
  readonly consumers: ConsumerCount | undefined;
  /** The clock on the wall as it was read last, and when that was by the clock of the machine; both ISO 8601 in UTC. */
  readonly wallClock: { readonly wall: string; readonly at: string } | undefined;
  /** Steps of the script that people said were done. */
  readonly stepsDone: readonly string[];
  /** Files that were written; outcomes of the last upload alone. */
  readonly filesWritten: readonly Facts<'file-written'>[];
  /** Keys that a session made for custodians. */
  readonly keysCreated: readonly EventOf<'key-made'>['key'][];
  /** In the order in which they failed. */
  readonly failures: readonly StandingFailure[];
  readonly exceptions: number;
  /** The exceptions in their order. */
  readonly decisions: readonly Decision[];
}

/** One exception. */
export interface Decision extends Facts<'exception'> {
  /** When it was noted, ISO 8601 by the clock of the machine; empty where no times are read. */
  readonly at: string;
  /** Whether a hold was shortened, or the test key left out by it; it serves once. */
  readonly used: boolean;
}

/** A check that failed and has not been left through an exception. */
export interface StandingFailure {
  readonly check: string;
  /** Of the script. */
  readonly step: string;
  /** The code of its fault; empty where the journal names none. */
  readonly fault: string;
  /** The fault as it was written: JSON, whose end may be cut off. Undefined where the code is all of it. */
  readonly detail: string | undefined;
}

export const emptyJournal: JournalState = {
  startedAt: undefined,
  opened: undefined,
  emergency: undefined,
  session: undefined,
  target: undefined,
  closed: false,
  signed: false,
  givenUp: undefined,
  plan: undefined,
  peers: {},
  challengeIssued: undefined,
  challengeNoted: undefined,
  lastBundle: undefined,
  written: [],
  accepted: [],
  airGapClosed: false,
  sticks: {},
  securityDomain: undefined,
  fetched: {},
  fetchesReplaced: [],
  countersigned: [],
  keysDiffer: undefined,
  keyChosen: undefined,
  keySent: undefined,
  exchangeKey: undefined,
  keyVerifiedAt: undefined,
  blobBuiltAt: undefined,
  readBack: {},
  wrongTries: {},
  shares: [],
  buildApproved: undefined,
  buildApprovers: [],
  blob: { phase: 'none' },
  builtFor: [],
  blobRead: undefined,
  blobCompared: undefined,
  backupNamed: undefined,
  restoreVerified: undefined,
  keyChanges: undefined,
  canary: undefined,
  canaryLeftOut: false,
  confirmed: undefined,
  calls: {},
  roleChangedAt: undefined,
  keysMade: {},
  tokens: {},
  onTwoSticks: [],
  copiesChecked: [],
  proven: [],
  consumers: undefined,
  wallClock: undefined,
  stepsDone: [],
  filesWritten: [],
  keysCreated: [],
  failures: [],
  exceptions: 0,
  decisions: [],
};

/** How a copy of a key is in the lists of what was checked and proven. */
export const copyOf = (certificateSha256: string, copy: number): string => `${certificateSha256} ${copy}`;

/** The copies that the key of a custodian has: one where it is on a token. */
export const copiesOfKey = ({ tokens }: Pick<JournalState, 'tokens'>, custodian: string): readonly (1 | 2)[] =>
  tokens[custodian] === undefined ? [1, 2] : [1];

/** The copies of the keys that were made here, by how they are in the lists of what was checked and proven. */
export const copiesMade = (state: Pick<JournalState, 'keysMade' | 'tokens'>): readonly string[] =>
  Object.entries(state.keysMade).flatMap(([custodian, certificate]) =>
    copiesOfKey(state, custodian).map((copy) => copyOf(certificate, copy)),
  );

/** One fetch of the exchange key, which a journal may note more than once. */
export const fetchId = (
  fetch: Pick<Facts<'exchange-key-fetched'>, 'observer' | 'requestId' | 'fetchedAt' | 'answerSha256'>,
): string => [fetch.observer, fetch.requestId, fetch.fetchedAt, fetch.answerSha256].join(' ');

/** The decision of an exception; they are counted from 1, in the order of the journal. */
export function decisionOf(decisions: readonly Decision[], exception: number): Decision | undefined {
  return decisions[exception - 1];
}

/** A call by its name; names such as `constructor` are those of no call until one has them. */
export const callOf = ({ calls }: JournalState, id: string): CallState | undefined =>
  Object.hasOwn(calls, id) ? calls[id] : undefined;

/** Whether this check stands failed. */
export const stands = ({ failures }: Pick<JournalState, 'failures'>, check: string): boolean =>
  failures.some((each) => each.check === check);

/** The check that stands failed after a refused upload: it may mean a wrong key, and is left only through an exception. */
export const uploadRefused = 'upload-refused';

/** The check that a second wrong read-back leaves failed (REQ-11). */
export const readBackCheck = (subject: string): string => `read-back-${subject}`;

/** Which try the next read-back is: counted by the journal, so that no restart and no hand at a counter gives another one. */
export function nextTry({ wrongTries }: JournalState, subject: string, sha256: string): number {
  const wrong = wrongTries[subject];
  return wrong?.sha256 === sha256 ? wrong.times + 1 : 1;
}
