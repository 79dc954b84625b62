// What can be wrong with the desktop shell: its windows, its calls, its air gap.

export type ShellFault = never;
