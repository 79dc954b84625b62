// Bundles between the machines: made, countersigned, verified.
import { z } from 'zod';
import { sha256Hex, utcTime } from '../../schemas/atoms.ts';
import { call } from '../define.ts';
import { fileToken, writtenFile } from '../files.ts';
import { signers } from '../signers.ts';

export const bundleView = z.strictObject({
  type: z.string(),
  seq: z.int(),
  ceremony: z.string(),
  practice: z.boolean(),
  issued: z.string(),
  payloadSha256: sha256Hex,
  signers,
  /** SHA-256 of the exchange certificate in the header. */
  exchange: sha256Hex.nullable(),
  hsmUri: z.string(),
  /**
   * How far it was verified: its signatures alone; or noted in the journal as accepted, as accepted with its exchange key checked,
   * or as sent by this machine. A draft lacks a signature, and is no bundle yet.
   */
  noted: z.enum(['signatures', 'accepted', 'judged', 'sent', 'draft']),
});
export type BundleView = z.output<typeof bundleView>;

export const sentBundle = z.strictObject({ bundle: bundleView, file: writtenFile });
export type SentBundle = z.output<typeof sentBundle>;

/** What every bundle is checked against. Once in each run of the program people compare the plan's words with paper. */
const byPlan = { plan: fileToken };
/** What two people have chosen where the operators saw different keys twice: whose, and the number of the exception that says so. */
export const keyChoice = z.strictObject({
  key: z.enum(['operator-1', 'operator-2']),
  exception: z.int().min(1).max(999),
});
/** Of the authorities that vouch for the processor of the HSM; none where nobody has any. */
export const revocationLists = z.array(fileToken).max(4);
const lineTyped = (max: number): z.ZodString => z.string().trim().min(1).max(max);

/** What a bundle is to hold; everything else follows from plan and journal. Restore blobs leave from their ceremony alone. */
export const bundleContentOrder = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('plan') }),
  /** PEM or DER, in the order of the plan's custodians. */
  z.strictObject({ type: z.literal('activation-certificates'), certificates: z.array(fileToken).min(1).max(10) }),
  z.strictObject({
    type: z.literal('security-domain'),
    file: fileToken,
    /** The bundle with which the HSM was activated. */
    certificates: fileToken,
    requestId: lineTyped(128),
    /** When the answer came, by the clock of the machine that received it. */
    receivedAt: utcTime,
  }),
  /** What the two operators fetched. It becomes a draft, for the second operator to sign. */
  z.strictObject({
    type: z.literal('exchange-key'),
    first: fileToken,
    second: fileToken,
    choice: keyChoice.nullable(),
    revocationLists,
  }),
  z.strictObject({
    type: z.literal('outcome'),
    call: z.enum(['download', 'upload', 'restore']),
    verdict: z.enum(['succeeded', 'failed', 'unknown']),
    requestId: lineTyped(128),
    detail: lineTyped(500),
  }),
]);
export type BundleContentOrder = z.output<typeof bundleContentOrder>;

/** A draft as the second operator sees it, after it was compared with this machine's own fetch. */
export const draftView = z.strictObject({
  bundle: bundleView,
  /** SHA-256 of the exchange key's SubjectPublicKeyInfo, as both fetched it. */
  spkiSha256: sha256Hex,
  observations: z.array(
    z.strictObject({
      observer: z.string(),
      requestId: z.string(),
      /** By the observer's own clock. */
      fetchedAt: z.string(),
      /** Null where the answer had none. */
      serverDate: z.string().nullable(),
      tlsCertificates: z.int(),
    }),
  ),
});
export type DraftView = z.output<typeof draftView>;
/** `own` is what this machine fetched itself, and `journal` its own journal, which says so. */
const draftOrder = z.strictObject({
  draft: fileToken,
  ...byPlan,
  own: fileToken,
  journal: fileToken,
  /** The number of the exception in which one of two different keys was chosen, from its sheet. */
  exception: z.int().min(1).max(999).nullable(),
});
export type DraftOrder = z.output<typeof draftOrder>;

export const bundleCalls = {
  /** `journal` and `self`, this machine's public identity, belong together: with them the bundle is noted. */
  verify: call(
    z.strictObject({
      bundle: fileToken,
      ...byPlan,
      own: z.strictObject({ journal: fileToken, self: fileToken }).nullable(),
    }),
    bundleView,
  ),
  /** Makes the next bundle, writes it into a folder and notes it as sent; a draft is not noted. Asks for the passphrase. */
  create: call(
    z.strictObject({
      content: bundleContentOrder,
      ...byPlan,
      journal: fileToken,
      identity: fileToken,
      folder: fileToken,
    }),
    sentBundle,
  ),
  /** Refused unless the draft holds what this machine itself fetched. */
  readDraft: call(draftOrder, draftView),
  /**
   * Adds the second operator's signature, and writes the bundle into a folder. Asks for the passphrase. `seen` is the hash of the content as
   * it was shown: another one is not signed.
   */
  countersign: call(draftOrder.extend({ seen: sha256Hex, identity: fileToken, folder: fileToken }), sentBundle),
  /** Renames a file that is in the way of the next bundle and that the journal does not name. */
  setAside: call(
    z.strictObject({ folder: fileToken, name: z.string().max(200), journal: fileToken }),
    z.strictObject({ name: z.string() }),
  ),
};
