// How the end of a run is checked: a busy machine kills no mutant.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assessAll, nameOf, type Tally, type Task } from './verdict.ts';
import { type Ending, Runner } from './run-tests.ts';

const guard = { file: 'a.ts', tests: [] };
const mutant = (what: string) => ({ start: 0, end: 0, text: '', line: 1, what });
const asItIs: Task = { guard, mutant: undefined };
const control: Task = { guard, mutant: mutant('control'), isControl: true };
const tried: Task = { guard, mutant: mutant('x → false') };
const name = nameOf(guard, mutant('x → false'));

/** Checks tasks whose runs end as given, each time one of its endings; says too how many ran beside each run. */
async function tallied(
  endings: ReadonlyMap<Task, readonly Ending[]>,
  equivalent: Readonly<Record<string, string>> = {},
): Promise<Tally & { readonly most: readonly number[] }> {
  const runs = new Map([...endings].map(([task, list]) => [task, [...list]]));
  const most: number[] = [];
  let running = 0;
  const run = async (task: Task): Promise<Ending> => {
    running += 1;
    most.push(running);
    await new Promise((go) => {
      setImmediate(go);
    });
    running -= 1;
    const ending = runs.get(task)?.shift();
    if (ending === undefined) throw new Error('it ran too often');
    return ending;
  };
  const tally = await assessAll([...endings.keys()], run, equivalent);
  expect([...runs.values()].flat()).toEqual([]);
  return { ...tally, most };
}

const honest: readonly (readonly [Task, readonly Ending[]])[] = [
  [asItIs, ['passed']],
  [control, ['failed']],
];

describe('a mutant', () => {
  it.each<[string, Ending[], Partial<Tally>]>([
    ['is killed by a test that fails', ['failed'], { killed: 1, timedOut: [], findings: [] }],
    ['that lives is a finding', ['passed'], { killed: 0, timedOut: [], findings: [name] }],
    ['that lives alone is one too', ['timed out', 'passed'], { killed: 0, timedOut: [], findings: [name] }],
    ['may be killed alone', ['timed out', 'failed'], { killed: 1, timedOut: [], findings: [] }],
    [
      'is not killed by a run without an end',
      ['timed out', 'timed out'],
      { killed: 0, timedOut: [name], findings: [] },
    ],
  ])('%s', async (_, endings, tally) => {
    expect(await tallied(new Map([...honest, [tried, endings]]))).toMatchObject(tally);
  });

  it('is run again when no other runs', async () => {
    const { most } = await tallied(new Map([[tried, ['timed out', 'failed']], ...honest]));
    expect([Math.max(...most.slice(0, -1)), most.at(-1)]).toEqual([2, 1]);
  });

  it.each<[Ending[], Partial<Tally>]>([
    [['passed'], { explained: 1, findings: [] }],
    [['failed'], { explained: 0, findings: [`listed as one that may live, and failed: ${name}`] }],
    [['timed out', 'timed out'], { explained: 0, findings: [`listed as one that may live, and timed out: ${name}`] }],
  ])('that may live must live: %j', async (endings, tally) => {
    expect(await tallied(new Map([...honest, [tried, endings]]), { [name]: 'why' })).toMatchObject(tally);
  });
});

it.each<[string, Task, Ending[], readonly string[]]>([
  ['pass', asItIs, ['passed'], []],
  ['fail', asItIs, ['failed'], ['a.ts: its tests failed as it is, so they prove nothing']],
  ['do not end', asItIs, ['timed out', 'timed out'], ['a.ts: its tests timed out as it is, so they prove nothing']],
  ['notice the control', control, ['failed'], []],
  ['miss it', control, ['passed'], ['a.ts: control: its tests passed, so they do not notice that it is broken']],
  [
    'are not waited for',
    control,
    ['timed out', 'timed out'],
    ['a.ts: control: its tests timed out, so they do not notice that it is broken'],
  ],
])('tests that %s are tallied so', async (_, task, endings, findings) => {
  expect((await tallied(new Map([[task, endings]]))).findings).toEqual(findings);
});

describe('a run of tests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-order-'));
  const runner = new Runner({ root: folder, config: false, globals: true });
  afterAll(() => {
    runner.stop();
    rmSync(folder, { recursive: true });
  });

  it.each<[Ending, string, number]>([
    ['passed', '() => undefined', 60_000],
    ['failed', '() => { throw new Error("no"); }', 60_000],
    ['timed out', '() => new Promise(() => {}), 50', 60_000],
    ['timed out', '() => { for (;;); }', 1500],
    ['passed', '() => undefined', 60_000],
  ])('%s: %s', async (ending, body, limitMs) => {
    const name = `${randomUUID()}.test.js`;
    writeFileSync(join(folder, name), `it('is', ${body});`);
    expect(await runner.run({ tests: [name] }, limitMs)).toBe(ending);
  });

  it('is told of its own tests, not of those that failed before it', async () => {
    writeFileSync(join(folder, 'failing.test.js'), 'it("is", () => { throw new Error("no"); });');
    writeFileSync(join(folder, 'passing.test.js'), 'it("is", () => undefined);');
    const endings: Ending[] = [];
    for (const name of ['passing', 'failing', 'passing'])
      endings.push(await runner.run({ tests: [`${name}.test.js`] }, 60_000));
    expect(endings).toEqual(['passed', 'failed', 'passed']);
  });

  it('has a source replaced in its own turn, and in no other', async () => {
    const path = join(folder, 'source.js');
    writeFileSync(path, 'export const value = 1;');
    const test = "import { value } from './source.js';\nit('is one', () => { expect(value).toBe(1); });";
    writeFileSync(join(folder, 'source.test.js'), test);
    const tests = ['source.test.js'];
    const other = { path, text: 'export const value = 2;' };
    const broken = { path, text: 'throw new Error("no");' };
    const runs = [undefined, other, undefined, broken, undefined];
    const endings: Ending[] = [];
    for (const replaced of runs) endings.push(await runner.run({ tests, replaced }, 60_000));
    expect(endings).toEqual(['passed', 'failed', 'passed', 'failed', 'passed']);
  });

  it('whose process does not begin says nothing of its tests', async () => {
    const unable = new Runner({ root: folder, config: false, globals: true, execArgv: ['--no-such-option'] });
    writeFileSync(join(folder, 'unasked.test.js'), 'it("is", () => undefined);');
    try {
      expect(await unable.run({ tests: ['unasked.test.js'] }, 60_000)).toBe('timed out');
    } finally {
      unable.stop();
    }
  });

  it('fails where there is no test', async () => {
    expect(await runner.run({ tests: ['none.test.js'] }, 60_000)).toBe('failed');
  });
});
