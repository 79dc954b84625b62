// What the online app shows: the whole state of the online part at this machine, without any secret. Main holds it; a screen mirrors it.
import { z } from 'zod';
import type { ExchangeKeyCheck } from '../../exchange-key/verdict.ts';
import type { Fault } from '../../faults/fault.ts';
import type { InventoryDifference } from '../../inventory/inventory.ts';
import { exceptionView } from '../exception-view.ts';
import { alsoToRepoint } from '../../inventory/re-point.ts';
import { guardedCalls, type JournalEvent } from '../../journal/events.ts';
import type { OnlineCheck } from '../../online/checks.ts';
import { ceremonyKinds, type Plan } from '../../plan/plan.ts';
import { ceremonyId, guid, nonceHex, sha256Hex } from '../../schemas/atoms.ts';
import { fileToken, writtenFile } from '../files.ts';
import { clockView } from '../offline/view.ts';

const utc = z.iso.datetime();
/** Our own code made these from checked data, so their members are not checked again. */
const ours = <T>(member: keyof T & string): z.ZodType<T, T> =>
  z.custom<T>((value) => typeof value === 'object' && value !== null && member in value);
const fault = ours<Fault>('code');
const onlineCheck = ours<OnlineCheck>('outcome');

/** Who this machine belongs to: the first operator makes the calls, the second observes and countersigns. */
export const operatorRole = z.enum(['operator-1', 'operator-2']);
export type OperatorRole = z.output<typeof operatorRole>;

export const onlineCeremonyView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({
    /** `closed`: the journal takes nothing more; everything can still be looked at. */
    phase: z.enum(['open', 'closed']),
    id: ceremonyId,
    practice: z.boolean(),
    kind: z.enum(ceremonyKinds),
    role: operatorRole,
    /** Who holds this machine's identity. */
    holder: z.string(),
    plan: ours<Plan>('ceremony'),
    planSha256: sha256Hex,
    /** Names of the people who approved the plan. */
    approvers: z.array(z.string()),
    /** The folder of the journal and of the answers, by its own name. */
    folder: z.string(),
    /** Whether it was begun in an earlier run of the program. */
    resumed: z.boolean(),
  }),
]);
export type OnlineCeremonyView = z.output<typeof onlineCeremonyView>;

/** A ceremony in this app's own folder that was not closed. */
export const earlierCeremony = z.strictObject({
  folder: fileToken,
  id: ceremonyId,
  practice: z.boolean(),
  role: operatorRole,
  lastUtc: utc,
});
export type EarlierCeremony = z.output<typeof earlierCeremony>;

/** `practice` is the only way of a practice ceremony, and of no other. */
export const signInWay = z.enum(['device-code', 'azure-cli', 'browser', 'secret', 'certificate', 'practice']);
export type SignInWay = z.output<typeof signInWay>;

export const accountView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('signed-out') }),
  z.strictObject({
    phase: z.literal('signing-in'),
    way: signInWay,
    sinceUtc: utc,
    /** What a person types, and at which address; null until it is there, and for the other ways. */
    code: z.strictObject({ userCode: z.string(), address: z.string() }).nullable(),
  }),
  z.strictObject({ phase: z.literal('refused'), way: signInWay, fault }),
  z.strictObject({
    phase: z.literal('signed-in'),
    way: signInWay,
    name: z.string(),
    objectId: z.string(),
    tenantId: z.string(),
    /** Roles in the new HSM; null where it does not tell, which it does to nobody before it is active. */
    roles: z.array(z.strictObject({ scope: z.string(), role: z.string() })).nullable(),
    /** The account beside the plan: what agrees, what a person must look at. */
    checks: z.array(onlineCheck),
  }),
]);
export type AccountView = z.output<typeof accountView>;

export const boardView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('not-looked') }),
  z.strictObject({ phase: z.literal('looking'), sinceUtc: utc }),
  z.strictObject({
    phase: z.literal('looked'),
    atUtc: utc,
    checks: z.array(onlineCheck),
    /** Whether nothing would fail, as far as could be asked. */
    isClear: z.boolean(),
  }),
]);
export type BoardView = z.output<typeof boardView>;

/** Every step of either operator. Which there are at this machine, and in which order, says the list in the view. */
export const onlineStepId = z.enum([
  'pairing',
  'board',
  'create',
  'activate',
  'init-recovery',
  'exchange-key',
  'observe',
  'countersign',
  'upload',
  'backup',
  'restore',
  'verify',
  'hand-over',
  /** The inventory of an HSM that was just activated, for the day on which it is recovered. */
  'baseline',
]);
export type OnlineStepId = z.output<typeof onlineStepId>;

/** What a step still waits for. */
export const stepNeed = z.enum([
  'sign-in',
  'pairing',
  'activate',
  'init-recovery',
  'observation',
  'exchange-key',
  'upload',
  'backup',
  'hold',
  'restore',
  'verify',
  /** A failed check stands: only an exception leads on. */
  'exception',
  /** Another step is at work, or a call has no verdict yet. */
  'other-step',
  /** The plan does not name what it would work with. */
  'plan',
]);
export type StepNeed = z.output<typeof stepNeed>;

