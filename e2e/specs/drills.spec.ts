// The drills and the making of keys, as people do them.
import { readdirSync } from 'node:fs';
import { expect, test } from '../fixture.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import { passphraseOf, type Room } from '../room.ts';

async function toCustodians(pages: OfflinePages, room: Room, purpose: RegExp): Promise<void> {
  await pages.begin(purpose, 'Practice', 'PRACTICE-DRILL-1');
  await pages.enterClock();
  room.plugIn('IN');
  await pages.giveRole('IN', 'IN');
  await pages.press('Go on');
  await pages.loadSecurityDomain();
  await pages.press('It agrees: go on');
}

async function custodian(pages: OfflinePages, room: Room, at: 1 | 2 | 3): Promise<void> {
  room.plugIn(`C${at}`);
  await pages.giveShare(`C${at}`, /custodian-\d\.key/, at === 3 ? '' : passphraseOf(at));
  room.takeOut(`C${at}`);
  await pages.press('My stick is out');
}

test('share check (D1): all custodians prove their keys, one twice is refused, and nothing is written', async ({
  room,
  start,
}) => {
  const pages = await start();
  await toCustodians(pages, room, /^Share check/);
  await custodian(pages, room, 1);
  await expect(pages.page.getByText('1 of 3', { exact: true })).toBeVisible();
  room.plugIn('C1');
  await pages.press(/I am the custodian/);
  await pages.openKey('C1', /custodian-1\.key/, passphraseOf(1));
  await expect(pages.page.getByRole('alert')).toContainText('CUSTODIAN_ALREADY_GIVEN');
  await pages.press('I step back');
  await custodian(pages, room, 2);
  await custodian(pages, room, 3);
  await pages.title('Finish this session');
  await pages.press('Wipe memory and finish');
  await expect(pages.page.getByText('No file was written in this session.')).toBeVisible();
});

test('quorum drill (D2): the master key is rebuilt and forgotten, and nothing is written', async ({ room, start }) => {
  const pages = await start();
  await toCustodians(pages, room, /^Quorum drill/);
  await custodian(pages, room, 2);
  await custodian(pages, room, 3);
  await pages.title('Prove the quorum');
  await pages.hold('Hold to prove the quorum');
  await pages.title('The quorum is proven');
  await pages.press('Go on');
  await pages.title('Finish this session');
});

test('a custodian’s key is made, encrypted, onto their stick', async ({ room, start }) => {
  const pages = await start();
  await pages.begin(/^Make custodian keys/, 'Practice', 'PRACTICE-KEYS-1');
  await pages.enterClock();
  room.plugIn('OUT');
  await pages.giveRole('OUT', 'Custodian’s stick');
  await pages.page.getByLabel('Name on the stick’s label').fill('C1 Amsterdam');
  const opening = pages.app.nextWindow();
  await pages.press('Choose the passphrase and make the key');
  const window = await opening;
  await window.getByLabel('Passphrase').fill('four random words here');
  await expect(window).toHaveTitle('Passphrase');
  await window.getByLabel('Type it again').fill('four random words there');
  await window.getByRole('button', { name: 'Make the key' }).click();
  await expect(window.getByRole('alert')).toContainText('not the same');
  await window.getByLabel('Type it again').fill('four random words here');
  await window.getByRole('button', { name: 'Make the key' }).click();
  await expect(pages.page.getByRole('region', { name: 'Key made' })).toBeVisible({ timeout: 40_000 });
  const files = ['C1 Amsterdam.cer', 'C1 Amsterdam.key'];
  expect(readdirSync(room.stick('OUT')).sort()).toEqual(files);
  // The same name once more: refused before anybody types a passphrase, and what is there is left as it is.
  await pages.giveRole('OUT', 'Custodian’s stick');
  await pages.page.getByLabel('Name on the stick’s label').fill('C1 Amsterdam');
  await pages.press('Choose the passphrase and make the key');
  await expect(pages.page.getByRole('alert')).toContainText('FILE_EXISTS');
  expect(readdirSync(room.stick('OUT')).sort()).toEqual(files);
});

test('the accessible way without a second window opens a share as well', async ({ room, start }) => {
  const pages = await start();
  await toCustodians(pages, room, /^Share check/);
  room.plugIn('C1');
  await pages.press(/I am the custodian/);
  await pages.giveRole('C1', 'Custodian’s stick');
  await pages.choose(/custodian-1\.key/);
  await pages.press('I cannot use a second window');
  await expect(pages.page.getByText('The drawback:')).toBeVisible();
  await pages.page.getByLabel('Passphrase', { exact: true }).fill(passphraseOf(1));
  await pages.press('Open my share');
  await pages.title('Your share is accepted');
});
