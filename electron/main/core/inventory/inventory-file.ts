// The inventory as a file: canonical JSON in one order, so that two exports of the same HSM differ in nothing but their time.
import { createHash } from 'node:crypto';
import type { $ZodType, output } from 'zod/v4/core';
import {
  type Inventory,
  type InventoryKey,
  inventoryKeySchema,
  type InventoryRole,
  inventorySchema,
  type InventoryVersion,
  mostInventoryKeys,
} from '#shared/inventory/inventory.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { asBuffer } from '../encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import { readFields } from '../encoding/fields.ts';

/** Greatest size of an inventory in bytes: 50,000 versions with tags take about 15 MB. */
export const maxInventoryBytes = 64 << 20;

/** The canonical bytes of an inventory, sorted. */
export function encodeInventory(inventory: Inventory): Buffer {
  return Buffer.concat([...inventoryPieces(inventory)]);
}

/** SHA-256 of the canonical bytes, hex, without having them all at once. */
export function inventorySha256(inventory: Inventory): string {
  const hash = createHash('sha256');
  for (const piece of inventoryPieces(inventory)) hash.update(piece);
  return hash.digest('hex');
}

/** Key by key: the text of ten thousand keys in one string would take several times its size. */
function* inventoryPieces({ keys, roles, ...rest }: Inventory): Generator<Buffer> {
  const sortedRoles = roles.toSorted((a, b) => byText(roleText(a), roleText(b)));
  const frame = encodeCanonicalJson({ ...rest, keys: [], roles: sortedRoles });
  // RFC 8785 puts the members in order, and before "keys" stand two whose values hold no such text.
  const at = frame.indexOf(emptyKeys) + emptyKeys.length - 1;
  yield frame.subarray(0, at);
  for (const [k, key] of keys.toSorted((a, b) => byText(a.name, b.name)).entries()) {
    const piece = encodeCanonicalJson({ name: key.name, versions: key.versions.toSorted(byCreation) });
    yield k === 0 ? piece : Buffer.concat([comma, piece]);
  }
  yield frame.subarray(at);
}

const emptyKeys = '"keys":[]';
const comma = Buffer.from(',');

/**
 * Reads an inventory.
 * @throws INVENTORY_FORM with every wrong field, INVENTORY_NOT_CANONICAL, JSON_…
 */
export function parseInventory(bytes: Uint8Array): Inventory {
  return readKeyByKey(asBuffer(bytes)) ?? refuseAtOnce(bytes);
}

/** Names what is wrong with bytes that could not be read key by key; it holds the whole text as a string, twice. */
function refuseAtOnce(bytes: Uint8Array): never {
  const { value } = readCanonicalJson(bytes, { maxBytes: maxInventoryBytes });
  const read = readFields(inventorySchema, value);
  return refuse(read.ok ? { code: 'INVENTORY_NOT_CANONICAL' } : { code: 'INVENTORY_FORM', problems: read.problems });
}

/** Canonical bytes begin like this, and no string in here can hold the bracket. */
const beginning = /^\{"format":"lifeboat-inventory","hsm":"[a-z0-9.:/-]{1,200}","keys":\[/;

/**
 * The way that keeps memory small: one key at a time, each judged as the whole would be.
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
  const frame = readPiece(Buffer.concat([bytes.subarray(0, start), bytes.subarray(at)]), inventorySchema);
  const inventory = frame && { ...frame, keys };
  // A frame with keys of its own, or with too many of them, is not one that was read key by key.
  if (!inventory || frame.keys.length > 0 || !isSorted(inventory) || keys.length > mostInventoryKeys) return undefined;
  return inventory;
}

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

function isSorted({ keys, roles }: Inventory): boolean {
  return (
    isInOrder(keys, (a, b) => byText(a.name, b.name)) &&
    keys.every(({ versions }) => isInOrder(versions, byCreation)) &&
    isInOrder(roles, (a, b) => byText(roleText(a), roleText(b)))
  );
}

const isInOrder = <T>(items: readonly T[], compare: (a: T, b: T) => number): boolean =>
  items.every((item, k) => {
    const before = items[k - 1];
    return before === undefined || compare(before, item) <= 0;
  });

/** One line that stands for an assignment; the separator occurs in no scope, name or id. */
export const roleText = ({ scope, role, principalId }: InventoryRole): string => [scope, role, principalId].join('\n');

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byCreation = (a: InventoryVersion, b: InventoryVersion): number =>
  a.created - b.created || byText(a.version, b.version);
