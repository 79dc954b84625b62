// `npm run prove:faults`: kills at every step on files, and media that fail at every step. Exits with 1 on a finding.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acts, carelessAct } from './acts.ts';
import { changeEverywhere } from './change.ts';
import { driverOtherwise } from './driver.ts';
import { failEverywhere } from './fail.ts';
import { install } from './fs-shim.ts';
import { killEverywhere, type Outcome } from './kill.ts';
import { onStick, pullEverywhere } from './pull.ts';
import { type StickFormat, whyNot } from './stick.ts';

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

async function sticks(format: StickFormat): Promise<Outcome> {
  const why = whyNot(format);
  if (why !== undefined) {
    console.log(`*** SKIPPED: sticks with ${format}: ${why} ***`);
    return { points: 0, findings: [] };
  }
  const parts = [
    await part(`${format}: media that fail`, (folder) =>
      onStick(format, folder, (stick) => failEverywhere(stick, acts, everyOnStick)),
    ),
    await part(`${format}: kills`, (folder) =>
      onStick(format, folder, (stick) => killEverywhere(stick, acts, everyOnStick)),
    ),
    await part(`${format}: sticks pulled`, (folder) => pullEverywhere(format, folder, acts)),
  ];
  const otherwise = await onStick(format, join(scratch, `${format}: driver`), (stick) =>
    Promise.resolve(driverOtherwise(stick)),
  );
  const findings = parts.flatMap((outcome) => outcome.findings);
  for (const { what, finding } of otherwise) {
    const count = findings.filter((each) => finding.test(each)).length;
    console.log(`*** NOT PROVEN on ${format} by its driver of FUSE: ${what}: ${count} points ***`);
  }
  return {
    points: parts.reduce((sum, { points }) => sum + points, 0),
    findings: findings.filter((each) => !otherwise.some(({ finding }) => finding.test(each))),
  };
}

try {
  await install();
  const control = await part('control: in place', (folder) => killEverywhere(folder, [carelessAct]));
  const media = await part('media that fail', (folder) => failEverywhere(folder, acts));
  const kills = await part('kills', (folder) => killEverywhere(folder, acts));
  const changes = await part('files that change', changeEverywhere);
  const onSticks = [await sticks('FAT'), await sticks('exFAT')];
  const findings = [
    ...(control.findings.length > 0 ? [] : ['control: a file that was written in place was not noticed']),
    ...media.findings,
    ...kills.findings,
    ...changes.findings,
    ...onSticks.flatMap((outcome) => outcome.findings),
  ];
  for (const finding of findings) console.log(`FOUND  ${finding.replaceAll(scratch, '')}`);
  process.exitCode = findings.length === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
