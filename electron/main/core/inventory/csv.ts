// Tables for a spreadsheet: RFC 4180, CRLF, every cell in quotes.
import { differenceRow } from '#shared/inventory/difference-row.ts';
import type { InventoryDifference } from '#shared/inventory/inventory.ts';

/** A spreadsheet takes a cell that begins with one of these for a formula, quotes or not; an apostrophe makes it text. */
const formulaStart = /^[=+\-@\t\r]/;

function csvCell(text: string): string {
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** @param rows each with the columns by name */
export const csvOf = <Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, unknown>>[],
): string =>
  [columns, ...rows.map((row) => columns.map((column) => String(row[column])))]
    .map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
    .join('');

const columns = ['kind', 'subject', 'expected', 'found'] as const;

/** Every difference between two inventories, in order, as files that people take away: one for a spreadsheet, one for programs; UTF-8. */
export const differenceTable = (differences: readonly InventoryDifference[]): { csv: Buffer; json: Buffer } => ({
  csv: Buffer.from(csvOf(columns, differences.map(differenceRow)), 'utf8'),
  json: Buffer.from(`${JSON.stringify({ differences }, null, 2)}\n`, 'utf8'),
});
