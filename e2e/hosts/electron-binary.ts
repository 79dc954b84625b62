// Finds Electron's binary without touching the network: the package's own resolver would try to download it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const executable: Readonly<Record<string, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** The folder of Electron's package in a project. */
export const electronPackage = (root: string): string => join(root, 'node_modules', 'electron');

/**
 * The absolute path of the binary, or undefined where it was never supplied. An installation that was interrupted does not count: the
 * package's installer writes path.txt last.
 * @param env where `ELECTRON_OVERRIDE_DIST_PATH` may name the folder of an unpacked Electron
 */
export function electronBinary(root: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const supplied = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (supplied !== undefined) return existing(join(supplied, executable[process.platform] ?? 'electron'));
  const folder = electronPackage(root);
  const program = textOf(join(folder, 'path.txt'));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  // The folder may be left over from an older version of the package.
  if (program === '' || textOf(join(folder, 'dist', 'version')).replace(/^v/, '') !== version) return undefined;
  return existing(join(folder, 'dist', program));
}

/**
 * The environment for a program that is Electron. `ELECTRON_RUN_AS_NODE`, which editors set in their terminals, would make it plain Node.
 */
export const electronEnvironment = (env: NodeJS.ProcessEnv = process.env): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[0].toUpperCase() !== 'ELECTRON_RUN_AS_NODE',
    ),
  );

const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');
const existing = (file: string): string | undefined => (existsSync(file) ? file : undefined);
