// The blob containers of the practice cloud: folders of its state directory, addressed by the URIs that the service uses.
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, replaceFile } from './state-files.ts';
import { isAccountName, parseContainerUri } from './storage-address.ts';

const folderPattern = /^mhsm-[A-Za-z0-9-]{3,24}-[0-9]{16}$/;
const fileName = 'practice-backup.bin';

export interface StoredBlob {
  readonly name: string;
  readonly bytes: number;
  /** Unix milliseconds. */
  readonly modified: number;
}

export class BackupStorage {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Makes a container, if it is not there yet; its URI is `https://ACCOUNT.blob.SUFFIX/CONTAINER`. */
  async createContainer(containerUri: string): Promise<void> {
    await mkdir(this.#pathOf(containerUri), { recursive: true, mode: 0o700 });
  }

  async hasContainer(containerUri: string): Promise<boolean> {
    return isDirectory(this.#pathOf(containerUri));
  }

  /** The backup folders in a container, by name. */
  async folders(containerUri: string): Promise<string[]> {
    const names = await readdir(this.#pathOf(containerUri));
    return names.filter((name) => folderPattern.test(name)).sort();
  }

  /** @returns the new folder's name; two backups of the same hundredth of a second get two folders */
  async writeBackup(containerUri: string, hsmName: string, now: number, bytes: Uint8Array): Promise<string> {
    const container = this.#pathOf(containerUri);
    for (let at = now; ; at += 10) {
      const folder = `mhsm-${hsmName}-${hundredths(at)}`;
      if (await isDirectory(join(container, folder))) continue;
      await replaceFile(join(container, folder, fileName), bytes);
      return folder;
    }
  }

  /** The backup in a folder, or undefined if there is none. */
  async readBackup(containerUri: string, folder: string): Promise<Buffer | undefined> {
    if (!folderPattern.test(folder)) return undefined;
    return readIfThere(join(this.#pathOf(containerUri), folder, fileName));
  }

  /** The names of an account's containers. */
  async containers(account: string): Promise<string[]> {
    if (!isAccountName(account)) return [];
    return (await namesIn(join(this.#directory, account))).sort();
  }

  /** The files in a container by their paths in it, in the order in which storage lists them. */
  async blobs(containerUri: string): Promise<StoredBlob[]> {
    const container = this.#pathOf(containerUri);
    const found: StoredBlob[] = [];
    for (const folder of await this.folders(containerUri)) {
      for (const name of await namesIn(join(container, folder))) {
        // What a kill has left half written is no blob.
        if (name.endsWith('.tmp')) continue;
        const { size, mtimeMs } = await stat(join(container, folder, name));
        found.push({ name: `${folder}/${name}`, bytes: size, modified: mtimeMs });
      }
    }
    return found;
  }

  async deleteContainer(containerUri: string): Promise<void> {
    await rm(this.#pathOf(containerUri), { recursive: true, force: true });
  }

  #pathOf(containerUri: string): string {
    const { account, container } = parseContainerUri(containerUri);
    return join(this.#directory, account, container);
  }
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** YYYYMMDDHHMMSSff in UTC. */
function hundredths(now: number): string {
  return new Date(now).toISOString().replace(/\D/g, '').slice(0, 16);
}
