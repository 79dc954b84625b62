// CONFORMANCE.md and the tests beside it name the same behaviours, each once.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = import.meta.dirname;
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
const lines = text('CONFORMANCE.md')
  // A line that is longer than the page goes on below, indented.
  .replaceAll(/\n {2}/g, ' ')
  .split('\n')
  .filter((line) => line.startsWith('- '));
const behaviours = lines.map((line) => {
  const { id, tests } = /^- `(?<id>[a-z-]+\/[a-z-]+)`: .+ — (?<tests>[a-z., -]+)$/.exec(line)?.groups ?? {};
  return { line, id, tests: tests?.split(', ') ?? [] };
});

/** The behaviours that tests name: each title begins with one. */
const tested = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts') && name !== 'conformance.test.ts')
  .flatMap((name) =>
    [...text(name).matchAll(/['"`]([a-z-]+\/[a-z-]+): /g)].map((found) => ({ name, id: found[1] ?? '' })),
  );

describe('each behaviour of CONFORMANCE.md', () => {
  it('is a line with an id, what Electron does and a test', () => {
    expect(behaviours.length).toBeGreaterThan(0);
    expect(behaviours.filter(({ id }) => id === undefined).map(({ line }) => line)).toEqual([]);
  });

  it('has an id of its own', () => {
    const ids = behaviours.map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it.each(behaviours)('$id is tested where its line says', ({ id, tests }) => {
    expect(tests.filter((name) => !existsSync(join(folder, name)))).toEqual([]);
    expect(tested.filter((each) => each.id === id).map(({ name }) => name)).toContain(tests[0]);
  });
});

it('no test names a behaviour that has no line', () => {
  const ids = behaviours.map(({ id }) => id);
  expect(tested.filter(({ id }) => !ids.includes(id))).toEqual([]);
});
