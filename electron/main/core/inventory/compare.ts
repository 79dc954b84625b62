// Compares what an HSM held with what it holds now: once through each list, with every difference named.
import {
  type Inventory,
  type InventoryComparison,
  type InventoryDifference,
  type InventoryKey,
  type InventoryList,
  type InventoryListName,
  inventoryListNames,
  type InventoryReleasePolicy,
  type InventoryRole,
  type InventoryRotationPolicy,
  type InventorySoftDeletedKey,
  type InventoryVersion,
} from '#shared/inventory/inventory.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import type { JsonValue } from '../encoding/json.ts';
import { roleText } from './inventory-file.ts';

/** Fields of a version that a restore brings back as they were. */
const comparedFields = ['enabled', 'created', 'notBefore', 'expires', 'exportable', 'tags'] as const;

/**
 * @param expected the inventory at the time of the backup
 * @param found the inventory of the restored HSM
 */
export function compareInventories(expected: Inventory, found: Inventory): InventoryComparison {
  const both = <Name extends InventoryListName>(
    name: Name,
    compare: (was: ItemsOf<Name>, is: ItemsOf<Name>) => InventoryDifference[],
  ): InventoryDifference[] => {
    const [was, is] = [expected[name], found[name]];
    return was.read && is.read ? compare(was.items, is.items) : [];
  };
  const there = inBoth(expected, found);
  return {
    keys: { expected: expected.keys.length, found: found.keys.length },
    versions: { expected: versionCount(expected), found: versionCount(found) },
    roles: { expected: countOf(expected.roles), found: countOf(found.roles) },
    differences: [
      ...keyDifferences(expected.keys, found.keys),
      ...both('roles', roleDifferences),
      ...both('releasePolicies', (was, is) => releaseDifferences(was, is, there)),
      ...both('rotationPolicies', (was, is) => rotationDifferences(was, is, there)),
      ...both('settings', settingDifferences),
      ...both('regions', regionDifferences),
      ...both('softDeletedKeys', (was, is) => softDeletedDifferences(was, is, Date.parse(found.taken))),
    ],
    notCompared: inventoryListNames.flatMap((list) => {
      const [was, is] = [expected[list], found[list]];
      return was.read && is.read ? [] : [{ list, expected: reasonOf(was), found: reasonOf(is) }];
    }),
  };
}

type ItemsOf<Name extends InventoryListName> = Extract<Inventory[Name], { read: true }>['items'];

const countOf = (list: InventoryList<unknown>): number | null => (list.read ? list.items.length : null);
const reasonOf = (list: InventoryList<unknown>) => (list.read ? null : list.reason);

const versionCount = ({ keys }: Inventory): number => keys.reduce((sum, { versions }) => sum + versions.length, 0);

function keyDifferences(expected: readonly InventoryKey[], found: readonly InventoryKey[]): InventoryDifference[] {
  const left = new Map(found.map((key) => [key.name, key]));
  const differences: InventoryDifference[] = [];
  for (const key of expected) {
    const other = left.get(key.name);
    left.delete(key.name);
    if (other) differences.push(...versionDifferences(key, other));
    else differences.push({ kind: 'key-missing', key: key.name, versions: key.versions.length });
  }
  for (const { name, versions } of left.values()) {
    differences.push({ kind: 'key-added', key: name, versions: versions.length });
  }
  return differences;
}

function versionDifferences({ name, versions }: InventoryKey, other: InventoryKey): InventoryDifference[] {
  const left = new Map(other.versions.map((version) => [version.version, version]));
  const differences: InventoryDifference[] = [];
  for (const version of versions) {
    const match = left.get(version.version);
    left.delete(version.version);
    if (match) differences.push(...attributeDifferences(name, version, match));
    else differences.push({ kind: 'version-missing', key: name, version: version.version });
  }
  for (const version of left.keys()) differences.push({ kind: 'version-added', key: name, version });
  return differences;
}

function attributeDifferences(key: string, expected: InventoryVersion, found: InventoryVersion): InventoryDifference[] {
  // A public half is compared where both inventories have asked for it.
  const asked = expected.publicSha256 !== null && found.publicSha256 !== null;
  return [...comparedFields, ...(asked ? (['publicSha256'] as const) : [])].flatMap((field) => {
    const [was, is] = [expected[field], found[field]];
    if (was === is || (field === 'tags' && sameTags(expected.tags, found.tags))) return [];
    const { version } = expected;
    return [{ kind: 'attribute' as const, key, version, field, expected: fieldText(was), found: fieldText(is) }];
  });
}

/** Texts are made for differences only: an HSM has tens of thousands of versions, and nearly all of them are the same. */
function sameTags(was: InventoryVersion['tags'], is: InventoryVersion['tags']): boolean {
  const names = Object.keys(was);
  return (
    names.length === Object.keys(is).length && names.every((name) => Object.hasOwn(is, name) && was[name] === is[name])
  );
}

const fieldText = (value: JsonValue): string =>
  typeof value === 'string' ? value : encodeCanonicalJson(value).toString('utf8');

function roleDifferences(expected: readonly InventoryRole[], found: readonly InventoryRole[]): InventoryDifference[] {
  const [was, is] = [byText(expected), byText(found)];
  return [
    ...expected.filter((role) => !is.has(roleText(role))).map((role) => ({ kind: 'role-missing' as const, ...role })),
    ...found.filter((role) => !was.has(roleText(role))).map((role) => ({ kind: 'role-added' as const, ...role })),
  ];
}

const byText = (roles: readonly InventoryRole[]): ReadonlySet<string> => new Set(roles.map(roleText));

/** Whether both inventories hold a key, or a version of it: a policy of a key that is missing is no second difference. */
interface InBoth {
  readonly key: (name: string) => boolean;
  readonly version: (key: string, version: string) => boolean;
}

