// What several pages of the offline app share: sticks, and how a view follows from the journal that was played and from what a machine knows.
import { emptyState, type OfflineState } from '#services/offline/state.ts';
import { viewOf } from '#services/offline/view-of.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { sha } from '../hashes.ts';

/** A token as main gives them out. */
export const id = (mark: string): string => mark.repeat(22).slice(0, 22);

/** What a machine knows and has, where it is not as before anything was begun. */
export type Known = Partial<OfflineState & Pick<View, 'practiceOnly' | 'volumes' | 'alarm'>>;

export const show = ({ practiceOnly = false, volumes = [], alarm = null, ...known }: Known = {}): View =>
  viewOf({ ...emptyState, airGap: { phase: 'closed' }, ...known }, { version: '0.2.0', practiceOnly, volumes, alarm });

export const empty = show();
export const runningKnown = {
  session: { phase: 'running', id: 'MHSM-DR-2026-10-14-01', purpose: 'recovery', practice: false },
} as const satisfies Known;
export const running = show(runningKnown);
export const ownStick = {
  id: id('w'),
  name: 'OWN',
  role: 'own',
  present: true,
  readOnly: true,
  isFolder: false,
} as const;
export const inStick = {
  id: id('i'),
  name: 'IN',
  role: 'in',
  present: true,
  readOnly: true,
  isFolder: false,
} as const;
export const outStick = {
  id: id('o'),
  name: 'OUT',
  role: 'out',
  present: true,
  readOnly: false,
  isFolder: false,
} as const;
export const custodianStick = {
  id: id('c'),
  name: 'C2-KEY',
  role: 'custodian',
  present: true,
  readOnly: true,
  isFolder: false,
} as const;
/** The clock is set, before there is a journal. */
export const clockedKnown = {
  ...runningKnown,
  clock: {
    phase: 'set',
    wallUtc: '2026-10-14T09:12:00.000Z',
    machineUtc: '2026-10-14T09:12:21.000Z',
    aheadSeconds: 21,
  },
} as const satisfies Known;
export const sticksKnown: Known = { ...clockedKnown, volumes: [ownStick, inStick, outStick] };
/** Words are asked for, and so many tries are left. */
export const asking = (triesLeft = 2) => ({
  phase: 'asking' as const,
  places: [3, 7, 12, 18, 21, 29, 32],
  triesLeft,
});
export const file = (name: string, bytes: number) => ({ name, bytes, sha256: sha });
