// Programs that tests need from the system: found, or installed where this user may, or named in a clear message.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';

export interface SystemProgram {
  /** A name on the search path, or the absolute path of a file. */
  readonly program: string;
  /** Names of Debian packages that bring it. */
  readonly packages: readonly string[];
  readonly purpose: string;
}

export const chromium: SystemProgram = {
  program: 'chromium',
  packages: ['chromium'],
  purpose: 'screens are tested in a real browser',
};

/** Where Debian's build of BoringSSL lies; on another system there is none. */
export const boringSslLibrary = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/android/libcrypto.so.0`;

/** No judge, but every spec takes less time on it; where it is missing the specs run on Chromium itself. */
const withoutWindows: SystemProgram = {
  program: 'chromium-headless-shell',
  packages: ['chromium-headless-shell'],
  purpose: 'the same browser without windows takes less time',
};

/** What continuous integration installs besides a browser. */
export const outsideJudges: readonly SystemProgram[] = [
  withoutWindows,
  { program: 'az', packages: ['azure-cli', 'python3-azure'], purpose: 'the real Azure CLI and SDK judge our files' },
  { program: 'pdftotext', packages: ['poppler-utils'], purpose: 'printed pages are read back' },
  { program: 'strace', packages: ['strace'], purpose: 'files and sockets of the programs are traced' },
  {
    program: boringSslLibrary,
    packages: ['android-libboringssl'],
    purpose: 'what the apps ask of Electron’s library is asked of one of its kind',
  },
  {
    program: 'fusefat',
    packages: ['fusefat', 'dosfstools', 'fuse3'],
    purpose: 'sticks with FAT are pulled and killed',
  },
  {
    program: 'mount.exfat-fuse',
    packages: ['exfat-fuse', 'exfatprogs'],
    purpose: 'sticks with exFAT are pulled and killed',
  },
];

function found(program: string): boolean {
  if (isAbsolute(program)) return existsSync(program);
  try {
    execFileSync(process.platform === 'win32' ? 'where' : 'which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const mayInstall = (): boolean => process.getuid?.() === 0 && found('apt-get');

const apt = (...args: readonly string[]): Promise<boolean> =>
  new Promise((done) => {
    const child = spawn('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.on('error', () => {
      done(false);
    });
    child.on('close', (code) => {
      done(code === 0);
    });
  });

/** Installs what is missing with the system's package manager; says what is still missing afterwards. */
export async function ensureSystemPrograms(programs: readonly SystemProgram[]): Promise<void> {
  const missing = programs.filter(({ program }) => !found(program));
  if (missing.length === 0) return;
  const packages = missing.flatMap((entry) => entry.packages);
  if (mayInstall()) {
    console.error(`installing ${packages.join(' ')} with apt-get …`);
    const install = (...names: readonly string[]): Promise<boolean> =>
      apt('install', '-y', '-qq', '--no-install-recommends', ...names);
    // One that a system does not have keeps all of them away.
    if ((await apt('update', '-qq')) && !(await install(...packages))) {
      for (const entry of missing) await install(...entry.packages);
    }
  }
  for (const { program, packages, purpose } of missing.filter((entry) => !found(entry.program))) {
    console.error(`*** ${program} is missing (${purpose}): install ${packages.join(' ')} and run the tests again. ***`);
  }
}
