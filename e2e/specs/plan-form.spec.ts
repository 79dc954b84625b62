// A plan comes to be by its form alone: from nothing to two approvals, with what files know read from files, and after a restart.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePublicIdentity, readPublicIdentity, signerOf } from '#core/transfer/identity.ts';
import { verifyApprovedPlan } from '#core/plan/approval.ts';
import { planSha256 } from '#core/plan/plan-file.ts';
import { encodeRegister } from '#core/register/register-file.ts';
import { registerOf } from '#shared/register/testdata/registers.ts';
import { fingerprintWords } from '#shared/formatting/fingerprint.ts';
import { expect, test } from '../fixture.ts';
import { typeIdentity, type OfflinePages } from '../pages/offline-pages.ts';
import { keptIdentity } from '../support/kept.ts';

const ceremony = 'PRACTICE-FORM-1';
const passphrases = { offline: 'passphrase of the laptop', witness: 'passphrase of the witness' } as const;

class PlanPages {
  readonly pages: OfflinePages;

  constructor(pages: OfflinePages) {
    this.pages = pages;
  }

  async pick(what: string, path: string): Promise<void> {
    await this.pages.app.answerFolder(path);
    await this.pages.press(what);
  }

  /** Opens a part of the form by its name. */
  async part(name: string): Promise<void> {
    await this.pages.page.locator('.form-part').filter({ hasText: name }).click();
    await expect(this.pages.page.getByRole('region', { name, exact: true })).toBeVisible();
  }

  /** Goes to one of several that a part has. */
  async entry(name: string): Promise<void> {
    await this.pages.page.getByRole('region').locator('.form-part').filter({ hasText: name }).click();
  }

  /** Fills fields of one group, or of the page, by their labels. */
  async fill(values: Readonly<Record<string, string>>, group?: string): Promise<void> {
    const { page } = this.pages;
    const within = group === undefined ? page : page.getByRole('region', { name: group, exact: true });
    for (const [label, value] of Object.entries(values)) await within.getByLabel(label, { exact: true }).fill(value);
  }

  async open(): Promise<void> {
    await this.pages.openTool('Plan and approvals');
    await this.pages.title('Plan and approvals');
  }

  async approve(plan: string, identity: string, out: string, passphrase: string): Promise<void> {
    await this.pick('Choose your identity', identity);
    await this.pages.app.answerFolder(out);
    await typeIdentity(await this.pages.app.confirmation(), passphrase);
    await expect(this.pages.page.getByText('Signed. Give the new file to the next person')).toBeVisible();
    expect(plan).not.toBe('');
  }
}

