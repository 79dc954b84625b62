// Files of the world: read with a limit; written once, whole, and read back. Nothing here overwrites anything.
import { randomBytes, createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { constants, type FileHandle } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Fault, Refusal, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { disk } from './disk.ts';
import { assertPortableName } from './portable-name.ts';

const onWindows = process.platform === 'win32';
// Opening a named pipe would wait forever; O_NONBLOCK does not, and means nothing for a file. Windows has neither.
const [nonBlocking, noFollow] = onWindows ? [0, 0] : [constants.O_NONBLOCK, constants.O_NOFOLLOW];

/**
 * Reads a whole file. It's opened once, and everything that is asked of it is asked of what was opened: its name may lead elsewhere meanwhile.
 * @param maxBytes a larger file is refused before it is read
 * @param within the folder that a name from a list of its files must not lead out of; absent where a person named the file
 * @throws the file and medium faults; FILE_TOO_LARGE; FILE_ELSEWHERE
 */
export async function readWholeFile(path: string, maxBytes: number, within?: string): Promise<Buffer> {
  const name = visibleText(path);
  return translated(name, async () => {
    const file = await disk.open(path, constants.O_RDONLY | nonBlocking | (within === undefined ? 0 : noFollow));
    try {
      if (within !== undefined) await assertWithin(file, path, within);
      return await readOpenFile(file, name, maxBytes);
    } finally {
      await file.close();
    }
  });
}

/** A file that is open keeps its number, so nothing can be put in its place while it is looked for. @throws FILE_ELSEWHERE */
async function assertWithin(file: FileHandle, path: string, folder: string): Promise<void> {
  const [place, top] = await Promise.all([disk.realpath(path), disk.realpath(folder)]);
  const below = relative(top, place);
  const [opened, found] = await Promise.all([file.stat({ bigint: true }), disk.lstat(place, { bigint: true })]);
  const isOutside = isAbsolute(below) || below.split(sep)[0] === '..';
  // The number of a volume is told in two ways by Windows.
  const isSame = opened.ino === found.ino && (onWindows || opened.dev === found.dev);
  if (isOutside || !isSame) refuse({ code: 'FILE_ELSEWHERE', name: visibleText(path) });
}

/**
 * Writes a new file: under a temporary name, flushed, given its name, and read back from there.
 * Only the owner may read it, where the file system knows owners.
 * @throws FILE_NAME_UNPORTABLE, FOLDER_NOT_FOUND, FILE_EXISTS, FILE_READ_BACK_DIFFERS and the file and medium faults; whatever is thrown, no part of the file remains
 */
export async function writeNewFile(path: string, bytes: Uint8Array): Promise<void> {
  assertPortableName(path);
  const name = visibleText(path);
  const temporary = join(dirname(path), temporaryName(basename(path)));
  await translated(name, async () => {
    try {
      await intoFolder(dirname(path), () => writeFlushed(temporary, bytes));
      await giveName(temporary, path, name);
    } finally {
      await disk.unlink(temporary).catch(() => undefined);
    }
  });
  try {
    await translated(name, () => flushFolder(dirname(path)));
    const written = await readWholeFile(path, bytes.length + 1);
    if (!written.equals(bytes)) refuse({ code: 'FILE_READ_BACK_DIFFERS', name });
    await removeLeftOvers(path);
  } catch (error) {
    // The name is ours since it was given, and what is under it is not what was to be kept.
    await disk.unlink(path).catch(() => undefined);
    throw error;
  }
}

/** The names in a folder, sorted. @throws FILE_NOT_FOUND and the other file faults, about the folder */
export const folderNames = (folder: string): Promise<readonly string[]> =>
  translated(visibleText(folder, 200), async () => (await disk.readdir(folder)).sort());

/**
 * Makes sure that a folder takes a file of this size, before something is done whose outcome is to be kept there: what comes once must
 * not meet a full disk.
 * @throws the file and medium faults; a folder that is missing is named itself, and not the file that was to be in it
 */
export async function assertSpace(folder: string, bytes: number): Promise<void> {
  await folderNames(folder);
  const path = join(folder, `room.${randomBytes(6).toString('hex')}`);
  await writeNewFile(path, Buffer.alloc(bytes));
  await disk.unlink(path).catch(() => undefined);
}

const temporaryName = (name: string): string => `.${name.slice(0, 64)}.${randomBytes(6).toString('hex')}.part`;
const temporaryPattern = /^\..{1,64}\.[0-9a-f]{12}\.part$/su;

/** Whether a name is one under which `writeNewFile` writes: such a file is not whole, and after a power cut it stays behind. */
export const isTemporaryName = (name: string): boolean => temporaryPattern.test(name);

/**
 * Takes away what killed programs have left of this very file: halves that nobody was told of. Nobody else can be writing one, now that the name
 * is taken. The temporary name of a long name may be another file's, too, and stays.
 */
async function removeLeftOvers(path: string): Promise<void> {
  const [folder, name] = [dirname(path), basename(path)];
  const names = await disk.readdir(folder).catch((): string[] => []);
  const isLeftOver = (each: string): boolean =>
    isTemporaryName(each) && each.startsWith(`.${name}.`) && each.length === temporaryName(name).length;
  for (const each of names.filter(isLeftOver)) await disk.unlink(join(folder, each)).catch(() => undefined);
}

/**
 * Asks early whether names are still free, and such that every system keeps them; writeNewFile is what makes sure.
 * @throws FILE_EXISTS, FILE_NAME_UNPORTABLE
 */
export async function refuseExisting(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    assertPortableName(path);
    if (await isTaken(path)) refuse({ code: 'FILE_EXISTS', name: visibleText(path) });
  }
}

