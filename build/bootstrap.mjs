// The one door of every npm script: sets up what is missing on a fresh machine, then runs the task with the pinned Node.
// Plain JavaScript without dependencies, because it must run before anything is installed and on any Node that npm runs on.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const dependencyStamp = join(modules, '.lifeboat-dependencies');
const buildStamp = join(root, 'out', '.lifeboat-build');
const builtFrom = ['assets', 'build', 'electron', 'renderer', 'shared'];

/** What each task runs, and whether it needs the built files and programs of the system. */
const tasks = {
  build: { built: true },
  check: { run: ['build/check.ts'] },
  dev: { built: true, run: ['build/dev.ts'] },
  lint: { run: ['build/types-and-lint.ts'] },
  touched: { run: ['build/touched.ts'] },
  test: { system: true, built: true, run: ['build/test.ts'] },
  'test:unit': { built: true, run: ['node_modules/vitest/vitest.mjs', 'run', '-c', 'build/vitest.config.ts'] },
  'test:e2e': { built: true, run: ['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/playwright.config.ts'] },
  'build:tokens': { built: true, run: ['build/token-addon.ts'] },
  'test:tokens': { built: true, run: ['build/tokens.ts'] },
  'test:windows': { built: true, run: ['build/windows.ts'] },
  bench: { built: true, run: ['e2e/bench/bench.ts'] },
  start: { built: true, run: ['build/start.ts'] },
  rehearse: { built: true, run: ['build/start.ts', 'both'] },
  gallery: { built: true, run: ['build/gallery.ts'] },
  api: { run: ['build/api.ts'] },
  counts: { run: ['build/counts.ts'] },
  'pictures:screens': { built: true, run: ['build/screens-of-manual.ts'] },
  coverage: { built: true, run: ['e2e/proofs/coverage/coverage.ts'] },
  'test:crash': { run: ['e2e/proofs/faults/faults.ts'] },
  fuzz: { built: true, run: ['e2e/proofs/inputs/inputs.ts'] },
  'test:airgap': { built: true, run: ['e2e/proofs/offline/offline.ts'] },
  'test:mutation': { run: ['e2e/proofs/order/order.ts'] },
  ledger: { built: true, run: ['e2e/proofs/ledger/ledger.ts'] },
  'test:memory': { built: true, run: ['e2e/proofs/secrets/secrets.ts'] },
  'smoke:electron': { built: true, run: ['build/smoke.ts'] },
  package: { built: true, run: ['build/package/package.ts'] },
  sbom: { built: true, run: ['build/package/sbom.ts'] },
  checksums: { run: ['build/package/checksums.ts'] },
  drill: { built: true, run: ['out/cli/lifeboat.cjs', 'drill'] },
  lifeboat: { built: true, run: ['out/cli/lifeboat.cjs'] },
};

const say = (/** @type {string} */ text) => process.stderr.write(`lifeboat: ${text}\n`);

/** Runs a program to its end. */
function run(
  /** @type {string} */ program,
  /** @type {string[]} */ args,
  /** @type {{ quiet?: boolean }} */ options = {},
) {
  const { status, error, signal } = spawnSync(program, args, {
    cwd: root,
    stdio: ['inherit', options.quiet ? 2 : 'inherit', 'inherit'],
  });
  if (error) {
    say(`cannot run ${program}: ${error.message}`);
    return 1;
  }
  return signal ? 1 : (status ?? 1);
}

/**
 * Runs the task itself. Who ends npm means the task. npm tells the shell that it has put between, and that one goes without a word: we see
 * that our parent is gone. A terminal's Ctrl+C reaches all of us by itself.
 */
async function runTask(/** @type {string} */ program, /** @type {string[]} */ args, /** @type {string} */ cwd) {
  const child = spawn(program, args, { cwd, stdio: 'inherit' });
  process.on('SIGINT', () => undefined);
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  const isByNpm = process.env['npm_lifecycle_event'] !== undefined;
  const orphaned = setInterval(() => isByNpm && process.ppid !== parent && child.kill('SIGTERM'), 250);
  try {
    const [status, signal] = await once(child, 'close');
    clearInterval(orphaned);
    return signal ? 1 : status;
  } catch (error) {
    say(`cannot run ${program}: ${String(error)}`);
    return 1;
  }
}

function need(/** @type {number} */ status, /** @type {string} */ what) {
  if (status === 0) return;
  say(`${what} failed. Nothing else was changed; see the lines above, then run the same command again.`);
  process.exit(1);
}

const digest = (/** @type {string | Buffer} */ data) => createHash('sha256').update(data).digest('hex');
const read = (/** @type {string} */ file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function ensureDependencies() {
  const wanted = digest(readFileSync(join(root, 'package-lock.json')));
  if (read(dependencyStamp) === wanted) return;
  say('installing the pinned dependencies (once, about half a minute) …');
  const args = ['ci', '--ignore-scripts', '--loglevel=error'];
  // npm is a .cmd file on Windows, which spawn cannot run. npm tells us its own JavaScript file; without npm it is beside Node there.
  const npm =
    process.env['npm_execpath'] ?? join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  need(
    existsSync(npm) ? run(process.execPath, [npm, ...args], { quiet: true }) : run('npm', args, { quiet: true }),
    'npm ci',
  );
  writeFileSync(dependencyStamp, wanted);
}

/** The pinned Node where its package exists for this platform, else the running one if it is new enough. */
function pinnedNode() {
  const isWindows = process.platform === 'win32';
  const name = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
  const file = join(modules, name, 'bin', isWindows ? 'node.exe' : 'node');
  if (existsSync(file)) return file;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  say('there is no pinned Node for this platform: install Node 24 and run the same command with it.');
  return process.exit(1);
}

/** Names, sizes and times of every source file: enough to see a change, read in a few milliseconds, and the same on each system. */
function sourceState() {
  /** @type {string[]} */
  const lines = [];
  const walk = (/** @type {string} */ folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else {
        const { size, mtimeMs } = statSync(join(root, path));
        lines.push(`${path} ${size} ${Math.trunc(mtimeMs)}`);
      }
    }
  };
  for (const folder of builtFrom) if (existsSync(join(root, folder))) walk(folder);
  return digest([read(dependencyStamp), ...lines.sort()].join('\n'));
}

function ensureBuild(/** @type {string} */ node) {
  const wanted = sourceState();
  if (read(buildStamp) === wanted) return;
  say('building …');
  need(run(node, ['build/build.ts'], { quiet: true }), 'the build');
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, wanted);
}

const [name = '', ...rest] = process.argv.slice(2);
const task = Object.hasOwn(tasks, name) ? tasks[/** @type {keyof typeof tasks} */ (name)] : undefined;
if (!task) {
  say(`there is no task "${name}"; tasks: ${Object.keys(tasks).join(', ')}`);
  process.exit(2);
}
// The reference tools that are written in Python keep what they compile at their first use; where they may not, each start takes three times as long.
delete process.env['PYTHONDONTWRITEBYTECODE'];
// Each of the two waits much for the network and the disk. What the system cannot bring it says itself, and the tests count as skipped.
const system =
  'system' in task &&
  once(spawn(process.execPath, [join(root, 'build', 'system-packages.mjs')], { stdio: ['ignore', 2, 2] }), 'close');
ensureDependencies();
const node = pinnedNode();
if ('built' in task) ensureBuild(node);
await system;
if ('run' in task) {
  const [script = '', ...args] = task.run;
  // The command line works in the folder where it was called, so that relative file names mean what they say.
  process.exit(await runTask(node, [join(root, script), ...args, ...rest], process.env['INIT_CWD'] ?? root));
}
