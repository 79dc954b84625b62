// A whole practice recovery with both apps: two operators' online apps over one practice cloud, and the offline app on its own machine.
// Nothing is played: every file is one that an app wrote, carried to the other; everything told is read from the app that shows it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJournal } from '#core/journal/chain.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { openBundle } from '#core/transfer/bundle.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { intendedCalls } from '../online-machine.ts';
import { carry, expect, openOffline, pairOnline, test } from '../two-machines.ts';

test('a recovery goes through both apps, on the files that they write for each other', async ({
  workspace,
  start,
  keys,
  prepared,
  operator,
}) => {
  test.setTimeout(300_000);
  const { confirmation } = prepared;
  const [first, second] = [operator('operator-1'), operator('operator-2')];
  const inventory = async (): Promise<string> => (await first.pick(prepared.inventoryFile, 'inventory')).token;

  // The online side opens the ceremony, and gives out its number.
  await first.open();
  await second.open();

  // The offline side, with the same plan, the same security domain, and the custodians' keys.
  workspace.laySecurityDomain(
    prepared.recovery.securityDomain,
    keys.workspace.custodians.map(({ key }) => key),
  );
  const pages = await start();
  const challenge = await openOffline(pages, /^Recover an HSM/, { workspace, prepared, first });
  await pages.loadSecurityDomain();
  await expect(pages.page.getByText('match the plan')).toBeVisible();
  await pages.press('It agrees: go on');

  // The exchange key, seen and signed by both operators.
  await pairOnline(first, prepared, challenge);
  await first.action('preFlight', 'look', { operators: [practiceAdministrator], inventory: await inventory() });
  await first.action('steps', 'initRecovery', { confirmation });
  await first.until('init-recovery', 'done');
  await second.action('steps', 'observe', { typedName: confirmation.typedName });
  const observation = (await first.pick(await second.exportObservation(), 'observation')).token;
  expect((await first.action('exchange', 'takeObservation', { file: observation })).exchange.isSame).toBe(true);
  await first.makeBundle();
  const exchangeKey = await second.countersign(first.newest('exchange-key'));
  const countersigned = (await first.pick(exchangeKey, 'bundle')).token;
  await first.action('exchange', 'takeCountersigned', { file: countersigned });

  // It is carried to the offline app, which builds the blob with two custodians.
  carry(exchangeKey, workspace.stick('IN'));
  await pages.takeExchangeKey();
  const { own } = (await first.view()).exchange;
  const certificateSha256 = own?.certificateSha256 ?? 'none';
  // Nobody can read it off the screen that asks for it.
  await expect(pages.page.getByText(certificateSha256)).toHaveCount(0);
  await pages.typeWords(certificateSha256);
  await expect(pages.page.getByText('signed by Person operator-1 and Person operator-2')).toBeVisible();
  await pages.press('Both sides agree: go on');
  await pages.giveShares(workspace);
  const sent = await pages.sendBlob(workspace);
  const blob = carry(join(workspace.stick('OUT'), sent), first.stick);
  const { payload } = openBundle(readFileSync(blob), 'restore-blob', pinnedIdentities(prepared.plan));
  expect(payload.exchange.certificateSha256).toBe(certificateSha256);
  const readBack = await pages.readWords();

  // The blob goes up, and what came of it goes back.
  await first.action('exchange', 'takeIncoming', { file: (await first.pick(blob, 'bundle')).token });
  await first.upload(readBack);
  await pages.press('The other side agrees');
  await pages.press('Go on');
  await pages.title('The outcome');
  await first.until('upload', 'done');
  carry(await first.sendOutcome(), workspace.stick('IN'));
  await pages.takeOutcomeAndFinish();
  await pages.press('Write journal and plan to the OUT stick');
  const file = `journal-offline-${prepared.plan.ceremony}.jsonl`;
  await expect(pages.page.getByText(file)).toBeVisible();
  const journal = readJournal(readFileSync(join(workspace.stick('OUT'), file)));
  expect(journal.damage).toBeUndefined();
  expect(journal.head.state).toMatchObject({ closed: true, exceptions: 0, failures: [] });

  // Online, everything comes back and is proven.
  await first.action('steps', 'backUp', { access: 'identity', createContainer: false });
  await first.until('backup', 'done');
  await first.restore(await inventory());
  await first.until('restore', 'done');
  const proven = { inventory: await inventory(), publicHalves: true, canaries: [] };
  expect((await first.action('steps', 'verify', proven)).verification).toMatchObject({ isSame: true });
  const finished = await first.action('session', 'finish', { by: confirmation.by });
  expect(finished.ceremony.phase).toBe('closed');
  expect(intendedCalls(finished)).toEqual(['backup-1', 'init-recovery-1', 'restore-1', 'upload-1']);
});
