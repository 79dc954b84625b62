// Each page's step is one that is on the paper of its ceremony; an emergency has for it what people typed.
import { expect, it } from 'vitest';
import { activationScript, rewrapScript } from '#shared/ceremony/activation.ts';
import type { Script } from '#shared/ceremony/model.ts';
import { recoveryOnlineScript } from '#shared/ceremony/recovery-online.ts';
import { actingIn, paperStepOf } from './pages.ts';
import type { PageId } from '#renderer/store/online-store.ts';

const everywhere = ['begin', 'account', 'pairing', 'preFlight', 'backup', 'activity', 'finish'] as const;
const ofNewKeys = [...everywhere, 'activate', 'baseline'] as const;
const cases: readonly (readonly ['recovery' | 'activation' | 're-wrap', Script, readonly PageId[]])[] = [
  [
    'recovery',
    recoveryOnlineScript,
    [
      ...everywhere,
      'create',
      'init-recovery',
      'exchange-key',
      'upload',
      'restore',
      'verify',
      'first-backup',
      'hand-over',
    ],
  ],
  ['activation', activationScript, [...ofNewKeys, 'create']],
  ['re-wrap', rewrapScript, ofNewKeys],
];

it.each(cases)('every page of this ceremony has a step on its paper: %s', (kind, { parts }, pages) => {
  const printed = parts.flatMap(({ steps }) =>
    steps.filter(({ only }) => only.length === 0 || only.includes(kind === 're-wrap' ? 're-wrap' : 'new-hsm')),
  );
  expect(printed.map(({ id }) => id)).toEqual(expect.arrayContaining(pages.map((page) => paperStepOf(page, { kind }))));
});

it('names the identity of a new HSM in an emergency, before any backup is', () => {
  const identity = '/subscriptions/s/providers/Microsoft.ManagedIdentity/userAssignedIdentities/hsm-backup';
  const acting = actingIn({
    phase: 'open',
    kind: 'emergency',
    id: 'EMERGENCY-20261014-0958-4F2A',
    practice: false,
    isChangeable: false,
    start: 'new-hsm',
    name: 'recovered-hsm',
    uri: 'https://recovered-hsm.managedhsm.azure.net',
    tenant: '00000000-0000-4000-8000-000000000001',
    place: { subscription: 's', resourceGroup: 'recovery', location: 'westeurope', identity },
    people: ['Person A', 'Person B'],
    folder: 'EMERGENCY-20261014-0958-4F2A',
    resumed: false,
    missing: [],
    blob: null,
    backup: null,
  });
  expect(acting.plan).toMatchObject({ backup: null, identity });
});
