// What is there at any time: the finish, the activity, exceptions, and an alarm.
import { blobSha256 } from '#core/journal/testdata/recovery.ts';
import { after, blobCompared, fileWritten, incoming, intended, lost, operator, second, to } from './common.ts';
import { inRail, type OnlineState, press } from './online-state.ts';
import { wordsLocked } from './upload.ts';

const seen = { incoming: incoming() };

export const anyTimeStates = {
  'online-finish': {
    view: to('hand-over', { events: [fileWritten('hand-over-recovered-hsm.csv')] }),
    open: inRail('Finish'),
  },
  'online-closed': { view: after('hand-over', { events: [{ kind: 'journal-closed', by: [operator, second] }] }) },
  'online-activity': {
    view: to('upload', {
      seen,
      events: [
        ...blobCompared,
        { kind: 'note', by: operator, text: '<img src=x onerror=alert(1)>' },
        intended('upload', blobSha256),
        { kind: 'call-queried', id: 'upload-1', status: 'InProgress', detail: null },
      ],
    }),
    open: inRail('Activity'),
  },
  'online-exception': { view: to('upload', { seen, events: wordsLocked }), open: press('Exception') },
  'online-alarm': { view: to('upload', { ui: { alarm: lost } }) },
} satisfies Readonly<Record<string, OnlineState>>;
