// Finds Electron's binary without touching the network: the package's own resolver would try to download it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const executable: Readonly<Record<string, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** The absolute path of the binary, or undefined where it was never supplied. */
export function electronBinary(root: string): string | undefined {
  const name = executable[process.platform] ?? 'electron';
  const supplied = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (supplied !== undefined) return existing(join(supplied, name));
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  return existing(join(folder, 'dist', existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : name));
}

const existing = (file: string): string | undefined => (existsSync(file) ? file : undefined);
