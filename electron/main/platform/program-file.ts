// Programs of the system that we start: by absolute path alone, never by the search path, and only where nobody but the system, or the user who
// installed us, can put another in their place.
import { constants, type Stats } from 'node:fs';
import { access, lstat, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import { refuse } from '#shared/faults/fault.ts';
import type { ProgramProblem } from '#shared/faults/environment.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { systemFolders } from './start-environment.ts';

/** Where the Azure CLI lies: its library finds it on the search path, which has these folders alone (`start-environment.ts`). */
export const azureCliPrograms: readonly string[] =
  process.platform === 'win32'
    ? [
        'C:\\Program Files\\Microsoft SDKs\\Azure\\CLI2\\wbin\\az.cmd',
        'C:\\Program Files (x86)\\Microsoft SDKs\\Azure\\CLI2\\wbin\\az.cmd',
      ]
    : systemFolders.map((folder) => `${folder}/az`);

const othersMayWrite = 0o002;
const sticky = 0o1000;

/**
 * The first of these programs that is there.
 * @param candidates absolute paths
 * @returns its path, or undefined where none is there
 * @throws PROGRAM_REFUSED where one is there and another could be put in its place
 */
export const findProgram = (candidates: readonly string[]): Promise<string | undefined> =>
  findTrusted(candidates, constants.X_OK);

/** The first of these libraries that is there, as `findProgram`: whatever is in it runs. @throws PROGRAM_REFUSED */
export const findLibrary = (candidates: readonly string[]): Promise<string | undefined> =>
  findTrusted(candidates, constants.R_OK);

async function findTrusted(candidates: readonly string[], right: number): Promise<string | undefined> {
  for (const candidate of candidates) {
    if (!isAbsolute(candidate)) refuseProgram(candidate, 'relative');
    const isThere = await lstat(candidate).then(
      () => true,
      () => false,
    );
    if (isThere) return trustedProgram(candidate, right);
  }
  return undefined;
}

/**
 * The program itself, behind links. Windows keeps the rights of a file where Node does not read them: there the usual folders, which only an
 * administrator can write to, are all that is asked for.
 * @throws PROGRAM_REFUSED
 */
async function trustedProgram(path: string, right: number): Promise<string> {
  const real = await realpath(path).catch(() => refuseProgram(path, 'missing'));
  const file = await stat(real);
  const isUsable = await access(real, right).then(
    () => true,
    () => false,
  );
  if (!file.isFile() || !isUsable) refuseProgram(path, 'no-program');
  if (process.platform === 'win32') return path;
  const owners = new Set([0, (await stat(process.execPath)).uid]);
  assess(path, file, owners);
  for (let folder = dirname(real); ; folder = dirname(folder)) {
    assess(path, await stat(folder), owners);
    if (folder === dirname(folder)) break;
  }
  // Where the link itself lies, somebody could lead it elsewhere.
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    assess(path, await stat(folder), owners);
  }
  return path;
}

function assess(path: string, found: Stats, owners: ReadonlySet<number>): void {
  if (!owners.has(found.uid)) refuseProgram(path, 'owner');
  const isShared = found.isDirectory() && (found.mode & sticky) !== 0;
  if ((found.mode & othersMayWrite) !== 0 && !isShared) refuseProgram(path, 'writable');
}

function refuseProgram(path: string, why: ProgramProblem): never {
  return refuse({ code: 'PROGRAM_REFUSED', program: visibleText(path, 200), why });
}

/**
 * What a program of the system finds in its environment: where it may write, and on Windows where the system lies. Nothing of ours.
 * @param folder for what it keeps, thrown away afterwards
 * @param ours what this process was started with
 */
export function programEnvironment(
  folder: string,
  platform: NodeJS.Platform = process.platform,
  ours: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  if (platform !== 'win32') return { PATH: '/usr/bin:/bin', HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8' };
  const systemRoot = systemRootOf(ours);
  return {
    ...{ USERPROFILE: folder, LOCALAPPDATA: folder, APPDATA: folder, TEMP: folder, TMP: folder },
    ...(systemRoot === undefined ? {} : { SystemRoot: systemRoot, PATH: `${systemRoot}\\System32` }),
  };
}

/** Windows writes the name in several ways; a copy of its environment does not find them all. */
export const systemRootOf = (env: NodeJS.ProcessEnv): string | undefined =>
  Object.entries(env).find(([key]) => key.toUpperCase() === 'SYSTEMROOT')?.[1];
