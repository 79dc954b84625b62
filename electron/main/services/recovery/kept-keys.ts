// What an interrupted inventory has read, beside the place where it will be: the next run reads only the rest. A file of lines, each
// bound to the one before it. It holds what the inventory will hold, and is removed when that is written.
import { type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import {
  externalKeySchema,
  type Inventory,
  inventoryKeySchema,
  releasePolicySchema,
  rotationPolicySchema,
} from '#shared/inventory/inventory.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { hsmUri, sha256Hex, utcTime } from '#shared/schemas/atoms.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '#core/encoding/canonical-json.ts';
import { maxInventoryBytes } from '#core/inventory/inventory-file.ts';
import { disk } from '#platform/disk.ts';
import { isTaken, readWholeFile, translated } from '#platform/files.ts';
import type { ManagedHsm } from '#azure/managed-hsm.ts';
import { type InventoryOptions, type KeptKeys, type ReadKey, takeInventory } from '#azure/take-inventory.ts';

/** Of which HSM, and what is asked of each key: a file of other ones is of no use. */
interface KeptKeysOf {
  readonly practice: boolean;
  readonly hsm: string;
  readonly publicHalves: boolean;
  readonly rotationPolicies: boolean;
}

const beginning = z.strictObject({
  format: z.literal('lifeboat-inventory-partial'),
  v: z.literal(1),
  practice: z.boolean(),
  hsm: hsmUri,
  publicHalves: z.boolean(),
  rotationPolicies: z.boolean(),
  began: utcTime,
});
const line = z.strictObject({
  /** SHA-256 of the line before it, without its end. */
  prev: sha256Hex,
  key: inventoryKeySchema,
  updated: z.int().min(0),
  rotation: z.union([z.literal('none'), z.array(rotationPolicySchema).max(1), z.null()]),
  release: z.array(releasePolicySchema).max(10_000).nullable(),
  external: z.array(externalKeySchema).max(10_000).nullable(),
});

/** What is older may be of a time that nobody remembers: the keys are read again. */
const mostAgeMs = 12 * 3_600_000;
/** Beyond it nothing more is kept: an inventory is no longer. */
const maxBytes = maxInventoryBytes;
/** Lines between two flushes: a power cut costs so many keys. */
const flushEvery = 200;

/**
 * Takes an inventory that survives an interruption.
 * @param path beside the inventory; without one, nothing survives. A file of an earlier run that is damaged, of another HSM or older than twelve hours is begun again.
 *   It is removed at the end; whatever is thrown, it is there for the next run
 * @throws FILE_EXISTS if a file of something else is there, and the other file faults; what `takeInventory` throws
 */
export async function takeInventoryKeeping(
  path: string | undefined,
  hsm: ManagedHsm,
  options: Omit<InventoryOptions, 'kept'>,
): Promise<Inventory> {
  if (path === undefined) return takeInventory(hsm, options);
  const { publicHalves = false, rotationPolicies = true, now } = options;
  const { mode, origin } = hsm.address;
  const of = { practice: mode === 'practice', hsm: origin, publicHalves, rotationPolicies };
  const kept = await KeptKeysFile.open(path, of, now);
  try {
    const inventory = await takeInventory(hsm, { ...options, kept });
    await kept.remove();
    return inventory;
  } finally {
    await kept.close();
  }
}

interface Content {
  readonly began: number;
  readonly keys: ReadonlyMap<string, ReadKey>;
  /** How much of the file is whole: a line that was cut off is written again. */
  readonly bytes: number;
  readonly last: string;
}

class KeptKeysFile implements KeptKeys {
  readonly began: number;
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #keys: ReadonlyMap<string, ReadKey>;
  #bytes: number;
  #last: string;
  #unflushed = 0;
  #turn: Promise<void> = Promise.resolve();

  private constructor(path: string, file: FileHandle, { began, keys, bytes, last }: Content) {
    this.#path = path;
    this.#file = file;
    this.began = began;
    this.#keys = keys;
    this.#bytes = bytes;
    this.#last = last;
  }

  static open(path: string, of: KeptKeysOf, now: number): Promise<KeptKeysFile> {
    return translated(visibleText(path), async () => {
      const found = (await isTaken(path)) ? contentOf(await readOwn(path), of, now) : undefined;
      if (found) {
        const file = await disk.open(path, 'r+');
        await file.truncate(found.bytes);
        return new KeptKeysFile(path, file, found);
      }
      await disk.rm(path, { force: true });
      const file = await disk.open(path, 'wx', 0o600);
      const first = beginningOf(of, now);
      await file.write(Buffer.concat([first, newLine]), 0, undefined, 0);
      const content = { began: now, keys: new Map(), bytes: first.length + 1, last: hashOf(first) };
      return new KeptKeysFile(path, file, content);
    });
  }

  find(name: string): ReadKey | undefined {
    return this.#keys.get(name);
  }

  keep(read: ReadKey): Promise<void> {
    this.#turn = this.#turn.then(() => translated(visibleText(this.#path), () => this.#append(read)));
    return this.#turn;
  }

  async #append({ key, updated, rotation, release, external }: ReadKey): Promise<void> {
    const bytes = encodeCanonicalJson({
      ...{ prev: this.#last, key, updated },
      rotation: rotation === 'none' || rotation === null ? rotation : [...rotation],
      release: release && [...release],
      external: external && [...external],
    });
    if (this.#bytes + bytes.length >= maxBytes) return;
    await this.#file.write(Buffer.concat([bytes, newLine]), 0, undefined, this.#bytes);
    this.#bytes += bytes.length + 1;
    this.#last = hashOf(bytes);
    this.#unflushed += 1;
    if (this.#unflushed < flushEvery) return;
    this.#unflushed = 0;
    await this.#file.sync();
  }

  async remove(): Promise<void> {
    await disk.rm(this.#path, { force: true });
  }

  async close(): Promise<void> {
    await this.#turn.catch(() => undefined);
    await this.#file.close();
  }
}

const newLine = Buffer.from('\n');
const hashOf = (bytes: Uint8Array): string => sha256(bytes).toString('hex');

const beginningOf = (of: KeptKeysOf, now: number): Buffer =>
  encodeCanonicalJson({ format: 'lifeboat-inventory-partial', v: 1, ...of, began: new Date(now).toISOString() });

/** Such a file may be begun again, any other may not. @throws FILE_EXISTS */
async function readOwn(path: string): Promise<Buffer> {
  const bytes = await readWholeFile(path, maxBytes);
  const isOwn =
    bytes.length === 0 ||
    /^\{"began":"[^"]{1,40}","format":"lifeboat-inventory-partial"/u.test(bytes.toString('latin1', 0, 120));
  return isOwn ? bytes : refuse({ code: 'FILE_EXISTS', name: visibleText(path) });
}

/** What of the file can be gone on with; undefined if it is of another HSM, of other questions, too old or not whole. */
function contentOf(bytes: Buffer, of: KeptKeysOf, now: number): Content | undefined {
  const keys = new Map<string, ReadKey>();
  let began: number | undefined;
  let [at, last] = [0, ''];
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, at)) {
    const piece = bytes.subarray(at, end);
    if (began === undefined) {
      began = beganIn(piece, of, now);
      if (began === undefined) return undefined;
    } else {
      const read = parsed(line, piece);
      if (read?.prev !== last) return undefined;
      keys.set(read.key.name, read);
    }
    last = hashOf(piece);
    at = end + 1;
  }
  return began === undefined ? undefined : { began, keys, bytes: at, last };
}

function beganIn(piece: Buffer, of: KeptKeysOf, now: number): number | undefined {
  const read = parsed(beginning, piece);
  if (!read) return undefined;
  const began = Date.parse(read.began);
  const isSame = beginningOf(of, began).equals(piece);
  return isSame && began <= now && now - began <= mostAgeMs ? began : undefined;
}

function parsed<T>(schema: z.ZodType<T>, piece: Buffer): T | undefined {
  try {
    const { value, canonical } = readCanonicalJson(piece, { maxBytes });
    const read = schema.safeParse(value);
    return canonical && read.success ? read.data : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
