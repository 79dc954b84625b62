// The report of a rehearsal, for tests and for the gallery: invented people, invented times.
import { madeUpFingerprint } from '../../ceremony/testdata/plans.ts';
import type { RehearsalReport } from '../files.ts';

/** One fault of each outcome, and a refusal that nobody had planned. */
export const reportOfTests: RehearsalReport = {
  format: 'lifeboat-rehearsal-report',
  v: 1,
  practice: true,
  ceremony: 'MHSM-DR-2026-10-14-01',
  planSha256: madeUpFingerprint(200),
  trainer: 'Tess Trainer',
  reportedAt: '2026-10-14T10:30:00.000Z',
  stage: 'custodians',
  faults: [
    {
      fault: 'swapped-exchange-key',
      injectedAt: '2026-10-14T09:12:40.000Z',
      noticed: { at: '2026-10-14T09:14:02.000Z', machine: 'offline', step: 'B5', sign: 'BUNDLE_SIGNATURE_WRONG', by: [] },
      answered: {
        at: '2026-10-14T09:21:17.000Z',
        machine: 'offline',
        exception: 1,
        step: 'B5',
        by: ['Katrin Vogel', 'Olga Petrova'],
        initials: ['KV', 'OP'],
      },
    },
    {
      fault: 'air-gap-lost',
      injectedAt: '2026-10-14T09:40:00.000Z',
      noticed: { at: '2026-10-14T09:40:01.000Z', machine: 'offline', step: null, sign: 'air-gap', by: [] },
      answered: null,
    },
    {
      fault: 'wrong-passphrase',
      injectedAt: '2026-10-14T09:30:00.000Z',
      noticed: {
        at: '2026-10-14T09:36:20.000Z',
        machine: 'offline',
        step: 'B10',
        sign: 'PASSPHRASE_WRONG',
        by: ['Anna Berg'],
      },
      answered: null,
    },
    { fault: 'clock-off', injectedAt: '2026-10-14T09:02:11.000Z', noticed: null, answered: null },
    { fault: 'lost-power', injectedAt: null, noticed: null, answered: null },
  ],
  unplanned: [{ at: '2026-10-14T10:02:33.000Z', machine: 'online', step: 'C13', fault: 'BUNDLE_SEQUENCE' }],
};
