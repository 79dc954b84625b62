// What an HSM holds, as a file that can be compared later: keys, their versions and attributes, and who may do what.
import { z } from 'zod';
import { guid, hsmUri, sha256Hex, utcTime, textRecord } from '../schemas/atoms.ts';

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

/** A setting of the HSM. The service writes every value as text, `true` and `false` too. */
const setting = z.strictObject({ name: foreignText, value: foreignText });
export type InventorySetting = z.infer<typeof setting>;

/** A region that serves the HSM, in Azure's plain spelling: `westeurope`. One is the primary; the others are replicas. */
const region = z.strictObject({ name: z.string().regex(/^[a-z0-9]{1,40}$/), isPrimary: z.boolean() });
export type InventoryRegion = z.infer<typeof region>;

/** When the service makes a new version of a key, and how long a version lasts: durations as the service writes them. */
export const rotationPolicySchema = z.strictObject({
  key: keyName,
  actions: z
    .array(
      z.strictObject({
        action: foreignText,
        afterCreate: foreignText.nullable(),
        beforeExpiry: foreignText.nullable(),
      }),
    )
    .max(100),
  expiryTime: foreignText.nullable(),
});
export type InventoryRotationPolicy = z.infer<typeof rotationPolicySchema>;

/** Who may have an exportable key version outside of the HSM. */
export const releasePolicySchema = z.strictObject({
  key: keyName,
  version: versionId,
  contentType: foreignText.nullable(),
  immutable: z.boolean(),
  /** Canonical JSON (RFC 8785); null where the service's bytes have no such form, or it is longer than this. */
  policy: z.string().max(32_768).nullable(),
  /** SHA-256 of `policy`; where that is null, of the bytes that the service keeps. */
  policySha256: sha256Hex,
});
export type InventoryReleasePolicy = z.infer<typeof releasePolicySchema>;

/** A key that was deleted and not purged. */
const softDeletedKey = z.strictObject({
  name: keyName,
  deleted: unixSeconds.nullable(),
  scheduledPurge: unixSeconds.nullable(),
});
export type InventorySoftDeletedKey = z.infer<typeof softDeletedKey>;

/** A version whose key is in a hardware module elsewhere; the HSM has a reference to it. */
export const externalKeySchema = z.strictObject({ key: keyName, version: versionId, id: foreignText });
export type InventoryExternalKey = z.infer<typeof externalKeySchema>;

/** The connection to the proxy of external keys (EKM). An HSM has one at most. */
const ekmConnection = z.strictObject({ host: foreignText, pathPrefix: foreignText.nullable() });
export type InventoryEkmConnection = z.infer<typeof ekmConnection>;

/** Why a list was not read. An empty list would say that there is nothing. */
export const notReadReasons = [
  /** The account that took the inventory may not read it. */
  'forbidden',
  /** The service knows no such call, or not this HSM. */
  'not-offered',
  /** The answer has another form than the one that is known. */
  'not-understood',
  /** It was left out on purpose. */
  'not-asked',
  /** This machine had no way to the control plane. */
  'no-control-plane',
  /** It is longer than the format allows. */
  'too-long',
] as const;
/** `earlier-format` is in no file: the first version of the format had no such list. */
export type NotReadReason = (typeof notReadReasons)[number] | 'earlier-format';

/** A list with what was read, or with the reason why it was not: never one without the other. */
export type InventoryList<Item> =
  | { readonly read: true; readonly items: readonly Item[] }
  | { readonly read: false; readonly reason: NotReadReason };

const list = <Item extends z.ZodType>(item: Item, most: number) =>
  z.discriminatedUnion('read', [
    z.strictObject({ read: z.literal(true), items: z.array(item).max(most) }),
    z.strictObject({ read: z.literal(false), reason: z.enum(notReadReasons) }),
  ]);

/** The lists beside the keys, each as the file has it. */
export const inventoryLists = {
  /** Sorted by scope, role, principal. Names of roles, because the ids are the same in every HSM. */
  roles: list(role, 100_000),
  /** Sorted by name. */
  settings: list(setting, 1_000),
  /** Sorted by name. */
  regions: list(region, 100),
  /** Sorted by key. A key without a policy is not in it. */
  rotationPolicies: list(rotationPolicySchema, mostInventoryKeys),
  /** Sorted by key, then version. */
  releasePolicies: list(releasePolicySchema, mostInventoryKeys),
  /** Sorted by name. */
  softDeletedKeys: list(softDeletedKey, mostInventoryKeys),
};
export const inventoryListNames = [
  'roles',
  'settings',
  'regions',
  'rotationPolicies',
  'releasePolicies',
  'softDeletedKeys',
] as const satisfies readonly (keyof typeof inventoryLists)[];
export type InventoryListName = (typeof inventoryListNames)[number];

