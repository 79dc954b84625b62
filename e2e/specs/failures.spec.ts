// What goes wrong in a room: a stick too early, a cable, a process, a power cut, a strange name. Nothing is lost that must not be.
import { appendFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { needs } from '../needs.ts';
import { passphraseOf } from '../offline-workspace.ts';

const ceremony = 'PRACTICE-2026-02';

test('in production no custodian is asked while a way out is open', { tag: '@long' }, async ({ workspace, start }) => {
  workspace.cable(true);
  const pages = await start();
  await pages.begin(/^Share check/, 'Production', 'MHSM-CHECK-01');
  await pages.toSecurityDomain(workspace);
  await pages.loadSecurityDomain();
  await pages.press('I compared it: continue');
  await pages.come('C1');
  await expect(pages.page.getByRole('alert')).toContainText('AIR_GAP_OPEN');
  workspace.cable(false);
  await expect(pages.page.getByText('intact', { exact: true })).toBeVisible();
  await pages.come('C1');
  await pages.titleInView('Insert your stick');
});

test(
  'who turns back and types a wrong passphrase goes on in the same turn; the screen starts anew and loses nothing; the process that holds the shares is killed, and the custodians begin again',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const pages = await start();
    await pages.toCustodians(workspace, ceremony);
    workspace.plugIn('C1');
    await pages.come('C1');
    await pages.passphraseField();
    await pages.askForHelp('Choose my key again');
    await pages.chooseKey('custodian-1.key');
    await pages.typePassphrase('not the passphrase');
    await pages.refusedInView('PASSPHRASE_WRONG');
    await expect((await pages.app.confirmation()).getByText('Try 2')).toBeVisible();
    await pages.typePassphrase(passphraseOf(1));
    await pages.leave(workspace, 'C1');
    await expect(pages.page.getByText('1 of 2', { exact: true })).toBeVisible();

    // Main holds the truth.
    await pages.page.reload();
    await expect(pages.page.getByText('1 of 2', { exact: true })).toBeVisible();
    workspace.plugIn('C3');
    await pages.giveShare('C3', '');
    await pages.leave(workspace, 'C3');
    await pages.goOnFromCustodians();
    await pages.title('Build the restore blob');
    expect(await pages.app.killWorker('combiner')).toBe(true);
    await pages.approveAndBeRefused('Hold to build', 'CUSTODY_PROCESS_ENDED');
    await pages.title('Who comes next?');
    await expect(pages.page.getByText('0 of 2', { exact: true })).toBeVisible();
  },
);

test('the air gap opens: shares are dropped, everybody is told, and a passphrase that is typed is gone at once', async ({
  workspace,
  start,
}) => {
  const pages = await start();
  await pages.toCustodians(workspace, ceremony);
  await pages.giveFirstShare(workspace);
  workspace.cable(true);
  const alarm = pages.page.getByRole('alertdialog');
  await expect(alarm).toContainText('The share in memory is gone.');
  await expect(alarm).toContainText('AIR_GAP_LOST');
  await pages.press('We have read it');
  await expect(pages.page.getByText('0 of 2', { exact: true })).toBeVisible();

  workspace.cable(false);
  await expect(pages.page.getByText('intact', { exact: true })).toBeVisible();
  workspace.plugIn('C1');
  await pages.come('C1');
  const field = await pages.passphraseField();
  await field.fill('half of it');
  workspace.cable(true);
  await expect(field).toHaveCount(0);
  await pages.press('We have read it');
  await pages.title('Who comes next?');
});

