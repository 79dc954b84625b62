// `npm run prove:secrets`: runs the built command line with known secrets, holds it at every message, and looks for them in every
// process, every file and every stream; then the app in a recovery, with its windows and messages. Exits with 1 on a finding, with 2
// where something could not be proven here. With words on the command line, only the scenarios of these names; `app` is one of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outsideProgram } from '../../testing/outside.ts';
import { proveApp } from './app.ts';
import { type Proof, proveSecrets, secretScenarios } from './prove.ts';

if (process.platform !== 'linux') {
  console.error('This proof reads /proc and traces with strace: it runs on Linux.');
  process.exit(2);
}
const wanted = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'lifeboat-prove-secrets-'));
try {
  const chosen = secretScenarios.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const say = (line: string): void => {
    console.log(line);
  };
  const nothing: Proof = { findings: [], lines: [] };
  const isAppWanted = wanted.length === 0 || wanted.includes('app');
  const hasBrowser = outsideProgram('chromium', '--version') !== undefined;
  const proofs = [
    chosen.length > 0 ? await proveSecrets(scratch, chosen, say) : nothing,
    isAppWanted && hasBrowser ? await proveApp(scratch, say) : nothing,
  ];
  const findings = proofs.flatMap((proof) => proof.findings);
  const lines = proofs.flatMap((proof) => proof.lines);
  for (const line of [...lines, ...findings.map((finding) => `FOUND  ${finding}`)]) console.log(line);
  console.log(findings.length === 0 ? 'Nothing was found where it must not be.' : `${findings.length} findings.`);
  if (isAppWanted && !hasBrowser) console.error('NOT PROVEN  the app: no Chromium was found on this machine.');
  process.exitCode = findings.length > 0 ? 1 : isAppWanted && !hasBrowser ? 2 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
