// The custodians, one at a time.
import type { OfflineState } from '#services/offline/state.ts';
import { nobody } from '#services/offline/state.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { recoveryOf } from './ceremony.ts';
import { certificates } from '#core/journal/testdata/recovery.ts';
import { custodianStick, inStick, type Known } from './common.ts';
import { confirmed, confirmedKnown } from './exchange-key.ts';
import { thumbprints } from './security-domain.ts';

export const gave = (at: number, copy: 1 | 2 | null = null): OfflineState['custodians']['accepted'][number] => ({
  thumbprint: thumbprints[at] ?? '',
  fileName: `custodian-${at + 1}.key`,
  who: `Person custodian-${at + 1}`,
  copy,
  atUtc: '2026-10-14T09:31:07.000Z',
});
export const share = (at: number): JournalEvent => ({
  kind: 'share-accepted',
  certificateSha256: certificates[at] ?? '',
});
const one = [...confirmed, share(0)];
const oneKnown: Known = { ...confirmedKnown, custodians: { accepted: [gave(0)], ...nobody } };
export const full: readonly JournalEvent[] = [...one, share(1)];
export const fullKnown: Known = { ...confirmedKnown, custodians: { accepted: [gave(0), gave(1)], ...nobody } };

export const custodianStates = {
  'custodians-first': recoveryOf(confirmed, confirmedKnown),
  'custodians-second': recoveryOf(one, oneKnown),
  'custodian-turn': recoveryOf(one, {
    ...oneKnown,
    volumes: [inStick, custodianStick],
    custodians: { accepted: [gave(0)], ...nobody, turn: { phase: 'choosing' }, who: 'Person custodian-2' },
  }),
  'gap-lost': recoveryOf(
    [...one, { kind: 'shares-gone', reason: 'air-gap-lost' }, { kind: 'air-gap', closed: false, detail: 'eth0' }],
    {
      ...confirmedKnown,
      airGap: { phase: 'open', waysOut: [{ kind: 'interface', name: 'eth0' }] },
      alarm: { code: 'AIR_GAP_LOST', waysOut: [{ kind: 'interface', name: 'eth0' }], sharesDropped: 1 },
    },
  ),
} satisfies Readonly<Record<string, View>>;
