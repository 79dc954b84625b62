// A whole offline recovery in practice, as people do it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedIdentities } from '../../electron/main/core/plan/plan-file.ts';
import { readJournal } from '../../electron/main/core/journal/chain.ts';
import { openBundle } from '../../electron/main/core/transfer/bundle.ts';
import { expect, test } from '../fixture.ts';
import { identityPassphrase } from '../other-side.ts';
import { typeIdentity } from '../pages/offline-pages.ts';
import { passphraseOf } from '../room.ts';

test('a full offline recovery: from the clock to the message that the upload succeeded', async ({ room, start }) => {
  test.setTimeout(180_000);
  const pages = await start();
  const side = room.plan('PRACTICE-2026-01');
  await pages.choose(/^Recover an HSM/);
  await expect(pages.page.getByText('Bring these three things')).toBeVisible();
  await pages.begin(/^Recover an HSM/, 'Practice', 'PRACTICE-2026-01');
  await pages.enterClock();
  const challenge = await pages.openCeremony(room, side);
  await pages.loadSecurityDomain();
  await expect(pages.page.getByText('any 2 of 3 custodians')).toBeVisible();
  await expect(pages.page.getByText('those of the plan')).toBeVisible();
  await pages.press('It agrees: go on');

  side.sendKey(room.stick('IN'), challenge, room.exchangeAnswer);
  await pages.takeExchangeKey();
  await expect(pages.page.getByText(room.exchangeCertificateSha256)).toHaveCount(0);
  await pages.typeWords(room.exchangeCertificateSha256);
  await expect(pages.page.getByText('signed by Person operator-1 and Person operator-2')).toBeVisible();
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
  await pages.approveAndHold('Hold to build');
  await pages.title('The restore blob is built');
  await pages.press('Written down: go on');

  room.plugIn('OUT');
  await pages.giveRole('OUT', 'OUT');
  const signing = pages.app.nextWindow();
  await pages.press('Sign, write and read back');
  await typeIdentity(await signing, identityPassphrase);
  await expect(pages.page.getByText('same', { exact: true })).toBeVisible();
  const [name = ''] = readdirSync(room.stick('OUT'));
  const bundle = readFileSync(join(room.stick('OUT'), name));
  const { payload } = openBundle(bundle, 'restore-blob', pinnedIdentities(side.plan));
  expect(payload.exchange.x5tS256).toBe(room.exchangeCertificateSha256);
  await pages.press('The other side agrees');
  await pages.press('Go on');

  await pages.title('What came of it');
  side.sendOutcome(room.stick('IN'), challenge, bundle);
  await pages.press('Look again');
  await pages.press('Take it in');
  await expect(pages.page.getByText('The upload succeeded')).toBeVisible();
  await pages.press('Go on');

  await pages.answer('administrator', 'witness');
  await pages.press('Close the journal and finish');
  await pages.title('This session is over');
  await pages.press('Write journal and plan to the OUT stick');
  await expect(pages.page.getByText('journal-offline-PRACTICE-2026-01.jsonl')).toBeVisible();
  const journal = readJournal(readFileSync(join(room.stick('OUT'), 'journal-offline-PRACTICE-2026-01.jsonl')));
  expect(journal.damage).toBeUndefined();
  expect(journal.head.state).toMatchObject({ closed: true, exceptions: 0, failures: [] });
});
