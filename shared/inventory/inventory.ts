// What an HSM holds, as a file that can be compared later: keys, their versions and attributes, and who may do what.
import { z } from 'zod';
import { guid, hsmUri, sha256Hex, utcTime } from '../schemas/atoms.ts';
import { textRecord } from '../schemas/text-record.ts';

const keyName = z.string().regex(/^[A-Za-z0-9-]{1,127}$/);
const versionId = z.string().regex(/^[0-9a-f]{32}$/);
const unixSeconds = z.int().min(0);
/** Tags, operations and scopes are the service's or its users' text, kept as it came. */
const foreignText = z.string().max(1024);

const version = z.strictObject({
  version: versionId,
  enabled: z.boolean(),
  created: unixSeconds,
  notBefore: unixSeconds.nullable(),
  expires: unixSeconds.nullable(),
  exportable: z.boolean(),
  tags: textRecord(foreignText),
  /** SHA-256 of the public key's SubjectPublicKeyInfo; null where it was not asked or the key has no public half. */
  publicSha256: sha256Hex.nullable(),
});
export type InventoryVersion = z.infer<typeof version>;

export const inventoryKeySchema = z.strictObject({ name: keyName, versions: z.array(version).max(10_000) });
export type InventoryKey = z.infer<typeof inventoryKeySchema>;

export const mostInventoryKeys = 100_000;

const role = z.strictObject({ scope: foreignText, role: foreignText, principalId: guid });
export type InventoryRole = z.infer<typeof role>;

export const inventorySchema = z.strictObject({
  format: z.literal('lifeboat-inventory'),
  v: z.literal(1),
  practice: z.boolean(),
  hsm: hsmUri,
  taken: utcTime,
  /** Sorted by name; versions by creation, then id. */
  keys: z.array(inventoryKeySchema).max(mostInventoryKeys),
  /** Sorted by scope, role, principal. Names of roles, because the ids are the same in every HSM. */
  roles: z.array(role).max(100_000),
});
export type Inventory = z.infer<typeof inventorySchema>;

/** One point in which an HSM is not what its inventory said. */
export type InventoryDifference =
  | { readonly kind: 'key-missing' | 'key-added'; readonly key: string; readonly versions: number }
  | { readonly kind: 'version-missing' | 'version-added'; readonly key: string; readonly version: string }
  | {
      readonly kind: 'attribute';
      readonly key: string;
      readonly version: string;
      readonly field: Exclude<keyof InventoryVersion, 'version'>;
      readonly expected: string;
      readonly found: string;
    }
  | ({ readonly kind: 'role-missing' | 'role-added' } & InventoryRole);

/** What a comparison counted and found. */
export interface InventoryComparison {
  readonly keys: { readonly expected: number; readonly found: number };
  readonly versions: { readonly expected: number; readonly found: number };
  readonly roles: { readonly expected: number; readonly found: number };
  readonly differences: readonly InventoryDifference[];
}
