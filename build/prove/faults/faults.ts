// `npm run prove:faults`: kills at every step on files, and media that fail at every step. Exits with 1 on a finding.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acts, carelessAct } from './acts.ts';
import { failEverywhere } from './fail.ts';
import { install } from './fs-shim.ts';
import { killEverywhere, type Outcome } from './kill.ts';

const scratch = mkdtempSync(join(tmpdir(), 'lifeboat-prove-faults-'));

async function part(name: string, work: (folder: string) => Promise<Outcome>): Promise<Outcome> {
  const folder = join(scratch, name);
  mkdirSync(folder);
  const outcome = await work(folder);
  console.log(`${name.padEnd(22)} ${outcome.points} points, ${outcome.findings.length} findings`);
  return outcome;
}

try {
  await install();
  const control = await part('control: in place', (folder) => killEverywhere(folder, [carelessAct]));
  const media = await part('media that fail', (folder) => failEverywhere(folder, acts));
  const kills = await part('kills', (folder) => killEverywhere(folder, acts));
  const findings = [
    ...(control.findings.length > 0 ? [] : ['control: a file that was written in place was not noticed']),
    ...media.findings,
    ...kills.findings,
  ];
  for (const finding of findings) console.log(`FOUND  ${finding.replaceAll(scratch, '')}`);
  process.exitCode = findings.length === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
