// The activation of a new HSM, its first backup, and its inventory.
import { called } from '#core/journal/testdata/recovery.ts';
import { asNewKeys, recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { exceptionStep } from '#shared/journal/exception-steps.ts';
import { after, type Around, certificatesCame, exception, incoming, to } from './common.ts';
import { inRail, type OnlineState } from './online-state.ts';

const activation: Around = { plan: asNewKeys(recoveryPlan, 'activation') };

export const activationStates = {
  'online-activate': {
    view: to('activate', {
      ...activation,
      seen: { incoming: incoming('activation-certificates') },
      events: certificatesCame,
    }),
  },
  'online-activated-unknown-member': {
    view: after('activate', {
      ...activation,
      facts: [
        { fact: 'security-domain-sha256', value: 'ab12'.repeat(16) },
        { fact: 'custodians', value: '3' },
        { fact: 'required', value: '2' },
        { fact: 'unknown-member', value: 'SharedKeys.note' },
        { fact: 'unknown-member', value: 'region' },
      ],
    }),
    open: inRail('Activate'),
  },
  'online-canary': { view: to('canary', activation) },
  'online-canary-made': { view: after('canary', activation), open: inRail('Test key') },
  'online-canary-too-late': {
    view: to('canary', { plan: asNewKeys(recoveryPlan, 're-wrap'), events: called('backup') }),
  },
  'online-first-backup-without-canary': {
    view: to('canary', { ...activation, events: [exception({ step: exceptionStep({}, 'no-canary') })] }),
    open: inRail('First backup'),
  },
  'online-first-backup': { view: to('backup', activation) },
  'online-baseline-exporting': {
    view: to('baseline', { ...activation, ui: { exporting: { done: 100, of: 118 } } }),
  },
  'online-baseline': { view: after('baseline', activation), open: inRail('First inventory') },
} satisfies Readonly<Record<string, OnlineState>>;
