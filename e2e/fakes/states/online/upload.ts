// The upload of the restore blob.
import { otherSha, sha } from '../hashes.ts';
import { blobKey, at, awaited, done, exception, lost, progress, ready, recoverySteps, stepsTo, to } from './common.ts';
import { exchange } from './exchange-key.ts';
import { inRail, type OnlineState } from './online-state.ts';

export const uploadStates = {
  'online-upload': { view: to('upload', ready) },
  'online-upload-read-back': { view: to('upload', ready, { incoming: awaited }) },
  'online-upload-by-exception': { view: to('upload', ready, { incoming: awaited, exceptions: [exception] }) },
  'online-upload-running': {
    view: to('upload', { phase: 'running', progress: progress({ attempt: 4, trouble: lost }) }),
  },
  'online-upload-unknown': {
    view: to('upload', { phase: 'unknown', call: 'upload', callId: 'upload-1' }, { incoming: awaited }),
  },
  'online-upload-interrupted': {
    view: to('upload', { phase: 'interrupted', callId: 'upload-1', fault: lost, decided: null }),
  },
  'online-upload-left-again': {
    view: to('upload', { phase: 'interrupted', callId: 'upload-1', fault: lost, decided: 'upload' }),
  },
  'online-upload-incident': {
    view: to(
      'upload',
      {
        phase: 'refused',
        atUtc: at('10:36:00'),
        again: 'exception',
        fault: { code: 'EXCHANGE_KEY_CHANGED', inBlob: sha, fetched: otherSha, step: 'C14' },
      },
      { incident: 'EXCHANGE_KEY_CHANGED', failures: [blobKey] },
    ),
  },
  'online-uploaded': {
    view: to('upload', done([]), { unwritten: ['upload'] }),
    open: inRail('Upload'),
  },
  'online-upload-not-yet': {
    view: to('exchange-key', ready, {
      exchange: exchange({}),
      steps: stepsTo(recoverySteps, 'exchange-key', ready).map((step) =>
        step.id === 'upload'
          ? { ...step, state: { phase: 'not-yet', needs: ['exchange-key', 'pairing', 'plan'] } }
          : step,
      ),
    }),
    open: inRail('Upload'),
  },
} satisfies Readonly<Record<string, OnlineState>>;
