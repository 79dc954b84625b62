// What the offline app shows: the whole state of a ceremony without any secret. Main holds it; a screen mirrors it.
import { z } from 'zod';
import type { ExchangeKeyCheck } from '../../exchange-key/verdict.ts';
import type { Fault } from '../../faults/fault.ts';
import { ceremonyId } from '../../schemas/atoms.ts';
import { fileToken, hex256, token, writtenFile } from '../files.ts';

const utc = z.iso.datetime();
export const volumeId = token();
/** A refusal; our own code made it, so its members are not checked again. */
const fault = z.custom<Fault>((value) => typeof value === 'object' && value !== null && 'code' in value);

/** What a session at this machine is for. */
export const purpose = z.enum(['recovery', 'share-check', 'quorum-drill', 'custodian-keys']);
export type Purpose = z.output<typeof purpose>;

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

export const volumeRole = z.enum(['none', 'in', 'out', 'custodian']);
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

export const listedFile = z.strictObject({
  token: fileToken,
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
const judged = { file: loadedFile, host: z.string(), checks: z.array(check) };

export const exchangeKeyView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  /** Refused by a check; which one is in `checks`. */
  z.strictObject({ phase: z.literal('refused'), ...judged }),
  /** All checks passed, and people must compare words. No fingerprint is shown before they have: see `places`. */
  z.strictObject({
    phase: z.literal('unconfirmed'),
    ...judged,
    /** Places, counted from 1, of the words that must be typed. */
    places: z.array(z.int()),
    triesLeft: z.int(),
  }),
  /** The words were wrong too often: only an exception and a new load lead on. */
  z.strictObject({ phase: z.literal('locked'), ...judged }),
  z.strictObject({ phase: z.literal('confirmed'), ...judged, certificateSha256: hex256 }),
]);
export type ExchangeKeyView = z.output<typeof exchangeKeyView>;

export const acceptedCustodian = z.strictObject({ thumbprint: z.string(), fileName: z.string(), atUtc: utc });
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

export const exceptionNote = z.strictObject({
  expected: z.string().max(2000),
  happened: z.string().max(2000),
  decision: z.string().max(2000),
  decidedBy: z.string().max(200),
  trust: z.enum(['no', 'yes', 'unknown']),
});
export type ExceptionNote = z.output<typeof exceptionNote>;
export const exceptionView = exceptionNote.extend({ number: z.int(), step: z.string(), atUtc: utc });
export type ExceptionView = z.output<typeof exceptionView>;

/** Stands for the log of a session that can be taken up again. */
export const sessionToken = token();
/** A session that ended without a finish: what its log says, and what of it is still true. */
export const earlierSession = z.strictObject({
  log: sessionToken,
  id: ceremonyId,
  purpose,
  practice: z.boolean(),
  /** When something was noted last, by this machine's clock. */
  lastUtc: utc,
  /** The end of the log is not what was written; what stands before it is good. */
  isDamaged: z.boolean(),
  /** Shares that were in memory when it ended. They are gone, by design. */
  shares: z.int(),
  exceptions: z.int(),
  written: z.array(writtenFile),
  securityDomainSha256: hex256.nullable(),
  /** Host of the exchange key whose words agreed. Its hash stays out: the words are compared anew, and nobody may read them. */
  exchangeKeyHost: z.string().nullable(),
  wallUtc: utc.nullable(),
  blobSha256: hex256.nullable(),
});
export type EarlierSession = z.output<typeof earlierSession>;

export const view = z.strictObject({
  version: z.string(),
  /** No Electron underneath: a preview, in which only practice is possible. */
  practiceOnly: z.boolean(),
  ceremony: ceremonyView,
  clock: clockView,
  airGap: airGapView,
  volumes: z.array(volumeView),
  securityDomain: securityDomainView,
  exchangeKey: exchangeKeyView,
  custodians: custodiansView,
  blob: blobView,
  createdKeys: z.array(createdKey),
  written: z.array(writtenFile),
  exceptions: z.array(exceptionView),
  /** Something that happened by itself and that people must know: shown until they close it. */
  alarm: fault.nullable(),
  /** Seconds until the turn of a custodian who touches nothing ends; null while that is far off. */
  idleSeconds: z.int().nullable(),
  /** Sessions that ended without a finish, the latest first; shown while none runs. */
  earlier: z.array(earlierSession),
});
export type View = z.output<typeof view>;

export const machineSheet = z.strictObject({
  rows: z.array(z.strictObject({ group: z.string(), name: z.string(), value: z.string(), doubt: z.boolean() })),
});
export type MachineSheet = z.output<typeof machineSheet>;
