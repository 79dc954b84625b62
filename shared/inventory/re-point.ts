// What else points to a lost HSM: nobody's inventory lists it, so people go through it one by one.

export const alsoToRepoint = [
  'applications',
  'customer-managed-keys',
  'private-endpoints',
  'network-rules',
  'diagnostics',
  'policies',
  'backup-schedules',
  'automation',
] as const;

export type ToRepoint = (typeof alsoToRepoint)[number];
