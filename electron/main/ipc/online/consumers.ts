// Calls about who uses which key: the map while all is well, the list after a recovery, and who is back.
import { join } from 'node:path';
import type { ConsumerRow, ConsumersView } from '#shared/contract/online/consumers-view.ts';
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { type Consumer, type ConsumerMap, shortName } from '#shared/consumers/consumers.ts';
import { awayOf } from '#shared/consumers/kinds.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import { hsmResourceId, nameInAddress, plainRegion } from '#core/azure/names.ts';
import { backupFileNames } from '#core/backup-record/backup-record.ts';
import { assessMap, keysNotIn, roleStateOf } from '#core/consumers/assess.ts';
import { assertMapOf, encodeConsumerMap, maxConsumerMapBytes, parseConsumerMap } from '#core/consumers/map-file.ts';
import { consumerTable, workTable } from '#core/consumers/tables.ts';
import { byUrgency, ownersToCall, progressOf, type WorkItem, workList } from '#core/consumers/work-list.ts';
import { callListDocument, consumerSheets, namedInCall } from '#core/documents/consumer-sheets.ts';
import { maxInventoryBytes, parseInventory } from '#core/inventory/inventory-file.ts';
import { assertInventoryOf } from '#core/inventory/of-source.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { writeOut } from '#services/online/write-out.ts';
import { noteChecked, noteFile, noteListed } from '#services/consumers/note-list.ts';
import { type MapQuestion, takeConsumerMap } from '#services/consumers/take-map.ts';
import { readWholeFile, refuseExisting } from '#platform/files.ts';
import { shellLine } from '#platform/shell-word.ts';

/** Rows that a screen gets; the table has all of them. */
const shownRows = 200;

export function consumerCalls(appState: OnlineAppState): OnlineHandlers['consumers'] {
  const { services } = appState.world;
  /** The map of the healthy HSM or the emergency that is open; nothing else of it is kept. */
  let known: { readonly of: object; readonly map: ConsumerMap } | undefined;
  const take = (call: string, question: Pick<MapQuestion, 'hsm' | 'practice' | 'resourceId'> & Partial<MapQuestion>) =>
    takeConsumerMap(appState.access(call).openResourceGraph(), {
      ...{ plannedRegion: null, ownerTag: 'owner', subscriptions: [], managementGroup: null },
      ...{ now: appState.world.waiting.now(), ...question },
    });
  /** The list by the map and the inventory that this ceremony keeps. */
  const listed = async (call: string) => {
    const { approved, folder, journal } = appState.open(call);
    const bytes = await folder.last('consumers', maxConsumerMapBytes);
    const inventory = await folder.last('inventory', maxInventoryBytes);
    if (!bytes || !inventory) {
      return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'an inventory of the recovered HSM' });
    }
    const { plan } = approved;
    const itemsOf = (map: ConsumerMap) => workList(map, parseInventory(inventory), plan.target.location);
    return { plan, journal, bytes, map: parseConsumerMap(bytes), itemsOf };
  };
  return {
    async find({ plannedRegion: region, managementGroup, ownerTag, inventory: token }) {
      const call = 'consumers.find';
      const { plan } = appState.healthyContext(call);
      const { practice, target, place } = plan;
      const inventory =
        token === null
          ? undefined
          : parseInventory(await readWholeFile(services.files.path(token, 'inventory'), maxInventoryBytes));
      if (inventory) assertInventoryOf({ practice, hsm: target.uri }, inventory);
      const isStillOpen = appState.asked();
      const plannedRegion = region === null ? null : plainRegion(region);
      const resourceId = place && hsmResourceId(place.subscription, place.resourceGroup, target.name);
      const question = { hsm: target.uri, practice, resourceId, plannedRegion, managementGroup, ownerTag };
      const map = await take(call, question);
      if (!isStillOpen()) return appState.view;
      const folder = await services.pickFolder('forBackupRecord');
      if (folder !== undefined) {
        const name = backupFileNames({ practice, hsm: target.uri, began: map.taken }).consumers;
        const table = name.replace(/json$/u, 'csv');
        await refuseExisting(join(folder, name), join(folder, table));
        await writeOut(appState, folder, name, encodeConsumerMap(map));
        await writeOut(appState, folder, table, consumerTable(map));
      }
      known = { of: plan, map };
      return appState.update({ consumers: foundView(map, inventory), lastContactUtc: appState.nowUtc() });
    },
    async call({ map: token }) {
      const emergency = appState.openEmergency('consumers.call');
      const map = parseConsumerMap(await readWholeFile(services.files.path(token, 'data'), maxConsumerMapBytes));
      // Nobody has typed the lost HSM: the page says whose map it is.
      assertMapOf({ practice: emergency.particulars.practice, hsm: map.hsm }, map);
      known = { of: emergency, map };
      return appState.update({ consumers: callView(map) });
    },
    async list({ map: token }) {
      const call = 'consumers.list';
      const { approved, folder, journal } = appState.open(call);
      const { practice, source, ceremony } = approved.plan;
      const bytes = await readWholeFile(services.files.path(token, 'data'), maxConsumerMapBytes);
      const hsm = source?.uri ?? refuse({ code: 'STEP_NOT_PLANNED', missing: 'source' });
      assertMapOf({ practice, hsm }, parseConsumerMap(bytes));
      const name = await folder.keep('consumers', bytes);
      const { map, itemsOf } = await listed(call);
      const items = itemsOf(map);
      const place = await services.pickFolder('forTable');
      const table = place === undefined ? undefined : workTable(items, shellLine);
      if (place !== undefined && table) await writeOut(appState, place, `consumers-${ceremony}.csv`, table);
      await noteFile(journal, name, bytes);
      await noteListed(journal, items.length, bytes, table);
      const rows = items.slice(0, shownRows).map((item) => rowOf(item, null));
      return appState.update({ consumers: { phase: 'listed', rows, count: items.length, checked: null } });
    },
    async check() {
      const call = 'consumers.check';
      const { plan, journal, bytes, map, itemsOf } = await listed(call);
      const isStillOpen = appState.asked();
      const { practice, target } = plan;
      const ask = (hsm: string, resourceId: string | null) => take(call, { hsm, practice, resourceId });
      const id = hsmResourceId(target.subscription, target.resourceGroup, target.name);
      const old = map.hsm === target.uri ? null : await ask(map.hsm, map.hsmId);
      const progressed = progressOf(map, { new: await ask(target.uri, id), old });
      if (!isStillOpen()) return appState.view;
      const known = new Set(map.consumers.map(({ id: each }) => each.toLowerCase()));
      // Who names the lost HSM and came after the map is listed, too.
      const more = progressed.map(({ consumer }) => consumer).filter((each) => !known.has(each.id.toLowerCase()));
      const progress = new Map(progressed.map((each) => [each.consumer.id.toLowerCase(), each.progress]));
      const items = itemsOf({ ...map, consumers: [...map.consumers, ...more] });
      const back = progressed.filter((each) => each.progress === 'back').length;
      await noteChecked(journal, back, progressed.length, bytes);
      return appState.update({
        consumers: {
          phase: 'listed',
          rows: items
            .slice(0, shownRows)
            .map((item) => rowOf(item, progress.get(item.consumer.id.toLowerCase()) ?? null)),
          count: progressed.length,
          checked: { back, atUtc: appState.nowUtc() },
        },
        lastContactUtc: appState.nowUtc(),
      });
    },
    async savePdf({ language, paper }) {
      const call = 'consumers.savePdf';
      const { printStyle: css, version: appVersion, press } = services;
      const style = { language, paper, css, appVersion };
      const write = async (name: string, html: string) => {
        const folder = await services.pickFolder('forPdf');
        if (folder === undefined) return appState.view;
        await writeOut(appState, folder, `${name}-${language}-${paper}.pdf`, await press.pdf(html));
        return appState.view;
      };
      const isOfMap = appState.healthy ?? appState.emergency;
      if (isOfMap) {
        if (known?.of !== isOfMap) {
          const needs = appState.healthy ? 'a look at the HSM' : 'the map of consumers';
          return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs });
        }
        const { map } = known;
        const name = `${map.practice ? 'PRACTICE-' : ''}consumers-${nameInAddress(map.hsm)}`;
        return write(`${name}-${map.taken.replace(/[^0-9]/gu, '').slice(0, 14)}`, callListDocument(map, style));
      }
      const { plan, map, itemsOf } = await listed(call);
      const sheets = { practice: plan.practice, from: map.hsm, to: plan.target.uri, items: itemsOf(map) };
      return write(`consumers-${plan.ceremony}`, consumerSheets(sheets, shellLine, style));
    },
  };
}

