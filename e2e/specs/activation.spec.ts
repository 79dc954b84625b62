// A whole practice activation with both apps: keys made on the offline machine, the HSM made and activated by the online one, and every copy
// proven with the file that came back. Every file is one that an app wrote, carried to the other; everything told is read from a screen.
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { makePracticeRoom } from '../../build/testing/make-practice-room.ts';
import { type DeskRoom, prepareDesks } from '../../build/testing/online-desk-room.ts';
import { parseInventory } from '../../electron/main/core/inventory/inventory-file.ts';
import { parseRegister } from '../../electron/main/core/register/register-file.ts';
import { readPublicIdentity } from '../../electron/main/core/transfer/identity.ts';
import { openManagedHsm } from '../../electron/main/online/managed-hsm.ts';
import { createPracticeConnection } from '../../electron/main/online/practice-connection.ts';
import { practiceAdministrator } from '../../electron/main/practice/practice-cloud.ts';
import { openPracticePlace } from '../../electron/main/practice/practice-place.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { expect, test } from '../fixture.ts';
import { intendedCalls, OnlineMachine } from '../online-machine.ts';
import { offlineIdentity } from '../other-side.ts';
import { ActivationPages } from '../pages/activation-pages.ts';
import { typeIdentity } from '../pages/offline-pages.ts';

const keys = makePracticeRoom();
const machines: OnlineMachine[] = [];
let desks: DeskRoom;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  await keys.setUp();
  desks = await prepareDesks(keys.room, readPublicIdentity(offlineIdentity()), toActivation);
  // From here on the app serves the cloud.
  await desks.recovery.cloud.close();
});
test.afterAll(async () => {
  for (const machine of machines) await machine.close();
  await keys.closeOpened();
  await keys.clearAway();
});

