// Who uses the keys of HSM A: found while all is well, and worked off after its recovery, as their owners would.
import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Inventory } from '#shared/inventory/inventory.ts';
import { hsmResourceId, nameInAddress } from '#core/azure/names.ts';
import { isStranded } from '#core/consumers/assess.ts';
import { encodeConsumerMap, maxConsumerMapBytes, parseConsumerMap } from '#core/consumers/map-file.ts';
import { workTable } from '#core/consumers/tables.ts';
import { progressOf, workList } from '#core/consumers/work-list.ts';
import { parseHsmAddress } from '#azure/hsm-address.ts';
import type { PracticeConnection } from '#azure/practice-connection.ts';
import { openResourceGraph } from '#azure/resource-graph.ts';
import { ChosenVersions } from '#azure/versions.ts';
import { noteChecked, noteFile, noteListed, type NotingJournal } from '#services/consumers/note-list.ts';
import { takeConsumerMap } from '#services/consumers/take-map.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import { shellLine } from '#platform/shell-word.ts';
import { practiceRegion, practiceResourceGroup, practiceSubscriptionId } from '#simulator/control-plane/azure-state.ts';
import { practiceEstate } from '#simulator/estate/practice-estate.ts';
import type { PracticeCloud } from '#simulator/practice-cloud.ts';
import { hurriedWaiting } from './machines.ts';

const hsmId = (uri: string): string => hsmResourceId(practiceSubscriptionId, practiceResourceGroup, nameInAddress(uri));
const hostOf = (uri: string): string => new URL(uri).hostname;

/** Asks as `lifeboat consumers find` does. @param uri base address of the HSM */
export function askConsumers(connection: PracticeConnection, uri: string) {
  const { cloud } = parseHsmAddress(uri, 'practice');
  const graph = openResourceGraph({
    ...{ cloud, mode: 'practice', ...connection, waiting: hurriedWaiting, versions: new ChosenVersions() },
  });
  return takeConsumerMap(graph, {
    ...{ hsm: uri, resourceId: hsmId(uri), practice: true, plannedRegion: practiceRegion, ownerTag: 'owner' },
    ...{ subscriptions: [], managementGroup: null, now: Date.now() },
  });
}

/** Where a new HSM would strand some of them. */
export const wrongRegion = 'northeurope';

/** Lets forty resources use the keys of an HSM, finds them, and writes the map. @returns how many were found, and how many a wrong region strands */
export async function findConsumers(
  cloud: PracticeCloud,
  connection: PracticeConnection,
  { hsm, keys }: Pick<Inventory, 'hsm' | 'keys'>,
  file: string,
): Promise<readonly [found: number, stranded: number]> {
  const estate = { host: hostOf(hsm), resourceId: hsmId(hsm), subscription: practiceSubscriptionId };
  const regions = { region: practiceRegion, otherRegion: wrongRegion };
  await cloud.azure.addResources(practiceEstate({ ...estate, ...regions, keys: keys.map(({ name }) => name) }));
  const map = await askConsumers(connection, hsm);
  await writeNewFile(file, encodeConsumerMap(map));
  return [map.consumers.length, map.consumers.filter((each) => isStranded(each, wrongRegion)).length];
}

interface ListFiles {
  readonly map: string;
  readonly table: string;
}

/**
 * Goes through the list: the owners move their resources, the first half and then the others, and Azure is asked after each. The journal of the
 * machine that restored keeps it.
 * @param recovered what the new HSM holds
 * @returns how many are back, and how many there are
 */
export async function workOff(
  cloud: PracticeCloud,
  connection: PracticeConnection,
  recovered: Inventory,
  files: ListFiles,
  journal: NotingJournal,
): Promise<readonly [back: number, all: number]> {
  const bytes = await readWholeFile(files.map, maxConsumerMapBytes);
  const map = parseConsumerMap(bytes);
  const items = workList(map, recovered, practiceRegion);
  const table = workTable(items, shellLine);
  // A drill that was cut off here has it already.
  if (!(await readdir(dirname(files.table))).includes(basename(files.table))) await writeNewFile(files.table, table);
  for (const [name, written] of [
    [files.map, bytes],
    [files.table, table],
  ] as const) {
    await noteFile(journal, basename(name), written);
  }
  await noteListed(journal, items.length, bytes, table);
  const half = Math.ceil(items.length / 2);
  let back = 0;
  for (const owners of [items.slice(0, half), items.slice(half)]) {
    for (const { consumer } of owners) {
      await cloud.azure.moveResources(hostOf(map.hsm), hostOf(recovered.hsm), consumer.id);
    }
    const now = { old: await askConsumers(connection, map.hsm), new: await askConsumers(connection, recovered.hsm) };
    back = progressOf(map, now).filter(({ progress }) => progress === 'back').length;
    await noteChecked(journal, back, items.length, bytes);
  }
  return [back, items.length];
}
