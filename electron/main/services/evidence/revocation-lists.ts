// The revocation lists of the processor's authorities that people have, read from their files.
import { maxRevocationListBytes, readRevocationListFile } from '#core/exchange-key/revocation-list.ts';
import { readWholeFile } from '#platform/files.ts';

/**
 * Reads DER or PEM; each is given in DER.
 * @param read gives the bytes of a file, up to a limit
 * @throws PCK_REVOCATION_LIST_INVALID, the file faults
 */
export const readRevocationLists = (
  paths: readonly string[] = [],
  read: (path: string, maxBytes: number) => Promise<Buffer> = readWholeFile,
): Promise<Buffer[]> =>
  Promise.all(paths.map(async (path) => readRevocationListFile(await read(path, maxRevocationListBytes))));
