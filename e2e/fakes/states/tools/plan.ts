// Plans and identities.
import type { Page } from '@playwright/test';
import { draftProblems } from '#core/plan/plan-draft.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import type { AboutView } from '#shared/contract/tools/about.ts';
import type { MadeIdentity } from '#shared/contract/tools/identities.ts';
import type { RegisterDraftView } from '#shared/contract/tools/custody.ts';
import { quorumHealth } from '#shared/register/health.ts';
import { troubledRegister } from '#shared/register/testdata/registers.ts';
import type { PlanDraftView } from '#shared/contract/tools/plans.ts';
import { usualCreation } from '#shared/plan/creation.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { blank } from '#shared/plan/template.ts';
import { say } from '../../localize.ts';
import { sha } from '../hashes.ts';
import { empty } from '../offline/common.ts';
import { file, picked, plan } from './common.ts';
import { at, choose, type ToolsState, press, visible } from './tool-state.ts';

/** A plan in which a member of each kind is missing or wrong. */
const halfWritten: Plan = {
  ...recoveryPlan,
  place: blank,
  target: { ...recoveryPlan.target, tenant: blank, location: 'North Europe' },
  people: recoveryPlan.people.map((each) =>
    each.id === 'witness'
      ? { ...each, roles: ['W1', 'OP'] }
      : each.id === 'custodian-2'
        ? { ...each, name: blank }
        : each,
  ),
  custodians: recoveryPlan.custodians.map((each) => (each.id === 'C2' ? { ...each, certificateSha256: blank } : each)),
  network: { proxy: 'http://proxy.corp.example:3128', roots: [{ name: 'Corporate root', certificate: 'AAAA' }] },
  creation: {
    ...usualCreation,
    tags: { 'cost-center': '4711' },
    network: { ...usualCreation.network, defaultAction: 'deny', allowedAddresses: ['203.0.113.0/24'] },
  },
  identities: recoveryPlan.identities.map((each) => (each.role === 'operator-2' ? { ...each, spki: blank } : each)),
};

/** A part of the form says behind its name how much of it is open. */
const printerPart = async (page: Page, part: string): Promise<void> =>
  page
    .locator('.form-part')
    .filter({ hasText: await say(page, part, 'anywhere') })
    .click();

const made: MadeIdentity = {
  identity: { role: 'offline', holder: 'Person op', keyId: sha, spki: 'MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE'.repeat(4) },
  files: [
    { ...file, name: 'offline.identity.json' },
    { ...file, name: 'offline.public.json' },
  ],
};

const draft: PlanDraftView = {
  draft: { ...picked, name: 'plan-MHSM-DR-2026-10-14-01.draft.json' },
  sha256: sha,
  plan: halfWritten,
  problems: draftProblems(halfWritten),
};

/** The form of a plan on one of its parts; on the first where none is named. */
const formAt = (part: string | undefined): ToolsState => ({
  answers: { 'files.pick': picked, 'plans.openDraft': draft, 'plans.keepDraft': draft },
  ...at('Plan and approvals', async (page) => {
    await choose(page, 'Go on with a draft');
    await press(page, 'Choose the draft');
    if (part !== undefined) await printerPart(page, part);
    await visible(page, part ?? 'Ceremony');
  }),
});

const registerDraft: RegisterDraftView = {
  draft: { ...picked, name: 'custody-register-nordbank-pay-hsm1.draft.json' },
  sha256: sha,
  register: troubledRegister,
  problems: [],
  health: quorumHealth(troubledRegister, '2026-10-14'),
};

/** The form of a register on one of its parts; on the first where none is named. */
const registerFormAt = (part: string | undefined): ToolsState => ({
  answers: { 'files.pick': picked, 'custody.openDraft': registerDraft, 'custody.keepDraft': registerDraft },
  ...at('Register of custody', async (page) => {
    await choose(page, 'Go on with a draft');
    await press(page, 'Choose the draft');
    if (part !== undefined) await printerPart(page, part);
    await visible(page, part ?? 'HSM and quorum');
  }),
});

export const planStates = {
  'register-form': registerFormAt(undefined),
  'register-form-people': registerFormAt('People'),
  'register-form-sites': registerFormAt('Sites'),
  'register-form-keys': registerFormAt('Keys and their copies'),
  'register-form-check': registerFormAt('Check and write'),
  'plan-read': {
    answers: { 'files.pick': picked, 'plans.load': plan },
    ...at('Plan and approvals', async (page) => {
      await press(page, 'Choose the plan');
      await visible(page, 'The plan');
    }),
  },
  'start-recovery': { answers: {}, view: empty, open: (page) => page.locator('.answer').first().click() },
  manual: {
    answers: {},
    ...at('Read the manual', async (page) => {
      await page.getByRole('heading', { level: 1, name: await say(page, 'Manual') }).waitFor();
    }),
  },
  'plan-begin': {
    answers: {},
    ...at('Plan and approvals', (page) => choose(page, 'Begin a new plan')),
  },
  'plan-next-version': {
    answers: {},
    ...at('Plan and approvals', (page) => choose(page, 'Make the next version of a plan')),
  },
  'plan-form': formAt(undefined),
  'plan-form-people': formAt('People and roles'),
  'plan-form-custodians': formAt('Custodians'),
  'plan-form-hsm': formAt('HSM'),
  'plan-form-restored': formAt('Backup and security domain'),
  'plan-form-machines': formAt('Machines'),
  'plan-form-further': formAt('Further settings'),
  'plan-form-check': formAt('Check and write'),
  settings: {
    answers: {},
    ...at('Settings', async (page) => {
      await page.getByRole('heading', { level: 1, name: await say(page, 'Settings') }).waitFor();
    }),
  },
  about: {
    answers: {
      'about.read': {
        version: '0.2.0',
        programSha256: sha,
        electron: '45.4.1',
        chromium: '150.0.0.0',
        node: '24.19.2',
        system: 'Linux 6.12.0 x64',
        refusals: [
          { atUtc: '2026-10-14T09:12:00.000Z', call: 'plans.load', code: 'FILE_NOT_FOUND' },
          { atUtc: '2026-10-14T09:14:30.000Z', call: 'exchange.takeIncoming', code: 'BUNDLE_CEREMONY' },
        ],
      } satisfies AboutView,
    },
    ...at('About this program', (page) => visible(page, 'Log of this session')),
  },
  'identity-choose': { answers: {}, ...at('Make an identity', (page) => choose(page, 'Operator 1')) },
  'identity-made': {
    answers: { 'files.pick': { ...picked, name: 'STICK OF OP' }, 'identities.create': made },
    ...at('Make an identity', async (page) => {
      await choose(page, 'Offline machine');
      await press(page, 'Choose the stick or folder to write to');
      await visible(page, 'The new identity');
    }),
  },
} satisfies Readonly<Record<string, ToolsState>>;
