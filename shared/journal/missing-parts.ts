// What an emergency goes without. Apart from its events, because pages name the parts before there is a journal and hold no schemas.

/** What a ceremony with a plan has, and an emergency has not. Each machine names those that are its own. */
export const missingParts = [
  'plan',
  'approvals',
  'register',
  'second-observer',
  'read-back',
  'pairing',
  'signed-bundles',
  'wall-clock',
  'baseline',
] as const;
export type MissingPart = (typeof missingParts)[number];

/** What each machine goes without, in the order in which a ceremony with a plan would have it. */
export const missingOn = {
  offline: ['plan', 'approvals', 'register', 'pairing', 'signed-bundles', 'second-observer', 'read-back', 'wall-clock'],
  online: ['plan', 'approvals', 'pairing', 'signed-bundles', 'second-observer', 'read-back', 'baseline'],
} as const satisfies Readonly<Record<'offline' | 'online', readonly MissingPart[]>>;
