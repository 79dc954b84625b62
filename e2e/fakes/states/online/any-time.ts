// What is there at any time: the finish, the activity, exceptions, and an alarm.
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { sha } from '../hashes.ts';
import { at, blobKey, ceremony, done, lost, operator, ready, to, written } from './common.ts';
import { inRail, type OnlineState, press } from './online-state.ts';

export const anyTimeStates = {
  'online-finish': {
    view: to('hand-over', ready, { written: [written('hand-over-recovered-hsm.csv')] }),
    open: inRail('Finish'),
  },
  'online-closed': {
    view: {
      ...to('hand-over', done([])),
      ceremony: { ...ceremony, phase: 'closed' },
    },
  },
  'online-activity': {
    view: to('upload', ready, {
      activity: {
        events: 41,
        head: sha,
        latest: [
          {
            n: 41,
            atUtc: at('10:39:00'),
            event: { kind: 'call-queried', id: 'upload-1', status: 'InProgress', detail: null },
          },
          {
            n: 40,
            atUtc: at('10:36:10'),
            event: {
              kind: 'call-intended',
              call: 'upload',
              id: 'upload-1',
              target: recoveryPlan.target.uri,
              subject: sha,
              folder: null,
            },
          },
          { n: 39, atUtc: at('10:36:08'), event: { kind: 'note', by: operator, text: '<img src=x onerror=alert(1)>' } },
        ],
      },
    }),
    open: inRail('Activity'),
  },
  'online-exception': { view: to('upload', ready, { failures: [blobKey] }), open: press('Exception') },
  'online-alarm': { view: to('upload', ready, { alarm: lost }) },
} satisfies Readonly<Record<string, OnlineState>>;
