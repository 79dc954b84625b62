// Runs the installer of Electron's package, and ends it where nothing comes: a machine without a network waits seconds, not minutes.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronEnvironment } from '#e2e/hosts/electron-binary.ts';

/** How long the installer may be silent, in milliseconds. There is no limit for one that gets on. */
export interface InstallerLimits {
  /** Until the first byte: a name that does not resolve, a firewall that drops everything. */
  readonly firstByteMs: number;
  /** Between two bytes afterwards. */
  readonly stalledMs: number;
}

/** Without being asked for, the network gets a few seconds. */
export const impatient: InstallerLimits = { firstByteMs: 8_000, stalledMs: 60_000 };
/** Somebody has asked for it, and knows that there is a network. */
export const patient: InstallerLimits = { firstByteMs: 60_000, stalledMs: 120_000 };

export interface InstallerRun {
  /** The folder of Electron's package: its `install.js` compares what it fetches with the package's own checksums. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly limits: InstallerLimits;
  /** Hears how many bytes have come, whenever it is more. */
  readonly progress: (bytes: number) => void;
}

const lookEveryMs = 200;

/** @returns why it failed; undefined once Electron is installed */
export async function runInstaller({ folder, env, limits, progress }: InstallerRun): Promise<string | undefined> {
  // The installer reports no progress of its own for half a minute. Its temporary files do, in a folder that holds nothing else.
  const temporary = mkdtempSync(join(tmpdir(), 'lifeboat-electron-'));
  const before = sizeOf(join(folder, 'dist'));
  const arrived = (): number => sizeOf(temporary) + Math.max(0, sizeOf(join(folder, 'dist')) - before);
  const child = spawn(process.execPath, [join(folder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: installerEnvironment(env, temporary),
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  let quietFor: string | undefined;
  let bytes = 0;
  let changedAt = performance.now();
  const watch = setInterval(() => {
    const now = arrived();
    if (now !== bytes) {
      changedAt = performance.now();
      if (now > bytes) progress(now);
      bytes = now;
      return;
    }
    const limitMs = bytes === 0 ? limits.firstByteMs : limits.stalledMs;
    if (performance.now() - changedAt < limitMs) return;
    quietFor = bytes === 0 ? `no answer within ${limitMs / 1000} s` : `nothing more came for ${limitMs / 1000} s`;
    child.kill('SIGKILL');
  }, lookEveryMs);
  try {
    const code = await new Promise<number | null>((done, fail) => {
      child.on('error', fail);
      child.on('close', done);
    });
    return code === 0 ? undefined : (quietFor ?? firstError(errors));
  } finally {
    clearInterval(watch);
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What the installer finds set. */
function installerEnvironment(env: NodeJS.ProcessEnv, temporary: string): Record<string, string> {
  const kept = Object.entries(electronEnvironment(env)).filter(
    // With this the checksums would come from where the archive comes from.
    ([name]) => !/^(npm_config_)?electron_use_remote_checksums$/i.test(name),
  );
  const hasProxy = kept.some(([name, value]) => /^https?_proxy$/i.test(name) && value !== '');
  return {
    ...Object.fromEntries(kept),
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
    // Node's fetch goes by the proxy of the environment only where it is told to.
    ...(hasProxy ? { NODE_USE_ENV_PROXY: '1' } : {}),
  };
}

/** The installer prints a stack. */
const firstError = (errors: string): string =>
  errors.split('\n').find((line) => /error/i.test(line) && !/^\s+at /.test(line)) ?? 'the installer failed';

/** Bytes in files below a folder; they come and go meanwhile. A folder alone is no sign of the network. */
function sizeOf(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0)
      .reduce((sum, size) => sum + size, 0);
  } catch {
    return 0;
  }
}
