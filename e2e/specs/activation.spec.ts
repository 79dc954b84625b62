// A whole practice activation, and a whole re-wrap, with both apps: keys made on the offline machine, the security domain downloaded by the
// online one, and every copy proven with the file that came back. Every file is one that an app wrote, carried to the other; everything told
// is read from a screen.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { PreparedOperators } from '../support/prepared-operators.ts';
import { parseInventory } from '#core/inventory/inventory-file.ts';
import { parseRegister } from '#core/register/register-file.ts';
import { openManagedHsm } from '#azure/managed-hsm.ts';
import { createPracticeConnection } from '#azure/practice-connection.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { openPracticePlace } from '#simulator/practice-place.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import { intendedCalls, type OnlineMachine } from '../online-machine.ts';
import { ActivationPages } from '../pages/activation-pages.ts';
import { type OfflinePages, typeIdentity } from '../pages/offline-pages.ts';
import type { Workspace } from '../offline-workspace.ts';
import { carry, expect, openOffline, pairOnline, test } from '../two-machines.ts';
import { confirmIn } from '../pages/confirm-in.ts';
import { fillRows } from '../pages/word-rows.ts';

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();
const goTo = (page: Page, step: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click();

/** A new HSM lets nobody make or read keys: its administrator gives the role for it. */
async function mayUseKeys(cloud: string, hsmUri: string): Promise<void> {
  const place = await openPracticePlace(cloud);
  const connection = createPracticeConnection({ ...place, principalId: practiceAdministrator });
  const { roles } = openManagedHsm({ hsmUri, mode: 'practice', ...connection });
  const user = (await roles.listDefinitions()).find(({ properties }) => properties.roleName.endsWith('Crypto User'));
  await roles.createAssignment('/', user?.id ?? '', practiceAdministrator, 'user');
  await place.close();
}

/** The security domain goes back to the offline machine. @returns its bundle on the operators' stick, and its hash as the screen has it */
async function sendDomain(operators: OnlineMachine, passphrase: string) {
  const { window: appState } = operators.app;
  await operators.app.answerFolder(operators.stick);
  await press(appState, 'Write the security domain for the offline side');
  await typeIdentity(await operators.app.confirmation(), passphrase);
  await expect(appState.getByText('same', { exact: true })).toBeVisible();
  const bundle = operators.newest('security-domain');
  const { steps } = await operators.view();
  const state = steps.find(({ id }) => id === 'activate')?.state;
  const facts = state?.phase === 'done' ? state.facts : [];
  return { bundle, sha256: facts.find(({ fact }) => fact === 'security-domain-sha256')?.value ?? 'none' };
}

/** The machines of a ceremony that gives keys, and the screens of the offline one. */
interface Play {
  readonly workspace: Workspace;
  readonly prepared: PreparedOperators;
  readonly operators: OnlineMachine;
  readonly pages: OfflinePages;
  /** What this kind of ceremony calls the online steps. */
  readonly words: { readonly activate: string; readonly action: string; readonly backup: string };
}
const wordsOf = {
  activation: { activate: 'Activate', action: 'Activate, and take the security domain', backup: 'First backup' },
  're-wrap': { activate: 'Re-wrap', action: 'Re-wrap, and take the security domain', backup: 'Fresh backup' },
};

/** From keys that nobody has, through the certificates and the download, to copies that are all proven. @returns the file's hash */
async function giveKeys({ workspace, prepared, operators, pages, words }: Play): Promise<string> {
  const { window: appState } = operators.app;
  const ceremony = new ActivationPages(pages, workspace);
  for (const at of [1, 2, 3]) await ceremony.makeKey(at);
  await pages.press('Every key is made: go on');
  const sent = await ceremony.sendCertificates();

  // Online: the certificates go in, the security domain comes out.
  await goTo(appState, words.activate);
  await operators.app.answerFolder(carry(join(workspace.stick('OUT'), sent.name), operators.stick));
  await press(appState, 'Choose the bundle with the certificates');
  await fillRows((await operators.app.confirmation()).getByRole('main'), sent.words.split(' '));
  await confirmIn(await operators.app.confirmation(), operators.confirmedBy);
  await operators.until('activate', 'done');
  await pages.pressInView('The other side agrees');
  await pages.press('Go on');
  const domain = await sendDomain(operators, prepared.passphraseOf('operator-1'));

  // Offline: it is the file that was downloaded, and every copy opens its share of it.
  carry(domain.bundle, workspace.stick('IN'));
  await ceremony.takeDomain(domain.sha256);
  await expect(pages.page.getByText('any 2 of 3 custodians')).toBeVisible();
  await pages.press('I compared it: continue');
  for (const at of [1, 2, 3]) for (const copy of [1, 2] as const) await ceremony.prove(at, copy);
  await expect(pages.page.getByText('All proven: 3 custodians, both copies.')).toBeVisible();
  return domain.sha256;
}

/** Writes the register with the number of one bag. @returns what is on the stick OUT then */
async function writeRegister({ workspace, pages }: Play): Promise<CustodyRegister> {
  await pages.press('All are proven: go on');
  await pages.press('Write both files and read them back');
  await (await pages.app.confirmation()).getByLabel('Bag of C1, copy 1').fill('B-0001');
  await pages.pressInView('Write both files and read them back');
  await expect(pages.page.getByRole('button', { name: 'Go on' })).toBeVisible();
  const [name = 'none'] = readdirSync(workspace.stick('OUT')).filter((each) => each.startsWith('custody-register-'));
  const register = parseRegister(readFileSync(join(workspace.stick('OUT'), name)));
  expect(register.custodians[0]?.copies[0].bag).toBe('B-0001');
  return register;
}

async function finishOffline({ pages }: Play): Promise<void> {
  await pages.press('Go on');
  await pages.closeJournal();
}

const proofsIn = ({ custodians }: CustodyRegister) =>
  custodians.flatMap(({ copies }) => copies.map(({ proof }) => proof?.how));

/** The test key, which the first backup waits for. @returns its name and version */
async function makeCanary({
  prepared,
  operators,
  words,
}: Play): Promise<{ readonly key: string; readonly version: string }> {
  const { window: appState } = operators.app;
  await goTo(appState, words.backup);
  await expect(appState.getByText('The test key is not made yet.')).toBeVisible();
  await expect(appState.getByRole('button', { name: 'Back up the new HSM' })).toBeDisabled();
  await mayUseKeys(prepared.cloud, prepared.plan.target.uri);
  await goTo(appState, 'Test key');
  await press(appState, 'Make the test key, and use it once');
  const { steps } = await operators.until('canary', 'done');
  const state = steps.find(({ id }) => id === 'canary')?.state;
  const facts = state?.phase === 'done' ? state.facts : [];
  const value = (wanted: string): string => facts.find(({ fact }) => fact === wanted)?.value ?? 'none';
  // What its maker says of the key is kept; the root of a practice HSM is no maker's.
  expect(value('canary-not-attested')).toMatch(/^[0-9a-f]{64}$/u);
  return { key: value('canary-key'), version: value('canary-version') };
}

/** The first backup with the new keys, and what the HSM holds on the same day. @returns what was listed, and the calls that were intended */
async function backUpAndList({ prepared, operators, words }: Play) {
  const { window: appState } = operators.app;
  await goTo(appState, words.backup);
  await press(appState, 'Back up the new HSM');
  await operators.until('backup', 'done');
  await goTo(appState, 'First inventory');
  await operators.app.answerFolder(operators.stick);
  await press(appState, 'Export the inventory');
  await operators.until('baseline', 'done');
  const baseline = parseInventory(readFileSync(operators.newest('inventory-')));
  expect(baseline.hsm).toContain(prepared.plan.target.name);
  const finished = await operators.confirmed('session', 'finish', null);
  expect(finished.ceremony.phase).toBe('closed');
  return { keys: baseline.keys, calls: intendedCalls(finished) };
}

test.describe('activation', () => {
  test.use({ ceremony: 'activation' });

  test('an activation goes through both apps, from keys that nobody has to copies that are all proven', async ({
    workspace,
    start,
    prepared,
    operator,
  }) => {
    test.setTimeout(300_000);
    const operators = operator('operator-1');
    await operators.open();
    const pages = await start();
    const challenge = await openOffline(pages, /^Activate or re-wrap/, { workspace, prepared, first: operators });
    await pairOnline(operators, prepared, challenge);
    const appState = operators.app.window;
    await goTo(appState, 'Create the HSM');
    await appState.getByText('For drills: the HSM can be purged').click();
    await appState.getByRole('main').getByRole('button', { name: 'Create the HSM' }).click();
    await confirmIn(await operators.app.confirmation(), operators.confirmedBy);
    await operators.until('create', 'done');

    const play: Play = { workspace, prepared, operators, pages, words: wordsOf.activation };
    const sha256 = await giveKeys(play);
    const register = await writeRegister(play);
    expect(register.securityDomainSha256).toBe(sha256);
    expect(proofsIn(register)).toEqual(Array(6).fill('activation'));
    await finishOffline(play);
    const { key, version } = await makeCanary(play);
    const { keys, calls } = await backUpAndList(play);
    expect(calls).toEqual(['backup-1', 'canary-1', 'create-1', 'download-1']);
    expect(keys.map((each) => [each.name, each.versions[0]?.version])).toEqual([[key, version]]);
  });
});

test.describe('re-wrap', () => {
  test.use({ ceremony: 're-wrap' });

  test(
    'a re-wrap goes through both apps: an HSM in service gets new custodians, and the old set is given up at the end',
    { tag: '@long' },
    async ({ workspace, start, prepared, operator }) => {
      test.setTimeout(300_000);
      workspace.tellSerials();
      const operators = operator('operator-1');
      const { steps } = await operators.open();
      // The HSM is there, with keys in it and custodians of its own.
      expect(steps.map(({ id }) => id)).not.toContain('create');
      const pages = await start();
      const challenge = await openOffline(pages, /^Activate or re-wrap/, { workspace, prepared, first: operators });
      await pairOnline(operators, prepared, challenge);

      const play: Play = { workspace, prepared, operators, pages, words: wordsOf['re-wrap'] };
      const sha256 = await giveKeys(play);
      expect(sha256).not.toBe(prepared.recovery.plan.securityDomain?.sha256);
      const register = await writeRegister(play);
      expect(register.securityDomainSha256).toBe(sha256);
      expect(proofsIn(register)).toEqual(Array(6).fill('re-wrap'));

      const oldSet = pages.page.getByRole('region', { name: 'The old set' });
      await oldSet.getByRole('button', { name: 'They are on the destruction sheet' }).click();
      await pages.answer('administrator', 'witness');
      await pages.pressInView('They are on the destruction sheet');
      await expect(oldSet.getByText('Noted: the old set is on the destruction sheet.')).toBeVisible();
      await finishOffline(play);
      expect((await backUpAndList(play)).calls).toEqual(['backup-1', 'download-1']);
    },
  );
});
