// The words of the list that is worked off after a recovery, for pages, files and journals.

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

/** How many are back, of how many; `back` is null until Azure was asked. */
export interface ConsumerCount {
  readonly back: number | null;
  readonly of: number;
}

/** How every note of a journal begins that is about consumers; both checkers of evidence know it. */
export const consumersNote = 'Consumers ';

/** What a journal notes of the list: SHA-256 in hex of the map, and of the table that was written. */
export const listedNote = (of: number, map: string, table: string | null): string =>
  `${consumersNote}listed: ${of}; map ${map}${table === null ? '' : `, list ${table}`}`;

/** What it notes of each check. */
export const checkedNote = (back: number, of: number, map: string): string =>
  `${consumersNote}checked: ${back} of ${of} back; map ${map}`;

const counted = new RegExp(`^${consumersNote}(?:listed: |checked: ([0-9]{1,6}) of )([0-9]{1,6})[ ;]`, 'u');

/** The count in a note; undefined for a note about something else. */
export function countInNote(text: string): ConsumerCount | undefined {
  const [, back, of] = counted.exec(text) ?? [];
  return of === undefined ? undefined : { back: back === undefined ? null : Number(back), of: Number(of) };
}
