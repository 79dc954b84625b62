// What somebody meets who has nothing but the preview: a practice set made by the app, and a recovery or an activation with it from end to
// end, by keyboard alone.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { needs } from '../needs.ts';
import { Keyboard } from '../pages/keyboard.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import { PracticePages } from '../pages/practice-pages.ts';

/** The preview, with a folder for the practice set that it will make. */
async function opened(started: Promise<OfflinePages>, set: string) {
  const pages = await started;
  const practice = await PracticePages.open(pages, set);
  return { pages, page: pages.page, practice, keyboard: practice.keyboard };
}

test(
  'from nothing to a finished recovery with a practice set in the preview, by keyboard alone',
  { tag: '@long' },
  async ({ workspace, start }) => {
    test.setTimeout(240_000);
    needs('preview');
    const set = join(workspace.folder, 'practice-set');
    const { pages, page, practice, keyboard } = await opened(start({ preview: true }), set);
    const sheet = await practice.toPairedMachines(/^Recover an HSM/, 'practice-first-try', 'Make a practice set');

    await pages.title('The security domain');
    await keyboard.press('Load');
    await keyboard.press('I compared it: continue');

    await pages.title('The exchange key');
    await practice.letOperatorsAnswer();
    await expect(page.getByRole('radio', { name: /exchange-key\.bundle/ })).toBeChecked();
    await keyboard.press(/^Take it/);
    await practice.typeWords(sheet.words('The second operator’s words for the exchange key'));
    await keyboard.press('Both sides agree: go on');

    for (const [at, count] of [
      [1, '1 of 2'],
      [3, '2 of 2'],
    ] as const) {
      await keyboard.choose(new RegExp(`\\bC${at}$`));
      await keyboard.press(/I am the custodian/);
      // The folders of all custodians are there.
      await pages.chooseKey(`(PRACTICE-C${at})`);
      await pages.typePassphrase(sheet.value(`Passphrase of custodian ${at}`));
      await pages.titleInView('Thank you. Your key is forgotten.');
      await new Keyboard(await pages.app.confirmation()).press('Go on');
      await expect(page.getByText(count, { exact: true })).toBeVisible();
    }
    await pages.title('Everybody who is needed has been here');
    await keyboard.press('Go on');

    await pages.title('Build the restore blob');
    const inView = new Keyboard(await pages.app.confirmation());
    await inView.pick('First person', 1);
    await inView.pick('Second person', 2);
    await inView.hold('Hold to build');
    await keyboard.press('Written down: go on');

    await pages.title('Save it to the OUT stick');
    await practice.signed(sheet);
    expect(readdirSync(join(set, 'PRACTICE-OUT'))).toEqual([expect.stringContaining('restore-blob.bundle')]);

    await pages.title('The outcome');
    await practice.letOperatorsAnswer();
    await expect(page.getByRole('radio', { name: /outcome\.bundle/ })).toBeChecked();
    await keyboard.press('Accept message');
    await expect(page.getByText('The upload succeeded')).toBeVisible();
    await keyboard.press('Go on');

    await practice.finish('journal-offline-PRACTICE-FIRST-TRY.jsonl');
  },
);

test(
  'from nothing to an activation with a practice set in the preview, by keyboard alone',
  { tag: '@long' },
  async ({ workspace, start }) => {
    test.setTimeout(400_000);
    needs('preview');
    const set = join(workspace.folder, 'practice-set');
    const { pages, page, practice, keyboard } = await opened(start({ preview: true }), set);
    const makeSet = 'Make a practice set for a new HSM';
    const sheet = await practice.toPairedMachines(/^Activate or re-wrap/, 'practice-new-hsm', makeSet);

    const chosen = (at: number): string => `four random words of ${at}`;
    const stick = (at: number, copy: 1 | 2): string => `PRACTICE-C${at}-${copy}`;
    for (const at of [1, 2, 3]) {
      await expect(page.getByRole('region', { name: new RegExp(`^C${at},`) })).toBeVisible();
      await practice.typedWith(stick(at, 1), 'Choose the passphrase and make the key', chosen(at), chosen(at));
      await practice.typedWith(stick(at, 1), 'Type the passphrase and check copy 1', chosen(at));
      // Folders that stand for sticks have no serial numbers: two people look.
      await keyboard.press('Write copy 2 and read it back');
      const inView = new Keyboard(await pages.app.confirmation());
      await inView.takeStick(stick(at, 2));
      await inView.pick('First person', 1);
      await inView.pick('Second person', 2);
      await inView.press('Write copy 2 and read it back');
      await practice.typedWith(stick(at, 2), 'Type the passphrase and check copy 2', chosen(at));
      await expect(page.getByRole('region', { name: `The key of C${at} is on both sticks` })).toBeVisible();
    }
    await keyboard.press('Every key is made: go on');

    await pages.title('Send the certificates on OUT');
    await practice.signed(sheet);

    await pages.title('The new security domain');
    await practice.letOperatorsAnswer();
    await expect(page.getByRole('radio', { name: /security-domain\.bundle/ })).toBeChecked();
    await keyboard.press('Accept message');
    const told = practice.paper(/^PRACTICE-words-/);
    await practice.typeWords(told.words('Words of the security domain, as the operators read them aloud'));
    await keyboard.press('I compared it: continue');

    await pages.title('Every custodian, every copy');
    for (const at of [1, 2, 3]) {
      for (const copy of [1, 2] as const) {
        await practice.typedWith(stick(at, copy), 'Type the passphrase and open the share', chosen(at));
        await expect(page.getByText(`${2 * (at - 1) + copy} of 6`, { exact: true })).toBeVisible();
      }
    }
    await keyboard.press('All are proven: go on');
    await pages.title('The register of custody');
    await keyboard.press('Write both files and read them back');
    // The numbers of bags are asked for by main itself; with folders there are none.
    await new Keyboard(await pages.app.confirmation()).press('Write both files and read them back');
    await keyboard.press('Go on');
    await practice.finish('journal-offline-PRACTICE-NEW-HSM.jsonl');
    expect(readdirSync(join(set, 'PRACTICE-OUT'))).toEqual(
      expect.arrayContaining([
        expect.stringContaining('custody-register-'),
        expect.stringContaining('security-domain-'),
      ]),
    );
  },
);
