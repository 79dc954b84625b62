// What people typed of an emergency before anything was asked of Azure: in the place of a plan, and believed no more than they are.
import { z } from 'zod';
import { azurePlace, emergencyStart, twoNames } from '#shared/contract/online/emergency-view.ts';
import { refuse } from '#shared/faults/fault.ts';
import { guid } from '#shared/schemas/atoms.ts';
import { encodeCanonicalJson, readCanonicalJson } from '#core/encoding/canonical-json.ts';

const typedEmergency = z.strictObject({
  format: z.literal('lifeboat-emergency-typed'),
  v: z.literal(1),
  /** Guid of the directory in which they sign in. */
  tenant: guid,
  start: emergencyStart,
  people: twoNames,
  /** Null where the HSM is there already. */
  place: azurePlace.nullable(),
});
export type TypedEmergency = z.output<typeof typedEmergency>;

export const maxTypedBytes = 8 << 10;

export const encodeTyped = (typed: Omit<TypedEmergency, 'format' | 'v'>): Buffer =>
  encodeCanonicalJson({ format: 'lifeboat-emergency-typed', v: 1, ...typed });

/** Reads what people typed at the beginning of an emergency. @throws JOURNAL_NOT_EMERGENCY */
export function readTyped(bytes: Buffer): TypedEmergency {
  const read = typedEmergency.safeParse(readCanonicalJson(bytes, { maxBytes: maxTypedBytes }).value);
  return read.success ? read.data : refuse({ code: 'JOURNAL_NOT_EMERGENCY' });
}
