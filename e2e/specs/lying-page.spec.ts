// What arbitrary code in the page of the offline app can do, run in the real built page: where people must answer, nothing.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { EmergencyPages } from '../pages/emergency-pages.ts';
import { passphraseOf, practiceHost } from '../offline-workspace.ts';

test('builds no blob that people did not approve in main’s own view', async ({ workspace, start }) => {
  writeFileSync(join(workspace.stick('IN'), 'exchange-key.json'), workspace.exchangeAnswer);
  workspace.plugIn('IN');
  const emergency = await EmergencyPages.open(await start());
  const { offline } = emergency;
  const { page, app } = offline;
  await emergency.begin('Practice');
  await emergency.loadDomain();
  await emergency.checkKey(practiceHost);
  await offline.press('Go on to the custodians');
  await emergency.giveSharesOnly(workspace, [
    ['C1', passphraseOf(1)],
    ['C2', passphraseOf(2)],
  ]);
  // Every share is in memory. What follows is what a library in the page could run.
  const named = await page.evaluate(
    `window.lifeboat.emergency.build({ by: ['Anna Berg', 'Bruno Castelli'] }).then(({ fault }) => fault.code)`,
  );
  expect(named).toBe('CALL_MALFORMED');
  await page.evaluate(`void (window.asked = window.lifeboat.emergency.build(null))`);
  const view = await app.confirmation();
  await expect(view.getByText('Lifeboat asks')).toBeVisible();
  await expect(view.getByText(practiceHost)).toBeVisible();
  const tried = await page.evaluate(`(async () => {
    const { lifeboat } = window;
    history.pushState(null, '', '/confirmation.html');
    const another = await lifeboat.emergency.begin({ practice: false });
    const again = await lifeboat.emergency.build(null);
    const opened = window.open('app://confirmation/confirmation.html');
    const fetched = await fetch('app://confirmation/confirmation.html').then(() => 'read', () => 'refused');
    for (const type of ['keydown', 'keyup']) document.dispatchEvent(new KeyboardEvent(type, { key: 'Enter' }));
    return {
      reaches: 'confirmation' in lifeboat,
      calls: [another, again].map(({ fault }) => fault?.code),
      opened: opened !== null && !opened.closed && opened.document !== undefined && 'lifeboat' in opened,
      fetched,
    };
  })()`);
  expect(tried).toEqual({
    reaches: false,
    calls: ['CALL_WHILE_ASKING', 'CALL_WHILE_ASKING'],
    opened: false,
    fetched: 'refused',
  });
  // Whoever reads what is asked turns back; the page hears of that, and has nothing.
  await view.keyboard.press('Escape');
  expect(await page.evaluate(`window.asked.then(({ fault }) => fault.code)`)).toBe('CONFIRMATION_NOT_GIVEN');
  expect(await page.evaluate(`window.lifeboat.session.view(null).then(({ value }) => value.blob.phase)`)).toBe('none');
  workspace.plugIn('OUT');
  expect(readdirSync(workspace.stick('OUT'))).toEqual([]);
});
