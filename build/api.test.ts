// The reference of services and core: a file's purpose, and what it exports with its doc comments.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sectionsOf } from './api.ts';
import { root } from './root.ts';

it('has the purpose of a file, its exports and their comments, and nothing that it keeps to itself', () => {
  const file = join(root, 'electron/main/core/inventory/csv.ts');
  const section = sectionsOf([file]).get(file) ?? '';
  expect(section).toContain('## csv.ts\n\nTables for a spreadsheet: RFC 4180, CRLF, every cell in quotes.');
  expect(section).toContain('/** @param rows each with the columns by name */');
  expect(section).toContain('export declare const csvOf:');
  expect(section).not.toContain('import ');
});
