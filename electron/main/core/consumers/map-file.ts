// The map of consumers as a file: canonical JSON, sorted, so that its hash says whether two are the same.
import { type ConsumerMap, consumerMapSchema, mostConsumers } from '#shared/consumers/consumers.ts';
import { refuse } from '#shared/faults/fault.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import { readFields } from '../encoding/fields.ts';
import { differingOwner } from '../inventory/of-source.ts';

/** Greatest size of a map in bytes: a consumer takes about 700. */
export const maxConsumerMapBytes = 128 << 20;

/** The canonical bytes, sorted. @throws CONSUMERS_TOO_MANY for a map that could not be read again */
export function encodeConsumerMap(map: ConsumerMap): Buffer {
  if (map.consumers.length > mostConsumers) refuse({ code: 'CONSUMERS_TOO_MANY', most: mostConsumers });
  return encodeCanonicalJson(sorted(map));
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

const sorted = (map: ConsumerMap): ConsumerMap => ({
  ...map,
  seen: [...map.seen].sort(),
  notSeen: [...map.notSeen].sort(),
  consumers: map.consumers.toSorted(byId),
});

/**
 * Reads a map.
 * @throws CONSUMERS_FORM with every wrong field, CONSUMERS_NOT_CANONICAL, JSON_…
 */
export function parseConsumerMap(bytes: Uint8Array): ConsumerMap {
  const { value, canonical } = readCanonicalJson(bytes, { maxBytes: maxConsumerMapBytes });
  const read = readFields(consumerMapSchema, value);
  if (!read.ok) return refuse({ code: 'CONSUMERS_FORM', problems: read.problems });
  const { seen, notSeen, consumers } = read.value;
  const ids = consumers.map(({ id }) => id);
  const isTwice = new Set(ids.map((id) => id.toLowerCase())).size < ids.length;
  // Writing all of it again to compare the bytes would take as long as reading it.
  if (!canonical || isTwice || ![seen, notSeen, ids].every(isSorted)) refuse({ code: 'CONSUMERS_NOT_CANONICAL' });
  return read.value;
}

const isSorted = (texts: readonly string[]): boolean => texts.every((text, at) => (texts[at - 1] ?? '') <= text);

type MapOwner = Pick<ConsumerMap, 'practice' | 'hsm'>;

/** @throws CONSUMERS_FOREIGN for a map of another HSM, or of practice in production and the reverse */
export function assertMapOf(owner: MapOwner, map: MapOwner): void {
  const other = differingOwner(owner, map);
  if (other) refuse({ code: 'CONSUMERS_FOREIGN', ...other });
}
