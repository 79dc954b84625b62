// The last screen of an activation or a re-wrap and the screen of new keys over a fake of main, with keys alone where people decide.
import type { Page } from '@playwright/test';
import { toolStates } from '../fakes/tool-states.ts';
import { callsOf } from '../fakes/fake-app.ts';
import { expect, test } from '../fakes/fake-test.ts';
import { states } from '../fakes/states.ts';

const lastCall = async (page: Page) => (await callsOf(page)).at(-1);
const pressKey = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name }).focus();
  await page.keyboard.press('Enter');
};

test('giving up asks for an exception of two people first, then for a reason and two people', async ({ openOn }) => {
  const alone = toolStates['activation-unproven'];
  const { page, show } = await openOn({ view: alone.view });
  await alone.open(page);
  await expect(page.getByText('First note an exception that two people decide')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Give this ceremony up …' })).toHaveCount(0);
  const { view } = toolStates['activation-give-up'];
  await show({ view });
  await pressKey(page, 'Finish');
  await pressKey(page, 'Give this ceremony up …');
  expect(await lastCall(page)).toEqual({ channel: 'activation.giveUp', input: null });
});

test('what was given up says so, and is not shown as proven', async ({ openOn }) => {
  const { page } = await openOn({ view: states['activation-given-up'] });
  await expect(page.getByText('This ceremony was given up')).toBeVisible();
  const proofs = page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: 'Both copies proven' });
  await expect(proofs).not.toHaveAttribute('data-done');
});

test('the end of a re-wrap names an old set that is kept, and leads back to it', async ({ openOn }) => {
  const state = toolStates['re-wrap-finish'];
  const { page, show } = await openOn({ view: state.view });
  await state.open(page);
  await expect(page.getByText('The old set is still kept')).toBeVisible();
  await pressKey(page, 'Go back and note it');
  await expect(page.getByRole('region', { name: 'The old set' })).toBeVisible();
  // And after the journal was closed too.
  await show({ view: states['re-wrap-kept'] });
  await expect(page.getByText('The old set is still kept')).toBeVisible();
});

test('the second copy names its custodian, and no stick', async ({ openOn }) => {
  const { page } = await openOn({ view: states['activation-second-stick'] });
  await pressKey(page, 'Write copy 2 and read it back');
  expect(await lastCall(page)).toEqual({ channel: 'activation.writeCopy', input: { custodian: 'C2' } });
});

test('a finished key is made again from the table, until its certificate was signed', async ({ openOn }) => {
  const state = toolStates['activation-key-anew'];
  const { page, show } = await openOn({ view: state.view });
  await state.open(page);
  const card = page.getByRole('region', { name: /^C2/ });
  await expect(card.getByText('The key that there is counts no more')).toBeVisible();
  await expect(card).toBeFocused();
  await expect(page.getByRole('button', { name: 'Every key is made: go on' })).toHaveCount(0);
  await pressKey(page, 'Leave the key as it is');
  await expect(card).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Make again: the key of C3' })).toBeVisible();
  await show({ view: states['activation-read-aloud'] });
  await pressKey(page, 'New keys');
  await expect(page.getByRole('table')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Make again/ })).toHaveCount(0);
});
