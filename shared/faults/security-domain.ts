// What can be wrong with the security domain file, its shares, its JWEs and the restore blob.

export type SecurityDomainFault = never;
