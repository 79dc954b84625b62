// People who turn to something else while a call runs: the taskbar shows it, a message of the system calls them back, and a press of it
// brings the window. At the window itself no message comes.
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { expect, test } from '../two-machines.ts';
import { needs } from '../needs.ts';
import { OnlinePages } from '../pages/online-pages.ts';

test.use({ offlineSide: 'scripted' });

/** Counts in the page how often the tone was begun. */
function countTones(): void {
  const own = Object.getOwnPropertyDescriptor(BaseAudioContext.prototype, 'createOscillator')?.value as (
    this: AudioContext,
  ) => OscillatorNode;
  document.documentElement.dataset['notes'] = '0';
  AudioContext.prototype.createOscillator = function (this: AudioContext) {
    document.documentElement.dataset['notes'] = String(Number(document.documentElement.dataset['notes']) + 1);
    return own.call(this);
  };
}

test('a call that ends while nobody looks calls people back, and the window when it is pressed', async ({
  prepared,
  operator,
}) => {
  test.setTimeout(180_000);
  needs('play');
  needs('signals');
  const machine = operator('operator-1');
  const pages = new OnlinePages(machine, 'operator-1', prepared);
  await pages.open();
  const { page } = pages;
  await page.evaluate(countTones);
  const notes = (): Promise<unknown> => page.evaluate('Number(document.documentElement.dataset.notes)');
  const { app } = machine;

  // At the window there is a tone and no message.
  await pages.enterClock();
  await pages.enterPractice();
  await machine.pair(prepared.offline.code, prepared.offline.challenge);
  await pages.at('Pre-flight checks');
  await pages.pick('the inventory of the backup', prepared.inventoryFile);
  await page.getByLabel('Object ids of those who work here, or of their group').fill(practiceAdministrator);
  await pages.press('Look now');
  await expect(page.locator('.verdict')).toContainText('Nothing', { timeout: 30_000 });
  await expect.poll(notes).toBe(2);
  const before = await app.signals();
  expect(before.notifications).toEqual([]);
  expect(before.flashes.includes(true)).toBe(false);
  expect(before.bars).toEqual([2, -1]);

  // Turned away: a message, a window that flashes, and the tone.
  await pages.goOn();
  await pages.press('The HSM is there already: go on');
  await pages.at('Recovery mode and exchange key');
  await app.play('turn-away');
  await pages.confirmAsked('Start recovery mode and fetch the exchange key');
  await pages.result('Recovery mode and exchange key', 'Done', 'SHA-256 of the exchange certificate');
  await expect
    .poll(async () => (await app.signals()).notifications)
    .toEqual([{ title: 'Exchange key: done', body: 'Go on in Lifeboat Online.', isSilent: true }]);
  expect((await app.signals()).flashes.at(-1)).toBe(true);
  await expect.poll(notes).toBe(4);
  await app.play('press-notification');
  await expect.poll(async () => (await app.signals()).flashes.at(-1)).toBe(false);

  // Without the tone, the rest is as it was.
  await pages.goOn();
  await page.getByRole('button', { name: 'Papers and proofs' }).click();
  await pages.press('Settings');
  await page.getByRole('radio', { name: /^Off/ }).locator('xpath=ancestor::label').click();
  await page.getByRole('button', { name: '← Back' }).click();
  await app.play('turn-away');
  await machine.action('preFlight', 'look', {
    operators: [practiceAdministrator],
    inventory: (await machine.pick(prepared.inventoryFile, 'inventory')).token,
  });
  await expect.poll(async () => (await app.signals()).notifications.length).toBe(2);
  expect(await notes()).toBe(4);
});