test(
  'a second program finds the journal in use; after a power cut, and after the end of a journal was torn, the app says what is gone and what is still true, and goes on',
  { tag: '@long' },
  async ({ workspace, start }) => {
    workspace.tellSerials();
    const pages = await start();
    await pages.toCustodians(workspace, ceremony);
    // Another user’s program, which the single-instance lock does not know; it shares the disk.
    const other = await start({ userData: join(workspace.folder, 'other-user') });
    mkdirSync(join(workspace.folder, 'other-user'), { recursive: true });
    await other.app.close();
    symlinkSync(join(workspace.userData, 'ceremonies'), join(workspace.folder, 'other-user', 'ceremonies'));
    const second = await start({ userData: join(workspace.folder, 'other-user') });
    await second.press(/was not finished/);
    await second.press('Go on with this recovery');
    await expect(second.page.getByRole('alert')).toContainText('JOURNAL_IN_USE');
    await second.app.close();

    await pages.giveFirstShare(workspace);
    await pages.noteException('the lights went out');
    await pages.app.kill();

    const again = await start();
    const unfinished = `The recovery ${ceremony} was not finished`;
    const earlier = again.page.getByRole('region', { name: unfinished });
    await again.press(/was not finished/);
    await expect(earlier).toContainText('Discarded for safety: 1 share.');
    await expect(earlier).toContainText('both sides had agreed on the exchange key; no blob was built; 1 exception.');
    expect(await again.page.content()).not.toContain(workspace.exchangeCertificateSha256);
    await again.press('Go on with this recovery');
    // The sticks are known by their serial numbers: nobody is asked which is which.
    await again.title('The security domain');
    await expect(again.page.getByText(ceremony)).toBeVisible();
    await expect(again.page.getByText('agrees', { exact: true })).toBeVisible();
    await again.loadSecurityDomain();
    await again.press('I compared it: continue');
    await again.title('Who comes next?');
    await expect(again.page.getByText('0 of 2', { exact: true })).toBeVisible();

    await again.app.kill();
    const root = join(workspace.userData, 'ceremonies');
    const [folder = ''] = readdirSync(root);
    appendFileSync(join(root, folder, 'journal.jsonl'), '{"at":"2026-');
    const repaired = await start();
    await repaired.press(/was not finished/);
    await expect(repaired.page.getByRole('region', { name: unfinished })).toContainText('JOURNAL_TORN_LINE');
    await repaired.press('Close the damage off by an exception');
    await repaired.fillException('power was lost while the program wrote');
    await repaired.press('Go on with this recovery');
    await repaired.title('The security domain');
  },
);

test('a second instance for the same user ends at once, and the first goes on', async ({ start }) => {
  const pages = await start();
  await expect(start()).rejects.toThrow();
  await pages.begin(/^Share check/, 'Practice', 'PRACTICE-2026-04');
  await pages.app.kill();
  // A program that was killed keeps nobody out.
  await (await start()).title('What do you need to do?');
});

test('hostile names on a stick are shown harmlessly, and the list stays usable', async ({ workspace, start }) => {
  const names = [
    '<script>alert(1)<!-- .json',
    'security-domain\u202egnp.exe',
    'line\nbreak.json',
    `${'long '.repeat(48)}.json`,
    '__proto__',
    'ＳＥＣＵＲＩＴＹ.json',
    'null\u0001byte.json',
    // Electron reads such a file as a folder.
    'x.asar',
  ];
  for (const name of names) writeFileSync(join(workspace.stick('IN'), name), 'x');
  mkdirSync(join(workspace.stick('IN'), '..%2f..%2fetc'));
  const pages = await start();
  await pages.begin(/^Share check/, 'Practice', 'PRACTICE-2026-03');
  await pages.toSecurityDomain(workspace);
  // The one that says it is a security domain is chosen already; the others are shown when asked for.
  await expect(pages.page.getByRole('radio')).toHaveCount(1);
  await pages.press('Show every file');
  await expect(pages.page.getByRole('radio')).toHaveCount(names.length + 1);
  await expect(pages.page.getByText('<script>alert(1)<!-- .json')).toBeVisible();
  await expect(pages.page.getByText('security-domain\\u{202e}gnp.exe')).toBeVisible();
  await pages.choose(/__proto__/);
  await pages.press('Load');
  await expect(pages.page.getByRole('alert')).toContainText('Nothing was written');
  await pages.loadSecurityDomain();
  await expect(pages.page.getByText('any 2 of 3 custodians')).toBeVisible();
});

test('the preview refuses production', { tag: '@long' }, async ({ start }) => {
  needs('preview');
  const pages = await start({ preview: true });
  await expect(pages.page.getByText('PRACTICE PREVIEW')).toBeVisible();
  await pages.comeFor(/^Share check/);
  await pages.press('Begin');
  const view = await pages.app.confirmation();
  await expect(view.getByRole('button', { name: 'Practice' })).toBeVisible();
  await expect(view.getByRole('button', { name: 'Production' })).toHaveCount(0);
});