/** Looked up where policies differ only: that is seldom, and an HSM has tens of thousands of versions. */
function inBoth(expected: Inventory, found: Inventory): InBoth {
  let keys: readonly ReadonlyMap<string, InventoryKey>[] | undefined;
  const versions = new Map<InventoryKey, ReadonlySet<string>>();
  const keysOf = (name: string): readonly (InventoryKey | undefined)[] => {
    keys ??= [expected, found].map((each) => new Map(each.keys.map((key) => [key.name, key])));
    return keys.map((each) => each.get(name));
  };
  const versionsOf = (key: InventoryKey): ReadonlySet<string> => {
    const set = versions.get(key) ?? new Set(key.versions.map(({ version }) => version));
    versions.set(key, set);
    return set;
  };
  return {
    key: (name) => keysOf(name).every((key) => key !== undefined),
    version: (name, version) => keysOf(name).every((key) => key !== undefined && versionsOf(key).has(version)),
  };
}

/** Names in either list, those of the first one first, each once. */
const namesOf = (was: ReadonlyMap<string, unknown>, is: ReadonlyMap<string, unknown>): readonly string[] => [
  ...new Set([...was.keys(), ...is.keys()]),
];

function releaseDifferences(
  expected: readonly InventoryReleasePolicy[],
  found: readonly InventoryReleasePolicy[],
  there: InBoth,
): InventoryDifference[] {
  const textsOf = (list: readonly InventoryReleasePolicy[]): ReadonlyMap<string, string> =>
    new Map(list.map((policy) => [`${policy.key}/${policy.version}`, releaseText(policy)]));
  const [was, is] = [textsOf(expected), textsOf(found)];
  return namesOf(was, is).flatMap((name) => {
    const [key = '', version = ''] = name.split('/');
    const texts = { expected: was.get(name) ?? '', found: is.get(name) ?? '' };
    if (texts.expected === texts.found || !there.version(key, version)) return [];
    return [{ kind: 'release-policy-differs' as const, key, version, ...texts }];
  });
}

/** Long policies are in the inventory; their hash tells them apart. */
const releaseText = ({ contentType, immutable, policySha256 }: InventoryReleasePolicy): string =>
  fieldText({ contentType, immutable, policySha256 });

function rotationDifferences(
  expected: readonly InventoryRotationPolicy[],
  found: readonly InventoryRotationPolicy[],
  there: InBoth,
): InventoryDifference[] {
  const textsOf = (list: readonly InventoryRotationPolicy[]): ReadonlyMap<string, string> =>
    new Map(list.map((policy) => [policy.key, rotationText(policy)]));
  const [was, is] = [textsOf(expected), textsOf(found)];
  return namesOf(was, is).flatMap((key) => {
    const texts = { expected: was.get(key) ?? '', found: is.get(key) ?? '' };
    if (texts.expected === texts.found || !there.key(key)) return [];
    return [{ kind: 'rotation-policy-differs' as const, key, ...texts }];
  });
}

/** The service may list the actions in another order. */
const rotationText = ({ actions, expiryTime }: InventoryRotationPolicy): string =>
  fieldText({ actions: actions.map(fieldText).sort(), expiryTime });

function settingDifferences(expected: ItemsOf<'settings'>, found: ItemsOf<'settings'>): InventoryDifference[] {
  const valuesOf = (list: ItemsOf<'settings'>): ReadonlyMap<string, string> =>
    new Map(list.map(({ name, value }) => [name, value]));
  const [was, is] = [valuesOf(expected), valuesOf(found)];
  return namesOf(was, is).flatMap((name) => {
    const texts = { expected: was.get(name) ?? '', found: is.get(name) ?? '' };
    return texts.expected === texts.found ? [] : [{ kind: 'setting-differs' as const, name, ...texts }];
  });
}

/** Replicas: a plan chooses the primary region, which may be another one after a disaster. */
function regionDifferences(expected: ItemsOf<'regions'>, found: ItemsOf<'regions'>): InventoryDifference[] {
  const notIn = (list: ItemsOf<'regions'>, other: ItemsOf<'regions'>): string[] =>
    list
      .filter(({ name, isPrimary }) => !isPrimary && other.every((each) => each.name !== name))
      .map(({ name }) => name);
  return [
    ...notIn(expected, found).map((region) => ({ kind: 'region-missing' as const, region })),
    ...notIn(found, expected).map((region) => ({ kind: 'region-added' as const, region })),
  ];
}

/** A key whose time was over when the second inventory was taken would be gone in the lost HSM, too. */
function softDeletedDifferences(
  expected: readonly InventorySoftDeletedKey[],
  found: readonly InventorySoftDeletedKey[],
  foundMs: number,
): InventoryDifference[] {
  const [was, is] = [expected, found].map((list) => new Set(list.map(({ name }) => name)));
  const isOver = ({ scheduledPurge }: InventorySoftDeletedKey): boolean =>
    scheduledPurge !== null && scheduledPurge * 1000 <= foundMs;
  const as =
    <Kind extends 'soft-deleted-missing' | 'soft-deleted-added'>(kind: Kind) =>
    ({ name: key, scheduledPurge }: InventorySoftDeletedKey) => ({
      kind,
      key,
      scheduledPurge: timeText(scheduledPurge),
    });
  return [
    ...expected.filter((key) => !is?.has(key.name) && !isOver(key)).map(as('soft-deleted-missing')),
    ...found.filter((key) => !was?.has(key.name)).map(as('soft-deleted-added')),
  ];
}

const timeText = (unixSeconds: number | null): string =>
  unixSeconds === null ? '' : new Date(unixSeconds * 1000).toISOString();
