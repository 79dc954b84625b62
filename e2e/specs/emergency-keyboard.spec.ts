// An emergency recovery with a keyboard and nothing else, from the first screen to a blob on a stick; how often Tab is pressed is counted.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { expect, test } from '../fixture.ts';
import { Keyboard } from '../pages/keyboard.ts';
import { passphraseOf, practiceHost } from '../offline-workspace.ts';

test(
  'from files alone to a blob on a stick, without a pointer, in at most 70 Tabs',
  { tag: '@long' },
  async ({ workspace, start }) => {
    test.setTimeout(240_000);
    writeFileSync(join(workspace.stick('IN'), 'exchange-key.json'), workspace.exchangeAnswer);
    workspace.plugIn('IN');
    const offline = await start();
    const { page } = offline;
    const keyboard = new Keyboard(page);
    let turnTabs = 0;
    await offline.title('What do you need to do?');
    await keyboard.press(/^Emergency recovery/);
    await keyboard.press('Begin');
    await new Keyboard(await offline.app.confirmation()).press('Practice');
    await offline.title('The security domain');
    await keyboard.giveRole('IN', 'IN');
    await keyboard.press('I compared it: continue');
    const view = await offline.app.confirmation();
    await expect(view.getByLabel(/^Address of the new HSM/)).toBeFocused();
    await view.keyboard.type(practiceHost);
    await view.keyboard.press('Enter');
    await keyboard.press('Go on to the custodians');
    await keyboard.press(/I am the custodian/);
    for (const [at, stick] of (['C1', 'C2'] as const).entries()) {
      workspace.plugIn(stick);
      const inTurn = new Keyboard(await offline.app.confirmation());
      await expect(inTurn.page.getByLabel('Passphrase')).toBeFocused();
      await inTurn.page.keyboard.type(passphraseOf(at + 1));
      await inTurn.page.keyboard.press('Enter');
      await offline.titleInView(/^Take your stick/);
      workspace.takeOut(stick);
      await offline.titleInView('Thank you. Your key is forgotten.');
      await inTurn.press(at === 0 ? 'The next custodian' : 'Go on');
      turnTabs += inTurn.tabs;
    }
    const inView = new Keyboard(await offline.app.confirmation());
    await expect(inView.page.getByLabel('Name of the first person')).toBeFocused();
    await inView.page.keyboard.type('Anna Berg');
    await inView.type('Name of the second person', 'Bruno Castelli');
    await inView.hold('Hold to build');
    await offline.title('The restore blob is built');
    workspace.plugIn('OUT');
    await keyboard.giveRole('OUT', 'OUT', 'ArrowDown');
    await keyboard.press('Write and read back');
    await expect(page.getByText('The blob is on the stick')).toBeVisible();
    const [name = ''] = readdirSync(workspace.stick('OUT'));
    expect(parseRestoreBlob(readFileSync(join(workspace.stick('OUT'), name))).data).not.toEqual([]);
    const tabs = keyboard.tabs + inView.tabs + turnTabs;
    console.log(`emergency by keyboard alone, quorum of two: ${tabs} Tabs`);
    expect(tabs).toBeLessThanOrEqual(70);
  },
);
