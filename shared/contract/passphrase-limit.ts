// How long a passphrase may be, for the contract and for the window where it is typed.

/** Longest passphrase taken, in UTF-8 bytes. */
export const maxPassphraseBytes = 1024;

/**
 * The least of a new passphrase, of a custodian's key and of an identity: bytes where it is used, characters where it is typed. It is what
 * protects a stolen file.
 */
export const minPassphraseBytes = 12;
