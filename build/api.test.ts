// The reference of services and core: a file's purpose, and what it exports with its doc comments.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sectionsOf } from './api.ts';
import { root } from './root.ts';

it('has the purpose of a file, its exports and their comments, and nothing that it keeps to itself', () => {
  const file = join(root, 'electron/main/core/register/same-custody.ts');
  const section = sectionsOf([file]).get(file) ?? '';
  expect(section).toContain(
    '## same-custody.ts\n\nWhether what a ceremony or a drill left is of the same custody as a register.',
  );
  expect(section).toContain('/** @throws REGISTER_DIFFERS where the two are not the same */');
  expect(section).toContain('export declare function assertSame(');
  expect(section).not.toContain('import ');
});