/**
 * Asks early whether what is not there yet has a name that every system keeps. What is there keeps it; but to Windows a device is always there.
 * @throws FILE_NAME_UNPORTABLE
 */
export async function refuseUnportable(path: string): Promise<void> {
  if (onWindows || !(await isTaken(path))) assertPortableName(path);
}

/** Whether there is anything, even a link that leads to nothing. */
export const isTaken = (path: string): Promise<boolean> =>
  disk.lstat(path).then(
    () => true,
    () => false,
  );

/**
 * Reads an open file from its beginning to its end.
 * @param name of the file, safe to show
 * @throws as `readWholeFile`
 */
export async function readOpenFile(file: FileHandle, name: string, maxBytes: number): Promise<Buffer> {
  const status = await file.stat();
  if (!status.isFile()) refuse({ code: 'FILE_NOT_A_FILE', name });
  if (status.size > maxBytes) refuse({ code: 'FILE_TOO_LARGE', name, limit: maxBytes });
  // One byte more than it says: a file that grows while it is read is noticed.
  const buffer = Buffer.alloc(status.size + 1);
  for (let length = 0; length < buffer.length;) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0 && length === status.size) return buffer.subarray(0, length);
    // It ends early: somebody has cut it off since it said how long it is.
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  buffer.fill(0);
  return refuse({ code: 'FILE_FAILED', name, reason: 'it changed while it was read' });
}

/** A new file is not found where its folder is not. @throws FOLDER_NOT_FOUND */
async function intoFolder(folder: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(errorCode(error))) throw error;
    refuse({ code: 'FOLDER_NOT_FOUND', name: visibleText(folder) }, error);
  }
}

/** Whether there is a folder; what cannot be looked at is none. */
export const isFolder = (path: string): Promise<boolean> =>
  disk.stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Whether files can be written there shows only when one is; that there is no such folder shows at once. @throws FOLDER_NOT_FOUND */
