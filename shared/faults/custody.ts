// What can be wrong with the processes that hold secrets.

export type CustodyFault = never;
