// The proof that the new HSM is the old one, and the table for those who used it.
import { z } from 'zod';
import { type InventoryDifference, inventoryListNames, notReadReasons } from '../../inventory/inventory.ts';
import { notRestored } from '../../inventory/not-restored.ts';
import { utcTime } from '../../schemas/atoms.ts';
import { writtenFile } from '../files.ts';
import { ours } from '../ours.ts';

const counted = z.strictObject({ expected: z.int(), found: z.int() });
/** Null where the account could not read the roles. */
const countedRoles = z.strictObject({ expected: z.int().nullable(), found: z.int().nullable() });
const reason = z.enum([...notReadReasons, 'earlier-format']).nullable();

export const verificationView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({
    phase: z.literal('compared'),
    atUtc: utcTime,
    /** Whether all that a restore brings back is as it was, as far as it was compared. */
    isSame: z.boolean(),
    keys: counted,
    versions: counted,
    roles: countedRoles,
    /** The first of them; `differenceCount` says how many there are. */
    differences: z.array(ours<InventoryDifference>('kind')),
    differenceCount: z.int(),
    /** How many of them a restore is not known to bring back. */
    byHandCount: z.int(),
    notCompared: z.array(z.strictObject({ list: z.enum(inventoryListNames), expected: reason, found: reason })),
    canaries: z.array(
      z.strictObject({ key: z.string(), version: z.string(), proven: z.array(z.enum(['sign', 'unwrap'])) }),
    ),
    /** The inventory of the recovered HSM. */
    file: writtenFile,
  }),
  /** Nobody had an inventory to compare with: this is what is there, and no more is known. */
  z.strictObject({
    phase: z.literal('listed'),
    atUtc: utcTime,
    keys: z.int(),
    versions: z.int(),
    roles: z.int().nullable(),
    file: writtenFile,
  }),
]);
export type VerificationView = z.output<typeof verificationView>;

/** What a search among the differences has found. */
export const foundDifferences = z.strictObject({
  /** Those from the place that was asked for. */
  differences: z.array(ours<InventoryDifference>('kind')),
  /** How many there are in all that fit the search. */
  count: z.int(),
});
export type FoundDifferences = z.output<typeof foundDifferences>;

export const handOverRow = z.strictObject({
  key: z.string(),
  version: z.string(),
  enabled: z.boolean(),
  oldUri: z.string(),
  newUri: z.string(),
});
export const handOverView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({
    phase: z.literal('written'),
    /** The first of them; `rowCount` says how many there are. */
    rows: z.array(handOverRow),
    rowCount: z.int(),
    csv: writtenFile,
    json: writtenFile,
    notRestored: z.array(z.enum(notRestored)),
    /** The first of what differs and must be set up by hand; null where nothing was compared. `byHandCount` says how many there are. */
    byHand: z.array(ours<InventoryDifference>('kind')).nullable(),
    byHandCount: z.int(),
  }),
]);
export type HandOverView = z.output<typeof handOverView>;
