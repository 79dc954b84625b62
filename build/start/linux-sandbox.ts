// Whether Chromium's sandbox can work on this Linux. Electron aborts where it cannot, with a message that names no way out.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What is in the way of Electron, and what a person can do about it. */
export interface SandboxObstacle {
  /** The person is the obstacle, and not the system. */
  readonly isRoot: boolean;
  readonly reason: string;
  /** How the commands belong together. */
  readonly remedy: string;
  readonly commands: readonly [string, string];
}

/** What is asked of the system. */
export interface LinuxSystem {
  readonly platform: string;
  readonly uid: number | undefined;
  /** The text of a file in /proc, or undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** Owner and mode of a file, or undefined where there is none. */
  readonly stat: (path: string) => { readonly uid: number; readonly mode: number } | undefined;
}

export const thisSystem: LinuxSystem = {
  platform: process.platform,
  uid: process.getuid?.(),
  read: (path) => {
    try {
      return readFileSync(path, 'utf8').trim();
    } catch {
      // Kernels without the rule have no such file.
      return undefined;
    }
  },
  stat: (path) => statSync(path, { throwIfNoEntry: false }),
};

/** Settings of the kernel with which an ordinary user has no user namespace in which Chromium could build its sandbox. */
const confining: readonly (readonly [path: string, value: string])[] = [
  // Ubuntu 24.04 and later: the namespace is given, but without capabilities.
  ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1'],
  // Debian's older kernels.
  ['/proc/sys/kernel/unprivileged_userns_clone', '0'],
  ['/proc/sys/user/max_user_namespaces', '0'],
];

/**
 * Why this Electron would abort, if it would. As root it does by shell/app/electron_main_delegate.cc, BasicStartupComplete; elsewhere where it
 * finds neither a user namespace nor a chrome-sandbox that is root's and has mode 4755 (Chromium, zygote_host_impl_linux.cc).
 */
export function sandboxObstacle(binary: string, system: LinuxSystem = thisSystem): SandboxObstacle | undefined {
  if (system.platform !== 'linux') return undefined;
  if (system.uid === 0) {
    return {
      isRoot: true,
      reason: 'Electron does not start as root.',
      remedy: 'Start it as an ordinary user, or, in a throw-away container only, without the sandbox:',
      commands: ['sudo -u USER npm start', 'npm start -- --no-sandbox'],
    };
  }
  const rule = confining.find(([path, value]) => system.read(path) === value);
  if (rule === undefined) return undefined;
  const helper = join(dirname(binary), 'chrome-sandbox');
  const found = system.stat(helper);
  if (found?.uid === 0 && (found.mode & 0o7777) === 0o4755) return undefined;
  return {
    isRoot: false,
    reason: `This system gives ordinary users no user namespace (${rule[0]} is ${rule[1]}), and Chromium's sandbox needs one.`,
    remedy: 'Run both commands once, then start again:',
    commands: [`sudo chown root:root '${helper}'`, `sudo chmod 4755 '${helper}'`],
  };
}

/** The obstacle as lines for a terminal. */
export const obstacleLines = ({ reason, remedy, commands }: SandboxObstacle): string =>
  [reason, remedy, ...commands.map((command) => `  ${command}`)].join('\n');
