// Drills, and new keys without a plan.
import type { View } from '#shared/contract/offline/view.ts';
import { sha } from '../hashes.ts';
import { clocked, custodianStick, inStick, outStick, thumbprints } from './common.ts';
import { full } from './custodians.ts';
import { loaded } from './security-domain.ts';

const drill = (purpose: 'share-check' | 'quorum-drill', view: View): View => ({
  ...view,
  recovery: null,
  recoveryTime: null,
  ceremony: { phase: 'running', id: 'PRACTICE-2026-10-14', purpose, practice: true },
});
/** A share check in which these copies have been proven: of the first custodian, then of the second, and so on. */
const check = (copies: readonly (1 | 2)[]): View =>
  drill('share-check', {
    ...loaded,
    volumes: [inStick, custodianStick],
    custodians: {
      have: copies.length,
      required: 6,
      accepted: copies.map((each, at) => ({
        thumbprint: thumbprints[Math.floor(at / 2)] ?? '',
        fileName: `custodian-${Math.floor(at / 2) + 1}.key`,
        who: '',
        copy: each,
        atUtc: '2026-10-14T09:31:07.000Z',
      })),
      turn: { phase: 'nobody' },
      who: null,
      copy: null,
    },
  });
const over = (written: View['written']): View => {
  const ended = check([1, 2, 1, 2, 1]);
  return {
    ...ended,
    ceremony: { phase: 'finished', id: 'PRACTICE-2026-10-14', purpose: 'share-check', practice: true },
    volumes: [{ ...outStick, role: written.length === 0 ? 'none' : 'out' }],
    written,
  };
};
const keys: View = {
  ...clocked,
  ceremony: { phase: 'running', id: 'MHSM-ACT-2026-02-03', purpose: 'custodian-keys', practice: false },
};

export const drillStates = {
  'drill-share-check': check([1, 2, 1]),
  'drill-share-check-full': check([1, 2, 1, 2, 1, 2]),
  'drill-share-check-over': over([]),
  'drill-log-written': over([
    {
      volume: 'OUT',
      name: 'session-log-20261014T091200Z-PRACTICE-2026-10-14-a1b2c3.jsonl',
      bytes: 2_841,
      sha256: sha,
      readBack: true,
    },
  ]),
  'drill-quorum-first': drill('quorum-drill', loaded),
  'drill-quorum-ready': drill('quorum-drill', { ...full, exchangeKey: { phase: 'none' } }),
  'keys-first': keys,
  'keys-made': {
    ...keys,
    createdKeys: [
      {
        label: 'C1 Amsterdam',
        bits: 3072,
        certificateSha256: sha,
        files: [{ volume: 'C1', name: 'C1 Amsterdam.key', bytes: 2655, sha256: sha, readBack: true }],
      },
    ],
  },
} satisfies Readonly<Record<string, View>>;
