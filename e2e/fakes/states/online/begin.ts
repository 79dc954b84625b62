// The start of the online app, the plan and its clock, and the sign-in.
import type { Page } from '@playwright/test';
import { asPractice, recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { at, clocked, opened, signedIn, signedInUi, signingIn, start } from './common.ts';
import { picked } from '../tools/common.ts';
import { choose, inRail, type OnlineState, press } from './online-state.ts';

const token = (mark: string): string => mark.repeat(22);
const practicePlan = asPractice(recoveryPlan);

const rehearse = async (page: Page) => {
  await choose('Practise or rehearse')(page);
  await press('Open it')(page);
};

/** One level below the first question. */
export const lookAtUnfinished = (page: Page): Promise<void> => page.locator('.unfinished button').first().click();

const earlier = {
  ...start,
  practiceOnly: true,
  earlier: [
    { folder: token('f'), id: 'PRACTICE-2026-10-13-01', practice: true, role: 'operator-1', lastUtc: at('09:58:00') },
    { folder: token('g'), id: recoveryPlan.ceremony, practice: false, role: 'operator-2', lastUtc: at('09:12:00') },
  ],
} satisfies OnlineState['view'];

export const beginStates = {
  'online-start': { view: start },
  'online-start-chosen': {
    view: start,
    answers: { 'files.pick': picked },
    open: async (page: Page) => {
      await choose('With an approved plan')(page);
      await press('Choose the approved plan')(page);
      await press('Choose the identity of this machine')(page);
    },
  },
  'online-start-plan': { view: start, open: choose('With an approved plan') },
  'online-rehearsal-make': { view: start, open: rehearse },
  'online-rehearsal-team': {
    view: start,
    open: async (page: Page) => {
      await rehearse(page);
      await choose('Who plays what')(page);
    },
  },
  'online-start-earlier': { view: earlier },
  'online-start-unfinished': { view: earlier, open: lookAtUnfinished },
  'online-begin': { view: opened() },
  'online-begin-clock-set': { view: clocked(), open: inRail('Plan and clock') },
  'online-sign-in': { view: clocked() },
  'online-sign-in-asking': { view: signingIn('device-code') },
  'online-sign-in-browser': { view: signingIn('browser') },
  'online-sign-in-azure-cli': { view: signingIn('azure-cli') },
  'online-sign-in-secret': { view: signingIn('secret') },
  'online-sign-in-certificate': { view: signingIn('certificate') },
  'online-sign-in-choose-secret': { view: clocked(), open: choose('With a client secret') },
  'online-sign-in-choose-certificate': { view: clocked(), open: choose('With a certificate') },
  'online-sign-in-refused': {
    view: clocked({
      ui: { account: { phase: 'refused', way: 'azure-cli', fault: { code: 'SERVICE_SIGN_IN_FAILED' } } },
    }),
  },
  'online-sign-in-practice': { view: { ...clocked({ plan: practicePlan }), practiceOnly: true } },
  'online-signed-in': { view: clocked({ ui: signedInUi }), open: inRail('Sign in') },
  'online-signed-in-roles': {
    view: clocked({
      ui: {
        ...signedInUi,
        account: {
          ...signedIn,
          roles: [
            { scope: '/', role: 'Managed HSM Administrator' },
            { scope: '/keys', role: 'Managed HSM Crypto Auditor' },
          ],
        },
      },
    }),
    open: inRail('Sign in'),
  },
} satisfies Readonly<Record<string, OnlineState>>;
