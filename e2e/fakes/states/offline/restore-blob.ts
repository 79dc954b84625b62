// The restore blob: built, taken out, read aloud, and what became of it.
import { blobSha256, sheet } from '#core/journal/testdata/recovery.ts';
import { bundleFileName } from '#core/transfer/bundle.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { sha } from '../hashes.ts';
import { honest, recoveryOf } from './ceremony.ts';
import type { Known } from './common.ts';
import { full, fullKnown } from './custodians.ts';
import { thumbprints } from './security-domain.ts';

const built = [...full, honest('build-approved'), honest('blob-intended'), honest('blob-built')];
const builtKnown: Known = {
  ...fullKnown,
  blob: { phase: 'built', bytes: 18_733, sha256: blobSha256, wrappedFor: thumbprints[0] ?? '', data: 3 },
};
const bundle = honest('bundle-written');
const bundleName = bundleFileName({ ceremony: honest('journal-opened').ceremony, ...bundle });
const exported: readonly JournalEvent[] = [
  ...built,
  bundle,
  { kind: 'file-written', name: `OUT/${bundleName}`, bytes: 28_733, sha256: sha },
];
const told = [...exported, honest('read-back', 1)];
const outcome = {
  call: 'upload',
  verdict: 'succeeded',
  requestId: '7b9f7a70-4f1b-11f0-9b3c',
  detail: 'Succeeded',
} as const;
const tornSeal: JournalEvent = {
  ...sheet,
  kind: 'exception',
  number: 1,
  check: null,
  step: 'B9',
  expected: 'bag 1182 intact',
  happened: 'the seal of bag 1182 was torn at one corner',
  options: 'another custodian; photograph and go on',
  decision: 'photographed, compared with the ledger, accepted',
};

export const restoreBlobStates = {
  'build-ready': recoveryOf(full, fullKnown),
  export: recoveryOf(built, builtKnown),
  'export-read-aloud': recoveryOf(exported, builtKnown),
  outcome: recoveryOf(told, builtKnown),
  finish: recoveryOf([...told, honest('bundle-accepted', 1)], { ...builtKnown, outcome }),
  finished: recoveryOf([...told, tornSeal, honest('journal-closed')], {
    ...builtKnown,
    session: { phase: 'finished', id: 'MHSM-DR-2026-10-14-01', purpose: 'recovery', practice: false },
  }),
} satisfies Readonly<Record<string, View>>;
