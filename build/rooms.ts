// The folders that have a tsconfig.json of their own, in the order of who imports whom.

/** A room, or the configuration of its tests. A file that several programs hold is judged in the first. */
export const rooms = ['shared', 'shared/tsconfig.test.json', 'electron', 'renderer', 'build', 'e2e'] as const;
