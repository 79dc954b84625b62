// Programs that tests need from the system: found, or installed where this user may, or named in a clear message.
import { execFileSync, spawnSync } from 'node:child_process';

export interface SystemProgram {
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

export const outsideJudges: readonly SystemProgram[] = [
  { program: 'az', packages: ['azure-cli', 'python3-azure'], purpose: 'the real Azure CLI and SDK judge our files' },
  { program: 'pdftotext', packages: ['poppler-utils'], purpose: 'printed pages are read back' },
];

function found(program: string): boolean {
  try {
    execFileSync(process.platform === 'win32' ? 'where' : 'which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const mayInstall = (): boolean => process.getuid?.() === 0 && found('apt-get');

function apt(...args: readonly string[]): boolean {
  const { status } = spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

/** Installs what is missing with the system's package manager; says what is still missing afterwards. */
export function ensureSystemPrograms(programs: readonly SystemProgram[]): void {
  const missing = programs.filter(({ program }) => !found(program));
  if (missing.length === 0) return;
  const packages = missing.flatMap((entry) => entry.packages);
  if (mayInstall()) {
    console.error(`installing ${packages.join(' ')} with apt-get …`);
    if (apt('update', '-qq')) apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  }
  for (const { program, packages, purpose } of missing.filter((entry) => !found(entry.program))) {
    console.error(`*** ${program} is missing (${purpose}): install ${packages.join(' ')} and run the tests again. ***`);
  }
}
