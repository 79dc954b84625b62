// One hash of a certificate in its two spellings: hex in plans and journals, base64url in security domains and restore blobs.

/** @param sha256Hex SHA-256 over a certificate's DER */
export const thumbprintOf = (sha256Hex: string): string => Buffer.from(sha256Hex, 'hex').toString('base64url');

/** @param thumbprint base64url, in a form that its reader has checked */
export const sha256OfThumbprint = (thumbprint: string): string => Buffer.from(thumbprint, 'base64url').toString('hex');

/** The thumbprints of those custodians whose certificates a plan knows. */
export const thumbprintsOf = (custodians: readonly { readonly certificateSha256: string | null }[]): string[] =>
  custodians.flatMap(({ certificateSha256 }) => (certificateSha256 === null ? [] : thumbprintOf(certificateSha256)));
