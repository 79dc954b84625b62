// An emergency without a plan: its door on the first page, its own forms, and its bad results.
import type { Page } from '@playwright/test';
import { emergencySteps } from '#services/online/steps-of.ts';
import type { EmergencyStart } from '#shared/contract/online/emergency-view.ts';
import type { OnlineStepId, StepState } from '#shared/contract/online/step-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { otherSha, sha } from '../hashes.ts';
import { at, done, oid, operator, ready, second, signedIn, start, stepsTo, written } from './common.ts';
import { exchange } from './exchange-key.ts';
import { choose, inRail, type OnlineState } from './online-state.ts';

type OpenEmergency = Exclude<OnlineView['emergency'], { phase: 'none' }>;
const emergency: OpenEmergency = {
  phase: 'open',
  kind: 'emergency',
  id: 'EMERGENCY-20261014-0958-4F2A',
  practice: false,
  isChangeable: false,
  start: 'blob',
  name: 'recovered-hsm',
  uri: 'https://recovered-hsm.managedhsm.azure.net',
  tenant: oid,
  place: null,
  people: [operator, second],
  folder: 'EMERGENCY-20261014-0958-4F2A',
  resumed: false,
  missing: ['plan', 'approvals', 'pairing', 'signed-bundles', 'second-observer', 'read-back', 'baseline'],
  blob: null,
  backup: null,
};
const taken = { ...emergency, blob: { sha256: sha, bytes: 12_480, certificateSha256: otherSha } };
const named = {
  ...taken,
  backup: {
    account: 'https://backups.blob.core.windows.net',
    container: 'mhsm-backups',
    folder: 'mhsm-lost-hsm-2026101312000000',
  },
};

const to = (current: OnlineStepId, state: StepState, change: Partial<OnlineView> = {}): OnlineView => {
  const open = change.emergency?.phase === 'open' ? change.emergency : emergency;
  const from: EmergencyStart = open.start;
  return {
    ...start,
    account: signedIn,
    lastContactUtc: at('10:39:52'),
    steps: stepsTo(emergencySteps[from], current, state),
    emergency,
    ...change,
  };
};
const withKey = (change: Partial<OnlineView>): OnlineView =>
  to(
    'init-recovery',
    done([
      { fact: 'certificate-sha256', value: sha },
      { fact: 'fetched-at', value: at('10:12:00') },
    ]),
    { emergency: { ...emergency, start: 'exchange-key' }, exchange: exchange({}), ...change },
  );
const over: OnlineView['hold'] = {
  phase: 'over',
  beganUtc: at('10:01:07'),
  endsUtc: at('10:31:07'),
  minuteMs: 60_000,
};

const listed: OnlineView['verification'] = {
  ...{ phase: 'listed', atUtc: at('11:31:07') },
  ...{ keys: 2, versions: 3, roles: 4, file: written('inventory.1.json') },
};

export const emergencyStates = {
  'online-emergency-start': { view: start, open: choose('Emergency recovery') },
  'online-emergency-new-hsm': {
    view: start,
    open: async (page: Page) => {
      await choose('Emergency recovery')(page);
      await choose('No HSM yet')(page);
    },
  },
  'online-emergency-sign-in': {
    view: {
      ...to('upload', ready, { emergency: { ...emergency, isChangeable: true } }),
      account: { phase: 'signed-out' },
    },
  },
  'online-emergency-key': {
    view: withKey({ unwritten: ['init-recovery'] }),
    open: inRail('Exchange key'),
  },
  'online-emergency-key-written': {
    view: withKey({ written: [written('exchange-key-recovered-hsm-0a1b2c3d.pem')] }),
    open: inRail('Exchange key'),
  },
  'online-emergency-blob': { view: to('upload', ready) },
  'online-emergency-upload': { view: to('upload', ready, { emergency: taken }) },
  'online-emergency-other-key': {
    view: to(
      'upload',
      {
        phase: 'refused',
        atUtc: at('10:36:00'),
        again: 'yes',
        fault: { code: 'EXCHANGE_KEY_DIFFERS', inBlob: sha, fetched: otherSha },
      },
      { emergency: taken },
    ),
  },
  'online-emergency-backup': { view: to('backup', ready, { emergency: taken }) },
  'online-emergency-backup-named': { view: to('backup', ready, { emergency: named }) },
  'online-emergency-restore': { view: to('restore', ready, { emergency: named, hold: over }) },
  'online-emergency-verify': { view: to('verify', ready, { emergency: named, hold: over }) },
  'online-emergency-listed': {
    view: to('verify', done([{ fact: 'keys', value: '2' }]), {
      emergency: named,
      hold: over,
      verification: listed,
    }),
    open: inRail('Verify'),
  },
  'online-emergency-finish': {
    view: to('verify', done([]), {
      emergency: named,
      hold: over,
      verification: listed,
      activity: { events: 31, head: sha, latest: [] },
    }),
    open: inRail('Finish'),
  },
} satisfies Readonly<Record<string, OnlineState>>;