/** Facts that a finished step shows, by what they are. Moments are ISO 8601 in UTC, hashes are 64 hex digits. */
export const stepFact = z.enum([
  'hsm-uri',
  'resource-id',
  'activation',
  'administrators',
  'request-id',
  'server-date',
  'certificate-sha256',
  'payload-sha256',
  'blob-sha256',
  'security-domain-sha256',
  'custodians',
  'required',
  'folder-uri',
  'folder',
  'hold-ends',
  'keys',
  'versions',
  'roles',
  'differences',
  'file',
]);
export type StepFact = z.output<typeof stepFact>;

/** How far something is that goes through many things. */
const goneThrough = z.strictObject({ done: z.int(), of: z.int() });

/** How a long call is getting on. There is no time-out: only people give up waiting. */
export const progressView = z.strictObject({
  sinceUtc: utc,
  /** Whether the call has been sent, or was in an earlier run: from then on it cannot be taken back, only waited for. */
  isSent: z.boolean(),
  /** Questions after its state so far. */
  attempt: z.int(),
  /** When the service last answered, and when it is asked next. */
  lastContactUtc: utc.nullable(),
  nextPollUtc: utc.nullable(),
  /** Why the last question was not answered; the waiting goes on. */
  trouble: fault.nullable(),
  /** For steps that go through many things. */
  counted: goneThrough.nullable(),
});
export type ProgressView = z.output<typeof progressView>;

export const stepState = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('not-yet'), needs: z.array(stepNeed) }),
  z.strictObject({ phase: z.literal('ready') }),
  z.strictObject({ phase: z.literal('running'), progress: progressView }),
  /** Begun, and nobody waits for it now: the service may go on by itself. `steps.resume` asks, and sends nothing twice. */
  z.strictObject({ phase: z.literal('interrupted'), callId: z.string(), fault: fault.nullable() }),
  /** Nobody knows what became of the call, and the service cannot be asked: people look, then `steps.decide`. Never a repeat. */
  z.strictObject({ phase: z.literal('unknown'), call: z.enum(guardedCalls), callId: z.string() }),
  z.strictObject({
    phase: z.literal('refused'),
    fault,
    atUtc: utc,
    /** Whether the step may be tried again; `exception`: only after one has been written. */
    again: z.enum(['yes', 'exception']),
  }),
  z.strictObject({
    phase: z.literal('done'),
    atUtc: utc.nullable(),
    facts: z.array(z.strictObject({ fact: stepFact, value: z.string() })),
  }),
]);
export type StepState = z.output<typeof stepState>;

export const stepView = z.strictObject({
  id: onlineStepId,
  /** What two people must type from paper for it. */
  confirm: z.enum(['nothing', 'target', 'target-and-folder']),
  state: stepState,
});
export type OnlineStepView = z.output<typeof stepView>;

/** One fetch of the exchange key. */
export const observationView = z.strictObject({
  observer: operatorRole,
  /** SHA-256 over the certificate in DER. */
  certificateSha256: sha256Hex,
  requestId: z.string(),
  serverDate: z.string(),
  fetchedUtc: utc,
  /** How many certificates the connection showed. */
  tlsCertificates: z.int(),
});
export type ObservationView = z.output<typeof observationView>;

/** A bundle that this machine made or took in. */
export const bundleSummary = z.strictObject({
  name: z.string(),
  type: z.string(),
  seq: z.int(),
  /** SHA-256 of its content: what is read aloud. */
  payloadSha256: sha256Hex,
  signers: z.array(z.strictObject({ role: z.string(), holder: z.string() })),
});
export type BundleSummary = z.output<typeof bundleSummary>;

export const exchangeView = z.strictObject({
  /** What this machine fetched. */
  own: observationView.nullable(),
  /** The judgement on it. */
  checks: z.array(ours<ExchangeKeyCheck>('outcome')),
  /** What the other operator's machine fetched, as brought here. */
  second: observationView.nullable(),
  /** Whether both saw the same certificate; null while one is missing. */
  isSame: z.boolean().nullable(),
  /** `draft`: the other operator's signature is missing. `sent`: complete, and noted in the journal. */
  bundle: z.discriminatedUnion('phase', [
    z.strictObject({ phase: z.literal('none') }),
    z.strictObject({ phase: z.enum(['draft', 'sent']), bundle: bundleSummary }),
  ]),
});
export type ExchangeView = z.output<typeof exchangeView>;

/** A bundle from the offline side; its hash stays hidden until the one that was read out has been typed. */
export const incomingView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({
    phase: z.literal('accepted'),
    bundle: bundleSummary.omit({ payloadSha256: true }),
    readBack: z.discriminatedUnion('phase', [
      z.strictObject({ phase: z.literal('awaited'), triesLeft: z.int() }),
      z.strictObject({ phase: z.literal('agreed'), payloadSha256: sha256Hex }),
    ]),
  }),
]);
export type IncomingView = z.output<typeof incomingView>;

