// Document (c): the online side of a recovery. A new HSM gets the security domain, then the backup of the old one.
import {
  closingBlock,
  incidentSheet,
  onlineMachine,
  pairingOnline,
  plannedBreak,
  shortOpeningBlock,
} from './blocks.ts';
import {
  boxes,
  check,
  choose,
  fingerprint,
  given,
  long,
  medium,
  part,
  seen,
  short,
  step,
  writtenFingerprint,
} from './build-step.ts';
import type { Part, Script } from './model.ts';
import { callOutFields } from './recovery-offline.ts';

const callOut: Part = part('c0', [step('C0', 'RO1', 2, { fields: callOutFields })]);

const preflight: Part = part('c1', [
  step('C1', 'RO1', 1, {
    needs: { online1: 'ready', hsm: 'unknown' },
    sets: { hsm: 'source-lost' },
    fields: [choose('state', 'unreachable', 'deleted', 'purged'), choose('extended', 'no', 'yes')],
  }),
  step('C2', 'RO1', 1, {
    needs: { hsm: 'source-lost' },
    sets: { hsm: 'name-free' },
    fields: [seen(check('free')), check('capacity'), short('quota')],
  }),
  step('C3', 'RO1', 1, {
    needs: { hsm: 'name-free' },
    sets: { hsm: 'backup-found' },
    fields: [seen(long('folder')), seen(check('complete')), seen(check('inventory')), seen(long('inventory-hash'))],
  }),
  step('C4', 'RO1', 2, {
    needs: { hsm: 'backup-found' },
    sets: { hsm: 'preflight-done' },
    fields: [
      given('identity', check('role')),
      given('identity', check('bypass')),
      given('sas', check('public')),
      given('sas', check('backup-rights')),
      given('sas', check('restore-rights')),
      given('sas', short('expiry')),
      check('container'),
      check('immutability'),
    ],
  }),
  step('C5', 'RO2', 1, {
    // The list is in the inventory.
    needs: { hsm: ['backup-found', 'preflight-done'] },
    fields: [check('admins')],
  }),
]);

const create: Part = part('c2', [
  step('C6', ['RO1', 'RO2'], 3, {
    service: 17,
    hold: true,
    needs: { hsm: 'preflight-done', online1: 'ready', plan: 'approved' },
    sets: { hsm: 'provisioned' },
    fields: [
      seen(check('typed')),
      medium('admins'),
      short('days'),
      choose('purge', 'no', 'yes'),
      given('identity', seen(check('identity'))),
      given('creation', check('creation')),
      seen(short('start')),
      seen(short('done')),
    ],
  }),
  // While the service makes it.
  pairingOnline(),
  step('C7', 'RO1', 1, {
    needs: { hsm: 'provisioned' },
    sets: { hsm: 'observed' },
    fields: [seen(long('uri')), seen(long('resource-id')), seen(check('state')), check('logs'), short('cost')],
  }),
]);

const exchangeKey: Part = part('c3', [
  step('C8', ['RO1', 'RO2'], 3, {
    hold: true,
    needs: { hsm: 'observed', exchange: 'none' },
    sets: { hsm: 'recovery', exchange: 'fetched' },
    fields: [
      seen(check('saved')),
      seen(long('request-id')),
      seen(short('time')),
      seen(medium('subject')),
      seen(medium('issuer')),
      seen(short('bits')),
      seen(fingerprint('certificate')),
    ],
  }),
  step('C9', 'RO2', 3, {
    needs: { exchange: 'fetched', online2: 'ready' },
    sets: { exchange: 'seen-twice' },
    fields: [
      choose('check', 'fetch', 'log'),
      seen(check('equal')),
      seen(check('chain')),
      boxes('serial'),
      seen(fingerprint('certificate')),
    ],
  }),
  step('C10', ['RO1', 'RO2'], 4, {
    needs: { exchange: 'seen-twice', pairing: 'paired' },
    sets: { exchange: 'bundled' },
    fields: [seen(check('signed')), boxes('serial'), seen(fingerprint('bundle'))],
  }),
  step('C11', ['RO1', 'MC'], 2, {
    needs: { exchange: 'bundled' },
    sets: { exchange: 'handed-over' },
    fields: [boxes('bag'), short('time'), short('initials')],
  }),
  // By hand, while the stick is on its way.
  step('C11B', 'RO2', 5, { fields: [writtenFingerprint('certificate')] }),
  step('C12', ['RO2', 'RO1'], 5, {
    hold: true,
    together: 'B7',
    after: ['B6'],
    needs: { exchange: ['examined', 'agreed'] },
    fields: [check('sheet'), check('words'), check('hex')],
  }),
  // The custodians are at work, and nothing waits here.
  plannedBreak('C12P', 'RO1', 'RO2'),
]);

