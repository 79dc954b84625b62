// A register of custody comes to be by its form alone: from a plan, with sites, bags and envelopes typed, and written as a new file.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePlan } from '../../electron/main/core/plan/plan-file.ts';
import { asPractice, recoveryPlan } from '../../electron/main/core/plan/testdata/sample-plan.ts';
import { parseRegister } from '../../electron/main/core/register/register-file.ts';
import { expect, test } from '../fixture.ts';

test(
  'a register is clicked from a plan to its file, by people who never see the file',
  { tag: '@long' },
  async ({ workspace, start }) => {
    test.setTimeout(120_000);
    const at = (name: string): string => join(workspace.folder, name);
    for (const folder of ['drafts', 'registers']) mkdirSync(at(folder));
    const custodians = recoveryPlan.custodians.map((each, k) => ({ ...each, site: `Office ${k + 1}` }));
    writeFileSync(at('plan.json'), encodePlan(asPractice({ ...recoveryPlan, custodians })));

    const pages = await start();
    const { page } = pages;
    const pick = async (what: string, path: string): Promise<void> => {
      await pages.app.answerFolder(path);
      await pages.press(what);
    };
    const part = async (name: string): Promise<void> => {
      await page.locator('.form-part').filter({ hasText: name }).click();
      await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
    };
    const entry = (name: string): Promise<void> =>
      page.getByRole('region').locator('.form-part').filter({ hasText: name }).click();
    await pages.openTool('Register of custody');
    await pages.choose('Begin a new register from a plan');
    await pick('Choose the plan', at('plan.json'));
    await pick('Choose the stick or folder to write to', at('drafts'));
    await pages.title('Write the register of custody');

    await page.getByLabel('Last gone through on (YYYY-MM-DD)').fill('14.10.2026');
    await expect(page.getByText(/This is not written as it must be/)).toBeVisible();
    await page.getByLabel('Last gone through on (YYYY-MM-DD)').fill('2026-10-14');

    await part('Sites');
    await entry('Site 4, not named yet');
    const unnamed = page.getByRole('region', { name: 'Site 4, not named yet' });
    await unnamed.getByLabel('Name of the site').fill('Bank vault');
    const vault = page.getByRole('region', { name: 'Bank vault' });
    await vault.getByLabel('Region').fill('north');
    await vault.getByLabel('Who can open it alone').selectOption('nobody');

    await part('Keys and their copies');
    await entry('C1');
    const first = page.getByRole('region', { name: 'C1', exact: true });
    await first.getByRole('group', { name: 'C1, copy 1' }).getByLabel('Number of the bag').fill('B-17');
    await first.getByLabel('Site of the envelope').selectOption('Bank vault');

    // A key on a token has no second copy.
    await entry('C2');
    const second = page.getByRole('region', { name: 'C2', exact: true });
    await second.getByLabel('Where the key is').selectOption('on a token');
    await second.getByRole('group', { name: 'C2, token' }).getByLabel('Model of the token').fill('YubiKey YK5');
    await expect(second.getByRole('group', { name: 'C2, copy 2' })).toHaveCount(0);

    // What needs attention is said, and does not keep the register from being written.
    await part('Check and write');
    await entry('What needs attention');
    await expect(page.getByRole('listitem').filter({ hasText: 'never proven' }).first()).toBeVisible();
    await entry('The new file');
    await expect(page.getByText('Nothing is missing, and nothing is wrong.')).toBeVisible();
    await pick('Choose the stick or folder to write to', at('registers'));
    await pages.press('Write the register');
    await pages.title('Register of custody');
    await expect(page.getByText('The register is written and read back.')).toBeVisible();
    await expect(page.getByText('2 of 3 custodians must come.')).toBeVisible();

    const [name = ''] = readdirSync(at('registers'));
    const register = parseRegister(readFileSync(at(`registers/${name}`)));
    expect(register.reviewedOn).toBe('2026-10-14');
    expect(register.sites.at(-1)).toEqual({ id: 'site-unknown', name: 'Bank vault', region: 'north', keyholders: [] });
    expect(register.custodians[0]).toMatchObject({
      envelopeSite: 'site-unknown',
      copies: [{ bag: 'B-17' }, { bag: null }],
    });
    expect(register.custodians[1]?.copies).toMatchObject([{ token: { model: 'YubiKey YK5' } }]);
  },
);
