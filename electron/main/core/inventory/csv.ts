// Tables for a spreadsheet: RFC 4180, CRLF, every cell in quotes.

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
