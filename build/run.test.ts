// Every tool is started as JavaScript in the Node that runs us: what npm puts into `.bin` is another file on each system.
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './root.ts';
import { runTool, tool } from './run.ts';

it.each(['depcruise', 'knip', 'oxfmt', 'playwright', 'vitest'] as const)('%s is a script', (name) => {
  const [node, script] = tool(name);
  expect(node).toBe(process.execPath);
  expect(script.split(sep)).not.toContain('.bin');
  expect(readFileSync(script, 'utf8')).toMatch(/^#!.*node|^(?:import|require|'use strict')/u);
});

it('and it starts', async () => {
  expect(await runTool('oxfmt', ['--version'])).toMatchObject({ ok: true, code: 0 });
});

it('no script of ours asks for a shim, or for a shell', () => {
  const sources = globSync('build/**/*.{ts,mjs}', { cwd: root, exclude: ['**/node_modules/**', '**/*.test.ts'] });
  const asking = sources.filter((file) => /'\.bin'|shell: true/u.test(readFileSync(join(root, file), 'utf8')));
  expect(sources.length).toBeGreaterThan(20);
  expect(asking).toEqual([]);
});
