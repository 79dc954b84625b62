// The inventory as a file: canonical JSON in one order, so that two exports of the same HSM differ in nothing but their time.
import { createHash } from 'node:crypto';
import type { $ZodType, output } from 'zod/v4/core';
import {
  addedListNames,
  type FileListName,
  type Inventory,
  type InventoryFile,
  inventoryFileSchema,
  type InventoryKey,
  inventoryKeySchema,
  type InventoryList,
  inventoryListNames,
  type InventoryRole,
  type InventoryVersion,
  mostInventoryKeys,
} from '#shared/inventory/inventory.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { asBuffer } from '../encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import { readFields } from '../encoding/fields.ts';
import type { JsonValue } from '../encoding/json.ts';

/** Greatest size of an inventory in bytes: 50,000 versions with tags take about 15 MB. */
export const maxInventoryBytes = 64 << 20;

/**
 * The canonical bytes of an inventory, sorted, in the version of the format that it has.
 * @throws INVENTORY_TOO_LARGE for one that could not be read again
 */
export function encodeInventory(inventory: Inventory): Buffer {
  if (inventory.keys.length > mostInventoryKeys) refuseTooLarge();
  const bytes = Buffer.concat([...inventoryPieces(inventory)]);
  return bytes.length > maxInventoryBytes ? refuseTooLarge() : bytes;
}

const refuseTooLarge = (): never =>
  refuse({ code: 'INVENTORY_TOO_LARGE', keys: mostInventoryKeys, bytes: maxInventoryBytes });

/** SHA-256 of the canonical bytes, hex, without having them all at once. */
export function inventorySha256(inventory: Inventory): string {
  const hash = createHash('sha256');
  for (const piece of inventoryPieces(inventory)) hash.update(piece);
  return hash.digest('hex');
}

/** Key by key: the text of ten thousand keys in one string would take several times its size. */
function* inventoryPieces(inventory: Inventory): Generator<Buffer> {
  const frame = encodeCanonicalJson(frameOf(inventory));
  // RFC 8785 puts the members in order, and before "keys" stand two whose values hold no such text: no list may have a name before it.
  const at = frame.indexOf(emptyKeys) + emptyKeys.length - 1;
  yield frame.subarray(0, at);
  for (const [k, key] of inventory.keys.toSorted((a, b) => byText(a.name, b.name)).entries()) {
    const piece = encodeCanonicalJson({ name: key.name, versions: key.versions.toSorted(byCreation) });
    yield k === 0 ? piece : Buffer.concat([comma, piece]);
  }
  yield frame.subarray(at);
}

/** Everything but the keys, as its version of the file has it. */
function frameOf(inventory: Inventory): JsonValue {
  const { format, practice, hsm, taken } = inventory;
  const head = { format, practice, hsm, taken, keys: [] };
  const listsOf = (names: readonly FileListName[]) =>
    Object.fromEntries(names.map((name) => [name, sorted(inventory, name)]));
  const lists = listsOf(inventoryListNames);
  if (inventory.v === 3) return { ...head, v: 3, tenant: inventory.tenant, ...lists, ...listsOf(addedListNames) };
  if (inventory.v === 2) return { ...head, v: 2, ...lists };
  const { roles } = inventory;
  /* v8 ignore next -- @preserve The first format comes from a file alone, and its roles are a list there. */
  return { ...head, v: 1, roles: roles.read ? sortedItems(roles.items, roleText) : [] };
}

type Item<Name extends FileListName> = Extract<Inventory[Name], { read: true }>['items'][number];

/** One line that stands for an assignment; the separator occurs in no scope, name or id. */
export const roleText = ({ scope, role, principalId }: InventoryRole): string => [scope, role, principalId].join('\n');

/** By which text the items of each list are sorted. */
const orders: { readonly [Name in FileListName]: (item: Item<Name>) => string } = {
  roles: roleText,
  settings: ({ name }) => name,
  regions: ({ name }) => name,
  rotationPolicies: ({ key }) => key,
  releasePolicies: ({ key, version }) => [key, version].join('\n'),
  softDeletedKeys: ({ name }) => name,
  managedExternally: ({ key, version }) => [key, version].join('\n'),
  managerConnection: ({ host }) => host,
};

const sortedItems = <T>(items: readonly T[], textOf: (item: T) => string): T[] =>
  items.toSorted((a, b) => byText(textOf(a), textOf(b)));

/** The table pairs each list with its own order, which an index by a union cannot express. */
const orderOf = (name: FileListName) => orders[name] as (item: Item<FileListName>) => string;

function sorted(inventory: Inventory, name: FileListName): JsonValue {
  const list: InventoryList<Item<FileListName>> = inventory[name];
  return { ...list, ...(list.read ? { items: sortedItems(list.items, orderOf(name)) } : {}) };
}

const emptyKeys = '"keys":[]';
const comma = Buffer.from(',');

/**
 * Reads an inventory of any version. What an earlier version does not have is not read, and says so.
 * @throws INVENTORY_FORM with every wrong field, INVENTORY_NOT_CANONICAL, JSON_…
 */
