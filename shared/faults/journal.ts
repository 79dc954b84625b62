// What can be wrong with the journal and the evidence package.

export type JournalFault = never;
