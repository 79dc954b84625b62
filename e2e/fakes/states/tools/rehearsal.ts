// The rehearsal: the guide of the team, the trainer’s scenarios, and the report.
import type { Page } from '@playwright/test';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import type { RehearsalReportView, RehearsalView, TrainerView } from '#shared/contract/tools/rehearsal.ts';
import { mapOf, nothingSeen } from '#shared/map/map.ts';
import { say } from '../../localize.ts';
import { file, picked, planHash } from './common.ts';
import { at, choose, type ToolsState, press, visible } from './tool-state.ts';

const rehearsal: RehearsalView = {
  workspace: picked.token,
  name: 'Rehearsal in October',
  ceremony: 'PRACTICE-REHEARSAL-2026-10-14-A1B2C3',
  planSha256: planHash,
  trainer: 'Tess Trainer',
  plan: picked.token,
  wallAheadSeconds: 0,
  begun: { offline: true, online: true },
  stage: 'read-back',
  // Both rooms: the bundle has arrived, and waits for the read-back.
  map: mapOf({ ...nothingSeen, domain: 'loaded', exchange: 'agreed', hsm: 'recovery' }, 2, {
    lit: ['offline'],
    acting: ['OP', 'RO2', 'W1'],
  }),
  shares: { have: 0, required: 2 },
  owners: [],
  custodians: ['C1', 'C2', 'C3'],
  people: recoveryPlan.people.flatMap(({ roles, name }) => roles.map((role) => ({ role, name }))),
};
const chosenScenarios: TrainerView = {
  faults: [
    {
      fault: 'other-ceremony',
      injectedAt: '2026-10-14T09:30:00.000Z',
      custodian: null,
      putRightAt: '2026-10-14T09:40:00.000Z',
      isBegun: false,
    },
    {
      fault: 'damaged-stick',
      injectedAt: '2026-10-14T09:50:00.000Z',
      custodian: 'C2',
      putRightAt: null,
      isBegun: false,
    },
    { fault: 'wrong-passphrase', injectedAt: null, custodian: null, putRightAt: null, isBegun: true },
    { fault: 'lost-power', injectedAt: null, custodian: null, putRightAt: null, isBegun: false },
  ],
};
const rehearsalReport: RehearsalReportView = {
  report: {
    format: 'lifeboat-rehearsal-report',
    v: 1,
    practice: true,
    ceremony: rehearsal.ceremony,
    planSha256: planHash,
    trainer: rehearsal.trainer,
    reportedAt: '2026-10-14T10:15:00.000Z',
    stage: 'custodians',
    faults: [
      {
        fault: 'other-ceremony',
        injectedAt: '2026-10-14T09:30:00.000Z',
        noticed: { at: '2026-10-14T09:33:10.000Z', machine: 'offline', step: 'B5', sign: 'BUNDLE_CEREMONY', by: [] },
        answered: {
          at: '2026-10-14T09:36:40.000Z',
          machine: 'offline',
          exception: 1,
          step: 'B5',
          by: ['Person ca'],
          initials: ['KV', 'OP'],
        },
      },
      {
        fault: 'damaged-stick',
        injectedAt: '2026-10-14T09:50:00.000Z',
        noticed: {
          at: '2026-10-14T09:52:00.000Z',
          machine: 'offline',
          step: 'B10',
          sign: 'PEM_MALFORMED',
          by: ['Anna Berg'],
        },
        answered: null,
      },
      { fault: 'clock-off', injectedAt: '2026-10-14T09:55:00.000Z', noticed: null, answered: null },
      { fault: 'lost-power', injectedAt: null, noticed: null, answered: null },
    ],
    unplanned: [{ at: '2026-10-14T09:20:00.000Z', machine: 'online', step: 'C14', fault: 'BUNDLE_SEQUENCE' }],
  },
  file: { ...file, volume: 'Rehearsal in October', name: 'PRACTICE-report-20261014T101500000Z.json' },
  data: picked.token,
};
const rehearsing = { 'files.pick': { ...picked, name: 'Rehearsal in October' }, 'rehearsal.open': rehearsal };
async function openRehearsal(page: Page): Promise<void> {
  await press(page, 'Choose the folder of the rehearsal');
  await visible(page, 'What is next');
}
async function openScenarios(page: Page): Promise<void> {
  await openRehearsal(page);
  await press(page, 'Show the failure scenarios');
  await page
    .getByText(await say(page, 'The scenarios are on the screen. Put them away before anybody else looks.'))
    .waitFor();
}

export const rehearsalStates = {
  'rehearsal-choose': { answers: {}, ...at('Rehearse') },
  'rehearsal-guide': {
    answers: rehearsing,
    ...at('Rehearse', openRehearsal),
  },
  'rehearsal-custodians': {
    answers: {
      ...rehearsing,
      'rehearsal.open': { ...rehearsal, stage: 'custodians', shares: { have: 1, required: 2 } },
    },
    ...at('Rehearse', openRehearsal),
  },
  'rehearsal-consumers': {
    answers: {
      ...rehearsing,
      'rehearsal.open': {
        ...rehearsal,
        stage: 'consumers',
        owners: [
          { owner: 'platform', resources: 9, hasMoved: true },
          { owner: 'payments', resources: 7, hasMoved: false },
          { owner: null, resources: 5, hasMoved: false },
        ],
      },
    },
    ...at('Rehearse', openRehearsal),
  },
  'rehearsal-all-stages': {
    answers: rehearsing,
    ...at('Rehearse', async (page) => {
      await openRehearsal(page);
      await choose(page, 'All stages');
    }),
  },
  'rehearsal-over': {
    answers: { ...rehearsing, 'rehearsal.open': { ...rehearsal, stage: null } },
    ...at('Rehearse', openRehearsal),
  },
  'rehearsal-trainer': {
    answers: { ...rehearsing, 'rehearsal.list': chosenScenarios },
    ...at('Rehearse', openScenarios),
  },
  'rehearsal-report': {
    answers: { ...rehearsing, 'rehearsal.list': chosenScenarios, 'rehearsal.report': rehearsalReport },
    ...at('Rehearse', async (page) => {
      await openScenarios(page);
      await press(page, 'Show the report');
      await press(page, 'Show it as it is');
      await visible(page, 'Report of the rehearsal');
    }),
  },
} satisfies Readonly<Record<string, ToolsState>>;
