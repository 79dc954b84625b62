// What can be wrong with how a command was called.

export type UsageFault = never;
