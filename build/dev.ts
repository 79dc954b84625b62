// `npm run dev`: opens the app, and after each change of a source file builds again and opens it again. What does not build leaves the app that
// runs as it is. The words after `--` are those of `npm start`.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';
import { run } from './run.ts';

/** An editor writes a file in several steps, and a checkout many files: one build follows the last of them. */
const quietMs = 300;

const open = (): ChildProcess =>
  spawn(process.execPath, ['build/start.ts', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });

let app = open();
let building = false;
let changed = false;

async function close(): Promise<void> {
  if (app.exitCode !== null || app.signalCode !== null) return;
  const gone = once(app, 'exit');
  app.kill('SIGTERM');
  await gone;
}

async function reload(): Promise<void> {
  if (building) return;
  building = true;
  while (changed) {
    changed = false;
    const started = performance.now();
    const { ok, output } = await run(process.execPath, ['build/build.ts']);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.error(ok ? `Built in ${seconds} s. Opening the app again.` : `Not built:\n${output}`);
    if (!ok) continue;
    await close();
    app = open();
  }
  building = false;
}

let timer: NodeJS.Timeout | undefined;
for (const folder of ['assets', 'electron', 'renderer', 'shared']) {
  watch(join(root, folder), { recursive: true }, (_, name) => {
    if (name === null || /[.]test[.]tsx?$|FORMAT[.]md$/.test(name)) return;
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), quietMs);
  });
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void close().then(() => process.exit(0)));
}
