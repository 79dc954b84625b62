// The walls between the modules stand: each rule of .dependency-cruiser.cjs is breached once in a small tree, and must say so.
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

type Source = readonly [file: string, text: string];

/** A file of one module of main that imports one of another. */
const between = (from: string, to: string): readonly [Source, Source] => [
  [`electron/main/${from}/to-${to.replace('/', '-')}.ts`, `import '#${to}/b.ts';\n`],
  [`electron/main/${to}/b.ts`, 'export {};\n'],
];

/** A file that breaks the rule, and a file for it to import where that is not one of Node's own. */
const breaches: Readonly<Record<string, readonly [Source, ...Source[]]>> = {
  'no-circular': [
    ['shared/one.ts', "import type { Two } from './two.ts';\nexport type One = Two | 1;\n"],
    ['shared/two.ts', "import type { One } from './one.ts';\nexport type Two = { one: One };\n"],
  ],
  'shared-stands-alone': [['shared/crypto.ts', "import 'node:crypto';\n"]],
  'renderer-sees-shared-only': [
    ['renderer/a.ts', "import '../electron/main/core/b.ts';\n"],
    ['electron/main/core/b.ts', 'export {};\n'],
  ],
  'core-is-pure': [['electron/main/core/a.ts', "import 'node:fs';\n"]],
  'platform-knows-no-ceremony': between('platform', 'services'),
  'secrets-see-core-and-platform-only': between('secrets', 'services'),
  'azure-sees-core-and-platform-only': between('azure', 'services/recovery'),
  'simulator-sees-core-and-platform-only': between('simulator', 'azure'),
  'services-serve-every-adapter': between('services/journal', 'cli'),
  'drill-is-below-the-adapters': between('drill', 'cli'),
  'adapters-stand-alone': between('cli', 'ipc'),
  // An old name of a part of `http`.
  'only-azure-and-simulator-open-sockets': [['electron/main/platform/a.ts', "import 'node:_http_client';\n"]],
  'only-shell-knows-electron': [['electron/main/platform/window.ts', "import 'electron';\n"]],
  'online-never-sees-secrets': between('services/online', 'secrets'),
  'offline-never-sees-azure': between('ipc/offline', 'azure'),
  'store-imports-no-screen': [
    ['renderer/store/a.ts', "import '../offline/b.ts';\n"],
    ['renderer/offline/b.ts', 'export {};\n'],
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

/** Imports by the name of a module, as everywhere. */
const manifest = ['package.json', readFileSync(join(root, 'package.json'), 'utf8')] as const;

const trees: string[] = [];
afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true });
});

/** Every breach of a tree of files: the rule, and the file that broke it. */
function brokenRules(files: readonly (readonly [string, string])[]): string[] {
  const tree = mkdtempSync(join(tmpdir(), 'lifeboat-walls-'));
  trees.push(tree);
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
  // Each module has a file, because an empty folder is taken for a mistake.
  const modules = ['electron', 'shared', 'renderer'].map(
    (workspace) => [join(workspace, 'empty.ts'), 'export {};\n'] as const,
  );
  for (const [file, text] of [...modules, manifest, ...files]) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  }
  const report = join(tree, 'report.json');
  const [node, script] = tool('depcruise');
  spawnSync(
    node,
    [script, '--config', configFile, '--output-type', 'json', '--output-to', report, 'electron', 'shared', 'renderer'],
    { cwd: tree, stdio: 'ignore' },
  );
  const { summary } = JSON.parse(readFileSync(report, 'utf8')) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
}

describe('the walls between the modules', () => {
  it('has a breach for every rule, and no rule without one', () => {
    expect(Object.keys(breaches).sort()).toEqual([...rules].sort());
  });

  // All of them are in one tree, because every start of the tool takes seconds.
  const broken = new Set(brokenRules(Object.values(breaches).flat()));
  it.each(Object.entries(breaches))('%s is noticed', (name, [[file]]) => {
    expect(broken).toContain(`${name}: ${file}`);
  });

  it('lets a tree through that keeps to them', () => {
    const good: [string, string][] = [
      ['electron/main/core/a.ts', "import 'node:crypto';\nimport '#shared/b.ts';\n"],
      ['shared/b.ts', 'export {};\n'],
      ['renderer/c.ts', "import '../shared/b.ts';\n"],
    ];
    expect(brokenRules(good)).toEqual([]);
  });
});
