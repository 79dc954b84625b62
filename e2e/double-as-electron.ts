// A program that answers Playwright's driver for Electron as Electron would, and is the double: so the host for Electron can be tried where
// Electron is not.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#build/root.ts';

/** Writes it into a folder. @returns its path; there is none on Windows, where a script is no program */
export function writeDoubleAsElectron(folder: string): string {
  const program = join(folder, 'electron');
  const run = join(root, 'e2e', 'hosts', 'double', 'run.ts');
  // Node hears the driver's --inspect itself; Chromium's switches are the double's. On Linux profiles are below XDG_CONFIG_HOME.
  const words = [process.execPath, '--inspect=0', '--no-warnings', run, '--as-electron'];
  const profiles = '${XDG_CONFIG_HOME:+--app-data "$XDG_CONFIG_HOME"}';
  const command = [...words.map((word) => `'${word}'`), profiles, '"$@"'].join(' ');
  writeFileSync(program, `#!/bin/sh\nexec ${command}\n`, { mode: 0o755 });
  return program;
}
