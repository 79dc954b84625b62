// Differences as rows: found by any column, and written so that a spreadsheet runs nothing.
import { describe, expect, it } from 'vitest';
import { findDifferences } from '#shared/inventory/difference-row.ts';
import type { InventoryDifference } from '#shared/inventory/inventory.ts';
import { differenceTable } from './csv.ts';

const principalId = '11111111-2222-4333-8444-555555555555';
const differences: readonly InventoryDifference[] = [
  { kind: 'key-missing', key: 'payments', versions: 3 },
  {
    kind: 'attribute',
    key: 'disk',
    version: 'a'.repeat(32),
    field: 'tags',
    expected: '{"owner":"=1+1"}',
    found: '=cmd()',
  },
  { kind: 'role-added', scope: '/keys', role: 'Managed HSM Crypto User', principalId },
];

describe('a search', () => {
  it('finds by every column, in either case, and by kind', () => {
    expect(findDifferences(differences, { text: '', kind: null })).toEqual(differences);
    expect(findDifferences(differences, { text: 'PAY', kind: null })).toEqual([differences[0]]);
    expect(findDifferences(differences, { text: 'owner', kind: null })).toEqual([differences[1]]);
    expect(findDifferences(differences, { text: principalId, kind: null })).toEqual([differences[2]]);
    expect(findDifferences(differences, { text: '', kind: 'attribute' })).toEqual([differences[1]]);
    expect(findDifferences(differences, { text: 'pay', kind: 'attribute' })).toEqual([]);
  });
});

describe('the table', () => {
  it('has a line for each, and no cell that a spreadsheet would run', () => {
    const lines = differenceTable(differences).csv.toString('utf8').split('\r\n');
    expect(lines).toEqual([
      '"kind","subject","expected","found"',
      '"key-missing","payments","3","0"',
      `"attribute","disk/${'a'.repeat(32)}: tags","{""owner"":""=1+1""}","'=cmd()"`,
      `"role-added","/keys ${principalId}","","Managed HSM Crypto User"`,
      '',
    ]);
  });

  it('holds the same for programs', () => {
    expect(JSON.parse(differenceTable(differences).json.toString('utf8'))).toEqual({ differences });
  });
});
