// Who uses the keys of HSM A: found while all is well, and worked off after its recovery, as their owners would.
import type { Inventory } from '#shared/inventory/inventory.ts';
import { hsmResourceId, nameInAddress } from '#core/azure/names.ts';
import { encodeConsumerMap, maxConsumerMapBytes, parseConsumerMap } from '#core/consumers/map-file.ts';
import { progressOf, workList } from '#core/consumers/work-list.ts';
import { parseHsmAddress } from '#azure/hsm-address.ts';
import type { PracticeConnection } from '#azure/practice-connection.ts';
import { openResourceGraph } from '#azure/resource-graph.ts';
import { ChosenVersions } from '#azure/versions.ts';
import { takeConsumerMap } from '#services/consumers/take-map.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import { practiceRegion, practiceResourceGroup, practiceSubscriptionId } from '#simulator/control-plane/azure-state.ts';
import { practiceEstate } from '#simulator/estate/practice-estate.ts';
import type { PracticeCloud } from '#simulator/practice-cloud.ts';
import { hurriedWaiting } from './machines.ts';

const hsmId = (uri: string): string => hsmResourceId(practiceSubscriptionId, practiceResourceGroup, nameInAddress(uri));
const hostOf = (uri: string): string => new URL(uri).hostname;

/** Asks as `lifeboat consumers find` does. @param uri base address of the HSM */
function ask(connection: PracticeConnection, uri: string) {
  const { cloud } = parseHsmAddress(uri, 'practice');
  const graph = openResourceGraph({
    ...{ cloud, mode: 'practice', ...connection, waiting: hurriedWaiting, versions: new ChosenVersions() },
  });
  return takeConsumerMap(graph, {
    ...{ hsm: uri, resourceId: hsmId(uri), practice: true, plannedRegion: practiceRegion, ownerTag: 'owner' },
    ...{ subscriptions: [], managementGroup: null, now: Date.now() },
  });
}

/** Lets forty resources use the keys of an HSM, finds them, and writes the map. @returns how many were found */
export async function findConsumers(
  cloud: PracticeCloud,
  connection: PracticeConnection,
  { hsm, keys }: Pick<Inventory, 'hsm' | 'keys'>,
  file: string,
): Promise<number> {
  const estate = { host: hostOf(hsm), resourceId: hsmId(hsm), subscription: practiceSubscriptionId };
  const regions = { region: practiceRegion, otherRegion: 'northeurope' };
  await cloud.azure.addResources(practiceEstate({ ...estate, ...regions, keys: keys.map(({ name }) => name) }));
  const map = await ask(connection, hsm);
  await writeNewFile(file, encodeConsumerMap(map));
  return map.consumers.length;
}

/**
 * Goes through the list: the owners move their resources, the first half and then the others, and Azure is asked after each.
 * @param recovered what the new HSM holds
 * @returns how many are back, and how many there are
 */
export async function workOff(
  cloud: PracticeCloud,
  connection: PracticeConnection,
  recovered: Inventory,
  file: string,
): Promise<readonly [back: number, all: number]> {
  const map = parseConsumerMap(await readWholeFile(file, maxConsumerMapBytes));
  const items = workList(map, recovered, practiceRegion);
  const half = Math.ceil(items.length / 2);
  let back = 0;
  for (const owners of [items.slice(0, half), items.slice(half)]) {
    for (const { consumer } of owners) {
      await cloud.azure.moveResources(hostOf(map.hsm), hostOf(recovered.hsm), consumer.id);
    }
    const now = { old: await ask(connection, map.hsm), new: await ask(connection, recovered.hsm) };
    back = progressOf(map, now).filter(({ progress }) => progress === 'back').length;
  }
  return [back, items.length];
}
