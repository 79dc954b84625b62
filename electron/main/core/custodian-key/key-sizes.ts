// How large a custodian's key may be: asked of keys where they are opened, and of certificates where no key is in reach.

/** Bits of a custodian's key. */
export const custodianKeySizes: readonly number[] = [2048, 3072, 4096];

/** A key file with a chain of certificates in it stays far below this. */
export const maxKeyFileBytes = 256 * 1024;