const resourceOf = ({ id, type, region, owner }: Consumer) => ({
  ...{ id, name: shortName(id), type, region, owner, ...awayOf(type) },
});

function callView({ hsm, taken: takenUtc, consumers }: ConsumerMap): ConsumersView {
  const owners = ownersToCall(consumers);
  const shown = owners.slice(0, shownRows).map(({ owner, consumers: own }) => ({
    ...{ owner, count: own.length, resources: own.slice(0, namedInCall).map(resourceOf) },
  }));
  return { phase: 'to-call', hsm, takenUtc, owners: shown, count: owners.length };
}

function foundView(map: ConsumerMap, inventory: Inventory | undefined): ConsumersView {
  const { stranded, withoutRole, notBackedUp } = assessMap(map, inventory);
  const strandedIds = new Set(stranded);
  const rows = map.consumers
    .toSorted(byUrgency)
    .slice(0, shownRows)
    .map((consumer) => ({
      ...resourceOf(consumer),
      keys: consumer.uses.map(({ path, key, version }) =>
        key === null ? path : version === null ? key : `${key}/${version}`,
      ),
      isStranded: strandedIds.has(consumer.id),
      notBackedUp: inventory ? [...keysNotIn(consumer, inventory)] : [],
      roleState: inventory ? roleStateOf(consumer, inventory.roles) : null,
    }));
  return {
    ...{ phase: 'found', rows, count: map.consumers.length, stranded: stranded.length },
    ...{ withoutRole: withoutRole.length, notBackedUp: notBackedUp.length, plannedRegion: map.plannedRegion },
    ...{ subscriptions: map.seen.length, notSeen: [...map.notSeen], atUtc: map.taken },
  };
}

const rowOf = ({ consumer, commands, ...item }: WorkItem, progress: ConsumerRow['progress']): ConsumerRow => ({
  ...{ ...resourceOf(consumer), ...item },
  moves: [...item.moves],
  missing: [...item.missing],
  commands: commands.map((words) => ({ posix: shellLine(words, 'linux'), windows: shellLine(words, 'win32') })),
  progress,
});
