// What a restore of a backup leaves out.

/**
 * What a restore does not bring back, or is not known to: it brings keys, versions, attributes, tags and role assignments (REQ-34).
 * No recording tells of settings, policies and deleted keys; regions and network rules belong to the resource, which is another one.
 */
export const notRestored = [
  'replaced-roles',
  'external-keys',
  'settings',
  'rotation-policies',
  'release-policies',
  'soft-deleted-keys',
  'regions',
  'network-rules',
] as const;

export type NotRestored = (typeof notRestored)[number];
