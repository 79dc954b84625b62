// The activation of a new HSM, its first backup, and its inventory.
import { stepsOf } from '../../../../electron/main/online/desk/steps-of.ts';
import { atWork, awaited, blobBundle, ceremony, done, ready, stepsTo, written } from './common.ts';
import { inRail, type OnlineState } from './online-state.ts';

const activationSteps = stepsOf('activation', 'operator-1');

export const activationStates = {
  'online-activate': {
    view: {
      ...atWork,
      ceremony: { ...ceremony, kind: 'activation' },
      steps: stepsTo(activationSteps, 'activate', ready),
      incoming: {
        ...awaited,
        bundle: {
          ...blobBundle,
          name: 'lifeboat-MHSM-ACT-2026-10-14-01-0001-activation-certificates.bundle.json',
          type: 'activation-certificates',
          seq: 1,
        },
      },
    },
  },
  'online-first-backup': {
    view: {
      ...atWork,
      ceremony: { ...ceremony, kind: 'activation' },
      steps: stepsTo(activationSteps, 'backup', ready),
    },
  },
  'online-baseline-exporting': {
    view: {
      ...atWork,
      ceremony: { ...ceremony, kind: 'activation' },
      steps: stepsTo(activationSteps, 'baseline', ready),
      exporting: { done: 100, of: 118 },
    },
  },
  'online-baseline': {
    view: {
      ...atWork,
      ceremony: { ...ceremony, kind: 'activation' },
      steps: stepsTo(activationSteps, 'baseline', done([])),
      written: [written('inventory-MHSM-ACT-2026-10-14-01-target-20261014120000.json')],
    },
    open: inRail('First inventory'),
  },
} satisfies Readonly<Record<string, OnlineState>>;
