// Failure scenarios in short: some of the steps. `npm run test:crash` takes every one.
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { long } from '#e2e/support/long.ts';
import { root } from '#build/root.ts';
import { referenceProgram } from '../../support/reference-tools.ts';
import type { Act } from './act-type.ts';
import { acts, actsOnSticks, brokenActs, carelessAct, unflushedActs } from './acts.ts';
import { attempt, wordsOf } from './attempt.ts';
import { changeEverywhere } from './change.ts';
import { driverOtherwise, notByDriver } from './driver.ts';
import { badAnswer, failEverywhere } from './fail.ts';
import { install, wrapped } from './fs-wrap.ts';
import { killInKernel } from './kernel.ts';
import { killEverywhere, type Outcome } from './kill.ts';
import { cutEverywhere } from './power-cut.ts';
import { onStick, pullEverywhere } from './pull.ts';
import { rehearsalActs } from './rehearsal-acts.ts';
import { whyNot } from './stick.ts';
import { isOfUndisturbed, undisturbedFindings } from './undisturbed.ts';

const scratch = mkdtempSync(join(tmpdir(), 'lifeboat-faults-'));
const strace = process.platform === 'linux' ? referenceProgram('strace', '-V') : undefined;
beforeAll(install);
afterAll(() => rmSync(scratch, { recursive: true }));
const folder = (name: string): string => {
  mkdirSync(join(scratch, name));
  return join(scratch, name);
};

it.each([...acts, ...rehearsalActs])('$name: does its work where nothing goes wrong', async (act) => {
  const place = join(scratch, `honest ${act.name}`);
  const { acks, thrown } = await attempt(act, place, 0);
  expect(undisturbedFindings(act, { acks, refused: wordsOf(thrown) })).toEqual([]);
  expect(await act.check(place, acks)).toEqual([]);
});

it('an act that does nothing is no proof either', () => {
  const act: Act = { ...carelessAct, name: 'idle' };
  expect(undisturbedFindings(act, { acks: [], refused: undefined })).toEqual(['idle, undisturbed: it tells nothing']);
});

/** So many points are between two that are tried that there is one: each act is played undisturbed first in any case. */
const undisturbedAlone = 1000;

describe.each<[string, (place: string, of: readonly Act[], every: number) => Promise<Outcome>, object?]>([
  ['media that fail', failEverywhere],
  ['kills', killEverywhere],
  ['power cuts', cutEverywhere],
  ['kills in the kernel', killInKernel, long],
])('%s', (way, everywhere, details = {}) => {
  const able = way !== 'kills in the kernel' || strace !== undefined;
  it.skipIf(!able)(
    'are no proof of an act that does not go well undisturbed, or that nothing refuses',
    details,
    async () => {
      const [failing, unrefused] = brokenActs;
      const findings = async (act: Act): Promise<readonly string[]> =>
        (await everywhere(folder(`${way}, ${act.name}`), [act], undisturbedAlone)).findings.filter(isOfUndisturbed);
      expect(await findings(failing)).toEqual([
        'broken: fails before it tells anything, undisturbed: it fails: Refusal: FILE_NOT_FOUND',
      ]);
      expect(await findings(unrefused)).toEqual(['broken: not refused, undisturbed: it is not refused']);
    },
  );
});

it('a file that is written in place is noticed', async () => {
  const { findings } = await killEverywhere(folder('control'), [carelessAct]);
  expect(findings.join()).toContain('is torn');
  expect(findings.filter(isOfUndisturbed)).toEqual([]);
});

it('a medium that fails at any step tears nothing, and is told as what it is', { timeout: 120_000 }, async () => {
  const { findings, points } = await failEverywhere(folder('media'), acts, 42);
  expect(findings).toEqual([]);
  expect(points).toBeGreaterThan(30);
});

it('a kill at any step tears nothing, and loses nothing that was told', { timeout: 120_000 }, async () => {
  const { findings, points } = await killEverywhere(folder('kills'), acts, 120);
  expect(findings).toEqual([]);
  expect(points).toBeGreaterThan(6);
});

describe.skipIf(process.platform === 'win32')('when the power is cut', () => {
  it.each(unflushedActs)('$name: is noticed', async (act) => {
    expect((await cutEverywhere(folder(act.name), [act])).findings.join()).toContain('acknowledged');
  });

  it('what was told is on the disk, whatever else it kept', { timeout: 120_000 }, async () => {
    const { findings, points } = await cutEverywhere(folder('cuts'), acts);
    expect(findings).toEqual([]);
    expect(points).toBeGreaterThan(100);
  });
});

