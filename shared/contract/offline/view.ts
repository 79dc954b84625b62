// What the offline app shows: the whole state of a ceremony without any secret. Main holds it; a screen mirrors it.
import { z } from 'zod';
import type { ExchangeKeyCheck } from '../../exchange-key/verdict.ts';
import type { Fault } from '../../faults/fault.ts';
import { exceptionView } from '../exception-view.ts';
import type { Plan } from '../../plan/plan.ts';
import { ceremonyId } from '../../schemas/atoms.ts';
import { fileToken, hex256, token, writtenFile } from '../files.ts';

const utc = z.iso.datetime();
export const volumeId = token();
/** A refusal; our own code made it, so its members are not checked again. */
const fault = z.custom<Fault>((value) => typeof value === 'object' && value !== null && 'code' in value);

/** What a session at this machine is for. */
export const purpose = z.enum(['recovery', 'activation', 'share-check', 'quorum-drill', 'custodian-keys']);
export type Purpose = z.output<typeof purpose>;
/** What keeps a log of its own: it has no plan. A recovery or an activation keeps the journal of its ceremony. */
export const loggedPurpose = purpose.exclude(['recovery', 'activation']);

export const ceremonyView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({ phase: z.literal('running'), id: ceremonyId, purpose, practice: z.boolean() }),
  z.strictObject({ phase: z.literal('finished'), id: ceremonyId, purpose, practice: z.boolean() }),
]);

/** `aheadSeconds`: how far the machine's clock is ahead of the wall's; negative when it is behind. */
export const wallClock = z.strictObject({
  phase: z.literal('set'),
  wallUtc: utc,
  machineUtc: utc,
  aheadSeconds: z.int(),
});
export const clockView = z.discriminatedUnion('phase', [z.strictObject({ phase: z.literal('unset') }), wallClock]);
export type ClockView = z.output<typeof clockView>;

/** Ways out of this machine that are open. */
export const wayOut = z.strictObject({ kind: z.enum(['interface', 'route', 'radio', 'unreadable']), name: z.string() });
export type WayOut = z.output<typeof wayOut>;
export const airGapView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('unknown') }),
  z.strictObject({ phase: z.literal('closed') }),
  z.strictObject({ phase: z.literal('open'), waysOut: z.array(wayOut) }),
]);
export type AirGapView = z.output<typeof airGapView>;

/** `own`: the stick of this machine alone, with its identity; it never goes to the other side. */
export const volumeRole = z.enum(['none', 'own', 'in', 'out', 'custodian']);
export type VolumeRole = z.output<typeof volumeRole>;
export const volumeView = z.strictObject({
  id: volumeId,
  /** The medium's own name, made harmless to look at. */
  name: z.string(),
  role: volumeRole,
  present: z.boolean(),
  readOnly: z.boolean(),
});
export type VolumeView = z.output<typeof volumeView>;

/** What a file says it is: a help for choosing, never a reason to believe it. */
export const fileKind = z.enum([
  'plan',
  'identity',
  'security-domain',
  'security-domain-bundle',
  'exchange-key',
  'outcome',
  'other',
]);
export type FileKind = z.output<typeof fileKind>;

export const listedFile = z.strictObject({
  token: fileToken,
  kind: fileKind,
  /** Name below the volume, made harmless to look at. */
  name: z.string(),
  bytes: z.int(),
});
export type ListedFile = z.output<typeof listedFile>;

export const loadedFile = z.strictObject({ name: z.string(), bytes: z.int(), sha256: hex256 });

export const securityDomainView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({
    phase: z.literal('loaded'),
    file: loadedFile,
    version: z.int(),
    required: z.int(),
    /** base64url SHA-256 of each custodian's certificate, in the order of the file. */
    custodians: z.array(z.string()),
    data: z.array(z.strictObject({ tag: z.string(), bytes: z.int() })),
    notes: z.array(z.string()),
  }),
]);
export type SecurityDomainView = z.output<typeof securityDomainView>;

/** One check of the exchange key, as the judge made it. */
const check = z.custom<ExchangeKeyCheck>((value) => typeof value === 'object' && value !== null && 'outcome' in value);
const judged = {
  file: loadedFile,
  host: z.string(),
  checks: z.array(check),
  /** Who fetched it and signed its bundle. */
  signers: z.array(z.strictObject({ role: z.string(), holder: z.string() })),
  /** Why a key without attestation was accepted, and by whom; null where it is attested. */
  exception: z.strictObject({ reason: z.string(), approvers: z.array(z.string()) }).nullable(),
};

/** Words that must be typed before this screen shows its own; `places` are counted from 1. */
const readBackAsking = z.strictObject({ phase: z.literal('asking'), places: z.array(z.int()), triesLeft: z.int() });
export const readBackView = z.discriminatedUnion('phase', [
  readBackAsking,
  /** Wrong too often: only an exception leads on. */
  z.strictObject({ phase: z.literal('locked') }),
  z.strictObject({ phase: z.literal('agreed') }),
]);
export type ReadBackView = z.output<typeof readBackView>;

