// The revocation lists that a command is given: read from their files, DER or PEM.
import { maxRevocationListBytes, readRevocationListFile } from '#core/exchange-key/revocation-list.ts';
import { readWholeFile } from '#platform/files.ts';

/** What the option says. */
export const revocationListsText = 'revocation lists of the processor’s authorities, DER or PEM';

/** @returns each in DER @throws PCK_REVOCATION_LIST_INVALID, the file faults */
export const readRevocationListFiles = (paths: readonly string[] = []): Promise<Buffer[]> =>
  Promise.all(paths.map(async (path) => readRevocationListFile(await readWholeFile(path, maxRevocationListBytes))));
