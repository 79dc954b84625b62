// `npm run test:tokens`: everything here that can be asked of tokens, with what it needs of the system: installed where this user may, else named.
import { existsSync } from 'node:fs';
import { tokenPrograms } from '#drill/soft-tokens.ts';
import { run, runTool } from './run.ts';
import { ensureSystemPrograms, ofCards, ofTokens } from './system-packages.mjs';
import { missingForTokens } from './token-addon.ts';

await ensureSystemPrograms([...ofTokens, ...ofCards]);
const missing = [...missingForTokens(), ...tokenPrograms.filter((program) => !existsSync(program))];
for (const each of missing) console.error(`lifeboat: keys on tokens cannot be tested without ${each}.`);
if (missing.length > 0) process.exit(2);

const files = [
  'electron/main/secrets/token-worker.test.ts',
  'electron/main/secrets/three-modules.test.ts',
  'electron/main/secrets/tpm.test.ts',
  'electron/main/ipc/offline/activation.test.ts',
  'electron/main/ipc/offline/tokens.test.ts',
  'electron/main/services/offline/hostile-worker.test.ts',
  'electron/main/cli/token-turns.test.ts',
  'electron/main/cli/three-kinds.test.ts',
  'electron/main/cli/vendor-commands.test.ts',
  'electron/main/drill/drill.test.ts',
  'e2e/proofs/offline/attack.test.ts',
];
// One after the other: there is one pcscd.
const words = ['run', '-c', 'build/vitest.config.ts', '--no-file-parallelism', '-t', 'token'];
const unit = await runTool('vitest', [...words, ...files], { show: true });
const specs = ['test', '-c', 'e2e/playwright.config.ts', '--workers=1', 'tokens[.]spec'];
const journeys = await runTool('playwright', specs, { show: true });
// With a key in a file, whose worker is seen at work: the search sees.
const search = ['e2e/proofs/secrets/secrets.ts', 'token', 'wrong-pin', 'restore-blob'];
const memory = await run(process.execPath, search, { show: true });
process.exitCode = unit.ok && journeys.ok && memory.ok ? 0 : 1;
