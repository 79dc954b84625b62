// `npm run prove:offline`: the offline half of a recovery opens no socket to anywhere, by the command line and in the app. Exits with 1 on
// a finding.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outsideProgram } from '../../testing/outside.ts';
import { runAppOffline } from './run-app.ts';
import { runOffline } from './run-offline.ts';

if (process.platform !== 'linux') {
  console.error('This proof needs network namespaces and strace: it runs on Linux.');
  process.exit(2);
}
const scratch = mkdtempSync(join(tmpdir(), 'lifeboat-prove-offline-'));
try {
  const { commands, networkCalls, findings } = await runOffline(scratch);
  for (const finding of findings) console.log(`FOUND  ${finding}`);
  console.log(
    `${commands} commands in an empty network namespace; ${networkCalls} calls for local pipes, ${findings.length} findings`,
  );
  const canWalk = outsideProgram('chromium', '--version') !== undefined && outsideProgram('ip', '-V') !== undefined;
  const app = canWalk ? await runAppOffline() : undefined;
  for (const finding of app?.findings ?? []) console.log(`FOUND  ${finding}`);
  if (app) {
    console.log(
      `the app: ${app.screens} screens in a namespace with a way out; ${app.packets} packets left, ${app.control} of the control`,
    );
  }
  process.exitCode = findings.length + (app?.findings.length ?? 0) === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
