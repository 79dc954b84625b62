// `npm run typecheck`: the types of every room, with the last answer kept, so that only what changed is compiled again. `npm run check` judges
// the same rooms without that memory, together with the lint.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';
import { rooms } from './rooms.ts';
import { run, tool } from './run.ts';

const kept = join(root, 'node_modules', '.cache', 'types');
mkdirSync(kept, { recursive: true });

const queue = [...rooms];
let failed = 0;
// Two at a time: the machines this runs on have two cores.
const worker = async (): Promise<void> => {
  for (let room = queue.shift(); room !== undefined; room = queue.shift()) {
    const memory = join(kept, `${room.replaceAll('/', '-')}.json`);
    const { ok, output } = await run(tool('tsc'), ['-p', room, '--incremental', '--tsBuildInfoFile', memory]);
    if (!ok) failed += 1;
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${room}${ok ? '' : `\n${output}`}`);
  }
};
await Promise.all([worker(), worker()]);
process.exitCode = failed === 0 ? 0 : 1;
