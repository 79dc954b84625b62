// `npm run typecheck`: the types of every module, with the last answer kept, so that only what changed is compiled again. `npm run check` checks
// the same modules without that memory, together with the lint.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';
import { modules } from './modules.ts';
import { runTool } from './run.ts';

const kept = join(root, 'node_modules', '.cache', 'types');
mkdirSync(kept, { recursive: true });

const queue = [...modules];
let failed = 0;
// Two at a time: the machines this runs on have two cores.
const worker = async (): Promise<void> => {
  for (let workspace = queue.shift(); workspace !== undefined; workspace = queue.shift()) {
    const memory = join(kept, `${workspace.replaceAll('/', '-')}.json`);
    const { ok, output } = await runTool('tsc', ['-p', workspace, '--incremental', '--tsBuildInfoFile', memory]);
    if (!ok) failed += 1;
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${workspace}${ok ? '' : `\n${output}`}`);
  }
};
await Promise.all([worker(), worker()]);
process.exitCode = failed === 0 ? 0 : 1;
