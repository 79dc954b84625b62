// The custodians, one at a time.
import type { View } from '#shared/contract/offline/view.ts';
import { custodianStick, inStick, thumbprints } from './common.ts';
import { confirmed } from './exchange-key.ts';
import { loaded } from './security-domain.ts';

export const accepted = [0, 1].map((at) => ({
  thumbprint: thumbprints[at] ?? '',
  fileName: `custodian-${at + 1}.key`,
  who: `Person custodian-${at + 1}`,
  copy: null,
  atUtc: '2026-10-14T09:31:07.000Z',
}));
const one: View = { ...confirmed, custodians: { ...loaded.custodians, have: 1, accepted: accepted.slice(0, 1) } };
const turn = (at: View['custodians']['turn']): View => ({
  ...one,
  volumes: [inStick, custodianStick],
  custodians: { ...one.custodians, turn: at, who: at.phase === 'nobody' ? null : 'Person custodian-2' },
});
export const full: View = { ...confirmed, custodians: { ...loaded.custodians, have: 2, accepted } };

export const custodianStates = {
  'custodians-first': confirmed,
  'custodians-second': one,
  'custodian-turn': turn({ phase: 'choosing' }),
  'gap-lost': {
    ...confirmed,
    alarm: { code: 'AIR_GAP_LOST', waysOut: [{ kind: 'interface', name: 'eth0' }], sharesDropped: 1 },
  },
} satisfies Readonly<Record<string, View>>;
