// The drills and the making of keys, as people do them.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withCopies } from '#shared/register/copies.ts';
import { encodeRegister, parseRegister } from '#core/register/register-file.ts';
import { quorumHealth } from '#shared/register/health.ts';
import { registerOf } from '#shared/register/testdata/registers.ts';
import { expect, test } from '../fixture.ts';
import { clickToAnswer } from '../pages/answered-sheet.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import { passphraseOf, practiceHost, type Workspace } from '../offline-workspace.ts';
import { daysAfter } from '#shared/formatting/date-time.ts';

async function toCustodians(pages: OfflinePages, workspace: Workspace, purpose: RegExp): Promise<void> {
  await pages.begin(purpose, 'Practice', 'PRACTICE-DRILL-1');
  await pages.toSecurityDomain(workspace);
  await pages.loadSecurityDomain();
  await pages.press('I compared it: continue');
}

async function custodian(pages: OfflinePages, workspace: Workspace, at: 1 | 2 | 3, copy: 1 | 2 = 1): Promise<void> {
  workspace.plugIn(`C${at}`);
  await pages.giveShare(`C${at}`, at === 3 ? '' : passphraseOf(at), copy);
  await pages.leave(workspace, `C${at}`);
}

/** A register of the custodians in the workspace, as an activation leaves it: every copy was proven so many days ago. */
function layRegister(workspace: Workspace, daysAgo: number): void {
  const on = new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
  const proof = { on, how: 'activation', ceremony: 'PRACTICE-ACT-1' } as const;
  const register = registerOf(3, 2);
  writeFileSync(
    join(workspace.folder, 'register.json'),
    encodeRegister({
      ...register,
      practice: true,
      hsm: { name: 'new-hsm', uri: `https://${practiceHost}` },
      securityDomainSha256: hashOf(readFileSync(join(workspace.stick('IN'), 'security-domain.json'))),
      custodians: register.custodians.map((each, at) => ({
        ...withCopies(each, (copy) => ({ ...copy, proof })),
        certificateSha256: hashOf(workspace.custodians[at]?.certificateDer ?? Buffer.alloc(0)),
      })),
    }),
  );
}
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test(
  'share check (D1): both copies of every key are proven, one twice is refused, and the register learns of it',
  { tag: '@long' },
  async ({ workspace, start }) => {
    test.setTimeout(120_000);
    layRegister(workspace, 100);
    const pages = await start();
    await toCustodians(pages, workspace, /^Share check/);
    await custodian(pages, workspace, 1);
    await expect(pages.page.getByText('1 of 6', { exact: true })).toBeVisible();
    workspace.plugIn('C1');
    await pages.come('C1', 1);
    await pages.typePassphrase(passphraseOf(1));
    await pages.refusedInView('COPY_ALREADY_PROVEN');
    workspace.takeOut('C1');
    await pages.titleInView('Insert your stick');
    await pages.askForHelp('Cancel my turn');
    await custodian(pages, workspace, 1, 2);
    // No certificate is beside the keys on these sticks.
    await expect(pages.page.getByRole('row').nth(1).getByText('opened, says its process')).toHaveCount(2);
    for (const copy of [1, 2] as const) await custodian(pages, workspace, 2, copy);
    for (const copy of [1, 2] as const) await custodian(pages, workspace, 3, copy);
    await pages.title('Every copy of every key is proven');
    await pages.press('Go on');
    await pages.title('Finish this session');
    await pages.press('Wipe memory and finish');
    await expect(pages.page.getByText('No file was written in this session.')).toBeVisible();
    workspace.takeOut('IN');
    workspace.plugIn('OUT');
    await pages.giveRole('OUT', 'OUT');
    await pages.press('Write the log to the OUT stick and read it back');
    await expect(pages.page.getByText('same', { exact: true })).toBeVisible();
    await pages.press('Back to the first screen');

    // The register: every copy is overdue, until the log of the check is entered.
    await pages.openTool('Register of custody');
    await pages.app.answerFolder(join(workspace.folder, 'register.json'));
    await pages.press('Choose the register of custody');
    await pages.press('Check');
    await expect(pages.page.getByText('overdue')).toHaveCount(6);
    const [log = 'none'] = readdirSync(workspace.stick('OUT'));
    await pages.app.answerFolder(join(workspace.stick('OUT'), log));
    await pages.press('Choose logs and journals');
    await pages.app.answerFolder(workspace.folder);
    await pages.press('Choose the stick or folder to write to');
    await pages.press('Enter the proofs and write a new register');
    await expect(pages.page.getByRole('region', { name: 'Proofs entered' }).getByRole('listitem')).toHaveCount(6);
    await expect(pages.page.getByText('overdue')).toHaveCount(0);
    const [name = 'none'] = readdirSync(workspace.folder).filter((each) => each.startsWith('custody-register-'));
    const today = new Date().toISOString().slice(0, 10);
    const { custodians } = quorumHealth(parseRegister(readFileSync(join(workspace.folder, name))), today);
    expect(custodians.map(({ dueOn }) => dueOn)).toEqual(Array(3).fill(daysAfter(today, 91)));
  },
);

test(
  'quorum drill (D2): the master key is rebuilt and forgotten, and nothing is written',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const pages = await start();
    await toCustodians(pages, workspace, /^Quorum drill/);
    await custodian(pages, workspace, 2);
    await custodian(pages, workspace, 3);
    await pages.goOnFromCustodians();
    await pages.title('Prove the quorum');
    await pages.hold('Hold to prove the quorum');
    await pages.title('The quorum is proven');
    await pages.press('Go on');
    await pages.title('Finish this session');
  },
);

test('a custodian’s key is made, encrypted, onto their stick', { tag: '@long' }, async ({ workspace, start }) => {
  const pages = await start();
  await pages.begin(/^Make custodian keys/, 'Practice', 'PRACTICE-KEYS-1');
  await pages.enterClock();
  await pages.press('Choose the passphrase and make the key');
  const window = await pages.app.confirmation();
  await pages.titleInView('Insert your stick');
  workspace.plugIn('OUT');
  await expect(window.getByRole('heading', { name: 'Choose a passphrase' })).toBeVisible();
  await window.getByLabel('Name on the stick’s label').fill('C1 Amsterdam');
  await window.getByLabel('Passphrase').fill('four random words here');
  await window.getByLabel('Type it again').fill('four random words there');
  await window.getByRole('button', { name: 'Make the key' }).click();
  await expect(window.getByRole('alert')).toContainText('not the same');
  await window.getByLabel('Type it again').fill('four random words here');
  await clickToAnswer(window.getByRole('button', { name: 'Make the key' }));
  await expect(pages.page.getByRole('region', { name: 'Key made' })).toBeVisible({ timeout: 40_000 });
  const files = ['C1 Amsterdam.cer', 'C1 Amsterdam.key'];
  expect(readdirSync(workspace.stick('OUT')).sort()).toEqual(files);
  // The same name once more is refused in place, and what is there is left as it is.
  await pages.press('Choose the passphrase and make the key');
  await pages.takeStick('OUT');
  await window.getByLabel('Name on the stick’s label').fill('C1 Amsterdam');
  await window.getByLabel('Passphrase').fill('four random words here');
  await window.getByLabel('Type it again').fill('four random words here');
  await window.getByRole('button', { name: 'Make the key' }).click();
  await pages.refusedInView('FILE_EXISTS');
  await expect(window.getByLabel('Name on the stick’s label')).toHaveValue('C1 Amsterdam');
  expect(readdirSync(workspace.stick('OUT')).sort()).toEqual(files);
});
