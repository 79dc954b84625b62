// What the system does to the app while people work: their page's process ends, the program is told to quit, the session ends.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { needs } from '../needs.ts';
import type { Workspace } from '../offline-workspace.ts';

const ceremony = 'PRACTICE-2026-05';

/** Whether a journal of this workspace is locked. */
const isLocked = (workspace: Workspace): boolean => {
  const root = join(workspace.userData, 'ceremonies');
  return readdirSync(root).some((folder) => existsSync(join(root, folder, 'journal.jsonl.lock')));
};

test('a machine that goes to sleep keeps no share; a page whose process ends is drawn again where it was, and says so; and whoever ends the program, its journal is closed before', async ({
  workspace,
  start,
}) => {
  needs('play');
  const pages = await start();
  await pages.toCustodians(workspace, ceremony);
  await pages.giveFirstShare(workspace);
  await pages.app.play('suspend');
  await expect(pages.page.getByRole('alertdialog')).toBeVisible();
  await pages.press('We have read it');
  await expect(pages.page.getByText('0 of 2', { exact: true })).toBeVisible();

  await pages.giveFirstShare(workspace);
  const opening = pages.app.nextWindow();
  await pages.app.play('crash-page');
  const again = await opening;
  await expect(again.getByRole('alertdialog')).toContainText('SCREEN_RELOADED');
  await again.getByRole('button', { name: 'We have read it' }).click();
  await expect(again.getByText('1 of 2', { exact: true })).toBeVisible();

  expect(isLocked(workspace)).toBe(true);
  await pages.app.play('quit');
  await expect.poll(() => pages.app.isRunning()).toBe(false);
  expect(isLocked(workspace)).toBe(false);

  const later = await start();
  await later.press(/^The recovery .* was not finished/);
  await later.press('Go on with this recovery');
  await later.title('Which stick is which?');
  expect(isLocked(workspace)).toBe(true);
  await later.app.play('session-end');
  await expect.poll(() => later.app.isRunning()).toBe(false);
  expect(isLocked(workspace)).toBe(false);
});
