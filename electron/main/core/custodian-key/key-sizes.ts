// How large a custodian's key may be: asked of keys where they are opened, and of certificates where no key is in reach.

/** Bits of a custodian's key. */
export const custodianKeySizes: readonly number[] = [2048, 3072, 4096];
