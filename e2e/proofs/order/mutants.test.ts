// The mutants of a small guard, and that the list of those that may live speaks of sources as they are.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '#build/root.ts';
import { equivalent } from './equivalent.ts';
import { guards } from './guards.ts';
import { mutantsOf, mutated } from './mutants.ts';
import { unmutated } from './unmutated.ts';

it('switches each check off, weakens it, and turns it round', () => {
  const source = 'function f(a) { if (a > 1 && g(a)) refuse({}); assertGood(a); return a.b ?? refuse({}); }';
  expect(mutantsOf('a.ts', source).map((mutant) => mutated(source, mutant))).toEqual([
    'function f(a) { if (false) refuse({}); assertGood(a); return a.b ?? refuse({}); }',
    'function f(a) { if (a > 1) refuse({}); assertGood(a); return a.b ?? refuse({}); }',
    'function f(a) { if (g(a)) refuse({}); assertGood(a); return a.b ?? refuse({}); }',
    'function f(a) { if (a >= 1 && g(a)) refuse({}); assertGood(a); return a.b ?? refuse({}); }',
    'function f(a) { if (a > 1 && g(a)) refuse({}); ; return a.b ?? refuse({}); }',
    'function f(a) { if (a > 1 && g(a)) refuse({}); assertGood(a); return a.b; }',
  ]);
});

it('leaves out each event, and writes one before secrets are gone', () => {
  const source = 'async () => { this.#stop(); await journal?.append({}); return noteGone(journal); }';
  expect(mutantsOf('a.ts', source, 'writes').map((mutant) => mutated(source, mutant))).toEqual([
    'async () => { await journal?.append({});\nthis.#stop();\nreturn noteGone(journal); }',
    'async () => { this.#stop(); await Promise.resolve(); return noteGone(journal); }',
    'async () => { this.#stop(); await journal?.append({}); return Promise.resolve(); }',
  ]);
});

it('lets live only mutants that there are', () => {
  const all = guards.flatMap(({ file, of }) =>
    mutantsOf(file, readFileSync(join(root, file), 'utf8'), of).map(({ what }) => `${file}: ${what}`),
  );
  expect(all.length).toBeGreaterThan(150);
  expect(Object.keys(equivalent).filter((mutant) => !all.includes(mutant))).toEqual([]);
});

it('says of each mutant that lives by itself why that is right', () => {
  const reasons = Object.values(equivalent);
  expect(reasons.filter((reason, at) => reasons.indexOf(reason) < at)).toEqual([]);
});

it('knows of every file that refuses whether it is a guard, and why not', () => {
  const sources = globSync('{electron/main/core,shared}/**/*.ts', {
    cwd: root,
    exclude: ['**/*.test.ts', '**/testdata/**'],
  });
  const refusing = sources.filter((file) => /\brefuse\(|new Refusal\(/.test(readFileSync(join(root, file), 'utf8')));
  const listed = new Set(guards.map(({ file }) => file));
  expect(refusing.filter((file) => !listed.has(file) && !(file in unmutated))).toEqual([]);
  expect(Object.keys(unmutated).filter((file) => listed.has(file) || !refusing.includes(file))).toEqual([]);
});
