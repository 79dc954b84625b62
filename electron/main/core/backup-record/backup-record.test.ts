// The record of a standing backup: read back as written, strict about every byte, and found again by its name alone.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import {
  assertRecordOf,
  backupFileNames,
  partialInventoryName,
  backupRecordNames,
  encodeBackupRecord,
  parseBackupRecord,
} from './backup-record.ts';
import { record } from './testdata/records.ts';

describe('the record of a backup', () => {
  it('reads back to the same bytes', () => {
    const inventory = { file: 'lifeboat-inventory.json', sha256: '0'.repeat(64), keys: 2, roles: 1 };
    for (const each of [record, { ...record, seen: null, inventory }]) {
      const bytes = encodeBackupRecord(each);
      expect(encodeBackupRecord(parseBackupRecord(bytes))).toEqual(bytes);
    }
  });

  it('refuses all wrong fields at once, and another version', () => {
    const wrong = { ...record, v: 2, folder: '../mhsm', extra: 1 };
    expect(faultOf(() => parseBackupRecord(Buffer.from(JSON.stringify(wrong))))).toEqual({
      code: 'BACKUP_RECORD_FORM',
      problems: [
        { path: 'v', rule: 'VALUE' },
        { path: 'folder', rule: 'VALUE' },
        { path: 'extra', rule: 'UNKNOWN_MEMBER' },
      ],
    });
  });

  it('refuses bytes that are not the canonical ones', () => {
    const bytes = Buffer.from(`${encodeBackupRecord(record).toString('utf8')}\n`);
    expect(faultOf(() => parseBackupRecord(bytes))).toEqual({ code: 'BACKUP_RECORD_NOT_CANONICAL' });
  });

  it.each([
    ['kind', { practice: true }, 'practice', 'production'],
    ['HSM', { hsm: 'https://other-hsm.managedhsm.azure.net' }, 'https://other-hsm.managedhsm.azure.net', record.hsm],
    ['container', { container: 'https://backups.blob.core.windows.net/other' }, undefined, record.container],
  ] as const)('refuses one of another %s', (what, change, expected, found) => {
    const owner = { ...record, ...change };
    expect(faultOf(() => assertRecordOf(owner, record))).toEqual({
      code: 'BACKUP_RECORD_FOREIGN',
      what,
      expected: expected ?? owner.container,
      found,
    });
    expect(() => assertRecordOf(record, record)).not.toThrow();
  });

  it('is found by its name, the latest last, and no other file is taken for one', () => {
    const at = (began: string): string => backupFileNames({ ...record, began }).record;
    expect(backupFileNames(record)).toEqual({
      record: 'lifeboat-backup-keys-hsm-20261127T020005Z.json',
      inventory: 'lifeboat-inventory-keys-hsm-20261127T020005Z.json',
      consumers: 'lifeboat-consumers-keys-hsm-20261127T020005Z.json',
      card: 'lifeboat-emergency-card-keys-hsm-20261127T020005Z.pdf',
    });
    expect(partialInventoryName(record)).toBe('lifeboat-inventory-keys-hsm.partial');
    const [older, newer] = [at('2026-11-27T02:00:05Z'), at('2026-11-28T02:00:05Z')];
    const others = [
      'lifeboat-inventory-keys-hsm-20261127T020005Z.json',
      'PRACTICE-lifeboat-backup-keys-hsm-20261127T020005Z.json',
      'lifeboat-backup-other-hsm-20261127T020005Z.json',
      'lifeboat-backup-keys-hsm-2-20261127T020005Z.json',
      `${newer}.part`,
    ];
    expect(backupRecordNames([newer, ...others, older], record)).toEqual([older, newer]);
  });
});
