// The activation of a new HSM, its first backup, and its inventory.
import { stepsOf } from '#services/online/steps-of.ts';
import { atWork, awaited, blobBundle, ceremony, done, exception, ready, stepsTo, written } from './common.ts';
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
  'online-activated-unknown-member': {
    view: {
      ...atWork,
      ceremony: { ...ceremony, kind: 'activation' },
      steps: stepsTo(
        activationSteps,
        'activate',
        done([
          { fact: 'security-domain-sha256', value: 'ab12'.repeat(16) },
          { fact: 'custodians', value: '3' },
          { fact: 'required', value: '2' },
          { fact: 'unknown-member', value: 'SharedKeys.note' },
          { fact: 'unknown-member', value: 'region' },
        ]),
      ),
      unwritten: ['activate'],
    },
    open: inRail('Activate'),
  },
  'online-canary': {
    view: {
      ...atWork,
      ceremony: { ...ceremony, kind: 'activation' },
      steps: stepsTo(activationSteps, 'canary', ready),
    },
  },
  'online-canary-made': {
    view: {
      ...atWork,
      ceremony: { ...ceremony, kind: 'activation' },
      steps: stepsTo(
        activationSteps,
        'canary',
        done([
          { fact: 'canary-key', value: 'lifeboat-canary-MHSM-ACT-2026-10-14-01' },
          { fact: 'canary-version', value: 'c0ffee'.repeat(5).concat('00') },
          { fact: 'canary-sha256', value: 'ab12'.repeat(16) },
        ]),
      ),
    },
    open: inRail('Test key'),
  },
  'online-canary-too-late': {
    view: {
      ...atWork,
      ceremony: { ...ceremony, kind: 're-wrap' },
      steps: stepsTo(activationSteps, 'canary', { phase: 'not-yet', needs: ['no-backup'] }),
    },
  },
  'online-first-backup-without-canary': {
    view: {
      ...atWork,
      ceremony: { ...ceremony, kind: 'activation' },
      steps: stepsTo(activationSteps, 'backup', ready).map((each) =>
        each.id === 'canary' ? { ...each, state: ready } : each,
      ),
      exceptions: [exception],
    },
    open: inRail('First backup'),
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
