// Compares what an HSM held with what it holds now: once through each list, with every difference named.
import type {
  Inventory,
  InventoryComparison,
  InventoryDifference,
  InventoryKey,
  InventoryRole,
  InventoryVersion,
} from '#shared/inventory/inventory.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { roleText } from './inventory-file.ts';

/** Fields of a version that a restore brings back as they were. */
const comparedFields = ['enabled', 'created', 'notBefore', 'expires', 'exportable', 'tags'] as const;

/**
 * @param expected the inventory at the time of the backup
 * @param found the inventory of the restored HSM
 */
export function compareInventories(expected: Inventory, found: Inventory): InventoryComparison {
  return {
    keys: { expected: expected.keys.length, found: found.keys.length },
    versions: { expected: versionCount(expected), found: versionCount(found) },
    roles: { expected: expected.roles.length, found: found.roles.length },
    differences: [...keyDifferences(expected.keys, found.keys), ...roleDifferences(expected.roles, found.roles)],
  };
}

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

const fieldText = (value: InventoryVersion[keyof InventoryVersion]): string =>
  typeof value === 'string' ? value : encodeCanonicalJson(value).toString('utf8');

function roleDifferences(expected: readonly InventoryRole[], found: readonly InventoryRole[]): InventoryDifference[] {
  const [was, is] = [byText(expected), byText(found)];
  return [
    ...expected.filter((role) => !is.has(roleText(role))).map((role) => ({ kind: 'role-missing' as const, ...role })),
    ...found.filter((role) => !was.has(roleText(role))).map((role) => ({ kind: 'role-added' as const, ...role })),
  ];
}

const byText = (roles: readonly InventoryRole[]): ReadonlySet<string> => new Set(roles.map(roleText));
