// On which stick each copy of a key was opened: two copies on one stick are lost together, and a proof of both would hide it.
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { compareDevices, type Device, type Medium } from '#platform/volumes/medium.ts';

/** The devices, by key and copy. A medium of which the system tells nothing is in it, and is like no other. */
export type CopySticks = ReadonlyMap<string, Device | undefined>;

/**
 * Notes the stick of a copy that was opened.
 * @param key whose copy it is
 * @throws COPIES_ON_ONE_STICK where the other copy was opened from the same device, whichever of its partitions
 */
export function withCopyOn(
  sticks: CopySticks,
  { key, copy }: { readonly key: string; readonly copy: number },
  { name, device }: Pick<Medium, 'name' | 'device'>,
): CopySticks {
  const other = sticks.get(`${key} ${copy === 1 ? 2 : 1}`);
  if (compareDevices(other, device) === 'same') {
    refuse({ code: 'COPIES_ON_ONE_STICK', stick: visibleText(name, 40), copy });
  }
  return new Map([...sticks, [`${key} ${copy}`, device]]);
}