test('a plan is clicked from nothing to two approvals, by people who never see its file', async ({
  workspace,
  start,
}) => {
  test.setTimeout(180_000);
  const at = (name: string): string => join(workspace.folder, name);
  for (const folder of ['drafts', 'plans', 'ids']) mkdirSync(at(folder));
  // What others hand over: a register of custody, and the public identities of four machines.
  const register = registerOf(3, 2, {
    practice: true,
    hsm: { name: 'lost-hsm', uri: 'https://lost-hsm.managedhsm.practice.invalid' },
  });
  writeFileSync(at('register.json'), encodeRegister(register));
  for (const [role, passphrase] of Object.entries(passphrases)) {
    const { file } = keptIdentity(role as keyof typeof passphrases, `Person ${role}`, passphrase);
    writeFileSync(at(`ids/${role}.identity.json`), file);
    writeFileSync(at(`ids/${role}.public.json`), encodePublicIdentity(readPublicIdentity(file)));
  }
  for (const role of ['operator-1', 'operator-2'] as const) {
    const signer = signerOf(role, `Person ${role}`, generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey);
    writeFileSync(at(`ids/${role}.public.json`), encodePublicIdentity(signer));
  }

  const first = new PlanPages(await start());
  await first.open();
  await first.pages.choose('Begin a new plan');
  await first.pages.choose('Recovery');
  await first.pages.choose('Practice');
  await first.fill({
    'Ceremony id': ceremony,
    'Date (YYYY-MM-DD)': '2026-10-14',
    'Custodians (3 to 10)': '3',
    'How many must come (2 to 10)': '2',
  });
  await first.pick('Choose the stick or folder to write to', at('drafts'));
  await first.pages.press('Begin the draft');
  await first.pages.title('Write the plan');
  await first.fill({ Place: 'Room 1', Purpose: 'The region was lost' });
  await expect(first.pages.page.getByRole('radio', { name: /^Full/ })).toBeChecked();
  await first.pages.choose('Short');
  await first.pick('Choose the register of custody', at('register.json'));
  await expect(first.pages.page.getByText(/^Filled in from the file/)).toBeVisible();
  await first.part('People and roles');
  await first.entry('Ceremony administrator, Media controller');
  await first.fill({ Name: 'Ada' });
  await expect(first.pages.page.getByText('every change is saved')).toBeVisible();
  await first.pages.app.close();

  // After a restart the draft goes on where it was.
  const next = new PlanPages(await start());
  const { page } = next.pages;
  await next.open();
  await next.pages.choose('Go on with a draft');
  await next.pick('Choose the draft', at(`drafts/plan-${ceremony}.draft.json`));
  await next.pages.title('Write the plan');
  await expect(page.getByLabel('Place')).toHaveValue('Room 1');
  await next.part('People and roles');
  await next.entry('Ada');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ada');

  await next.part('Machines');
  for (const [turn, role] of ['operator-1', 'operator-2', 'offline', 'witness'].entries()) {
    await next.pick(
      turn === 0 ? 'Choose a public identity' : 'Choose a public identity again',
      at(`ids/${role}.public.json`),
    );
    await expect(page.getByText('there', { exact: true })).toHaveCount(turn + 1);
  }

  // What is missing still is said, with who knows it; and nothing can be written yet.
  await next.part('Check and write');
  await next.entry('An Azure administrator can look it up in the portal');
  await expect(page.getByRole('button', { name: 'Write the plan' })).toBeDisabled();
  // What is no mistake, but makes people are at a step without it.
  await next.entry('No mistake, but a step will ask for it');
  const needs = page.getByRole('region', { name: 'No mistake, but a step will ask for it' });
  await expect(needs).toContainText('Step M3 compares the boot medium, and the plan has no SHA-256 of it.');

  await next.part('HSM');
  await next.entry('HSM to work on');
  await next.fill(
    {
      'Name of the HSM': 'recovered-hsm',
      'Subscription id': '00000000-0000-4000-8000-000000000001',
      'Resource group': 'recovery',
      'Tenant id': '00000000-0000-4000-8000-000000000002',
      Region: 'North Europe',
    },
    'HSM to work on',
  );
  await expect(page.getByText(/This is not written as it must be/)).toBeVisible();
  await next.fill({ Region: 'northeurope' }, 'HSM to work on');
  await expect(page.getByText('https://recovered-hsm.managedhsm.practice.invalid')).toBeVisible();

  await next.part('Backup and security domain');
  await next.entry('Security domain');
  await next.fill({ 'Where this hash is from': 'Register of custody' });
  await next.entry('Backup');
  await next.fill({
    'Address of the storage account': 'https://backups.blob.practice.invalid',
    Container: 'mhsm-backups',
    'Folder of the last backup': 'mhsm-lost-hsm-2026101312000000',
    'Resource id of the managed identity':
      '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/recovery/providers/Microsoft.ManagedIdentity/userAssignedIdentities/restore',
  });

  await next.part('Check and write');
  await expect(page.getByText('Nothing is missing, and nothing is wrong.')).toBeVisible();
  await next.pick('Choose the stick or folder to write to', at('plans'));
  await next.pages.press('Write the plan');
  await next.pages.title('Plan and approvals');
  await expect(page.getByRole('region', { name: 'The plan', exact: true })).toContainText('0 of 2 approvals');
  expect(readdirSync(at('plans'))).toEqual([`plan-${ceremony}.json`]);
  // The cover is compared by the program, in words.
  const sha256 = createHash('sha256')
    .update(readFileSync(at(`plans/plan-${ceremony}.json`)))
    .digest('hex');
  const [firstWord = '', ...others] = fingerprintWords(sha256);
  await page.getByLabel('Hash of the plan').fill([others[1], ...others].join(' '));
  await expect(page.getByText('The paper and this plan agree.')).toBeHidden();
  await page.getByLabel('Hash of the plan').fill([firstWord, ...others].join(' '));
  await expect(page.getByText('The paper and this plan agree.')).toBeVisible();
  await page.getByLabel('Hash of the plan').fill('0'.repeat(64));
  await expect(page.getByText(/This is not the plan of the paper/)).toBeVisible();

  await next.approve('first', at('ids/offline.identity.json'), at('plans'), passphrases.offline);
  const once = `plan-${ceremony}-approved-by-1.dsse.json`;
  await next.pick('Choose the plan again', at(`plans/${once}`));
  await expect(page.getByRole('region', { name: 'The plan', exact: true })).toContainText('1 of 2 approvals');
  await next.approve('second', at('ids/witness.identity.json'), at('plans'), passphrases.witness);
  await expect(page.getByRole('region', { name: 'The plan', exact: true })).toContainText('2 of 2 approvals');
  await expect(page.getByRole('region', { name: 'The plan', exact: true })).toContainText('Script on paper');

  const approved = readFileSync(at(`plans/plan-${ceremony}-approved-by-2.dsse.json`));
  const { plan } = JSON.parse(readFileSync(at(`drafts/plan-${ceremony}.draft.json`), 'utf8')) as {
    plan: Parameters<typeof planSha256>[0];
  };
  expect(verifyApprovedPlan(approved, planSha256(plan)).plan.custodians).toHaveLength(3);
  expect(plan.grade).toBe('short');
});
