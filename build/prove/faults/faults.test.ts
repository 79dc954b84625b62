// Mishaps in short: some of the steps. `npm run prove:faults` takes every one.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../../shared/faults/fault.ts';
import { root } from '../../root.ts';
import { acts, actsOnSticks, carelessAct, unflushedActs } from './acts.ts';
import { changeEverywhere } from './change.ts';
import { driverOtherwise } from './driver.ts';
import { attempt, badAnswer, failEverywhere } from './fail.ts';
import { install, wrapped } from './fs-wrap.ts';
import { killEverywhere } from './kill.ts';
import { cutEverywhere } from './power-cut.ts';
import { pullEverywhere } from './pull.ts';
import { rehearsalActs } from './rehearsal-acts.ts';
import { whyNot } from './stick.ts';

const scratch = mkdtempSync(join(tmpdir(), 'lifeboat-faults-'));
beforeAll(install);
afterAll(() => {
  rmSync(scratch, { recursive: true });
});
const folder = (name: string): string => {
  mkdirSync(join(scratch, name));
  return join(scratch, name);
};

it.each([...acts, ...rehearsalActs])('$name: does its work where nothing goes wrong', async (act) => {
  const place = join(scratch, `honest ${act.name}`);
  const { acks, thrown } = await attempt(act, place, 0);
  // An act that is refused at its beginning goes through every mishap unharmed, and proves nothing.
  const isRefused = act.name === 'a name that is taken';
  expect(thrown instanceof Refusal ? thrown.fault.code : thrown).toBe(isRefused ? 'FILE_EXISTS' : undefined);
  expect(acks.length > 0).toBe(!isRefused);
  expect(await act.check(place, acks)).toEqual([]);
});

it('a file that is written in place is noticed', async () => {
  expect((await killEverywhere(folder('control'), [carelessAct])).findings).not.toEqual([]);
});

it('a medium that fails at any step tears nothing, and is told as what it is', { timeout: 120_000 }, async () => {
  const { findings, points } = await failEverywhere(folder('media'), acts, 7);
  expect(findings).toEqual([]);
  expect(points).toBeGreaterThan(200);
});

it('a kill at any step tears nothing, and loses nothing that was told', { timeout: 120_000 }, async () => {
  const { findings, points } = await killEverywhere(folder('kills'), acts, 60);
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

it('what a trainer has begun can be done anew or undone, whatever came in between', { timeout: 120_000 }, async () => {
  const outcomes = [
    await failEverywhere(folder('trainer media'), rehearsalActs, 60),
    await killEverywhere(folder('trainer kills'), rehearsalActs, 60),
    await cutEverywhere(folder('trainer cuts'), rehearsalActs),
  ];
  expect(outcomes.flatMap(({ findings }) => findings)).toEqual([]);
  for (const { points } of outcomes) expect(points).toBeGreaterThan(6);
});

it('where a trainer’s deed cannot clear away or look, it is told as a fault, and nothing is lost', async () => {
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

it('no port writes or reads past the steps', () => {
  const ports = join(root, 'electron/main/ports');
  const sources = readdirSync(ports, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('testdata'),
  );
  // Of these nothing is kept: a hash of the program itself, a look whether a folder changes, and numbers.
  const others = ['createReadStream', 'watch', 'constants'];
  const unseen = sources.flatMap((name) =>
    [
      ...readFileSync(join(ports, name), 'utf8').matchAll(/import ([^;]*?) from '(?:node:)?fs(?:\/promises)?';/g),
    ].flatMap(([line, names = '']) =>
      /^\{[^}]*\}$/.test(names)
        ? names
            .split(/[{},]/)
            .map((each) => each.trim())
            .filter((each) => each !== '' && !each.startsWith('type ') && !wrapped.has(each) && !others.includes(each))
        : [line],
    ),
  );
  expect(unseen).toEqual([]);
});

it('the disk itself does nothing otherwise than it must, so that nothing on it is excused', () => {
  expect(driverOtherwise(folder('driver'))).toEqual([]);
});

it.for(['FAT', 'exFAT'] as const)(
  'a stick with %s may be pulled at any step',
  { timeout: 240_000 },
  async (format, { skip }) => {
    const why = whyNot(format);
    if (why !== undefined) console.warn(`\n*** SKIPPED: sticks with ${format}: ${why} ***\n`);
    skip(why !== undefined, why);
    expect((await pullEverywhere(format, folder(`pull-${format}`), actsOnSticks, 20)).findings).toEqual([]);
  },
);
