// The restore point, its hold, and the restore.
import type { OnlineView } from '#shared/contract/online/view.ts';
import { at, exception, progress, ready, to } from './common.ts';
import { inRail, type OnlineState } from './online-state.ts';

const hold = (phase: 'running' | 'over'): OnlineView['hold'] => ({
  phase,
  beganUtc: phase === 'running' ? at('10:39:07') : at('10:01:07'),
  endsUtc: phase === 'running' ? at('11:09:07') : at('10:31:07'),
  minuteMs: 60_000,
});

export const restoreStates = {
  'online-backup': { view: to('backup', ready) },
  'online-backup-hold': {
    view: to('restore', { phase: 'not-yet', needs: ['hold'] }, { hold: hold('running') }),
    open: inRail('Restore point'),
  },
  'online-backup-over': { view: to('restore', ready, { hold: hold('over') }), open: inRail('Restore point') },
  'online-restore-hold': { view: to('restore', { phase: 'not-yet', needs: ['hold'] }, { hold: hold('running') }) },
  'online-restore': {
    view: to('restore', ready, {
      hold: hold('over'),
      exceptions: [
        { ...exception, step: 'C5' },
        { ...exception, number: 2, step: 'C20' },
      ],
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
    }),
  },
  'online-restore-running': {
    view: to(
      'restore',
      { phase: 'running', progress: progress({ sinceUtc: at('10:39:12'), attempt: 3 }) },
      { hold: hold('over') },
    ),
  },
  'online-restore-key': {
    view: to(
      'restore',
      {
        phase: 'done',
        atUtc: at('10:41:00'),
        facts: [
          { fact: 'folder', value: 'mhsm-lost-hsm-2026101312000000' },
          { fact: 'keys', value: 'disk' },
          { fact: 'versions', value: '3' },
        ],
        again: true,
      },
      { hold: hold('over') },
    ),
    // The first is the restore point.
    open: inRail('Restore', 'last'),
  },
  'online-restore-nothing': {
    view: to(
      'restore',
      {
        phase: 'refused',
        atUtc: at('10:41:00'),
        again: 'yes',
        fault: { code: 'SERVICE_NOTHING_RESTORED', operation: 'key-restore', notOverwritten: 2 },
      },
      { hold: hold('over') },
    ),
  },
} satisfies Readonly<Record<string, OnlineState>>;
