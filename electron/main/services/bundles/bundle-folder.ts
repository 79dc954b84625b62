// The folder of a stick in which bundles lie: only names that this program gives, only ordinary files, nothing outside it.
import { join } from 'node:path';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { bundleTypes } from '#core/transfer/roles.ts';
import { disk } from '#platform/disk.ts';
import { readWholeFile, renameFile, writeNewFile } from '#platform/files.ts';

/**
 * Letters, digits, hyphens and fixed words: no separator, dot segment, drive, stream, device name, trailing dot or space can
 * are in it, and it means the same on every file system.
 */
const stem = `^lifeboat-[A-Z0-9][A-Z0-9-]{3,79}-[0-9]{4}-(?:${bundleTypes.join('|')})`;
const bundleName = new RegExp(`${stem}\\.bundle\\.json$`);
const draftName = new RegExp(`${stem}\\.draft\\.json$`);

/** What is in a folder. */
export interface BundleFolder {
  /** Names of bundles, in the order of their sequence. */
  readonly bundles: readonly string[];
  /** Names of everything else, safe to show; none of it is opened. */
  readonly others: readonly string[];
}

/**
 * The path of a bundle in a folder.
 * @throws BUNDLE_NAME
 */
export function bundlePath(folder: string, name: string): string {
  return bundleName.test(name) ? join(folder, name) : refuse({ code: 'BUNDLE_NAME', name: visibleText(name) });
}

/** Whether a file is named as a bundle that lacks signatures. */
export const isDraftName = (name: string): boolean => draftName.test(name);

const draftPath = (folder: string, name: string): string =>
  isDraftName(name) ? join(folder, name) : refuse({ code: 'BUNDLE_NAME', name: visibleText(name) });

/** Lists a folder without opening anything in it. */
export async function listBundles(folder: string): Promise<BundleFolder> {
  const entries = await disk.readdir(folder, { withFileTypes: true });
  const isBundle = (entry: (typeof entries)[number]): boolean => entry.isFile() && bundleName.test(entry.name);
  return {
    bundles: entries
      .filter(isBundle)
      .map(({ name }) => name)
      .sort(),
    others: entries
      .filter((entry) => !isBundle(entry))
      .map(({ name }) => visibleText(name))
      .sort(),
  };
}

/**
 * Reads the bytes of a bundle or draft; nobody has verified them.
 * @param within the folder that the name must not lead out of: that of the medium, where the bundle was listed below it
 * @throws BUNDLE_NAME, BUNDLE_FILE_KIND, FILE_TOO_LARGE and the file and medium faults
 */
export async function readBundle(folder: string, name: string, within = folder): Promise<Buffer> {
  const path = isDraftName(name) ? draftPath(folder, name) : bundlePath(folder, name);
  try {
    return await readWholeFile(path, maxBundleBytes, within);
  } catch (error) {
    if (!isFaultOf(error, 'FILE_ELSEWHERE') && !isFaultOf(error, 'FILE_NOT_A_FILE')) throw error;
    return refuse({ code: 'BUNDLE_FILE_KIND', name: visibleText(name) }, error);
  }
}

/**
 * Writes a bundle under its name, and never over another.
 * @throws BUNDLE_NAME, FILE_EXISTS and the file and medium faults
 */
export async function writeBundle(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await writeNewFile(bundlePath(folder, name), bytes);
}

/** Writes a draft under its name, and never over another. @throws as `writeBundle` */
export async function writeDraft(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await writeNewFile(draftPath(folder, name), bytes);
}

/**
 * Puts a bundle or draft that no journal names out of the way of the next one: renamed, never deleted.
 * @param journal of the machine that sends: what it has written or accepted stays where it is
 * @returns the new name
 * @throws BUNDLE_NOTED, BUNDLE_NAME, BUNDLE_FILE_KIND, FILE_EXISTS and the file and medium faults
 */
export async function setBundleAside(
  folder: string,
  name: string,
  { written, accepted }: Pick<JournalState, 'written' | 'accepted'>,
): Promise<string> {
  const fileSha256 = sha256(await readBundle(folder, name)).toString('hex');
  if ([...written, ...accepted].some((noted) => noted.fileSha256 === fileSha256)) {
    refuse({ code: 'BUNDLE_NOTED', name });
  }
  const aside = `${name}.not-noted-${fileSha256.slice(0, 16)}`;
  await renameFile(join(folder, name), join(folder, aside));
  return aside;
}
