// Its own program for the time and memory of maps of consumers: what it prints is about this process alone.
//   ROWS FILE   finds this many consumers in pages as Azure gives them, writes the map, reads it, and makes list and table of it
import { readFile, writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import type { ResourceGraph } from '#azure/resource-graph.ts';
import { encodeConsumerMap, parseConsumerMap } from '#core/consumers/map-file.ts';
import { workTable } from '#core/consumers/tables.ts';
import {
  estate,
  estateKeys,
  inventoryOf,
  lostHsm,
  noRoles,
  resourceId,
  subscription,
} from '#core/consumers/testdata/maps.ts';
import { workList } from '#core/consumers/work-list.ts';
import { takeConsumerMap } from '#services/consumers/take-map.ts';
import { shellLine } from '#platform/shell-word.ts';

const [rows = '0', file = ''] = process.argv.slice(2);
const inPage = 250;
const perResource = 40;

/** Pages of resources as text, as they come over the network. */
function* pages(): Generator<string> {
  for (let begin = 0; begin < Number(rows); begin += inPage) {
    const data = Array.from({ length: Math.min(inPage, Number(rows) - begin) }, (_, at) => {
      const { id, ...resource } = estate[(begin + at) % perResource] ?? { id: '' };
      return { id: `${id}-${String(begin + at).padStart(6, '0')}`, ...resource };
    });
    yield JSON.stringify(data);
  }
}

const graph: ResourceGraph = {
  async *rows(query, _, row) {
    if (query.includes('microsoft.compute/disks')) return;
    if (query.startsWith('ResourceContainers')) {
      yield* z.array(row).parse([{ id: '/', subscriptionId: subscription }]);
      return;
    }
    // oxlint-disable-next-line no-restricted-properties -- as the library of Azure reads an answer
    for (const page of pages()) yield* z.array(row).parse(await Promise.resolve(JSON.parse(page)));
  },
};

const measured: Record<string, number> = {};
async function step<T>(name: string, work: () => Promise<T> | T): Promise<T> {
  const start = performance.now();
  const value = await work();
  measured[name] = Math.round(performance.now() - start);
  return value;
}

const question = { hsm: lostHsm, resourceId, practice: false, plannedRegion: null, ownerTag: 'owner' };
const scope = { subscriptions: [], managementGroup: null, now: Date.UTC(2026, 9, 13) };
const bytes = await step('findMs', () => takeConsumerMap(graph, { ...question, ...scope })).then((map) =>
  step('encodeMs', () => encodeConsumerMap(map)),
);
await writeFile(file, bytes);
const map = parseConsumerMap(await step('loadMs', () => readFile(file)));
await step('readMs', () => parseConsumerMap(bytes));
const items = await step('listMs', () => workList(map, inventoryOf(estateKeys, noRoles), null));
const table = await step('tableMs', () => workTable(items, shellLine));
const mebibytes = (of: number): number => Math.round(of / 2 ** 20);
console.log(
  JSON.stringify({
    ...{
      consumers: map.consumers.length,
      ...measured,
      fileMiB: mebibytes(bytes.length),
      tableMiB: mebibytes(table.length),
    },
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
