// What can be wrong with a custodian's key file and passphrase.

export type CustodianKeyFault = never;
