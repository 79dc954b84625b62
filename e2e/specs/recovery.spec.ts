// A whole offline recovery in practice, as people do it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { passphraseOf, practiceHost } from '../room.ts';

test('a full offline recovery: from the clock to the OUT stick', async ({ room, start }) => {
  const pages = await start();
  await pages.begin(/^Recover an HSM/, 'Practice', 'PRACTICE-2026-01');
  await pages.enterClock();

  await pages.title('Which stick is which?');
  room.plugIn('IN');
  await pages.giveRole('IN', 'IN');
  await pages.press('Go on');
  await pages.loadSecurityDomain();
  await expect(pages.page.getByText('any 2 of 3 custodians')).toBeVisible();
  await pages.press('It agrees: go on');

  await pages.loadExchangeKey(practiceHost);
  await expect(pages.page.getByText(room.exchangeCertificateSha256)).toHaveCount(0);
  await pages.typeWords(room.exchangeCertificateSha256);
  await pages.press('Both sides agree: go on');

  room.plugIn('C1');
  await pages.giveShare('C1', /custodian-1\.key/, passphraseOf(1));
  await expect(pages.page.getByText('1 of 2', { exact: true })).toBeVisible();
  room.takeOut('C1');
  await pages.press('My stick is out');
  room.plugIn('C3');
  await pages.giveShare('C3', /custodian-3\.key/, '');
  await expect(pages.page.getByText('2 of 2', { exact: true })).toBeVisible();
  room.takeOut('C3');
  await pages.press('My stick is out');

  await pages.title('Build the restore blob');
  await pages.hold('Hold to build');
  await pages.title('The restore blob is built');
  await pages.press('Written down: go on');

  room.plugIn('OUT');
  await pages.giveRole('OUT', 'OUT');
  await pages.press('Write and read back');
  await expect(pages.page.getByText('same', { exact: true })).toBeVisible();
  const [name = ''] = readdirSync(room.stick('OUT'));
  const blob = JSON.parse(readFileSync(join(room.stick('OUT'), name), 'utf8')) as { WrappedKey: { x5t_256: string } };
  expect(Buffer.from(blob.WrappedKey.x5t_256, 'base64url').toString('hex')).toBe(room.exchangeCertificateSha256);

  await pages.press('Go on');
  await pages.press('Wipe memory and finish');
  await pages.title('This session is over');
});
