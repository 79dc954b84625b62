// The folders that have a tsconfig.json of their own, in the order of who imports whom.
export const modules = ['shared', 'electron', 'renderer', 'build', 'e2e'] as const;
