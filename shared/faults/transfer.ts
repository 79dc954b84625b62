// What can be wrong with transfer bundles, identities and pairing.

export type TransferFault = never;
