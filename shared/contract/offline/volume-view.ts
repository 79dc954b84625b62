// Sticks, and the files on them.
import { z } from 'zod';
import { fileToken, token } from '../files.ts';

export const volumeId = token();

/** `own`: the stick of this machine alone, with its identity; it never goes to the other side. */
export const volumeRole = z.enum(['none', 'own', 'in', 'out', 'custodian']);
export type VolumeRole = z.output<typeof volumeRole>;
/** What a page may say of a stick. Which one is a custodian's, they show in their turn. */
export const pageRole = volumeRole.exclude(['custodian']);
export type PageRole = z.output<typeof pageRole>;
export const volumeView = z.strictObject({
  id: volumeId,
  /** The medium's own name, made harmless to look at. */
  name: z.string(),
  role: volumeRole,
  present: z.boolean(),
  readOnly: z.boolean(),
  /** A folder that a person named as a stick: nobody can take it out. */
  isFolder: z.boolean(),
});
export type VolumeView = z.output<typeof volumeView>;

/** What a file says it is: a help for choosing, never a reason to believe it. */
export const fileKind = z.enum([
  'plan',
  'identity',
  'security-domain',
  'security-domain-bundle',
  'exchange-key',
  /** The exchange key itself, in no bundle: PEM, DER, JWK or the service's answer. */
  'exchange-certificate',
  /** Of an authority that vouches for the HSM's processor, DER or PEM. */
  'revocation-list',
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
