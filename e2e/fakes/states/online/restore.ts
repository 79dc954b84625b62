// The restore point, its hold, and the restore.
import type { GuardedCall, JournalEvent } from '#shared/journal/events.ts';
import { confirmed } from '#core/journal/testdata/recovery.ts';
import { exception, folder, intended, to } from './common.ts';
import { inRail, type OnlineState } from './online-state.ts';

/** The hold of half an hour is over. */
const over = { agoMinutes: 35 };
const sent = (call: GuardedCall): readonly JournalEvent[] => [
  { kind: 'hold-over', id: 'backup-1', minutes: 30, exception: null },
  confirmed(call, folder),
  intended(call, null, folder),
];

export const restoreStates = {
  'online-backup': { view: to('backup') },
  'online-backup-hold': { view: to('restore'), open: inRail('Restore point') },
  'online-backup-over': { view: to('restore', over), open: inRail('Restore point') },
  'online-restore-hold': { view: to('restore') },
  'online-restore': {
    view: to('restore', {
      ...over,
      events: [exception({ step: 'C5' }), exception({ number: 2, step: 'C20' })],
      ui: {
        backups: [
          {
            folder: 'mhsm-lost-hsm-2026101312000000',
            files: 14,
            bytes: 1_048_576,
            writtenUtc: '2026-10-13 12:04 UTC',
            isPlanned: true,
          },
          {
            folder: 'mhsm-lost-hsm-2026100612000000',
            files: 14,
            bytes: 1_048_000,
            writtenUtc: '2026-10-06 12:04 UTC',
            isPlanned: false,
          },
        ],
      },
    }),
  },
  'online-restore-running': {
    view: to('restore', {
      events: sent('restore'),
      running: { attempt: 3 },
    }),
  },
  'online-restore-key': {
    view: to('restore', {
      events: [
        ...sent('key-restore'),
        { kind: 'call-settled', id: 'key-restore-1', verdict: 'succeeded', detail: null },
      ],
      facts: [
        { fact: 'folder', value: 'mhsm-lost-hsm-2026101312000000' },
        { fact: 'keys', value: 'disk' },
        { fact: 'versions', value: '3' },
      ],
    }),
    // The first is the restore point.
    open: inRail('Restore', 'last'),
  },
  'online-restore-nothing': {
    view: to('restore', {
      events: [...sent('key-restore'), { kind: 'call-settled', id: 'key-restore-1', verdict: 'failed', detail: null }],
      refused: { code: 'SERVICE_NOTHING_RESTORED', operation: 'key-restore', notOverwritten: 2 },
    }),
  },
} satisfies Readonly<Record<string, OnlineState>>;
