// The hash of a certificate as security domains and restore blobs spell it; the way back is `certificateSha256Of`.

/** @param sha256Hex SHA-256 over a certificate's DER */
export const thumbprintOf = (sha256Hex: string): string => Buffer.from(sha256Hex, 'hex').toString('base64url');

/** The thumbprints of those custodians whose certificates a plan knows. */
export const thumbprintsOf = (custodians: readonly { readonly certificateSha256: string | null }[]): string[] =>
  custodians.flatMap(({ certificateSha256 }) => (certificateSha256 === null ? [] : thumbprintOf(certificateSha256)));
