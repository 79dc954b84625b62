// Who uses the keys: of a healthy HSM, and after a recovery, before Azure was asked, while owners work the list off, and at its end.
import { assessMap, keysNotIn, roleStateOf } from '#core/consumers/assess.ts';
import { consumersOf, estate, estateKeys, inventoryOf, mapOf, noRoles } from '#core/consumers/testdata/maps.ts';
import { namedInCall } from '#core/documents/consumer-sheets.ts';
import { byUrgency, ownersToCall, workList } from '#core/consumers/work-list.ts';
import { shellLine } from '#platform/shell-word.ts';
import { type Consumer, shortName } from '#shared/consumers/consumers.ts';
import { awayOf } from '#shared/consumers/kinds.ts';
import type { ConsumerRow, ConsumersView } from '#shared/contract/online/consumers-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { at, to } from './common.ts';
import { checkedNote, listedNote } from '#shared/consumers/work.ts';
import { sha } from '../hashes.ts';
import { emergencyStates } from './emergency.ts';
import { inRail, type OnlineState } from './online-state.ts';
import { openedHsm } from './readiness.ts';
import { handedOver } from './verify.ts';

const map = mapOf(consumersOf(estate), { plannedRegion: 'northeurope', taken: at('10:39:52') });
const backedUp = inventoryOf(estateKeys.slice(0, 2), noRoles, map.hsm);
const resourceOf = ({ id, type, region, owner }: Consumer) => ({
  ...{ id, name: shortName(id), type, region, owner, ...awayOf(type) },
});

const { stranded, withoutRole, notBackedUp } = assessMap(map, backedUp);
const found: ConsumersView = {
  ...{
    phase: 'found',
    count: map.consumers.length,
    subscriptions: 1,
    plannedRegion: map.plannedRegion,
    atUtc: map.taken,
  },
  ...{ stranded: stranded.length, withoutRole: withoutRole.length, notBackedUp: notBackedUp.length },
  notSeen: ['99999999-0000-4000-8000-000000000009'],
  rows: map.consumers.toSorted(byUrgency).map((consumer) => ({
    ...resourceOf(consumer),
    keys: consumer.uses.map(({ path, key }) => key ?? path),
    isStranded: stranded.includes(consumer.id),
    notBackedUp: [...keysNotIn(consumer, backedUp)],
    roleState: roleStateOf(consumer, backedUp.roles),
  })),
};
const nobody: ConsumersView = {
  ...{ phase: 'found', rows: [], count: 0, stranded: 0, withoutRole: 0, notBackedUp: 0, plannedRegion: null },
  ...{ subscriptions: 3, notSeen: [], atUtc: map.taken },
};

const toCall: ConsumersView = {
  ...{ phase: 'to-call', hsm: map.hsm, takenUtc: map.taken, count: ownersToCall(map.consumers).length },
  owners: ownersToCall(map.consumers).map(({ owner, consumers }) => ({
    ...{ owner, count: consumers.length, resources: consumers.slice(0, namedInCall).map(resourceOf) },
  })),
};

const rows: readonly Omit<ConsumerRow, 'progress'>[] = workList(
  map,
  inventoryOf(estateKeys, noRoles),
  'northeurope',
).map(({ consumer, commands, moves, missing, ...item }) => ({
  ...{ ...resourceOf(consumer), ...item, moves: [...moves], missing: [...missing] },
  commands: commands.map((words) => ({ posix: shellLine(words, 'linux'), windows: shellLine(words, 'win32') })),
}));
const states = ['waiting', 'back', 'not-working', 'elsewhere', 'not-seen'] as const;
const listed = (progress: (at: number) => ConsumerRow['progress'], back: number | null): ConsumersView => ({
  ...{ phase: 'listed', count: rows.length, checked: back === null ? null : { back, atUtc: at('10:39:52') } },
  rows: rows.map((row, place) => ({ ...row, progress: progress(place) })),
});
const recovered = (consumers: ConsumersView, back: number | null): OnlineView =>
  to('hand-over', {
    facts: [{ fact: 'keys', value: '118' }],
    ui: { consumers, handOver: handedOver },
    events: [
      {
        kind: 'note',
        by: 'Lifeboat',
        text: back === null ? listedNote(rows.length, sha, null) : checkedNote(back, rows.length, sha),
      },
    ],
  });

export const consumerStates = {
  'online-readiness-consumers': { view: { ...openedHsm, consumers: found } },
  'online-readiness-consumers-none': { view: { ...openedHsm, consumers: nobody } },
  'online-emergency-call': {
    view: { ...emergencyStates['online-emergency-key'].view, consumers: toCall },
  },
  'online-consumers-listed': {
    view: recovered(
      listed(() => null, null),
      null,
    ),
    open: inRail('Hand over'),
  },
  'online-consumers-commands': {
    view: recovered(
      listed(() => 'waiting', 0),
      0,
    ),
    open: async (page) => {
      await inRail('Hand over')(page);
      await page.locator('summary').first().click();
    },
  },
  'online-consumers-checked': {
    view: recovered(
      listed((place) => states[place % states.length] ?? null, 8),
      8,
    ),
    open: inRail('Hand over'),
  },
  'online-consumers-left': { view: recovered({ phase: 'none' }, 8), open: inRail('Finish') },
  'online-consumers-back': {
    view: recovered(
      listed(() => 'back', rows.length),
      rows.length,
    ),
    open: inRail('Finish'),
  },
} satisfies Readonly<Record<string, OnlineState>>;
