// `npm run test:airgap`: nothing that was built for the offline app leads to a network, and no command and no screen of the offline
// side opens a socket to anywhere. Exits with 1 on a finding, with 2 where this machine does not permit a part.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Proofs } from '../../bench/measured/figures.ts';
import { recordProof } from '../../bench/measured/measured.ts';
import { referenceChromium, referenceProgram } from '../../support/reference-tools.ts';
import { attack, attackables, control, findingsOf } from './attack.ts';
import { offlineBundles, onlineBundle, waysOut } from './built-bundle.ts';
import { runAppOffline } from './run-app.ts';
import { runOffline } from './run-offline.ts';

if (process.platform !== 'linux') {
  console.error('NOT PROVEN on this machine: this proof needs network namespaces and strace, so it runs on Linux.');
  process.exit(2);
}
const scratch = mkdtempSync(join(tmpdir(), 'lifeboat-prove-offline-'));
const findings: string[] = [];
/** Parts that this machine does not permit: what was not proven is no proof. */
const unproven: string[] = [];
let figures: Partial<Proofs['test:airgap']> = {};
const hasNamespaces = referenceProgram('unshare', '--net', 'true') !== undefined;
try {
  const bundles = offlineBundles();
  findings.push(...bundles.flatMap((bundle) => waysOut(bundle).map((way) => `${bundle}: ${way}`)));
  if (waysOut(onlineBundle).length === 0) findings.push('control: the online program has no way out');
  console.log(`${bundles.length} built files of the offline app: ${findings.length} ways to a network`);
  figures = { builtFiles: bundles.length };

  const hasChromium = (await referenceChromium()) !== undefined;
  for (const each of attackables) {
    if (each.isMain === true && !hasChromium) {
      unproven.push(`an attacker inside ${each.name}, which needs Chromium`);
      continue;
    }
    const attacked = await attack(each);
    findings.push(...findingsOf(each.name, attacked));
    console.log(
      `an attacker inside ${each.name}: ${attacked.met} objects, ${attacked.calls} calls, ${attacked.refused} of them refused`,
    );
  }
  if (findingsOf(control.name, await attack(control)).length === 0)
    findings.push('control: a process without a wall has no way out');

  if (hasNamespaces && referenceProgram('strace', '-V') !== undefined) {
    const run = await runOffline(scratch);
    findings.push(...run.findings);
    figures = { ...figures, commands: run.commands };
    console.log(
      `${run.commands} commands in an empty network namespace; ${run.networkCalls} calls for local pipes, ${run.findings.length} findings`,
    );
  } else unproven.push('the commands, which need a network namespace (root) and strace');

  const canWalk = hasChromium && referenceProgram('ip', '-V') !== undefined;
  if (hasNamespaces && canWalk) {
    const app = await runAppOffline();
    findings.push(...app.findings);
    const { screens, packets, controlOfBrowser, control } = app;
    figures = { ...figures, screens, packets, controlOfBrowser, control };
    console.log(
      `the app: ${app.screens} screens and a printed PDF in a namespace with a way out; ${app.packets} packets left, ${app.escaped.length} strange addresses, ${app.names.length} names of the browser's own; of the controls ${app.controlOfBrowser} from a page without a policy, ${app.control} from a program`,
    );
  } else unproven.push('the app, which needs a network namespace (root), ip and Chromium');

  for (const finding of findings) console.log(`FOUND  ${finding}`);
  for (const part of unproven) console.log(`NOT PROVEN on this machine: ${part}`);
  if (findings.length + unproven.length === 0) await recordProof('test:airgap', figures as Proofs['test:airgap']);
  process.exitCode = findings.length === 0 ? (unproven.length === 0 ? 0 : 2) : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
