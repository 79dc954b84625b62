// Drills, and new keys without a plan.
import type { View } from '../../../../shared/contract/offline/view.ts';
import { sha } from '../hashes.ts';
import { clocked } from './common.ts';
import { accepted, full } from './custodians.ts';
import { loaded } from './security-domain.ts';

const drill = (purpose: 'share-check' | 'quorum-drill', view: View): View => ({
  ...view,
  recovery: null,
  ceremony: { phase: 'running', id: 'PRACTICE-2026-10-14', purpose, practice: true },
});
const keys: View = {
  ...clocked,
  ceremony: { phase: 'running', id: 'MHSM-ACT-2026-02-03', purpose: 'custodian-keys', practice: false },
};

export const drillStates = {
  'drill-share-check': drill('share-check', {
    ...loaded,
    custodians: { have: 1, required: 3, accepted: accepted.slice(0, 1), turn: { phase: 'nobody' }, who: null },
  }),
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
