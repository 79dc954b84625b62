// Collects the inventory of an HSM: every key, every version, every role, in few requests and few at a time.
import type { Inventory, InventoryKey, InventoryRole, InventoryVersion } from '#shared/inventory/inventory.ts';
import { keyIdentifierParts, type ListedKey } from './keys-client.ts';
import type { ManagedHsm } from './managed-hsm.ts';
import { publicSha256 } from './public-half.ts';

export interface InventoryOptions {
  /** Unix milliseconds. */
  readonly now: number;
  /** Whether the public half of each version is asked for, one request each. */
  readonly publicHalves?: boolean;
  /** Called after each key. */
  readonly onKey?: (done: number, of: number) => void;
}

/** Requests under way at a time: far below what one HSM serves in a second, so that applications do not feel it. */
const parallel = 8;

/** @throws the SERVICE faults: an inventory is whole or there is none */
export async function takeInventory(hsm: ManagedHsm, options: InventoryOptions): Promise<Inventory> {
  const names: string[] = [];
  for await (const { kid } of hsm.keys.listKeys()) names.push(ownText(keyIdentifierParts(kid).name));
  let done = 0;
  const keys = await inParallel(names, async (name) => {
    const key = await keyOf(hsm, name, options.publicHalves ?? false);
    options.onKey?.(++done, names.length);
    return key;
  });
  return {
    format: 'lifeboat-inventory',
    v: 1,
    practice: hsm.address.mode === 'practice',
    hsm: hsm.address.origin,
    taken: new Date(options.now).toISOString(),
    keys,
    roles: await rolesOf(hsm),
  };
}

async function keyOf(hsm: ManagedHsm, name: string, publicHalves: boolean): Promise<InventoryKey> {
  const versions: InventoryVersion[] = [];
  for await (const listed of hsm.keys.listKeyVersions(name)) {
    const version = versionOf(listed);
    const half = publicHalves ? publicSha256(await hsm.keys.getKey(name, version.version)) : null;
    versions.push({ ...version, publicSha256: half });
  }
  return { name, versions };
}

function versionOf({ kid, attributes, tags }: ListedKey): InventoryVersion {
  return {
    version: ownText(keyIdentifierParts(kid).version),
    enabled: attributes.enabled,
    created: attributes.created,
    notBefore: attributes.nbf ?? null,
    expires: attributes.exp ?? null,
    exportable: attributes.exportable ?? false,
    tags: Object.fromEntries(Object.entries(tags ?? {}).map(([name, value]) => [ownText(name), ownText(value)])),
    publicSha256: null,
  };
}

/** A part of a text keeps the whole text in memory, here a page of a list: an inventory of ten thousand keys kept ten thousand pages. */
const ownText = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

async function rolesOf({ roles }: ManagedHsm): Promise<InventoryRole[]> {
  const [assignments, definitions] = await Promise.all([roles.listAssignments(), roles.listDefinitions()]);
  const names = new Map(definitions.map(({ id, properties }) => [id.toLowerCase(), properties.roleName]));
  return assignments.map(({ properties: { scope, roleDefinitionId, principalId } }) => ({
    scope,
    role: names.get(roleDefinitionId.toLowerCase()) ?? roleDefinitionId,
    principalId: principalId.toLowerCase(),
  }));
}

/** Results in the order of the items; the first failure ends it. */
async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [at, item] of queue) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
  return results;
}
