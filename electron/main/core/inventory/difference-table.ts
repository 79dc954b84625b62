// Every difference between two inventories as files that people take away: one for a spreadsheet, one for programs.
import { differenceRow } from '#shared/inventory/difference-row.ts';
import type { InventoryDifference } from '#shared/inventory/inventory.ts';
import { csvOf } from './csv.ts';

const columns = ['kind', 'subject', 'expected', 'found'] as const;

/** All of them, in their order; UTF-8. */
export const differenceTable = (differences: readonly InventoryDifference[]): { csv: Buffer; json: Buffer } => ({
  csv: Buffer.from(csvOf(columns, differences.map(differenceRow)), 'utf8'),
  json: Buffer.from(`${JSON.stringify({ differences }, null, 2)}\n`, 'utf8'),
});