/** The hold between restore point and restore. `minuteMs` is shorter than a minute in practice. */
export const holdView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('no-restore-point') }),
  z.strictObject({ phase: z.enum(['running', 'over']), beganUtc: utc, endsUtc: utc, minuteMs: z.int() }),
]);
export type HoldView = z.output<typeof holdView>;

export const backupFolderView = z.strictObject({
  folder: z.string(),
  files: z.int(),
  bytes: z.int(),
  writtenUtc: z.string().nullable(),
  /** Whether it is the folder of the plan. */
  isPlanned: z.boolean(),
});
export type BackupFolderView = z.output<typeof backupFolderView>;

const counted = z.strictObject({ expected: z.int(), found: z.int() });
export const verificationView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({
    phase: z.literal('compared'),
    atUtc: utc,
    isSame: z.boolean(),
    keys: counted,
    versions: counted,
    roles: counted,
    /** The first of them; `differenceCount` says how many there are. */
    differences: z.array(ours<InventoryDifference>('kind')),
    differenceCount: z.int(),
    canaries: z.array(
      z.strictObject({ key: z.string(), version: z.string(), proven: z.array(z.enum(['sign', 'unwrap'])) }),
    ),
    /** The inventory of the recovered HSM. */
    file: writtenFile,
  }),
]);
export type VerificationView = z.output<typeof verificationView>;

export const handOverRow = z.strictObject({
  key: z.string(),
  version: z.string(),
  enabled: z.boolean(),
  oldUri: z.string(),
  newUri: z.string(),
});
export const handOverView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({
    phase: z.literal('written'),
    /** The first of them; `rowCount` says how many there are. */
    rows: z.array(handOverRow),
    rowCount: z.int(),
    csv: writtenFile,
    json: writtenFile,
    /** What no inventory lists and people must re-point, too. */
    alsoToRepoint: z.array(z.enum(alsoToRepoint)),
  }),
]);
export type HandOverView = z.output<typeof handOverView>;

export const activityView = z.strictObject({
  /** How many events the journal has, and the hash of the last. */
  events: z.int(),
  head: z.string(),
  /** The last of them, the latest first. */
  latest: z.array(z.strictObject({ n: z.int(), atUtc: utc, event: ours<JournalEvent>('kind') })),
});
export type ActivityView = z.output<typeof activityView>;

/** An exception as it stands in the journal. */
export const peersView = z.strictObject({
  /** The offline machine's key, once people have compared it. */
  offlineKeyId: sha256Hex.nullable(),
  /** The number that this machine gave out; bundles for it must answer it. Spoken to the offline side. */
  issued: nonceHex.nullable(),
  /** The number that the offline side gave out, as typed here. */
  noted: nonceHex.nullable(),
});
export type PeersView = z.output<typeof peersView>;

/** The practice cloud of a practice ceremony. */
export const practiceCloudView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  /** `serving`: this app runs it. `joined`: another program on this machine does. */
  z.strictObject({ phase: z.enum(['serving', 'joined']), folder: z.string() }),
]);
export type PracticeCloudView = z.output<typeof practiceCloudView>;

export const onlineView = z.strictObject({
  version: z.string(),
  /** No Electron underneath: a preview, in which only practice is possible. */
  practiceOnly: z.boolean(),
  ceremony: onlineCeremonyView,
  /** Ceremonies that were not closed, the latest first; shown while none is open. */
  earlier: z.array(earlierCeremony),
  clock: clockView,
  account: accountView,
  practiceCloud: practiceCloudView,
  /** When Azure, or the practice cloud, last answered anything. */
  lastContactUtc: utc.nullable(),
  peers: peersView,
  board: boardView,
  /** The steps of this machine in their order; empty while no ceremony is open. */
  steps: z.array(stepView),
  exchange: exchangeView,
  /** The bundle from the offline side: restore blob, or certificates for an activation. */
  incoming: incomingView,
  hold: holdView,
  /** What lies in the container; null until it has been listed. */
  backups: z.array(backupFolderView).nullable(),
  verification: verificationView,
  handOver: handOverView,
  /** How many keys of the inventory that is being exported have been read; null while none is. */
  exporting: goneThrough.nullable(),
  /** Everything that was written outside of the ceremony's own folder in this run. */
  written: z.array(writtenFile),
  /** Failed checks that stand: nothing goes on until an exception has been written. */
  failures: z.array(z.string()),
  exceptions: z.array(exceptionView),
  /** Set where a failed check may mean that the blob was made for a stranger's key: the incident sheet comes first. */
  incident: z.string().nullable(),
  activity: activityView,
  /** Something that happened by itself and that people must know: shown until they close it. */
  alarm: fault.nullable(),
});
export type OnlineView = z.output<typeof onlineView>;

/** Object ids of people or groups in Azure. */
export const objectIds = z.array(guid).max(20);
