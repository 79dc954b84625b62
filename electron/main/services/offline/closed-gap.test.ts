// The gate before each custodian, and what the journal has of it.
import { expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import type { WayOut } from '#shared/contract/offline/machine-view.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import { noteGapLost, requireClosedGap } from './closed-gap.ts';

const wlan: WayOut = { kind: 'interface', name: 'wlan0' };

function openJournal() {
  const events: JournalEvent[] = [];
  const append = (event: JournalEvent): Promise<undefined> => Promise.resolve(void events.push(event));
  return { events, journal: { state: emptyJournal, append } };
}

it('a gap that is open before a custodian is refused, and the journal can say so', async () => {
  const { events, journal } = openJournal();
  const refused = await faultOfPromise(requireClosedGap(journal, [wlan], false));
  expect([refused, events]).toEqual([{ code: 'AIR_GAP_OPEN', waysOut: [wlan] }, []]);
  await noteGapLost(journal);
  expect(events).toEqual([{ kind: 'air-gap', closed: false, detail: 'found open before a custodian' }]);
});

it.each([
  ['closed', [], false, 'no way out was found'],
  ['that of practice', [wlan], true, 'PRACTICE: this machine is not cut off: interface wlan0'],
] as const)('a gap that is %s is in the journal', async (_, waysOut, practice, detail) => {
  const { events, journal } = openJournal();
  await requireClosedGap(journal, waysOut, practice);
  expect(events).toEqual([{ kind: 'air-gap', closed: true, detail }]);
});
