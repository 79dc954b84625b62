// What people set in an app counts at once, in every window, and at the next start; and what the program says of itself.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';

const marks = (page: OfflinePages['page']): Promise<unknown> =>
  page.evaluate(
    '[...document.documentElement.attributes].map(({ name }) => name).filter((name) => name.startsWith("data-"))',
  );

test('the program says which one it is, and keeps what people set', async ({ workspace, start }) => {
  const pages = await start();
  const { page } = pages;
  await test.step('it writes what it refused for whoever helps', async () => {
    const at = join(workspace.folder, 'help');
    mkdirSync(at);
    // Something to refuse: a folder that is no rehearsal.
    await pages.openTool('Rehearse');
    await pages.app.answerFolder(at);
    await pages.press('Choose the folder of the rehearsal');
    await expect(page.getByRole('alert')).toContainText('FILE_NOT_FOUND');
    await pages.press('All papers and proofs');
    await pages.press('About this program');
    await pages.title('About this program');
    const program = readFileSync(new URL('../../out/electron/offline.cjs', import.meta.url));
    const sha256 = createHash('sha256').update(program).digest('hex');
    await expect(page.getByRole('region', { name: 'Program', exact: true })).toContainText(sha256.slice(0, 4));
    await expect(page.getByRole('row').last()).toContainText('rehearsal.openFILE_NOT_FOUND');
    await pages.app.answerFolder(at);
    await pages.press('Choose the stick or folder to write to');
    await expect(page.getByText(/read back and identical/)).toBeVisible();
    const [name = ''] = readdirSync(at);
    expect(JSON.parse(readFileSync(join(at, name), 'utf8'))).toMatchObject({
      ...{ format: 'lifeboat-log', side: 'offline', programSha256: sha256 },
      refusals: [{ call: 'rehearsal.open', code: 'FILE_NOT_FOUND' }],
    });
  });
  await test.step('language, colours and size are set once, for every window and every start', async () => {
    const width = await page.evaluate<number>('innerWidth');
    await pages.openTool('Settings');
    await pages.title('Settings');
    await pages.choose(/^High contrast/);
    expect(await marks(page)).toEqual(['data-contrast']);
    await pages.choose(/^Dark/);
    expect(await marks(page)).toEqual(['data-dark']);
    await pages.choose('125 %');
    await expect.poll(() => page.evaluate<number>('innerWidth')).toBe(Math.round(width / 1.25));
    await pages.choose('Deutsch');
    await pages.title('Einstellungen');
    // Beside an air-gapped machine nobody hears anything unless they want to.
    await expect(page.getByRole('radio', { name: /^Aus/ })).toBeChecked();
    await pages.app.close();

    const { page: again } = await start();
    await expect(again.getByRole('heading', { level: 1, name: 'Was möchten Sie tun?' })).toBeVisible();
    expect(await marks(again)).toEqual(['data-dark']);
    expect(await again.evaluate<number>('innerWidth')).toBe(Math.round(width / 1.25));
    expect(JSON.parse(readFileSync(join(workspace.userData, 'settings.json'), 'utf8'))).toMatchObject({
      ...{ language: 'de', theme: 'dark', textSize: 125, sound: false },
    });
  });
});
