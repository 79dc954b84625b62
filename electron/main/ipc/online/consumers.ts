// Calls about who uses which key: the list after a recovery, and who is back.
import type { ConsumerRow } from '#shared/contract/online/consumers-view.ts';
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { type ConsumerMap, shortName } from '#shared/consumers/consumers.ts';
import { awayOf } from '#shared/consumers/kinds.ts';
import { refuse } from '#shared/faults/fault.ts';
import { hsmResourceId } from '#core/azure/names.ts';
import { assertMapOf, maxConsumerMapBytes, parseConsumerMap } from '#core/consumers/map-file.ts';
import { workTable } from '#core/consumers/tables.ts';
import { progressOf, type WorkItem, workList } from '#core/consumers/work-list.ts';
import { maxInventoryBytes, parseInventory } from '#core/inventory/inventory-file.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { writeOut } from '#services/online/write-out.ts';
import { takeConsumerMap } from '#services/consumers/take-map.ts';
import { readWholeFile } from '#platform/files.ts';
import { shellLine } from '#platform/shell-word.ts';

/** Rows that a screen gets; the table has all of them. */
const shownRows = 200;

export function consumerCalls(appState: OnlineAppState): OnlineHandlers['consumers'] {
  /** The list by the map and the inventory that this ceremony keeps. */
  const listed = async (call: string) => {
    const { approved, folder } = appState.open(call);
    const bytes = await folder.last('consumers', maxConsumerMapBytes);
    const inventory = await folder.last('inventory', maxInventoryBytes);
    if (!bytes || !inventory) {
      return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'an inventory of the recovered HSM' });
    }
    const { plan } = approved;
    const itemsOf = (map: ConsumerMap) => workList(map, parseInventory(inventory), plan.target.location);
    return { plan, map: parseConsumerMap(bytes), itemsOf };
  };
  return {
    async list({ map: token }) {
      const call = 'consumers.list';
      const { approved, folder } = appState.open(call);
      const { practice, source, ceremony } = approved.plan;
      const bytes = await readWholeFile(appState.world.services.files.path(token, 'data'), maxConsumerMapBytes);
      const hsm = source?.uri ?? refuse({ code: 'STEP_NOT_PLANNED', missing: 'source' });
      assertMapOf({ practice, hsm }, parseConsumerMap(bytes));
      await folder.keep('consumers', bytes);
      const { map, itemsOf } = await listed(call);
      const items = itemsOf(map);
      const place = await appState.world.services.pickFolder('forTable');
      if (place !== undefined)
        await writeOut(appState, place, `consumers-${ceremony}.csv`, workTable(items, shellLine));
      const rows = items.slice(0, shownRows).map((item) => rowOf(item, null));
      return appState.update({ consumers: { phase: 'listed', rows, count: items.length, checked: null } });
    },
    async check() {
      const call = 'consumers.check';
      const { plan, map, itemsOf } = await listed(call);
      const access = appState.access(call);
      const isStillOpen = appState.asked();
      const ask = (hsm: string, resourceId: string | null) =>
        takeConsumerMap(access.openResourceGraph(), {
          ...{ hsm, resourceId, practice: plan.practice, plannedRegion: null, ownerTag: 'owner' },
          ...{ subscriptions: [], managementGroup: null, now: appState.world.waiting.now() },
        });
      const { subscription, resourceGroup, name, uri } = plan.target;
      const id = hsmResourceId(subscription, resourceGroup, name);
      const now = { new: await ask(uri, id), old: map.hsm === uri ? null : await ask(map.hsm, map.hsmId) };
      if (!isStillOpen()) return appState.view;
      const found = progressOf(map, now);
      const known = new Set(map.consumers.map(({ id }) => id.toLowerCase()));
      // Who names the lost HSM and came after the map is listed, too.
      const more = found.map(({ consumer }) => consumer).filter(({ id }) => !known.has(id.toLowerCase()));
      const progress = new Map(found.map((each) => [each.consumer.id.toLowerCase(), each.progress]));
      const items = itemsOf({ ...map, consumers: [...map.consumers, ...more] });
      const back = found.filter((each) => each.progress === 'back').length;
      return appState.update({
        consumers: {
          phase: 'listed',
          rows: items
            .slice(0, shownRows)
            .map((item) => rowOf(item, progress.get(item.consumer.id.toLowerCase()) ?? null)),
          count: found.length,
          checked: { back, atUtc: appState.nowUtc() },
        },
        lastContactUtc: appState.nowUtc(),
      });
    },
  };
}

const rowOf = ({ consumer, commands, ...item }: WorkItem, progress: ConsumerRow['progress']): ConsumerRow => ({
  ...{ id: consumer.id, name: shortName(consumer.id), type: consumer.type },
  ...{ region: consumer.region, owner: consumer.owner, ...awayOf(consumer.type), ...item },
  moves: [...item.moves],
  missing: [...item.missing],
  commands: commands.map((words) => shellLine(words)),
  progress,
});
