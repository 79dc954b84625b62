// The record of a backup that was taken outside of a ceremony: written once, read to learn how old the last backup is.
import { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import { hsmDetailsSchema } from '#shared/readiness/hsm-details.ts';
import { appVersion, hsmUri, sha256Hex, utcTime } from '#shared/schemas/atoms.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import { readFields } from '../encoding/fields.ts';

const count = z.int().min(0);

const backupRecordSchema = z.strictObject({
  format: z.literal('lifeboat-backup-record'),
  v: z.literal(1),
  practice: z.boolean(),
  /** Base address of the HSM. */
  hsm: hsmUri,
  container: hsmDetailsSchema.shape.container,
  folder: z.string().regex(/^mhsm-[A-Za-z0-9-]{3,24}-[0-9]{14,18}$/),
  /** The service's name of the job. */
  jobId: z.string().regex(/^[0-9a-f]{32}$/),
  /** How the HSM reached the container. */
  access: z.enum(['managed-identity', 'sas']),
  /** When the backup was begun and when its end was known, by the clock of the machine that took the backup. */
  began: utcTime,
  ended: utcTime,
  /** Whether the service has its own check before a backup; where it has, it passed. */
  checkedBefore: z.boolean(),
  /** What the container showed of the folder afterwards; null where this machine may not see into it. */
  seen: z.strictObject({ files: count, bytes: count }).nullable(),
  /** The inventory that was taken right before the backup; null where none was asked for. */
  inventory: z
    .strictObject({ file: z.string().max(120), sha256: sha256Hex, keys: count, roles: count.nullable() })
    .nullable(),
  app: appVersion,
});
export type BackupRecord = z.output<typeof backupRecordSchema>;

/** Greatest size of a record in bytes; a real one has about 800. */
export const maxBackupRecordBytes = 16 << 10;

/** The canonical bytes of a record (RFC 8785). */
export const encodeBackupRecord = (record: BackupRecord): Buffer => encodeCanonicalJson(record);

/**
 * Reads a record.
 * @throws BACKUP_RECORD_FORM with every wrong field, BACKUP_RECORD_NOT_CANONICAL, JSON_…
 */
export function parseBackupRecord(bytes: Uint8Array): BackupRecord {
  const { value, canonical } = readCanonicalJson(bytes, { maxBytes: maxBackupRecordBytes });
  const read = readFields(backupRecordSchema, value);
  if (!read.ok) return refuse({ code: 'BACKUP_RECORD_FORM', problems: read.problems });
  return canonical ? read.value : refuse({ code: 'BACKUP_RECORD_NOT_CANONICAL' });
}

/** Which HSM a record must be of, and where its backup must lie. */
export type RecordOwner = Pick<BackupRecord, 'practice' | 'hsm' | 'container'>;

/** @throws BACKUP_RECORD_FOREIGN for one of another HSM or container, or of practice in production and the reverse */
export function assertRecordOf(owner: RecordOwner, record: BackupRecord): void {
  same('kind', kindOf(owner), kindOf(record));
  same('HSM', owner.hsm, record.hsm);
  same('container', owner.container, record.container);
}

const kindOf = ({ practice }: Pick<BackupRecord, 'practice'>): string => (practice ? 'practice' : 'production');

function same(what: 'kind' | 'HSM' | 'container', expected: string, found: string): void {
  if (expected !== found) refuse({ code: 'BACKUP_RECORD_FOREIGN', what, expected, found });
}

/** `2026-11-27T02:00:05.123Z` as a part of a file's name: `20261127T020005Z`. */
const stampOf = (utc: string): string => `${utc.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/**
 * Names of the files that one standing backup leaves, with the emergency card for it, and of a map of consumers beside them; those of practice
 * say so. They sort by the time at which the backup began, or Azure was asked.
 */
export function backupFileNames({ began, ...owner }: Pick<BackupRecord, 'practice' | 'hsm' | 'began'>): {
  readonly record: string;
  readonly inventory: string;
  readonly consumers: string;
  readonly card: string;
} {
  const named = (what: string, type = 'json'): string => `${stemOf(what, owner)}-${stampOf(began)}.${type}`;
  return {
    record: named('backup'),
    inventory: named('inventory'),
    consumers: named('consumers'),
    card: named('emergency-card', 'pdf'),
  };
}

/** Name of the file with what an interrupted inventory has read: the same for each run, whenever it began. */
export const partialInventoryName = (owner: Pick<BackupRecord, 'practice' | 'hsm'>): string =>
  `${stemOf('inventory', owner)}.partial`;

const stemOf = (what: string, { practice, hsm }: Pick<BackupRecord, 'practice' | 'hsm'>): string =>
  `${practice ? 'PRACTICE-' : ''}lifeboat-${what}-${new URL(hsm).hostname.replace(/\..*/, '')}`;

/** The names of the records of one HSM, or of its maps of consumers, among the names in a folder, the latest last. Nothing else is opened. */
export function backupRecordNames(
  names: readonly string[],
  owner: Pick<BackupRecord, 'practice' | 'hsm'>,
  what: 'record' | 'consumers' = 'record',
): string[] {
  const any = backupFileNames({ ...owner, began: '0000-00-00T00:00:00Z' })[what];
  const [before = '', after = ''] = any.split('00000000T000000Z');
  const isRecord = (name: string): boolean =>
    name.startsWith(before) && name.endsWith(after) && /^\d{8}T\d{6}Z$/.test(name.slice(before.length, -after.length));
  return names.filter(isRecord).sort();
}
