// The files that a command is given. A refusal of one names it, and says what it is where it is another of our files.
import { Refusal } from '#shared/faults/fault.ts';
import type { NamedFileKind } from '#shared/faults/security-domain.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { claimedKind } from '#core/encoding/other-kind.ts';
import { parseExchangeKeyFile } from '#core/exchange-key/exchange-key-file.ts';
import {
  maxSecurityDomainBytes,
  parseSecurityDomain,
  type SecurityDomain,
} from '#core/security-domain/security-domain.ts';
import { parseRestoreBlob, type RestoreBlob } from '#core/security-domain/restore-blob.ts';
import { readWholeFile } from '#platform/files.ts';

/** What a file is to be, and how large one may be. */
export interface WantedFile {
  readonly kind: NamedFileKind;
  readonly maxBytes: number;
}

/** The file of an exchange key. */
export const exchangeKeyFile: WantedFile = { kind: 'exchange-key', maxBytes: 1024 * 1024 };
/** What is too long is refused as a security domain, by its own code. */
const maxReadOfDomain = 2 * maxSecurityDomainBytes;

/** Does something about one file, so that a refusal says which it was. */
export async function about<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) error.about ??= visibleText(file);
    throw error;
  }
}

/**
 * Reads a file as what is wanted here.
 * @throws FILE_OF_OTHER_KIND where it says that it is another of our files; the file faults; what `parse` throws
 */
export async function readInput<T>(
  path: string,
  { kind: wanted, maxBytes }: WantedFile,
  parse: (bytes: Buffer) => T,
): Promise<T> {
  const bytes = await readWholeFile(path, maxBytes);
  return about(path, () => {
    try {
      return Promise.resolve(parse(bytes));
    } catch (error) {
      const found = error instanceof Refusal ? claimedKind(bytes) : undefined;
      const isOther = found !== undefined && found !== wanted;
      return Promise.reject(
        isOther ? new Refusal({ code: 'FILE_OF_OTHER_KIND', wanted, found }, error) : (error as Error),
      );
    }
  });
}

/** What the option of revocation lists says wherever it is offered. */
export const revocationListsText = 'revocation lists of the processor’s authorities, DER or PEM';

/** A security domain, and the bytes from which the processes that hold secrets read it again. @throws as `readInput` */
export const readDomainFile = (path: string): Promise<{ readonly bytes: Buffer; readonly domain: SecurityDomain }> =>
  readInput(path, { kind: 'security-domain', maxBytes: maxReadOfDomain }, (bytes) => ({
    bytes,
    domain: parseSecurityDomain(bytes),
  }));

/** An exchange key, whose bytes are checked elsewhere. @throws as `readInput` */
export const readExchangeKeyFile = (path: string): Promise<Buffer> =>
  readInput(path, exchangeKeyFile, (bytes) => {
    parseExchangeKeyFile(bytes);
    return bytes;
  });

/** A restore blob, whose bytes are uploaded as they are. @throws as `readInput` */
export const readBlobFile = (path: string): Promise<{ readonly bytes: Buffer; readonly blob: RestoreBlob }> =>
  readInput(path, { kind: 'restore-blob', maxBytes: maxSecurityDomainBytes }, (bytes) => ({
    bytes,
    blob: parseRestoreBlob(bytes),
  }));
