// A production recovery with a genuine exchange certificate, attested by real hardware; and what production refuses.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outsideFile } from '../../build/testing/outside.ts';
import { expect, test } from '../fixture.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import { passphraseOf, practiceHost, type Room } from '../room.ts';

const genuineHost = 'test-mhsm-sd2q2avldvp4tl.managedhsm.azure.net';
const genuine = outsideFile('fixtures', 'exchange-certificate-2025.pem');

async function toExchangeKey(pages: OfflinePages, room: Room): Promise<void> {
  await pages.begin(/^Recover an HSM/, 'Production', 'MHSM-DR-2026-01');
  await pages.enterClock();
  room.plugIn('IN');
  await pages.giveRole('IN', 'IN');
  await pages.press('Go on');
  await pages.loadSecurityDomain();
  await pages.press('It agrees: go on');
}

test('practice and production are never mixed: an id and an exchange key of practice are refused', async ({
  room,
  start,
}) => {
  const pages = await start();
  await pages.choose(/^Recover an HSM/);
  await pages.choose(/^Production/);
  await pages.page.getByLabel('Ceremony id').fill('PRACTICE-1');
  await pages.press('Begin');
  await expect(pages.page.getByRole('alert')).toContainText('CEREMONY_ID_NOT_PRACTICE');
  await pages.press('Close');
  await toExchangeKey(pages, room);
  await pages.loadExchangeKey(practiceHost);
  await expect(pages.page.getByRole('alert')).toContainText('This exchange key is refused');
});

test.describe('with a genuine exchange certificate', () => {
  test.skip(genuine === undefined, 'the genuine certificate does not lie beside the project');
  const pem = genuine === undefined ? '' : readFileSync(genuine, 'latin1');
  const sha256 = (): string =>
    createHash('sha256')
      .update(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'))
      .digest('hex');

  test('a recovery for the HSM that it names', async ({ room, start }) => {
    writeFileSync(join(room.stick('IN'), 'genuine.pem'), pem);
    const pages = await start();
    await toExchangeKey(pages, room);
    await pages.loadExchangeKey(genuineHost, /genuine\.pem/);
    await pages.typeWords(sha256());
    await pages.press('Both sides agree: go on');
    for (const at of [1, 2] as const) {
      room.plugIn(`C${at}`);
      await pages.giveShare(`C${at}`, /custodian-\d\.key/, passphraseOf(at));
      room.takeOut(`C${at}`);
      await pages.press('My stick is out');
    }
    await pages.hold('Hold to build');
    await pages.title('The restore blob is built');
  });

  test('the genuine key of another HSM is refused, whatever it proves', async ({ room, start }) => {
    writeFileSync(join(room.stick('IN'), 'genuine.pem'), pem);
    const pages = await start();
    await toExchangeKey(pages, room);
    await pages.loadExchangeKey('our-new-hsm.managedhsm.azure.net', /genuine\.pem/);
    await expect(pages.page.getByRole('alert')).toContainText('EXCHANGE_NAME_OTHER');
  });

  test('words that do not fit are wrong twice, then only an exception leads on', async ({ room, start }) => {
    writeFileSync(join(room.stick('IN'), 'genuine.pem'), pem);
    const pages = await start();
    await toExchangeKey(pages, room);
    await pages.loadExchangeKey(genuineHost, /genuine\.pem/);
    await pages.typeWords('0'.repeat(64));
    await expect(pages.page.getByRole('alert')).toContainText('WORDS_WRONG');
    await pages.press('Compare');
    await expect(pages.page.getByRole('alert', { name: 'This exchange key is not accepted' })).toBeVisible();
  });
});
