// A plan and a register of custody are written with a keyboard and nothing else, down to their rare settings.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePem } from '#core/encoding/pem.ts';
import { encodePlanDraft } from '#core/plan/plan-draft.ts';
import { encodePlan, parsePlan } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { parseRegister } from '#core/register/register-file.ts';
import { usualCreation } from '#shared/plan/creation.ts';
import { expect, test } from '../fixture.ts';
import { EffortCounter } from '../pages/effort.ts';
import { Keyboard } from '../pages/keyboard.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import { selfSignedCertificate } from '../support/certificates.ts';

/** Somebody at the keyboard of an app whose dialogs they answer. */
class FormPages {
  readonly keyboard: Keyboard;
  readonly effort = new EffortCounter();
  readonly #pages: OfflinePages;

  constructor(pages: OfflinePages) {
    this.#pages = pages;
    this.keyboard = new Keyboard(pages.page);
  }

  async pick(what: string, path: string): Promise<void> {
    await this.#pages.app.answerFolder(path);
    await this.keyboard.press(`Choose ${what}`);
  }

  /** Goes from part to part; each takes the keyboard when it opens. */
  async next(...parts: readonly string[]): Promise<void> {
    for (const part of parts) {
      await this.keyboard.press(`Next: ${part}`);
      await expect(this.#pages.page.getByRole('heading', { level: 2, name: part })).toBeFocused();
    }
  }
}

test('a plan with its rare settings, by keyboard alone', { tag: '@long' }, async ({ workspace, start }) => {
  test.setTimeout(120_000);
  const at = (name: string): string => join(workspace.folder, name);
  mkdirSync(at('plans'));
  writeFileSync(at('plan.draft.json'), encodePlanDraft({ ...recoveryPlan, network: { proxy: null, roots: [] } }));
  const { certificateDer } = await selfSignedCertificate('Corporate root', 2048, true);
  writeFileSync(at('corporate.pem'), encodePem('CERTIFICATE', certificateDer));

  const pages = await start();
  const { page } = pages;
  const form = new FormPages(pages);
  await form.effort.watch(pages.app);
  const { keyboard } = form;
  await keyboard.press('Papers and proofs');
  await keyboard.press('Plan and approvals');
  await keyboard.choose('Go on with a draft');
  await form.pick('the draft', at('plan.draft.json'));
  await keyboard.choose(/^Short/);
  await form.next('People and roles', 'Custodians', 'HSM');

  await keyboard.press(/^Creation/);
  await keyboard.choose(/^Decided in the plan/);
  await keyboard.type('Tags', 'cost-center=4711');
  await keyboard.press(/^Network rules/);
  await keyboard.choose(/^Only these addresses/);
  // Until an address is there, the draft has what it had.
  await expect(page.getByText(/^The draft still has the settings from before/)).toBeVisible();
  await keyboard.type('Addresses and ranges', '203.0.113.0/24');
  await expect(page.getByText(/^The draft still has the settings from before/)).toBeHidden();
  // What was typed is still there after leaving the page.
  await form.next('Backup and security domain');
  await keyboard.press(/^HSM [✓\d]/);
  await keyboard.press(/^Network rules/);
  await expect(page.getByLabel('Addresses and ranges')).toHaveValue('203.0.113.0/24');
  await form.next('Backup and security domain', 'Machines', 'Further settings');

  await keyboard.press(/^Network of the operators/);
  await form.pick('the certificate of the authority', at('corporate.pem'));
  await expect(page.getByLabel('Name of the root')).toHaveValue('Corporate root');
  await keyboard.press('Take out the root Corporate root');
  await expect(page.getByLabel('Name of the root')).toBeHidden();
  await pages.app.answerFolder(at('corporate.pem'));
  await keyboard.press('Choose the certificate of the authority again');
  await expect(page.getByLabel('Name of the root')).toHaveValue('Corporate root');

  await form.next('Check and write');
  await keyboard.press(/^The new file/);
  await form.pick('the stick or folder to write to', at('plans'));
  await keyboard.press('Write the plan');
  await pages.title('Plan and approvals');
  const [name = ''] = readdirSync(at('plans'));
  expect(parsePlan(readFileSync(join(at('plans'), name)))).toEqual({
    ...recoveryPlan,
    grade: 'short',
    creation: {
      ...usualCreation,
      tags: { 'cost-center': '4711' },
      network: { ...usualCreation.network, defaultAction: 'deny', allowedAddresses: ['203.0.113.0/24'] },
    },
    network: { proxy: null, roots: [{ name: 'Corporate root', certificate: certificateDer.toString('base64') }] },
  });
  expect((await form.effort.total()).clicks).toBe(0);
});

test('a register of custody, by keyboard alone', async ({ workspace, start }) => {
  test.setTimeout(120_000);
  const at = (name: string): string => join(workspace.folder, name);
  for (const folder of ['drafts', 'registers']) mkdirSync(at(folder));
  const custodians = recoveryPlan.custodians.map((each, k) => ({ ...each, site: `Office ${k + 1}` }));
  writeFileSync(at('plan.json'), encodePlan({ ...recoveryPlan, custodians }));

  const pages = await start();
  const { page } = pages;
  const form = new FormPages(pages);
  await form.effort.watch(pages.app);
  const { keyboard } = form;
  await keyboard.press('Papers and proofs');
  await keyboard.press('Register of custody');
  await keyboard.choose('Begin a new register from a plan');
  await form.pick('the plan', at('plan.json'));
  await form.pick('the stick or folder to write to', at('drafts'));
  await pages.title('Write the register of custody');
  await keyboard.type('Last gone through on (YYYY-MM-DD)', '2026-10-14');
  await form.next('People', 'Sites');
  await keyboard.type('Name of the site', 'North');
  await form.next('Keys and their copies', 'Check and write');
  await expect(page.getByText('Nothing is missing, and nothing is wrong.')).toBeVisible();
  await form.pick('the stick or folder to write to', at('registers'));
  await keyboard.press('Write the register');
  await expect(page.getByText('The register is written and read back.')).toBeVisible();
  const [name = ''] = readdirSync(at('registers'));
  const register = parseRegister(readFileSync(join(at('registers'), name)));
  expect(register.reviewedOn).toBe('2026-10-14');
  expect(register.sites[0]?.name).toBe('North');
  expect((await form.effort.total()).clicks).toBe(0);
});
