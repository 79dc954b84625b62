// A list of an inventory that need not be had: it is read whole, or the inventory says why not.
import { type FaultCode, Refusal } from '#shared/faults/fault.ts';
import {
  addedLists,
  type FileListName,
  type InventoryList,
  inventoryLists,
  type NotReadReason,
} from '#shared/inventory/inventory.ts';
import { readFields } from '#core/encoding/fields.ts';

/**
 * Why a list is not read after a fault. One that is not here says nothing about the list, so that the whole is tried again. A refusal is
 * not asked for a second time by another item: who may not read one rotation policy may read none.
 */
const reasons: Readonly<Partial<Record<FaultCode, NotReadReason>>> = {
  SERVICE_FORBIDDEN: 'forbidden',
  SERVICE_NOT_FOUND: 'not-offered',
  SERVICE_REFUSED: 'not-offered',
  SERVICE_ANSWER_UNEXPECTED: 'not-understood',
  SERVICE_NOT_JSON: 'not-understood',
  SERVICE_JSON_BROKEN: 'not-understood',
  SERVICE_PAGE_FOREIGN: 'not-understood',
  BASE64_INVALID: 'not-understood',
};

/** Collects what several requests tell, until one of them is refused. */
export class OptionalList<Name extends FileListName, Item> {
  readonly #name: Name;
  readonly #otherwise: NotReadReason | undefined;
  readonly #items: Item[] = [];
  #reason: NotReadReason | undefined;

  /** @param otherwise the reason for every other fault of the service; undefined lets it be thrown */
  constructor(name: Name, otherwise?: NotReadReason) {
    this.#name = name;
    this.#otherwise = otherwise;
  }

  /** Whether it is known already that the list is not read. */
  get isLeftOut(): boolean {
    return this.#reason !== undefined;
  }

  /** Says that it is not read, and why. */
  leaveOut(reason: NotReadReason): this {
    this.#reason ??= reason;
    return this;
  }

  /** Reads some items, unless it is known already that the list cannot be read. @throws faults that say nothing about the list */
  async add(read: () => Promise<readonly Item[]>): Promise<this> {
    if (this.#reason !== undefined) return this;
    try {
      this.take(await read());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const reason = reasons[error.fault.code] ?? this.#otherwise;
      if (reason === undefined) throw error;
      this.#reason = reason;
    }
    return this;
  }

  /** Takes items that were read before. */
  take(items: readonly Item[]): void {
    for (const item of items) this.#items.push(item);
  }

  /** The list, in the form of the file: what would not be read again is not written. */
  result(): InventoryList<Item> {
    if (this.#reason !== undefined) return { read: false, reason: this.#reason };
    const list: InventoryList<Item> = { read: true, items: this.#items };
    const read = readFields({ ...inventoryLists, ...addedLists }[this.#name], list);
    if (read.ok) return list;
    const isTooLong = read.problems.some(({ path, rule }) => path === 'items' && rule === 'RANGE');
    return { read: false, reason: isTooLong ? 'too-long' : 'not-understood' };
  }
}
