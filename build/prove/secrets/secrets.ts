// `npm run prove:secrets`: runs the built command line with known secrets, holds it at every message, and looks for them in every
// process, every file and every stream. Exits with 1 on a finding.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proveSecrets, secretScenarios } from './prove.ts';

if (process.platform !== 'linux') {
  console.error('This proof reads /proc and traces with strace: it runs on Linux.');
  process.exit(2);
}
const wanted = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'lifeboat-prove-secrets-'));
try {
  const chosen = secretScenarios.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const { findings, lines } = await proveSecrets(scratch, chosen, (line) => {
    console.log(line);
  });
  for (const line of [...lines, ...findings.map((finding) => `FOUND  ${finding}`)]) console.log(line);
  console.log(findings.length === 0 ? 'Nothing was found where it must not be.' : `${findings.length} findings.`);
  process.exitCode = findings.length === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
