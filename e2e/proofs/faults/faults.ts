// `npm run test:crash`: kills at every step on files and at every call of the kernel, cut power, and media that fail at every step.
// Exits with 1 on a finding, with 2 where this machine does not permit a part.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Proofs, StickFigures } from '../../bench/measured/figures.ts';
import { recordProof } from '../../bench/measured/measured.ts';
import { referenceProgram } from '../../support/reference-tools.ts';
import { acts, actsOnSticks, carelessAct, unflushedActs } from './acts.ts';
import { changeEverywhere } from './change.ts';
import { driverOtherwise, notByDriver } from './driver.ts';
import { failEverywhere } from './fail.ts';
import { install } from './fs-wrap.ts';
import { killInKernel } from './kernel.ts';
import { killEverywhere, type Outcome } from './kill.ts';
import { cutEverywhere } from './power-cut.ts';
import { onStick, pullEverywhere } from './pull.ts';
import { rehearsalActs } from './rehearsal-acts.ts';
import { type StickFormat, whyNot } from './stick.ts';
import { isOfUndisturbed } from './undisturbed.ts';

/** Parts that this machine does not permit: what was not proven is no proof. */
const unproven: string[] = [];
const nothing: Outcome = { points: 0, findings: [] };
const scratch = mkdtempSync(join(tmpdir(), 'lifeboat-prove-faults-'));

async function part(name: string, work: (folder: string) => Promise<Outcome>): Promise<Outcome> {
  const folder = join(scratch, name);
  mkdirSync(folder);
  const outcome = await work(folder);
  console.log(`${name.padEnd(22)} ${outcome.points} points, ${outcome.findings.length} findings`);
  return outcome;
}

/** On sticks of a format every fifth kill and failure; what differs from a disk is how a file gets its name. */
const everyOnStick = 5;

interface OnSticks {
  readonly findings: readonly string[];
  readonly figures: StickFigures;
}

async function sticks(format: StickFormat): Promise<OnSticks> {
  const why = whyNot(format);
  if (why !== undefined) {
    unproven.push(`sticks with ${format}: ${why}`);
    return { findings: [], figures: { kills: 0, failures: 0, pulled: 0, byDriver: 0 } };
  }
  const failures = await part(`${format}: media that fail`, (folder) =>
    onStick(format, folder, (stick) => failEverywhere(stick, actsOnSticks, everyOnStick)),
  );
  const kills = await part(`${format}: kills`, (folder) =>
    onStick(format, folder, (stick) => killEverywhere(stick, actsOnSticks, everyOnStick)),
  );
  const pulled = await part(`${format}: sticks pulled`, (folder) => pullEverywhere(format, folder, actsOnSticks));
  const otherwise = await onStick(format, join(scratch, `${format}: driver`), (stick) =>
    Promise.resolve(driverOtherwise(stick)),
  );
  const findings = [failures, kills, pulled].flatMap((outcome) => outcome.findings);
  const atPoints = findings.filter((each) => !isOfUndisturbed(each));
  for (const { what, finding } of otherwise) {
    const count = atPoints.filter((each) => finding.test(each)).length;
    console.log(`*** NOT PROVEN on ${format} by its driver of FUSE: ${what}: ${count} points ***`);
  }
  const byDriver = atPoints.length - notByDriver(atPoints, otherwise).length;
  return {
    findings: notByDriver(findings, otherwise),
    figures: { kills: kills.points, failures: failures.points, pulled: pulled.points, byDriver },
  };
}

/** A careless program that did not even run was not noticed for what it does. */
const isNoticed = ({ findings }: Outcome): boolean => findings.some((finding) => !isOfUndisturbed(finding));

interface Proven {
  /** Each control that found nothing is one too. */
  readonly findings: readonly string[];
  readonly figures: Proofs['test:crash'];
}

async function prove(): Promise<Proven> {
  await install();
  const controls = [
    await part('control: in place', (folder) => killEverywhere(folder, [carelessAct])),
    ...(await inTurn(unflushedActs, (act, i) =>
      part(`control: unflushed ${i + 1}`, (folder) => cutEverywhere(folder, [act])),
    )),
  ];
  const failures = await part('media that fail', (folder) => failEverywhere(folder, acts));
  const kills = await part('kills', (folder) => killEverywhere(folder, acts));
  const powerCuts = await part('power cut', (folder) => cutEverywhere(folder, acts));
  // Not in the figures, which are of what people do in earnest.
  const trainers = [
    await part('trainer: media', (folder) => failEverywhere(folder, rehearsalActs)),
    await part('trainer: kills', (folder) => killEverywhere(folder, rehearsalActs)),
    await part('trainer: power cut', (folder) => cutEverywhere(folder, rehearsalActs)),
  ];
  const changes = await part('files that change', changeEverywhere);
  const kernelKills = await kernel();
  const FAT = await sticks('FAT');
  const exFAT = await sticks('exFAT');
  const unseen = controls.filter((control) => !isNoticed(control));
  return {
    findings: [
      ...unseen.map(() => 'control: a careless program was not noticed'),
      ...[failures, kills, powerCuts, ...trainers, changes, kernelKills, FAT, exFAT].flatMap(
        ({ findings }) => findings,
      ),
    ],
    figures: {
      kills: kills.points,
      failures: failures.points,
      powerCuts: powerCuts.points,
      changes: changes.points,
      kernelKills: kernelKills.points,
      sticks: { FAT: FAT.figures, exFAT: exFAT.figures },
    },
  };
}

async function inTurn<T, R>(each: readonly T[], work: (one: T, i: number) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const [i, one] of each.entries()) done.push(await work(one, i));
  return done;
}

/** A file that is written in place must be found torn here too. */
async function kernel(): Promise<Outcome> {
  if (process.platform !== 'linux' || referenceProgram('strace', '-V') === undefined) {
    unproven.push('kills at calls of the kernel: missing strace (Debian package strace)');
    return nothing;
  }
  const control = await part('control: kernel', (folder) => killInKernel(folder, [carelessAct]));
  const { points, findings } = await part('kills in the kernel', (folder) => killInKernel(folder, acts));
  const unseen = isNoticed(control) ? [] : ['control: a kill in the kernel tore no file that is written in place'];
  return { points, findings: [...unseen, ...findings] };
}

try {
  const { findings, figures } = await prove();
  for (const finding of findings) console.log(`FOUND  ${finding.replaceAll(scratch, '')}`);
  for (const each of unproven) console.log(`NOT PROVEN on this machine: ${each}`);
  if (findings.length + unproven.length === 0) await recordProof('test:crash', figures);
  process.exitCode = findings.length > 0 ? 1 : unproven.length > 0 ? 2 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
