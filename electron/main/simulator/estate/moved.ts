// What owners have changed in a practice estate: they point a resource to another HSM. Another program may do it beside the one that serves the cloud.
import { join } from 'node:path';
import { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import { asJsonObject, parseStrictJson } from '#core/encoding/json.ts';
import type { StoredResource } from '../control-plane/azure-state.ts';
import { readIfThere, replaceFile } from '../state-files.ts';

const file = 'moved.json';
const maxBytes = 1 << 20;

const Moved = z.strictObject({
  practice: z.literal('PRACTICE'),
  version: z.literal(1),
  /** Hosts of the HSMs that the resources named, and name now. */
  from: z.string(),
  to: z.string(),
  /** Resource ids. */
  ids: z.array(z.string()),
});
type MovedResources = Omit<z.infer<typeof Moved>, 'practice' | 'version'>;

/** @param directory of the practice cloud's state @throws PRACTICE_STATE_DAMAGED */
export async function readMoved(directory: string): Promise<MovedResources | undefined> {
  const bytes = await readIfThere(join(directory, file));
  if (!bytes) return undefined;
  try {
    return Moved.parse(parseStrictJson(bytes, { maxBytes }));
  } catch (cause) {
    return refuse({ code: 'PRACTICE_STATE_DAMAGED', file }, cause);
  }
}

/** Lets owners move these resources, too; from then on every answer shows it. @throws PRACTICE_STATE_DAMAGED */
export async function addMoved(directory: string, { from, to, ids }: MovedResources): Promise<void> {
  const before = (await readMoved(directory))?.ids ?? [];
  const all = { practice: 'PRACTICE', version: 1, from, to, ids: [...new Set([...before, ...ids])] };
  await replaceFile(join(directory, file), JSON.stringify(all));
}

/** The resource when whatever in it names one HSM names the other; its name is in its host, and at the end of its resource id. */
export function movedResource(resource: StoredResource, fromHost: string, toHost: string): StoredResource {
  const nameOf = (host: string): string => host.split('.')[0] ?? '';
  const text = JSON.stringify(resource.properties)
    .replaceAll(`//${fromHost}`, `//${toHost}`)
    .replaceAll(`/managedHSMs/${nameOf(fromHost)}"`, `/managedHSMs/${nameOf(toHost)}"`);
  const properties = asJsonObject(parseStrictJson(Buffer.from(text), { maxBytes })) ?? {};
  return { ...resource, properties };
}
