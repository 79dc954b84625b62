// The walls between the rooms stand: each rule of .dependency-cruiser.cjs is breached once in a small tree, and must say so.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from './root.ts';
import { tool } from './run.ts';

interface Rules {
  readonly forbidden: readonly { readonly name: string }[];
}

const configFile = join(root, '.dependency-cruiser.cjs');
const rules = (createRequire(import.meta.url)(configFile) as Rules).forbidden.map(({ name }) => name);

/** A file that breaks the rule, and a file for it to import where that is not one of Node's own. */
const breaches: Readonly<Record<string, readonly (readonly [file: string, text: string])[]>> = {
  'no-circular': [
    ['shared/one.ts', "import { two } from './two.ts';\nexport const one = () => two;\n"],
    ['shared/two.ts', "import { one } from './one.ts';\nexport const two = () => one;\n"],
  ],
  'shared-stands-alone': [['shared/a.ts', "import 'node:crypto';\n"]],
  'renderer-sees-shared-only': [
    ['renderer/a.ts', "import '../electron/main/core/b.ts';\n"],
    ['electron/main/core/b.ts', 'export {};\n'],
  ],
  'core-is-pure': [['electron/main/core/a.ts', "import 'node:fs';\n"]],
  // An old name of a part of `http`.
  'only-online-and-practice-open-sockets': [['electron/main/platform/a.ts', "import 'node:_http_client';\n"]],
  'only-shell-knows-electron': [['electron/main/platform/a.ts', "import 'electron';\n"]],
  'online-never-sees-custody': [
    ['electron/main/azure/a.ts', "import '../custody/b.ts';\n"],
    ['electron/main/secrets/b.ts', 'export {};\n'],
  ],
  'custody-sees-core-and-ports-only': [
    ['electron/main/secrets/a.ts', "import '../practice/b.ts';\n"],
    ['electron/main/simulator/b.ts', 'export {};\n'],
  ],
  'old-ciphers-in-the-key-worker-alone': [
    ['electron/main/secrets/combiner.ts', "import './legacy-ciphers.ts';\n"],
    ['electron/main/secrets/legacy-ciphers.ts', 'export {};\n'],
  ],
  'tests-stay-outside': [
    ['shared/a.ts', "import './a.test.ts';\n"],
    ['shared/a.test.ts', 'export {};\n'],
  ],
};

const trees: string[] = [];
afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true });
});

/** The rules that a tree of files breaks. */
function brokenRules(files: readonly (readonly [string, string])[]): string[] {
  const tree = mkdtempSync(join(tmpdir(), 'lifeboat-walls-'));
  trees.push(tree);
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
  // Each room has a file, because an empty folder is taken for a mistake.
  const rooms = ['electron', 'shared', 'renderer'].map((room) => [join(room, 'empty.ts'), 'export {};\n'] as const);
  for (const [file, text] of [...rooms, ['electron/tsconfig.json', '{}'] as const, ...files]) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  }
  const report = join(tree, 'report.json');
  spawnSync(
    tool('depcruise'),
    ['--config', configFile, '--output-type', 'json', '--output-to', report, 'electron', 'shared', 'renderer'],
    { cwd: tree, stdio: 'ignore', shell: process.platform === 'win32' },
  );
  const { summary } = JSON.parse(readFileSync(report, 'utf8')) as {
    summary: { violations: { rule: { name: string } }[] };
  };
  return [...new Set(summary.violations.map(({ rule }) => rule.name))];
}

describe('the walls between the rooms', () => {
  it('has a breach for every rule, and no rule without one', () => {
    expect(Object.keys(breaches).sort()).toEqual([...rules].sort());
  });

  it.each(Object.entries(breaches))('%s is noticed', (name, files) => {
    expect(brokenRules(files)).toContain(name);
  });

  it('lets a tree through that keeps to them', () => {
    const good: [string, string][] = [
      ['electron/main/core/a.ts', "import 'node:crypto';\nimport '../../../shared/b.ts';\n"],
      ['shared/b.ts', 'export {};\n'],
      ['renderer/c.ts', "import '../shared/b.ts';\n"],
    ];
    expect(brokenRules(good)).toEqual([]);
  });
});
