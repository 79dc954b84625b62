// The pages about the HSM itself: its identity, deleted HSMs, roles.
import type { DeletedHsmView, RolesView } from '#shared/contract/online/administration-view.ts';
import { at, oid, to } from './common.ts';
import { inRail, type OnlineState } from './online-state.ts';

const deletedHsm: DeletedHsmView = {
  name: 'lost-hsm',
  location: 'westeurope',
  deletedUtc: '2026-10-12T22:14:00.000Z',
  purgedUtc: '2027-01-10T22:14:00.000Z',
  planned: 'source',
  purgeProblem: 'before-restore',
};
const reserved: DeletedHsmView = { ...deletedHsm, name: 'recovered-hsm', planned: 'target', purgeProblem: null };
const foreign: DeletedHsmView = { ...deletedHsm, name: 'somebody-else', planned: null, purgeProblem: null };

const assignments: NonNullable<RolesView['listed']>['assignments'] = [
  { role: 'Managed HSM Administrator', scope: '/', principalId: oid },
  { role: 'Managed HSM Crypto User', scope: '/keys', principalId: '22222222-3333-4444-8555-666666666666' },
  { role: 'Managed HSM Crypto Auditor', scope: '/keys/disk', principalId: '33333333-4444-4555-8666-777777777777' },
];

export const administrationStates = {
  'online-identity': { view: to('identity', { isMade: true }) },
  'online-deleted': {
    view: to('create', {
      ui: { deletedHsms: { atUtc: at('10:20:00.000'), hsms: [deletedHsm, reserved, foreign], failed: null } },
    }),
    open: inRail('Deleted HSMs'),
  },
  'online-deleted-none': {
    view: to('create', { ui: { deletedHsms: { atUtc: at('10:20:00.000'), hsms: [], failed: null } } }),
    open: inRail('Deleted HSMs'),
  },
  'online-deleted-failed': {
    view: to('create', {
      ui: {
        deletedHsms: {
          ...{ atUtc: at('10:20:00.000'), hsms: [] },
          failed: { name: 'recovered-hsm', state: 'Failed Resource creation failed.' },
        },
      },
    }),
    open: inRail('Deleted HSMs'),
  },
  'online-roles-unlisted': { view: to('upload'), open: inRail('Roles') },
  'online-roles': {
    view: to('upload', {
      ui: {
        roles: {
          listed: { atUtc: at('10:20:00.000'), assignments },
          changed: {
            ...{ role: 'Managed HSM Crypto User', scope: '/keys', principalId: '22222222-3333-4444-8555-666666666666' },
            ...{ change: 'assigned', atUtc: at('10:19:58.000') },
          },
        },
      },
    }),
    open: inRail('Roles'),
  },
} satisfies Readonly<Record<string, OnlineState>>;
