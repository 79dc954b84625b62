// The list of an evidence package: every file by path, size and SHA-256, signed in an envelope like everything else.
import { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { appVersion, type AppVersion, ceremonyId, sha256Hex } from '#shared/schemas/atoms.ts';
import { formProblems } from '#shared/schemas/problems.ts';
import { sha256 } from '../encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import { maxBundleBytes } from '../transfer/envelope.ts';

export const manifestPath = 'manifest.dsse.json';
export const planPath = 'plan.dsse.json';
export const manifestPayloadType = 'application/vnd.lifeboat.evidence.v1+json';
export const maxEvidenceFiles = 2000;
/** Greatest size of all files of a package together, and of those whose content is read into memory, in bytes. */
export const maxEvidenceBytes = 1 << 30;
export const maxReadBytes = 256 << 20;

/** Folders of a package, by what is in them. */
export const evidenceFolders = [
  'journals',
  'bundles',
  'certificates',
  'verdicts',
  'documents',
  'service',
  'lists',
] as const;
export type EvidenceFolder = (typeof evidenceFolders)[number];

/** Files of a package by their path in it. */
export type EvidenceFiles = ReadonlyMap<string, Buffer>;

/** What is known of a file that was hashed and searched for keys while it was read, and is not in memory any more. */
export interface FileDigest {
  readonly bytes: number;
  readonly sha256: string;
}

/** Whether the content of a file says something to a verifier; papers and scans are for people. */
export const isReadByVerifier = (path: string): boolean => !path.startsWith('documents/');

/** Of a file: no name that Windows keeps for devices, and no dot at its end, which Windows drops. */
const fileName = String.raw`(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[a-z0-9][a-z0-9._-]{0,150}(?<!\.)`;
/** Whatever is in lower case here may be in upper case in a file's name, not in that of a folder. */
const evidencePath = new RegExp(
  `^(?:${planPath.replaceAll('.', '\\.')}|(?:${evidenceFolders.join('|')})/(?i:${fileName}))$`,
);

/** Whether a package of an emergency has such a file: it has neither plan nor bundles. */
export const isEmergencyPath = (path: string): boolean =>
  evidencePath.test(path) && path !== planPath && !path.startsWith('bundles/');

export const manifestSchema = z.strictObject({
  format: z.literal('lifeboat-evidence'),
  v: z.literal(1),
  ceremony: ceremonyId,
  practice: z.boolean(),
  plan: z.strictObject({ sha256: sha256Hex }),
  app: appVersion,
  /** In the order of their paths. */
  files: z
    .array(z.strictObject({ path: z.string().regex(evidencePath), bytes: z.int().min(0), sha256: sha256Hex }))
    .min(1)
    .max(maxEvidenceFiles),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What a manifest says besides the files. */
export interface ManifestSubject {
  readonly ceremony: string;
  readonly practice: boolean;
  readonly planSha256: string;
  readonly app: AppVersion;
}

/** Files in the order of their paths, by UTF-16 code units: the one order of a list. */
export const sortedByPath = (files: EvidenceFiles): readonly (readonly [path: string, file: Buffer])[] =>
  [...files].sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * The canonical bytes of a manifest over these files.
 * @throws EVIDENCE_PATH, EVIDENCE_MANIFEST_FORM
 */
export function encodeManifest(subject: ManifestSubject, files: EvidenceFiles): Buffer {
  const sorted = sortedByPath(files);
  for (const [path] of sorted) if (!evidencePath.test(path)) refuse({ code: 'EVIDENCE_PATH', path: visibleText(path) });
  const { ceremony, practice, planSha256, app } = subject;
  return encodeCanonicalJson(
    checked({
      format: 'lifeboat-evidence',
      v: 1,
      ceremony,
      practice,
      plan: { sha256: planSha256 },
      app,
      files: sorted.map(([path, file]) => entryOf(path, file)),
    }),
  );
}

/**
 * Reads a manifest from bytes whose signatures were checked.
 * @throws EVIDENCE_MANIFEST_FORM, JSON_…
 */
export function parseManifest(bytes: Uint8Array): Manifest {
  const { value, canonical } = readCanonicalJson(bytes, { maxBytes: maxBundleBytes });
  const manifest = checked(value);
  const sorted = manifest.files.every(({ path }, at) => (manifest.files[at - 1]?.path ?? '') < path);
  return canonical && sorted
    ? manifest
    : refuse({ code: 'EVIDENCE_MANIFEST_FORM', problems: [{ path: '', rule: 'wrong-form' }] });
}

/**
 * Compares names and sizes with the list, before any of the files is read: each is there, and no other.
 * @param sizes of the files in the folder, by path
 * @throws EVIDENCE_TOO_LARGE, EVIDENCE_FILE_MISSING, EVIDENCE_FILE_ALTERED, EVIDENCE_FILE_UNLISTED
 */
export function assertListed({ files: listed }: Manifest, sizes: ReadonlyMap<string, number>): void {
  assertNotTooLarge(listed);
  for (const { path, bytes } of listed) {
    const size = sizes.get(path) ?? refuse({ code: 'EVIDENCE_FILE_MISSING', path });
    if (size !== bytes) refuse({ code: 'EVIDENCE_FILE_ALTERED', path });
  }
  const known = new Set(listed.map(({ path }) => path));
  const unlisted = [...sizes.keys()].find((path) => path !== manifestPath && !known.has(path));
  if (unlisted !== undefined) refuse({ code: 'EVIDENCE_FILE_UNLISTED', path: visibleText(unlisted) });
}

/** Refuses files that are too large together for a package. @throws EVIDENCE_TOO_LARGE */
export function assertNotTooLarge(files: readonly { readonly path: string; readonly bytes: number }[]): void {
  assertTotal(files, maxEvidenceBytes);
  assertTotal(
    files.filter(({ path }) => isReadByVerifier(path)),
    maxReadBytes,
  );
}

function assertTotal(files: readonly { readonly bytes: number }[], limit: number): void {
  const bytes = files.reduce((sum, each) => sum + each.bytes, 0);
  if (bytes > limit) refuse({ code: 'EVIDENCE_TOO_LARGE', bytes, limit });
}

/**
 * Compares the hashes of the files with the list.
 * @throws EVIDENCE_FILE_MISSING, EVIDENCE_FILE_ALTERED
 */
export function assertFilesWhole({ files: listed }: Manifest, digests: ReadonlyMap<string, FileDigest>): void {
  for (const { path, bytes, sha256: expected } of listed) {
    const found = digests.get(path) ?? refuse({ code: 'EVIDENCE_FILE_MISSING', path });
    if (found.bytes !== bytes || found.sha256 !== expected) refuse({ code: 'EVIDENCE_FILE_ALTERED', path });
  }
}

/** Length and SHA-256 (hex) of a file, as the list of a package has them. @param file whole, in memory */
export const digestOf = (file: Buffer): FileDigest => ({ bytes: file.length, sha256: sha256(file).toString('hex') });

const entryOf = (path: string, file: Buffer): Manifest['files'][number] => ({ path, ...digestOf(file) });

function checked(value: unknown): Manifest {
  const form = manifestSchema.safeParse(value);
  return form.success ? form.data : refuse({ code: 'EVIDENCE_MANIFEST_FORM', problems: formProblems(form.error) });
}
