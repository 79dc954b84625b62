// The folders that have a tsconfig.json of their own, in the order of who imports whom.

/** A module, or the configuration of its tests. A file that several programs hold is checked in the first. */
export const modules = ['shared', 'shared/tsconfig.test.json', 'electron', 'renderer', 'build', 'e2e'] as const;
