// A whole offline recovery in practice, as people do it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { readJournal } from '#core/journal/chain.ts';
import { openBundle } from '#core/transfer/bundle.ts';
import { expect, test } from '../fixture.ts';

test('a full offline recovery: from the clock to the message that the upload succeeded', async ({
  workspace,
  start,
}) => {
  test.setTimeout(180_000);
  const pages = await start();
  const side = workspace.plan('PRACTICE-2026-01');
  await pages.choose(/^Recover an HSM/);
  await expect(pages.page.getByRole('heading', { name: 'Bring this' })).toBeVisible();
  await pages.begin(/^Recover an HSM/, 'Practice', 'PRACTICE-2026-01');
  await pages.enterClock();
  const challenge = await pages.openCeremony(workspace, side);
  await pages.loadSecurityDomain();
  await expect(pages.page.getByText('any 2 of 3 custodians')).toBeVisible();
  await expect(pages.page.getByText('match the plan')).toBeVisible();
  await pages.press('It agrees: go on');

  side.sendKey(workspace.stick('IN'), challenge, workspace.exchangeAnswer);
  await pages.takeExchangeKey();
  await expect(pages.page.getByText(workspace.exchangeCertificateSha256)).toHaveCount(0);
  await pages.typeWords(workspace.exchangeCertificateSha256);
  await expect(pages.page.getByText('signed by Person operator-1 and Person operator-2')).toBeVisible();
  await pages.press('Both sides agree: go on');

  await pages.giveShares(workspace);
  const name = await pages.sendBlob(workspace);
  const bundle = readFileSync(join(workspace.stick('OUT'), name));
  const { payload } = openBundle(bundle, 'restore-blob', pinnedIdentities(side.plan));
  expect(payload.exchange.certificateSha256).toBe(workspace.exchangeCertificateSha256);
  await pages.press('The other side agrees');
  await pages.press('Go on');

  await pages.title('The outcome');
  side.sendOutcome(workspace.stick('IN'), challenge, bundle);
  await pages.takeOutcomeAndFinish();
  await pages.press('Write journal and plan to the OUT stick');
  await expect(pages.page.getByText('journal-offline-PRACTICE-2026-01.jsonl')).toBeVisible();
  const journal = readJournal(readFileSync(join(workspace.stick('OUT'), 'journal-offline-PRACTICE-2026-01.jsonl')));
  expect(journal.damage).toBeUndefined();
  expect(journal.head.state).toMatchObject({ closed: true, exceptions: 0, failures: [] });
});
