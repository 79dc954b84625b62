// The small values that plans, bundles and journals are made of, each with exactly one spelling.
import { z } from 'zod';
import { sha256Base64url } from '../formatting/sha256-base64url.ts';
import { isPersonName } from '../formatting/person-name.ts';
import { ceremonyIdPattern } from './ceremony-id.ts';

/** SHA-256 or a nonce of 32 bytes, in lowercase hex. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** The check value of an emergency card: the first eight hex digits of a SHA-256. */
export const cardCheckValue = z.string().regex(/^[0-9a-f]{8}$/);

/** Unpadded base64url of SHA-256, as JOSE writes thumbprints. The last digit has two spare bits, which are zero. */
export const sha256B64u = z.string().regex(sha256Base64url);

/** A random value of 16 bytes that a person can type, in lowercase hex. */
export const nonceHex = z.string().regex(/^[0-9a-f]{32}$/);

/** The name of a ceremony as it is on paper, for instance `MHSM-DR-2026-10-14-01`; it is a part of file names. */
export const ceremonyId = z.string().regex(ceremonyIdPattern);

/** A moment by somebody's clock, in UTC. */
export const utcTime = z.iso.datetime();

/** Padded standard base64; whether its spare bits are zero is checked where it is decoded. */
export const base64Text = z.string().regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);

/** One line of text that people wrote: no control characters, no invisible ones, not empty, no space at its ends. */
export const lineOfText = (max: number): z.ZodString =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]*$/u)
    .regex(/^\S(?:.*\S)?$/u);

/** The name of a person: one line that others can read, in letters of one script (`isPersonName`). */
export const personName = lineOfText(80).refine(isPersonName);

/** Ids of practice ceremonies begin with it, so that every page, screen and file name tells them apart. */
export const practicePrefix = 'PRACTICE-';

/** The base address of a Managed HSM in one of the known clouds or in practice: lowercase host, no port, no path. */
export const hsmUri = z
  .string()
  .regex(
    /^https:\/\/[a-z](?:-?[a-z0-9]){2,23}\.(?:managedhsm\.azure\.net|managedhsm\.usgovcloudapi\.net|managedhsm\.azure\.cn|managedhsm\.practice\.invalid)$/,
  );

export const guid = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** The control plane's name of a Managed HSM. */
export const hsmResourceId = z
  .string()
  .regex(
    /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w.()-]{1,90}\/providers\/Microsoft\.KeyVault\/managedHSMs\/[A-Za-z][A-Za-z0-9-]{2,23}$/,
  );

/** Where a journal ended at some moment: how many events it had, and the SHA-256 of the last of their lines. */
export const journalEnd = z.strictObject({ events: z.int().min(1).max(100_000_000), head: sha256Hex });
export type JournalEnd = z.infer<typeof journalEnd>;

/** The version that made a file: for people and incidents, never for a decision. */
export const appVersion = z.strictObject({ version: lineOfText(32), build: lineOfText(64) });
export type AppVersion = z.infer<typeof appVersion>;

/** A record of zod leaves out this one name without a word: what was read would not be what the file or the service says. */
const noPrototype = z.custom<unknown>(
  (value) => typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__'),
);

/** A record that is either read whole or refused. */
export const textRecord = (text: z.ZodString = z.string()): z.ZodPipe<typeof noPrototype, TextRecord> =>
  noPrototype.pipe(z.record(text, text));

type TextRecord = z.ZodRecord<z.ZodString, z.ZodString>;