export function parseInventory(bytes: Uint8Array): Inventory {
  return readKeyByKey(asBuffer(bytes)) ?? refuseAtOnce(bytes);
}

/** Names what is wrong with bytes that could not be read key by key; it holds the whole text as a string, twice. */
function refuseAtOnce(bytes: Uint8Array): never {
  const { value } = readCanonicalJson(bytes, { maxBytes: maxInventoryBytes });
  const read = readFields(inventoryFileSchema, value);
  return refuse(read.ok ? { code: 'INVENTORY_NOT_CANONICAL' } : { code: 'INVENTORY_FORM', problems: read.problems });
}

/** Canonical bytes begin like this, and no string in here can hold the bracket. */
const beginning = /^\{"format":"lifeboat-inventory","hsm":"[a-z0-9.:/-]{1,200}","keys":\[/;

/**
 * The way that keeps memory small: one key at a time, each checked as the whole would be.
 * @returns undefined where anything is not as it must be
 */
function readKeyByKey(bytes: Buffer): Inventory | undefined {
  const start = beginning.exec(bytes.toString('latin1', 0, 400))?.[0].length;
  if (start === undefined || bytes.length > maxInventoryBytes) return undefined;
  const keys: InventoryKey[] = [];
  let at = start;
  while (bytes[at] === braceOpen) {
    const end = endOfObject(bytes, at);
    const key = end && readPiece(bytes.subarray(at, end), inventoryKeySchema);
    if (!end || !key) return undefined;
    keys.push(key);
    // After the last key stands the list's end, which the frame shows.
    at = bytes[end] === 0x2c && bytes[end + 1] === braceOpen ? end + 1 : end;
    if (at === end) break;
  }
  const frame = readPiece(Buffer.concat([bytes.subarray(0, start), bytes.subarray(at)]), inventoryFileSchema);
  // A frame with keys of its own, or with too many of them, is not one that was read key by key.
  if (!frame || frame.keys.length > 0 || keys.length > mostInventoryKeys) return undefined;
  const inventory = inventoryOf(frame, keys);
  return isSorted(inventory) ? inventory : undefined;
}

const ofEarlierFormat = { read: false, reason: 'earlier-format' } as const;

const ofEarlierVersions = {
  tenant: null,
  managedExternally: ofEarlierFormat,
  managerConnection: ofEarlierFormat,
} as const;

const inventoryOf = (frame: InventoryFile, keys: readonly InventoryKey[]): Inventory => {
  switch (frame.v) {
    case 3:
      return { ...frame, keys };
    case 2:
      return { ...frame, ...ofEarlierVersions, keys };
    case 1:
      return {
        ...frame,
        ...ofEarlierVersions,
        keys,
        roles: { read: true, items: frame.roles },
        settings: ofEarlierFormat,
        regions: ofEarlierFormat,
        rotationPolicies: ofEarlierFormat,
        releasePolicies: ofEarlierFormat,
        softDeletedKeys: ofEarlierFormat,
      };
  }
};

function readPiece<Schema extends $ZodType>(bytes: Uint8Array, schema: Schema): output<Schema> | undefined {
  try {
    const { value, canonical } = readCanonicalJson(bytes, { maxBytes: maxInventoryBytes });
    const read = readFields(schema, value);
    return canonical && read.ok ? read.value : undefined;
  } catch (error) {
    /* v8 ignore else -- @preserve `readCanonicalJson` throws refusals alone, and `readFields` nothing; another error
     * is a defect, not another form of file. */
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

const [quote, backslash, braceOpen, braceClose] = [0x22, 0x5c, 0x7b, 0x7d];

/** Where the object that begins at `from` ends: braces outside of strings are counted. Undefined if it does not end. */
function endOfObject(bytes: Buffer, from: number): number | undefined {
  let depth = 0;
  let isText = false;
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (isText && byte === backslash) at += 1;
    else if (byte === quote) isText = !isText;
    else if (!isText && byte === braceOpen) depth += 1;
    else if (!isText && byte === braceClose && (depth -= 1) === 0) return at + 1;
  }
  return undefined;
}

const isSorted = (inventory: Inventory): boolean =>
  isInOrder(inventory.keys, (a, b) => byText(a.name, b.name)) &&
  inventory.keys.every(({ versions }) => isInOrder(versions, byCreation)) &&
  [...inventoryListNames, ...addedListNames].every((name) => isListSorted(inventory, name));

function isListSorted(inventory: Inventory, name: FileListName): boolean {
  const list: InventoryList<Item<FileListName>> = inventory[name];
  const textOf = orderOf(name);
  return !list.read || isInOrder(list.items, (a, b) => byText(textOf(a), textOf(b)));
}

const isInOrder = <T>(items: readonly T[], compare: (a: T, b: T) => number): boolean =>
  items.every((item, k) => {
    const before = items[k - 1];
    return before === undefined || compare(before, item) <= 0;
  });

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byCreation = (a: InventoryVersion, b: InventoryVersion): number =>
  a.created - b.created || byText(a.version, b.version);
