// The command line and the custody processes as they are built, for tests that run them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#build/root.ts';

const custody = join(root, 'out', 'secrets');
const cli = join(root, 'out', 'cli', 'lifeboat.cjs');
const lock = join(root, 'out', '.test-build');
const secrets = ['key-worker', 'token-worker', 'reader', 'combiner', 'key-maker'];
const bundles = [cli, ...secrets.map((name) => join(custody, `${name}.cjs`))];

const changedAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** When a source file that ends up in the bundles was last written. */
function newestSource(): number {
  const files = ['electron', 'shared'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return Math.max(...files.map(changedAt));
}

const isFresh = (): boolean => Math.min(...bundles.map(changedAt)) >= newestSource();

/** Test files run side by side: one of them builds, the others wait. */
function underLock(work: () => void): void {
  mkdirSync(join(root, 'out'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      // A lock that a killed run has left is older than any build takes.
      if (Date.now() - changedAt(lock) > 60_000) rmdirSync(lock);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
  try {
    work();
  } finally {
    rmdirSync(lock);
  }
}

let isKnownFresh = false;

/** Where the bundles lie; they are built first if a source is newer. */
export function builtProgram(): { readonly cli: string; readonly custody: string } {
  // Nobody writes a source while tests run: one look is enough for a process of theirs.
  isKnownFresh ||= isFresh();
  if (!isKnownFresh) {
    underLock(() => {
      if (isFresh()) return;
      execFileSync(process.execPath, ['build/build.ts', 'cli', ...secrets], { cwd: root });
    });
  }
  return { cli, custody };
}