export const exchangeKeyView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  /**
   * Refused by a check; which one is in `checks`. `unattested`: nothing is wrong with it except that it carries no attestation, so that
   * two people may accept it by an exception. Everything else is an incident.
   */
  z.strictObject({ phase: z.literal('refused'), ...judged, unattested: z.boolean() }),
  /** All checks passed, and people must compare words. No fingerprint is shown before they have. */
  z.strictObject({ phase: z.literal('unconfirmed'), ...judged, words: readBackAsking }),
  /** The words were wrong too often: only an exception leads on. */
  z.strictObject({ phase: z.literal('locked'), ...judged }),
  z.strictObject({ phase: z.literal('confirmed'), ...judged, certificateSha256: hex256 }),
]);
export type ExchangeKeyView = z.output<typeof exchangeKeyView>;

/** `who`: the name in the plan; empty where there is no plan. */
export const acceptedCustodian = z.strictObject({
  thumbprint: z.string(),
  fileName: z.string(),
  who: z.string(),
  atUtc: utc,
});
export type AcceptedCustodian = z.output<typeof acceptedCustodian>;

/** Who is at the screen and what happens there. */
export const custodianTurn = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('nobody') }),
  /** The others have looked away; the custodian chooses a key file. */
  z.strictObject({ phase: z.literal('choosing') }),
  z.strictObject({ phase: z.literal('passphrase'), fileName: z.string() }),
  z.strictObject({ phase: z.literal('opening'), fileName: z.string() }),
  /** The share is in, the key is forgotten; the stick must be taken out. */
  z.strictObject({ phase: z.literal('accepted'), fileName: z.string(), thumbprint: z.string() }),
  z.strictObject({ phase: z.literal('refused'), fileName: z.string(), fault }),
]);
export type CustodianTurn = z.output<typeof custodianTurn>;

export const custodiansView = z.strictObject({
  have: z.int(),
  /** How many are needed: the quorum, or in a share check everybody. 0 before a security domain is loaded. */
  required: z.int(),
  accepted: z.array(acceptedCustodian),
  turn: custodianTurn,
  /** Name of the custodian whose turn it is, where a plan says it. */
  who: z.string().nullable(),
});
export type CustodiansView = z.output<typeof custodiansView>;

export const blobView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({ phase: z.literal('building') }),
  /** A drill ends here: the master key was rebuilt and every datum authenticated; there is no blob. */
  z.strictObject({ phase: z.literal('proven'), data: z.int() }),
  z.strictObject({
    phase: z.literal('built'),
    bytes: z.int(),
    sha256: hex256,
    /** base64url thumbprint of the exchange certificate, as it stands in the blob. */
    wrappedFor: z.string(),
    data: z.int(),
  }),
]);
export type BlobView = z.output<typeof blobView>;

export const createdKey = z.strictObject({
  label: z.string(),
  bits: z.int(),
  certificateSha256: hex256,
  files: z.array(writtenFile),
});
export type CreatedKey = z.output<typeof createdKey>;

/** Stands for the log or journal of a session that can be taken up again. */
export const sessionToken = token();
/** A drill or a making of keys that ended without a finish: what its log says, and what of it is still true. */
export const earlierSession = z.strictObject({
  log: sessionToken,
  id: ceremonyId,
  purpose: loggedPurpose,
  practice: z.boolean(),
  /** When something was noted last, by this machine's clock. */
  lastUtc: utc,
  /** The end of the log is not what was written; what stands before it is good. */
  isDamaged: z.boolean(),
  /** Shares that were in memory when it ended. They are gone, by design. */
  shares: z.int(),
  exceptions: z.int(),
  written: z.array(writtenFile),
  wallUtc: utc.nullable(),
});
export type EarlierSession = z.output<typeof earlierSession>;

/** A recovery or an activation whose journal was not closed. */
export const earlierCeremony = z.strictObject({
  purpose: purpose.extract(['recovery', 'activation']),
  journal: sessionToken,
  id: ceremonyId,
  practice: z.boolean(),
  lastUtc: utc,
  events: z.int(),
  /** What is wrong with the end of the journal; it must be closed off by an exception before anything goes on. */
  damage: fault.nullable(),
  shares: z.int(),
  exceptions: z.int(),
  /** Whether the words of the exchange key agreed, and whether the blob was built. Hashes stay out. */
  exchangeKey: z.boolean(),
  blob: z.boolean(),
  /** New keys of custodians that were made, and copies that have opened their share. */
  keysMade: z.int(),
  copiesProven: z.int(),
});
export type EarlierCeremony = z.output<typeof earlierCeremony>;

/** A check that failed and stands: only an exception that names it leads on. */
export const failedCheck = z.strictObject({
  check: z.string(),
  step: z.string(),
  fault: z.string(),
  detail: z.string(),
});
export type FailedCheckView = z.output<typeof failedCheck>;

/** Our own parser made it, so its members are not checked again. */
const plan = z.custom<Plan>((value) => typeof value === 'object' && value !== null && 'ceremony' in value);