export async function assertFolder(path: string): Promise<void> {
  if (!(await isFolder(path))) refuse({ code: 'FOLDER_NOT_FOUND', name: visibleText(path) });
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await disk.open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Gives a file another name, and never that of another file. A power cut may leave it under both names: then this ends it.
 * @throws FILE_EXISTS and the file and medium faults
 */
export async function renameFile(path: string, next: string): Promise<void> {
  const name = visibleText(next);
  await translated(name, async () => {
    if ((await isLinkedTo(path, next)) || (await giveName(path, next, name))) await disk.unlink(path);
    await flushFolder(dirname(next));
  });
}

/** Whether two names are of one file; one name in two spellings is not. */
async function isLinkedTo(path: string, next: string): Promise<boolean> {
  if (!(await isTaken(next))) return false;
  const [one, other] = await Promise.all([path, next].map((each) => disk.lstat(each, { bigint: true })));
  return one?.ino === other?.ino && one?.dev === other?.dev && (one?.nlink ?? 0n) > 1n;
}

/**
 * A hard link fails where the name is taken, in one step. FAT has none: there, look first, then rename.
 * @returns whether it has its first name, too
 */
async function giveName(temporary: string, path: string, name: string): Promise<boolean> {
  try {
    await disk.link(temporary, path);
    return true;
  } catch (error) {
    // Somebody else has written this file meanwhile, and taken our half of it away.
    if (errorCode(error) === 'ENOENT' && (await isTaken(path))) refuse({ code: 'FILE_EXISTS', name });
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR'].includes(errorCode(error))) throw error;
    if (await isTaken(path)) refuse({ code: 'FILE_EXISTS', name });
    await disk.rename(temporary, path);
    return false;
  }
}

/** Makes a new or changed name durable. Windows cannot open a folder, and needs no such step. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await disk.open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!cannotFlushFolders(error)) throw error;
  } finally {
    await handle.close();
  }
}

/** Some file systems do not flush folders and say so. */
const cannotFlushFolders = (error: unknown): boolean => ['EINVAL', 'ENOTSUP', 'EBADF'].includes(errorCode(error));

/**
 * Makes a folder and those above it that are missing, for the owner alone. When this returns, their names are on the disk: a file that
 * is written there is not lost with its folder.
 * @throws FILE_NAME_UNPORTABLE, the system's errors
 */
export async function makeFolder(path: string): Promise<void> {
  await refuseUnportable(path);
  const first = await disk.mkdir(path, { recursive: true, mode: 0o700 });
  for (const parent of parentsOfMade(path, first)) await flushFolder(parent);
}

/** The folders that got new names in them, when all from the first to a path were made. */
function parentsOfMade(path: string, first: string | undefined): readonly string[] {
  if (first === undefined) return [];
  const top = resolve(first);
  const parents = [dirname(top)];
  for (let made = dirname(resolve(path)); made.length >= top.length; made = dirname(made)) parents.push(made);
  return parents;
}

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/**
 * Does something with a file, and turns what the system says against it into a fault.
 * @param name of the file, safe to show
 * @throws the file and medium faults
 */
export async function translated<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    return refuseSystemError(name, error);
  }
}

/** Throws the fault for what the system says against a file, and anything else as it is. */
export function refuseSystemError(name: string, error: unknown): never {
  if (error instanceof Refusal || errorCode(error) === '') throw error;
  return refuse(fileFault(name, errorCode(error)), error);
}

/** What a system error means to the person who holds the stick. */
export function fileFault(name: string, systemCode: string): Fault {
  switch (systemCode) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { code: 'FILE_NOT_FOUND', name };
    case 'EISDIR':
      return { code: 'FILE_NOT_A_FILE', name };
    case 'ELOOP':
      return { code: 'FILE_ELSEWHERE', name };
    case 'EACCES':
    case 'EPERM':
      return { code: 'FILE_FORBIDDEN', name };
    case 'EEXIST':
    case 'ENOTEMPTY':
      return { code: 'FILE_EXISTS', name };
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
    case 'ENOTCONN':
      return { code: 'MEDIUM_LOST', name };
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return { code: 'MEDIUM_FULL', name };
    case 'EROFS':
      return { code: 'MEDIUM_READ_ONLY', name };
    default:
      return { code: 'FILE_FAILED', name, reason: systemCode };
  }
}

/**
 * Writes the next version of a file beside it, flushed and read back, and gives it the name. Whatever is thrown, the version before is there.
 * @throws the file and medium faults
 */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const next = `${path}.next`;
  await translated(visibleText(path), async () => {
    // What a power cut left behind is in nobody's way.
    await disk.rm(next, { force: true });
    await writeNewFile(next, bytes);
    await disk.rename(next, path);
    await flushFolder(dirname(path));
  });
}

/** SHA-256 over a file of any size, hex. @throws the system's errors */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