const upload: Part = part('c4', [
  step('C13', 'RO1', 2, {
    after: ['B19'],
    needs: { blob: 'handed-over', online1: 'ready' },
    sets: { blob: 'received' },
    fields: [
      boxes('bag'),
      check('intact'),
      boxes('serial'),
      seen(check('signature')),
      seen(check('ceremony')),
      seen(check('files')),
    ],
  }),
  step('C14', ['RO1', 'RO2'], 5, {
    hold: true,
    together: 'B20',
    after: ['B20'],
    needs: { blob: 'agreed' },
    sets: { blob: 'compared' },
    fields: [seen(check('bundle')), seen(check('certificate'))],
  }),
  step('C15', ['RO1', 'RO2'], 2, {
    service: 19,
    hold: true,
    needs: { blob: 'compared', hsm: 'recovery' },
    sets: { blob: 'uploaded' },
    fields: [
      seen(check('typed')),
      seen(short('start')),
      seen(long('request-id')),
      seen(choose('outcome', 'succeeded', 'failed', 'unknown')),
      long('text'),
    ],
  }),
  step('C16', 'RO2', 1, {
    needs: { blob: 'uploaded' },
    sets: { hsm: 'activated' },
    fields: [seen(check('activated')), check('log'), short('told')],
  }),
  step('C16B', ['RO1', 'MC'], 2, {
    needs: { blob: 'uploaded' },
    sets: { outcome: 'handed-over' },
    fields: [boxes('serial'), seen(check('written')), boxes('bag'), short('time')],
  }),
]);

const restorePoint: Part = part('c5', [
  step('C17', 'RO1', 1, {
    needs: { hsm: 'activated' },
    sets: { hsm: 'identity-read' },
    fields: [given('identity', seen(check('identity'))), given('sas', check('sas'))],
  }),
  step('C18', 'RO1', 1, {
    service: 1,
    needs: { hsm: 'identity-read' },
    sets: { hsm: 'restore-point' },
    fields: [seen(long('job')), seen(short('start')), seen(short('end')), seen(long('folder')), check('present')],
  }),
  step('C19', ['RO1', 'RO2'], 1, {
    service: 30,
    hold: true,
    needs: { hsm: 'restore-point' },
    sets: { hsm: 'hold-over' },
    fields: [short('until'), seen(short('held')), seen(check('timer'))],
  }),
]);

const restore: Part = part('c6', [
  step('C20', ['RO1', 'RO2', 'CA'], 3, {
    hold: true,
    needs: { hsm: 'hold-over' },
    sets: { hsm: 'go' },
    fields: [seen(check('typed-name')), seen(check('typed-folder')), choose('go', 'go', 'noGo'), short('at')],
  }),
  step('C21', 'RO1', 1, {
    service: 1,
    needs: { hsm: 'go' },
    sets: { hsm: 'restored' },
    fields: [
      seen(long('job')),
      check('off'),
      seen(short('end')),
      seen(choose('outcome', 'succeeded', 'failed', 'unknown')),
    ],
  }),
]);

const verify: Part = part('c7', [
  step('C22', ['RO1', 'RO2'], 5, {
    needs: { hsm: 'restored' },
    sets: { hsm: 'compared' },
    fields: [
      seen(short('keys')),
      seen(short('versions')),
      seen(check('attributes')),
      seen(check('tags')),
      seen(short('deleted')),
      long('differences'),
    ],
  }),
  step('C23', 'RO2', 3, {
    needs: { hsm: 'compared' },
    sets: { hsm: 'roles-checked' },
    fields: [seen(check('roles')), check('access'), check('emergency')],
  }),
  step('C24', 'RO1', 3, {
    needs: { hsm: 'roles-checked' },
    sets: { hsm: 'verified' },
    fields: [seen(check('canary')), medium('attested')],
  }),
  step('C25', 'RO1', 8, {
    needs: { hsm: 'verified' },
    fields: [check('network'), check('logging'), check('policy'), check('purge')],
  }),
  step('C26', 'RO1', 4, {
    needs: { hsm: 'verified' },
    fields: [seen(short('end')), long('folder'), check('schedule')],
  }),
  step('C27', 'RO1', 5, { needs: { hsm: 'verified' }, fields: [check('told'), medium('owner'), short('due')] }),
  step('C28', ['RO1', 'RO2'], 6, {
    needs: { hsm: 'verified' },
    fields: [
      given('sas', check('sas')),
      check('roles'),
      check('blob'),
      choose('old', 'keep', 'purge'),
      short('purge-on'),
    ],
  }),
]);

export const recoveryOnlineScript: Script = {
  kind: 'recovery-online',
  cast: ['RO1', 'RO2', 'W2', 'MC', 'CA', 'SL', 'ALL'],
  start: {},
  parts: [
    callOut,
    shortOpeningBlock(),
    onlineMachine('online1'),
    preflight,
    create,
    onlineMachine('online2'),
    exchangeKey,
    upload,
    restorePoint,
    restore,
    verify,
    closingBlock(false, true),
    incidentSheet('RO1'),
  ],
};