/** The ceremony of a recovery or an activation as its journal has it. */
export const recoveryView = z.strictObject({
  plan,
  /** Null until people have compared its words with the paper. */
  planSha256: hex256.nullable(),
  /** Names of those who approved the plan. */
  approvers: z.array(z.string()),
  planWords: readBackView,
  /** Who holds this machine's identity. */
  holder: z.string(),
  /** Who holds the other machine's. */
  peer: z.string(),
  pairing: readBackView,
  /** The number that bundles for this machine must answer, hex; null until the plan is adopted. */
  challenge: z.string().nullable(),
  failures: z.array(failedCheck),
  /** The bundle of the restore blob or of the certificates, once it is signed. */
  sent: z
    .strictObject({ name: z.string(), payloadSha256: hex256, copies: z.int(), isReadBack: z.boolean() })
    .nullable(),
  /** What the online side said became of the upload. */
  outcome: z
    .strictObject({
      call: z.string(),
      verdict: z.enum(['succeeded', 'failed', 'unknown']),
      requestId: z.string(),
      detail: z.string(),
    })
    .nullable(),
  /** Number and hash of the last event. */
  head: z.strictObject({ n: z.int(), sha256: hex256 }),
});
export type RecoveryView = z.output<typeof recoveryView>;

export const custodianId = z.string().regex(/^C(?:[1-9]|10)$/);
export const copyNumber = z.literal([1, 2]);

/** What is next for a custodian's new key: it is made onto the first stick, checked there, copied to the second, and checked there. */
export const newKeyNext = z.enum(['make', 'check-1', 'write-2', 'check-2', 'done']);

/** The new key of one custodian of the plan. */
export const newKey = z.strictObject({
  custodian: custodianId,
  /** The name in the plan. */
  who: z.string(),
  next: newKeyNext,
  /** Hex; null until the key is made. */
  certificateSha256: hex256.nullable(),
  /** Copies that have opened their share of the security domain that came back. */
  proven: z.array(copyNumber),
});
export type NewKeyView = z.output<typeof newKey>;

/** What an activation or a re-wrap has beside what every ceremony has. */
export const activationView = z.strictObject({
  kind: z.enum(['activation', 're-wrap']),
  keys: z.array(newKey),
  /** Who is at the screen, with which copy, and for what. */
  turn: z
    .strictObject({
      custodian: custodianId,
      who: z.string(),
      copy: copyNumber,
      doing: z.enum(['make', 'write', 'check', 'prove']),
    })
    .nullable(),
  /** The read-back of the security domain; null until its bundle has come. */
  domainWords: readBackView.nullable(),
  /** The set that a re-wrap replaces; null where there was none before. It is kept until every new copy is proven. */
  oldSet: z.enum(['kept', 'destroyed']).nullable(),
});
export type ActivationView = z.output<typeof activationView>;

export const view = z.strictObject({
  version: z.string(),
  /** No Electron underneath: a preview, in which only practice is possible. */
  practiceOnly: z.boolean(),
  ceremony: ceremonyView,
  /** Null until the journal of a ceremony is open. */
  recovery: recoveryView.nullable(),
  /** Null in every other session. */
  activation: activationView.nullable(),
  clock: clockView,
  airGap: airGapView,
  volumes: z.array(volumeView),
  securityDomain: securityDomainView,
  exchangeKey: exchangeKeyView,
  custodians: custodiansView,
  blob: blobView,
  /** The label of the key that is being made, while its maker is at the keyboard. */
  makingKey: z.string().nullable(),
  createdKeys: z.array(createdKey),
  written: z.array(writtenFile),
  exceptions: z.array(exceptionView),
  /** Something that happened by itself and that people must know: shown until they close it. */
  alarm: fault.nullable(),
  /** Seconds until the turn of somebody who touches nothing ends; null while that is far off. */
  idleSeconds: z.int().nullable(),
  /** Drills and makings of keys that ended without a finish, the latest first; shown while nothing runs. */
  earlier: z.array(earlierSession),
  /** Recoveries whose journals are not closed, the latest first; shown while nothing runs. */
  earlierCeremonies: z.array(earlierCeremony),
});
export type View = z.output<typeof view>;

const machineRow = z.strictObject({
  about: z.enum([
    'program-version',
    'program-file',
    'system',
    'system-build',
    'clock',
    'ways-out',
    'open-interface',
    'open-route',
    'open-radio',
    'open-unreadable',
    'interfaces',
    'model',
    'firmware',
    'virtual',
    'swap',
    'crash-dumps',
    'disks',
    'usb',
  ]),
  /** As the system tells it; or a word for what it does not tell, has none of, or shows. */
  value: z.union([z.strictObject({ text: z.string() }), z.strictObject({ word: z.enum(['not-told', 'none', 'yes']) })]),
  /** Somebody must look at this before keys are used. */
  doubt: z.boolean(),
});
export type MachineRow = z.output<typeof machineRow>;

export const machineSheet = z.strictObject({ rows: z.array(machineRow) });
export type MachineSheet = z.output<typeof machineSheet>;
