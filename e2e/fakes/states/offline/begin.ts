// The start of the offline app, its clock, and the sticks.
import type { View } from '#shared/contract/offline/view.ts';
import { clockedKnown, empty, id, inStick, outStick, running, runningKnown, show } from './common.ts';

const hostile = '<img src=x onerror=alert(1)>';

export const beginStates = {
  start: empty,
  'start-preview': show({
    practiceOnly: true,
    airGap: { phase: 'open', waysOut: [{ kind: 'interface', name: 'eth0' }] },
  }),
  'start-earlier': show({
    earlier: [
      {
        log: id('l'),
        id: 'MHSM-D2-2026-10-14',
        purpose: 'quorum-drill',
        practice: false,
        lastUtc: '2026-10-14T09:40:00.000Z',
        isDamaged: true,
        shares: 2,
        proven: 0,
        exceptions: 1,
        written: [],
        wallUtc: '2026-10-14T09:12:00.000Z',
      },
      {
        log: id('m'),
        id: 'MHSM-D1-2026-10-14',
        purpose: 'share-check',
        practice: false,
        lastUtc: '2026-10-14T10:40:00.000Z',
        isDamaged: false,
        shares: 0,
        proven: 3,
        exceptions: 0,
        written: [],
        wallUtc: '2026-10-14T10:12:00.000Z',
      },
    ],
    earlierCeremonies: [
      {
        journal: id('j'),
        purpose: 'recovery',
        id: 'MHSM-DR-2026-10-14-01',
        practice: false,
        lastUtc: '2026-10-14T09:40:00.000Z',
        events: 17,
        damage: null,
        shares: 2,
        exceptions: 1,
        exchangeKey: true,
        blob: false,
        keysMade: 0,
        copiesProven: 0,
      },
      {
        journal: id('k'),
        purpose: 'activation',
        id: 'MHSM-DR-2026-03-02-01',
        practice: false,
        lastUtc: '2026-03-02T11:02:00.000Z',
        events: 5,
        damage: { code: 'JOURNAL_TORN_LINE', lastGood: 5 },
        shares: 0,
        exceptions: 0,
        exchangeKey: false,
        blob: false,
        keysMade: 2,
        copiesProven: 0,
      },
    ],
  }),
  clock: running,
  'clock-gap-open': show({
    ...runningKnown,
    airGap: {
      phase: 'open',
      waysOut: [
        { kind: 'interface', name: 'wlp3s0' },
        { kind: 'route', name: 'IPv4 → wlp3s0' },
        { kind: 'radio', name: 'bluetooth hci0' },
      ],
    },
  }),
  'sticks-none': show(clockedKnown),
  'sticks-three': show({
    ...clockedKnown,
    volumes: [
      { ...inStick, role: 'none' },
      { ...outStick, role: 'none' },
      { ...outStick, id: id('h'), name: hostile, role: 'none' },
    ],
  }),
  'sticks-practice': show({
    ...clockedKnown,
    session: { phase: 'running', id: 'PRACTICE-2026-10-14', purpose: 'recovery', practice: true },
  }),
  'sticks-practice-new-keys': show({
    ...clockedKnown,
    session: { phase: 'running', id: 'PRACTICE-2026-10-14', purpose: 'activation', practice: true },
  }),
} satisfies Readonly<Record<string, View>>;
