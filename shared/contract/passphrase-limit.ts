// How long a passphrase may be, for the contract and for the window where it is typed.

/** Longest passphrase taken, in UTF-8 bytes. */
export const maxPassphraseBytes = 1024;