/** An HSM that nobody has made yet, for custodians who have no keys yet. */
function toActivation(plan: Plan): Plan {
  const name = 'first-hsm';
  return {
    ...plan,
    kind: 'activation',
    source: null,
    securityDomain: null,
    backup: plan.backup && { ...plan.backup, folder: null },
    custodians: plan.custodians.map((each) => ({ ...each, certificateSha256: null })),
    target: {
      ...plan.target,
      name,
      uri: `https://${name}.managedhsm.practice.invalid`,
      resourceId: plan.target.resourceId.replace(/[^/]+$/, name),
    },
  };
}

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();
const goTo = (page: Page, step: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click();

/** The second person types the name from paper, and the button is held. */
async function confirm(page: Page, name: string, deed: string): Promise<void> {
  const form = page.getByRole('region', { name: 'The second person confirms' });
  await form.getByText('Person operator-2').click();
  await form.getByLabel('Name of the HSM, typed from paper').fill(name);
  const button = form.getByRole('button', { name: deed });
  await button.focus();
  await page.keyboard.down('Space');
  await expect(button).toBeHidden();
  await page.keyboard.up('Space');
}

/** A new HSM lets nobody read keys: its administrator gives the role for it. */
async function mayReadKeys(cloud: string, hsmUri: string): Promise<void> {
  const place = await openPracticePlace(cloud);
  const connection = createPracticeConnection({ ...place, principalId: practiceAdministrator });
  const { roles } = openManagedHsm({ hsmUri, mode: 'practice', ...connection });
  const auditor = (await roles.listDefinitions()).find(({ properties }) => properties.roleName.endsWith('Auditor'));
  await roles.putAssignment('/', 'baseline', auditor?.id ?? '', practiceAdministrator);
  await place.close();
}

/** The security domain goes back to the offline machine. @returns its bundle on the operators' stick, and its hash as the screen has it */
async function sendDomain(operators: OnlineMachine, passphrase: string) {
  const { window: desk } = operators.app;
  const opening = operators.app.nextWindow();
  await operators.app.answerFolder(operators.stick);
  await press(desk, 'Write the security domain for the offline side');
  await typeIdentity(await opening, passphrase);
  await expect(desk.getByText('same', { exact: true })).toBeVisible();
  const bundle = operators.newest('security-domain');
  const { steps } = await operators.view();
  const state = steps.find(({ id }) => id === 'activate')?.state;
  const facts = state?.phase === 'done' ? state.facts : [];
  return { bundle, sha256: facts.find(({ fact }) => fact === 'security-domain-sha256')?.value ?? 'none' };
}

test('an activation goes through both apps, from keys that nobody has to copies that are all proven', async ({
  room,
  start,
}) => {
  test.setTimeout(300_000);
  const { plan, planSha256, offline } = desks;
  const carry = (file: string, folder: string): string => {
    const copy = join(folder, basename(file));
    copyFileSync(file, copy);
    return copy;
  };
  const operators = new OnlineMachine('operator-1', room.folder, desks);
  machines.push(operators);
  const { peers } = await operators.open();
  const desk = operators.app.window;

  // Offline: the plan, and the pairing.
  carry(desks.planFile, room.stick('OWN'));
  writeFileSync(join(room.stick('OWN'), 'offline.identity.json'), offlineIdentity());
  const pages = await start();
  await pages.begin(/^Activate or re-wrap/, 'Practice', plan.ceremony);
  await pages.enterClock();
  const told = { planSha256, pairingCode: await operators.pairingCode(), number: peers.issued ?? 'none' };
  const challenge = await pages.openCeremony(room, told);

  // Online: the other half of the pairing, and the HSM.
  const identity = (await operators.pick(offline.identityFile, 'identity')).token;
  await operators.deed('peers', 'compare', { identity, typed: offline.code });
  await operators.deed('peers', 'noteChallenge', { challenge });
  await goTo(desk, 'Create the HSM');
  await desk.getByText('For drills: the HSM can be purged').click();
  await confirm(desk, plan.target.name, 'Create the HSM');
  await operators.until('create', 'done');

  // Offline: the keys, and their certificates.
  const ceremony = new ActivationPages(pages, room);
  for (const at of [1, 2, 3]) await ceremony.makeKey(at);
  await pages.press('Every key is made: go on');
  const sent = await ceremony.sendCertificates();

  // Online: the certificates go in, the security domain comes out, once.
  await goTo(desk, 'Activate');
  await operators.app.answerFolder(carry(join(room.stick('OUT'), sent.name), operators.stick));
  await press(desk, 'Choose the bundle with the certificates');
  await press(desk, 'Check it and take it');
  await desk.getByLabel('The words of the bundle, as the offline side reads them').fill(sent.words);
  await confirm(desk, plan.target.name, 'Activate, and take the security domain');
  await operators.until('activate', 'done');
  await pages.press('The other side agrees');
  await pages.press('Go on');
  const domain = await sendDomain(operators, desks.passphraseOf('operator-1'));

  // Offline: it is the file that was downloaded, and every copy opens its share of it.
  carry(domain.bundle, room.stick('IN'));
  await ceremony.takeDomain(domain.sha256);
  await expect(pages.page.getByText('any 2 of 3 custodians')).toBeVisible();
  await pages.press('It agrees: go on');
  for (const at of [1, 2, 3]) for (const copy of [1, 2] as const) await ceremony.prove(at, copy);
  await expect(pages.page.getByText('All proven: 3 custodians, both copies.')).toBeVisible();
  await pages.press('All are proven: go on');
  await pages.page.getByLabel('Bag of C1, copy 1').fill('B-0001');
  await pages.press('Write both files and read them back');
  await pages.press('Go on');
  await pages.answer('administrator', 'witness');
  await pages.press('Close the journal and finish');
  await pages.title('This session is over');
  const out = (part: string): Buffer => {
    const [name = 'none'] = readdirSync(room.stick('OUT')).filter((each) => each.startsWith(part));
    return readFileSync(join(room.stick('OUT'), name));
  };
  const { custodians, securityDomainSha256 } = parseRegister(out('custody-register-'));
  expect(securityDomainSha256).toBe(domain.sha256);
  const proofs = custodians.flatMap(({ copies }) => copies.map(({ proof }) => proof?.how));
  expect(proofs).toEqual(Array(6).fill('activation'));
  expect(custodians[0]?.copies[0].bag).toBe('B-0001');

  // Online: the first backup, and what the HSM holds on the same day.
  await goTo(desk, 'First backup');
  await press(desk, 'Back up the new HSM');
  await operators.until('backup', 'done');
  await mayReadKeys(desks.cloud, plan.target.uri);
  await goTo(desk, 'First inventory');
  await operators.app.answerFolder(operators.stick);
  await press(desk, 'Export the inventory');
  await operators.until('baseline', 'done');
  const baseline = parseInventory(readFileSync(operators.newest('inventory-')));
  expect(baseline.hsm).toContain(plan.target.name);

  const finished = await operators.deed('session', 'finish', { by: desks.confirmation.by });
  expect(finished.ceremony.phase).toBe('closed');
  expect(intendedCalls(finished)).toEqual(['backup-1', 'create-1', 'download-1']);
  expect(await operators.app.refusedRequests()).toEqual([]);
});
