// What several pages of the offline app share: hashes, sticks, and the session from its beginning until the sticks are in.
import { emptyState } from '#services/offline/state.ts';
import { recoveryClock } from '#shared/ceremony/recovery-time.ts';
import { viewOf } from '#services/offline/view-of.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { sha } from '../hashes.ts';

export const thumbprints = [
  '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
  'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
  'LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564',
];
/** A token as main gives them out. */
export const id = (mark: string): string => mark.repeat(22).slice(0, 22);

export const empty: View = viewOf(
  { ...emptyState, airGap: { phase: 'closed' } },
  { version: '0.2.0', practiceOnly: false, volumes: [], alarm: null },
);
export const running: View = {
  ...empty,
  ceremony: { phase: 'running', id: 'MHSM-DR-2026-10-14-01', purpose: 'recovery', practice: false },
};
const clock: View['clock'] = {
  phase: 'set',
  wallUtc: '2026-10-14T09:12:00.000Z',
  machineUtc: '2026-10-14T09:12:21.000Z',
  aheadSeconds: 21,
};
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
export const clocked: View = { ...running, clock };
export const sticks: View = { ...clocked, volumes: [ownStick, inStick, outStick] };
/** What the clock of a recovery says: begun an hour ago, its key checked seven minutes late, and the blob built, or not yet. */
export function clockOf(isBuilt: boolean, grade: 'full' | 'emergency' = 'full'): NonNullable<View['recoveryTime']> {
  const clock = recoveryClock({ startedAt: '2026-10-14T09:35:00.000Z', done: {} }, grade, 'offline');
  if (clock === undefined) throw new Error('the clock has begun');
  const milestones = clock.milestones.map((each) => ({
    ...each,
    doneUtc:
      isBuilt || each.call === 'exchange-key' ? new Date(Date.parse(each.dueUtc) + 7 * 60_000).toISOString() : null,
  }));
  return { ...clock, milestones };
}
/** Words are asked for, and so many tries are left. */
export const asking = (triesLeft = 2) => ({
  phase: 'asking' as const,
  places: [3, 7, 12, 18, 21, 29, 32],
  triesLeft,
});
export const agreed = { phase: 'agreed' } as const;
export const file = (name: string, bytes: number) => ({ name, bytes, sha256: sha });
