// The file of a draft that people write on for days: it takes the place of its version before, unless somebody has changed that elsewhere.
import { basename, join } from 'node:path';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { readWholeFile, replaceFile, writeNewFile } from '#platform/files.ts';
import type { AppServices } from './app-services.ts';

/** A draft as a page knows it: by token, and by the hash that its file had when the page saw it last. */
export interface SeenDraft {
  readonly draft: string;
  readonly seen: string;
}
/** A draft as it is in its file now. */
export interface DraftFile {
  readonly draft: PickedFile;
  readonly sha256: string;
}

const hashOf = (bytes: Uint8Array): string => sha256(bytes).toString('hex');

/** Begins a draft as a new file. @throws FILE_EXISTS, and the file and medium faults */
export async function beginDraftFile(
  { files }: AppServices,
  folder: string,
  name: string,
  bytes: Buffer,
): Promise<DraftFile> {
  const path = join(files.path(folder, 'folder'), name);
  await writeNewFile(path, bytes);
  return { draft: files.remember(path, 'draft'), sha256: hashOf(bytes) };
}

/** @throws FILE_TOKEN_UNKNOWN, and the file and medium faults */
export async function readDraftFile(
  { files }: AppServices,
  token: string,
  maxBytes: number,
): Promise<DraftFile & { readonly bytes: Buffer }> {
  const path = files.path(token, 'draft');
  const bytes = await readWholeFile(path, maxBytes);
  return { draft: files.remember(path, 'draft'), sha256: hashOf(bytes), bytes };
}

/**
 * The bytes of a draft that nobody has changed since the page saw it.
 * @throws DRAFT_CHANGED, and what `readDraftFile` throws
 */
export async function readSeenDraft(
  services: AppServices,
  { draft, seen }: SeenDraft,
  maxBytes: number,
): Promise<Buffer> {
  const { sha256: found, bytes, draft: file } = await readDraftFile(services, draft, maxBytes);
  return found === seen ? bytes : refuse({ code: 'DRAFT_CHANGED', name: file.name });
}

/** What a draft of one kind is. */
export interface DraftKind {
  readonly maxBytes: number;
  /** Reads the file of a draft. @throws where it is none of this kind */
  readonly read: (bytes: Buffer) => unknown;
}

/**
 * Writes the next version of a draft. It replaces a draft of its kind alone: a token may name any file that a person once chose.
 * @throws what `readSeenDraft` and the kind's reader throw, and the file and medium faults
 */
export async function keepDraftFile(
  services: AppServices,
  seen: SeenDraft,
  bytes: Buffer,
  { maxBytes, read }: DraftKind,
): Promise<DraftFile> {
  read(await readSeenDraft(services, seen, maxBytes));
  const path = services.files.path(seen.draft, 'draft');
  await replaceFile(path, bytes);
  return { draft: services.files.remember(path, 'draft'), sha256: hashOf(bytes) };
}

/** More versions of one plan or register than anybody writes. */
const mostVersions = 99;

/**
 * Writes a new file under the first name that is free: `NAME.json`, then `NAME-2.json`, and so on.
 * @param stem the name without its ending
 * @returns the name that it got
 * @throws FILE_EXISTS where all names are taken, and the file and medium faults
 */
export async function writeNextVersion(folder: string, stem: string, bytes: Buffer): Promise<string> {
  for (let version = 1; version < mostVersions; version += 1) {
    const name = version === 1 ? `${stem}.json` : `${stem}-${version}.json`;
    try {
      await writeNewFile(join(folder, name), bytes);
      return name;
    } catch (error) {
      if (!isFaultOf(error, 'FILE_EXISTS')) throw error;
    }
  }
  return refuse({ code: 'FILE_EXISTS', name: visibleText(basename(stem)) });
}
