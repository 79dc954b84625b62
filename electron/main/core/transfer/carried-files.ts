// The service's files that bundles carry as text: read by the product's own strict parsers, so that nothing else can travel in
// their place.
import { z } from 'zod';
import { Refusal } from '#shared/faults/fault.ts';
import { parseRestoreBlob } from '../security-domain/restore-blob.ts';
import { parseSecurityDomain } from '../security-domain/security-domain.ts';

/** Greatest size of a security domain or restore blob that fits into a bundle as text, with room for the rest. */
export const maxCarriedBytes = 512 << 10;

/** A text that one parser accepts; what the parser says is found again where the file is used. */
const textOf = (parse: (bytes: Buffer) => unknown): z.ZodString =>
  z
    .string()
    .max(maxCarriedBytes)
    .refine((text) => isAccepted(() => parse(Buffer.from(text, 'utf8'))));

function isAccepted(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (error) {
    /* v8 ignore else -- @preserve `parseSecurityDomain` and `parseRestoreBlob` throw refusals alone; another error
     * is a defect, and says nothing about the file. */
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** The text of a security domain file, exactly as it was saved. */
export const securityDomainText = textOf(parseSecurityDomain);
/** The text of a restore blob, exactly as it will be uploaded. */
export const restoreBlobText = textOf(parseRestoreBlob);

/**
 * The thumbprint of the exchange certificate that a restore blob was made for, base64url as in the file.
 * @throws the faults of parseRestoreBlob
 */
export const blobExchangeThumbprint = (text: string): string =>
  parseRestoreBlob(Buffer.from(text, 'utf8')).exchangeThumbprintS256;