/** The lists that version 3 added. They are compared with nothing: a restore of external keys is decided before it. */
export const addedLists = {
  /** Sorted by key, then version. */
  managedExternally: list(externalKeySchema, mostInventoryKeys),
  managerConnection: list(ekmConnection, 1),
};
export const addedListNames = [
  'managedExternally',
  'managerConnection',
] as const satisfies readonly (keyof typeof addedLists)[];
/** Every list that a file can have. */
export type FileListName = InventoryListName | (typeof addedListNames)[number];

const head = {
  format: z.literal('lifeboat-inventory'),
  practice: z.boolean(),
  hsm: hsmUri,
  taken: utcTime,
  /** Sorted by name; versions by creation, then id. */
  keys: z.array(inventoryKeySchema).max(mostInventoryKeys),
};

/** The file in its versions. The first one has keys and roles alone. */
export const inventoryFileSchema = z.discriminatedUnion('v', [
  z.strictObject({ ...head, v: z.literal(1), roles: z.array(role).max(100_000) }),
  z.strictObject({ ...head, v: z.literal(2), ...inventoryLists }),
  z.strictObject({ ...head, v: z.literal(3), tenant: guid.nullable(), ...inventoryLists, ...addedLists }),
]);
export type InventoryFile = z.infer<typeof inventoryFileSchema>;

/** What an HSM held, whichever version of the file tells it; `v` stays, because the file's hash is in records. */
export interface Inventory {
  readonly format: 'lifeboat-inventory';
  readonly v: 1 | 2 | 3;
  readonly practice: boolean;
  /** Base address of the HSM. */
  readonly hsm: string;
  /** GUID of its directory; null where it was not told, or the file is of an earlier version. */
  readonly tenant: string | null;
  /** When it was taken, ISO 8601 in UTC. */
  readonly taken: string;
  readonly keys: readonly InventoryKey[];
  readonly roles: InventoryList<InventoryRole>;
  readonly settings: InventoryList<InventorySetting>;
  readonly regions: InventoryList<InventoryRegion>;
  readonly rotationPolicies: InventoryList<InventoryRotationPolicy>;
  readonly releasePolicies: InventoryList<InventoryReleasePolicy>;
  readonly softDeletedKeys: InventoryList<InventorySoftDeletedKey>;
  readonly managedExternally: InventoryList<InventoryExternalKey>;
  readonly managerConnection: InventoryList<InventoryEkmConnection>;
}

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
  | ({ readonly kind: 'role-missing' | 'role-added' } & InventoryRole)
  | {
      readonly kind: 'release-policy-differs';
      readonly key: string;
      readonly version: string;
      /** Empty where there is none; the same of the next kinds. */
      readonly expected: string;
      readonly found: string;
    }
  | {
      readonly kind: 'rotation-policy-differs';
      readonly key: string;
      readonly expected: string;
      readonly found: string;
    }
  | { readonly kind: 'setting-differs'; readonly name: string; readonly expected: string; readonly found: string }
  | { readonly kind: 'region-missing' | 'region-added'; readonly region: string }
  | {
      readonly kind: 'soft-deleted-missing' | 'soft-deleted-added';
      readonly key: string;
      /** ISO 8601 in UTC; empty where the service does not say. */
      readonly scheduledPurge: string;
    };

/** A list that is not read in one inventory or the other: what is in it was compared with nothing. */
export interface NotCompared {
  readonly list: InventoryListName;
  /** Why not, in the inventory of the backup and in that of the recovered HSM; null where it is read. */
  readonly expected: NotReadReason | null;
  readonly found: NotReadReason | null;
}

/** What a comparison counted and found. */
export interface InventoryComparison {
  readonly keys: { readonly expected: number; readonly found: number };
  readonly versions: { readonly expected: number; readonly found: number };
  /** Null where the list is not read. */
  readonly roles: { readonly expected: number | null; readonly found: number | null };
  readonly differences: readonly InventoryDifference[];
  readonly notCompared: readonly NotCompared[];
}
