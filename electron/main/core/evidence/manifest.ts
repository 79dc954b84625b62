// The list of an evidence package: every file by path, size and SHA-256, signed in an envelope like everything else.
import { z } from 'zod';
import { refuse } from '../../../../shared/faults/fault.ts';
import { visibleText } from '../../../../shared/formatting/visible-text.ts';
import { appVersion, type AppVersion, ceremonyId, sha256Hex } from '../../../../shared/schemas/atoms.ts';
import { formProblems } from '../../../../shared/schemas/problems.ts';
import { sha256 } from '../encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import { maxBundleBytes } from '../transfer/envelope.ts';

export const manifestPath = 'manifest.dsse.json';
export const planPath = 'plan.dsse.json';
export const manifestPayloadType = 'application/vnd.lifeboat.evidence.v1+json';
export const maxEvidenceFiles = 2000;

/** Folders of a package, by what lies in them. */
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

const evidencePath = new RegExp(
  `^(?:${planPath.replaceAll('.', '\\.')}|(?:${evidenceFolders.join('|')})/[A-Za-z0-9][A-Za-z0-9._-]{0,150})$`,
);

const manifestSchema = z.strictObject({
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

/**
 * The canonical bytes of a manifest over these files.
 * @throws EVIDENCE_PATH, EVIDENCE_MANIFEST_FORM
 */
export function encodeManifest(subject: ManifestSubject, files: EvidenceFiles): Buffer {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
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
 * Compares the files with the list: each is there and whole, and no other.
 * @throws EVIDENCE_FILE_MISSING, EVIDENCE_FILE_ALTERED, EVIDENCE_FILE_UNLISTED
 */
export function assertFilesWhole({ files: listed }: Manifest, files: EvidenceFiles): void {
  for (const { path, bytes, sha256: expected } of listed) {
    const file = files.get(path) ?? refuse({ code: 'EVIDENCE_FILE_MISSING', path });
    const whole = file.length === bytes && sha256(file).toString('hex') === expected;
    if (!whole) refuse({ code: 'EVIDENCE_FILE_ALTERED', path });
  }
  const known = new Set(listed.map(({ path }) => path));
  const unlisted = [...files.keys()].find((path) => path !== manifestPath && !known.has(path));
  if (unlisted !== undefined) refuse({ code: 'EVIDENCE_FILE_UNLISTED', path: visibleText(unlisted) });
}

const entryOf = (path: string, file: Buffer): Manifest['files'][number] => ({
  path,
  bytes: file.length,
  sha256: sha256(file).toString('hex'),
});

function checked(value: unknown): Manifest {
  const form = manifestSchema.safeParse(value);
  return form.success ? form.data : refuse({ code: 'EVIDENCE_MANIFEST_FORM', problems: formProblems(form.error) });
}
