// The restore blob: built, taken out, read aloud, and what became of it.
import type { View } from '#shared/contract/offline/view.ts';
import { sha } from '../hashes.ts';
import { clockOf, thumbprints } from './common.ts';
import { full } from './custodians.ts';
import { known } from './plan.ts';

const built: View = {
  ...full,
  recoveryTime: clockOf(true),
  blob: { phase: 'built', bytes: 18_733, sha256: sha, wrappedFor: thumbprints[0] ?? '', data: 3 },
};
const bundleName = 'lifeboat-MHSM-DR-2026-10-14-01-0002-restore-blob.bundle.json';
const written = [{ volume: 'OUT', name: bundleName, bytes: 28_733, sha256: sha, readBack: true }];
const sent = (isReadBack: boolean) => ({
  name: bundleName,
  payloadSha256: isReadBack ? sha : null,
  copies: 1,
  isReadBack,
});
const exported: View = { ...built, written, recovery: { ...known, sent: sent(false) } };
const told: View = { ...built, written, recovery: { ...known, sent: sent(true) } };
const exception: View['exceptions'][number] = {
  number: 1,
  check: null,
  step: 'B9',
  expected: 'bag 1182 intact',
  happened: 'the seal of bag 1182 was torn at one corner',
  options: 'another custodian; photograph and go on',
  decision: 'photographed, compared with the ledger, accepted',
  decidedBy: ['Person administrator'],
  affectsTrust: 'no',
  followUp: 'Person witness',
  initials: ['PA', 'PW'],
  atUtc: '2026-10-14T09:40:00.000Z',
};

export const restoreBlobStates = {
  'build-ready': full,
  export: built,
  'export-read-aloud': exported,
  outcome: told,
  finish: {
    ...told,
    recovery: {
      ...known,
      sent: sent(true),
      outcome: { call: 'upload', verdict: 'succeeded', requestId: '7b9f7a70-4f1b-11f0-9b3c', detail: 'Succeeded' },
    },
  },
  finished: {
    ...told,
    ceremony: { phase: 'finished', id: 'MHSM-DR-2026-10-14-01', purpose: 'recovery', practice: false },
    recovery: { ...known, sent: sent(true), head: { n: 24, sha256: sha } },
    exceptions: [exception],
  },
} satisfies Readonly<Record<string, View>>;
