// The words of the list that is worked off after a recovery, for pages and files.

/**
 * - `nothing-moves`: the new HSM has the old name; the consumer is only looked at.
 * - `in-place`: the commands change it.
 * - `new-resource`: it takes no other key, and must be created again.
 * - `by-hand`: the table does not know this kind, or the place names no key.
 */
export const howToMove = ['nothing-moves', 'in-place', 'new-resource', 'by-hand'] as const;
export type HowToMove = (typeof howToMove)[number];

/** `not-known`: the resource names no identity, the roles are not read, or a role that people made may do. */
export const roleStates = ['has', 'missing', 'not-known'] as const;
export type RoleState = (typeof roleStates)[number];

/**
 * - `back`: it names the new HSM alone, and says that it works.
 * - `not-working`: it names the new HSM, and says that something is wrong.
 * - `waiting`: it still names the lost HSM.
 * - `elsewhere`: it names neither; it was deleted, or uses another key.
 * - `not-seen`: the account does not see its subscription.
 */
export const consumerProgress = ['back', 'not-working', 'waiting', 'elsewhere', 'not-seen'] as const;
export type ConsumerProgress = (typeof consumerProgress)[number];
