// A whole practice activation, and a whole re-wrap, with both apps: keys made on the offline machine, the security domain downloaded by the
// online one, and every copy proven with the file that came back. Every file is one that an app wrote, carried to the other; everything told
// is read from a screen.
import { readFileSync } from 'node:fs';
import { parseInventory } from '#core/inventory/inventory-file.ts';
import { openManagedHsm } from '#azure/managed-hsm.ts';
import { createPracticeConnection } from '#azure/practice-connection.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { openPracticePlace } from '#simulator/practice-place.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import { beginActivation, giveKeys, goTo, type Play, press, wordsOf, writeRegister } from '../activation-play.ts';
import { intendedCalls } from '../online-machine.ts';
import { expect, openOffline, pairOnline, test } from '../two-machines.ts';

/** A new HSM lets nobody make or read keys: its administrator gives the role for it. */
async function mayUseKeys(cloud: string, hsmUri: string): Promise<void> {
  const place = await openPracticePlace(cloud);
  const connection = createPracticeConnection({ ...place, principalId: practiceAdministrator });
  const { roles } = openManagedHsm({ hsmUri, mode: 'practice', ...connection });
  const user = (await roles.listDefinitions()).find(({ properties }) => properties.roleName.endsWith('Crypto User'));
  await roles.createAssignment('/', user?.id ?? '', practiceAdministrator, 'user');
  await place.close();
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
    const play = await beginActivation({ workspace, prepared, operators, pages });
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
