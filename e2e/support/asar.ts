// Reads Electron's archive format by its description, so that the packer is not its own oracle.

export interface ArchivedFile {
  readonly path: string;
  readonly bytes: Buffer;
  /** SHA-256 that the archive states for the whole file, in hexadecimal. */
  readonly stated: string;
}

interface Folder {
  readonly files: Readonly<Record<string, Entry>>;
}
interface Entry extends Partial<Folder> {
  readonly offset?: string;
  readonly size?: number;
  readonly executable?: boolean;
  readonly unpacked?: boolean;
  readonly link?: string;
  readonly integrity?: { readonly algorithm: string; readonly hash: string };
}

/** Every file of an archive, sorted by path. Refuses what our archives never have: links, files outside, files without a hash. */
export function readAsar(archive: Buffer): ArchivedFile[] {
  // Two pickles: the length of the header's pickle, then the header as a counted string.
  const headerBytes = archive.readUInt32LE(4);
  const jsonBytes = archive.readUInt32LE(12);
  const header = JSON.parse(archive.toString('utf8', 16, 16 + jsonBytes)) as Folder;
  const dataStart = 8 + headerBytes;
  const walk = ({ files }: Folder, above: string): ArchivedFile[] =>
    Object.entries(files).flatMap(([name, entry]) => {
      const path = above + name;
      if (entry.files !== undefined) return walk({ files: entry.files }, `${path}/`);
      const { offset, size, integrity } = entry;
      if (
        offset === undefined ||
        size === undefined ||
        integrity?.algorithm !== 'SHA256' ||
        entry.executable === true
      ) {
        throw new Error(`${path} is not a plain file inside the archive with a hash`);
      }
      const start = dataStart + Number(offset);
      return [{ path, bytes: archive.subarray(start, start + size), stated: integrity.hash }];
    });
  return walk(header, '').sort((a, b) => (a.path < b.path ? -1 : 1));
}