it(
  'what a trainer has begun can be done anew or undone, whatever came in between',
  { timeout: 120_000, ...long },
  async () => {
    const outcomes = [
      await failEverywhere(folder('trainer media'), rehearsalActs, 60),
      await killEverywhere(folder('trainer kills'), rehearsalActs, 60),
      await cutEverywhere(folder('trainer cuts'), rehearsalActs),
    ];
    expect(outcomes.flatMap(({ findings }) => findings)).toEqual([]);
    for (const { points } of outcomes) expect(points).toBeGreaterThan(6);
  },
);

it('where a trainer’s action cannot clear away or look, it is told as a fault, and nothing is lost', async () => {
  const [act] = rehearsalActs;
  if (act === undefined) throw new Error('a trainer does something');
  const { steps } = await attempt(act, join(scratch, 'trainer steps'), 0);
  const findings: string[] = [];
  for (const [at, step] of steps.entries()) {
    if (step !== 'rm' && step !== 'readdir') continue;
    const where = join(scratch, `trainer at ${at}`);
    const { acks, thrown } = await attempt(act, where, at + 1, { error: 'EACCES', gone: false });
    findings.push(...(thrown === undefined ? [] : badAnswer(thrown)), ...(await act.check(where, acks)));
  }
  expect(steps).toEqual(expect.arrayContaining(['rm', 'readdir']));
  expect(findings).toEqual([]);
});

it('a file that changes while it is read is read as one of its states, or refused', async () => {
  const { findings, points } = await changeEverywhere(folder('change'));
  expect(findings).toEqual([]);
  expect(points).toBeGreaterThan(15);
});

it('nothing writes or reads past the steps', () => {
  // One sets a filter of this process in /proc; the other hands on all functions, and what others call of them is looked at there.
  const apart = ['core-files.ts', 'disk.ts'];
  const sources = globSync('electron/main/{platform,services,secrets/host}/**/*.ts', { cwd: root }).filter(
    (path) => !path.endsWith('.test.ts') && !path.includes('testdata') && !apart.includes(basename(path)),
  );
  // Of these nothing is kept: a hash of the program itself, a look whether a folder changes, numbers, and where a program lies and whether what
  // it may read is a folder.
  const others = ['createReadStream', 'watch', 'constants', 'realpath', 'realpathSync', 'existsSync', 'statSync'];
  const isSeen = (name: string): boolean => wrapped.has(name) || others.includes(name);
  const calls = sources.flatMap((name) =>
    [...readFileSync(join(root, name), 'utf8').matchAll(/\bdisk(?:Now)?\.(?!ts\b)(\w+)/g)].map(
      ([, called = '']) => called,
    ),
  );
  expect(calls.length).toBeGreaterThan(5);
  expect(calls.filter((name) => !isSeen(name))).toEqual([]);
  const unseen = sources.flatMap((name) =>
    [
      ...readFileSync(join(root, name), 'utf8').matchAll(/import ([^;]*?) from '(?:node:)?fs(?:\/promises)?';/g),
    ].flatMap(([line, names = '']) =>
      /^\{[^}]*\}$/.test(names)
        ? names
            .split(/[{},]/)
            .map((each) => each.trim())
            .filter((each) => each !== '' && !each.startsWith('type ') && !isSeen(each))
        : [line],
    ),
  );
  expect(unseen).toEqual([]);
});

it('the disk itself does nothing otherwise than it must, so that nothing on it is excused', () => {
  expect(driverOtherwise(folder('driver'))).toEqual([]);
});

describe.each([
  ['FAT', {}],
  ['exFAT', long],
] as const)('a stick with %s', (format, details) => {
  it('may be pulled at any step', { timeout: 240_000, ...details }, async ({ skip }) => {
    const why = whyNot(format);
    if (why !== undefined) console.warn(`\n*** SKIPPED: sticks with ${format}: ${why} ***\n`);
    skip(why !== undefined, why);
    const { findings } = await pullEverywhere(format, folder(`pull-${format}`), actsOnSticks, 40);
    const otherwise = await onStick(format, folder(`driver-${format}`), (stick) =>
      Promise.resolve(driverOtherwise(stick)),
    );
    expect(notByDriver(findings, otherwise)).toEqual([]);
    const [failing] = brokenActs;
    const broken = await pullEverywhere(format, folder(`broken-${format}`), [failing], undisturbedAlone);
    expect(broken.findings).toContain(
      `${format}: broken: fails before it tells anything, undisturbed: it fails: Refusal: FILE_NOT_FOUND`,
    );
  });
});
