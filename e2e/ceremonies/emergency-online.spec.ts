// An emergency in Lifeboat Online, clicked as people click it: no plan, no identity, no bundle. Over the practice cloud, with blobs that are built
// elsewhere; and what goes badly is shown as such.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { errorInstead } from '../support/fault-actions.ts';
import { azRestoreBlobs, hasAz } from '../support/az.ts';
import type { PracticeWorkspaceKeys } from '../support/make-practice-workspace.ts';
import { type PreparedOperators, prepareOperators } from '../support/prepared-operators.ts';
import { makeRestoreBlob } from '../support/restore-blob.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { verifyEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import { expect, test as base } from '../fixture.ts';
import type { RunningApp } from '../hosts/host.ts';
import { host } from '../hosts/this-host.ts';
import { typeIn } from '../pages/confirm-in.ts';
import { EffortCounter } from '../pages/effort.ts';
import { holdDown } from '../pages/hold.ts';
import { endOf } from '../pages/online-pages.ts';

interface Scene {
  readonly prepared: PreparedOperators;
  readonly keys: PracticeWorkspaceKeys;
  readonly app: RunningApp;
  readonly page: Page;
  readonly stick: string;
  readonly effort: EffortCounter;
  readonly press: (name: string | RegExp) => Promise<void>;
  readonly choose: (name: string) => Promise<void>;
  /** Chooses a file or folder in the system's dialog, which the spec answers. */
  readonly pick: (name: string | RegExp, path: string) => Promise<void>;
  /** In main's own view. */
  readonly pressInView: (name: string) => Promise<void>;
  /** Presses, types the name of the HSM from paper, and holds. */
  readonly confirm: (action: string, folder?: string) => Promise<void>;
  /** The same for what is asked by itself. */
  readonly confirmAsked: (action: string) => Promise<void>;
  /** And where it is refused after something was asked: the step says so. */
  readonly confirmInVain: (action: string, why: string) => Promise<void>;
  readonly title: (name: string) => Promise<void>;
  readonly result: () => ReturnType<Page['getByRole']>;
  /** How the rail names a step. */
  readonly inRail: (name: RegExp) => ReturnType<Page['getByRole']>;
}

const people = ['Ada Lovelace', 'Grace Hopper'] as const;

const test = base.extend<{ scene: Scene }>({
  scene: [
    async ({ workspace, keys }, use) => {
      const prepared = await prepareOperators(keys.workspace);
      const stick = join(workspace.folder, 'stick');
      mkdirSync(stick, { recursive: true });
      const app = await host.launch({
        app: 'online',
        userData: join(workspace.folder, 'user-data-online'),
        isShortLived: true,
      });
      const page = app.window;
      const effort = new EffortCounter();
      await effort.watch(app);
      const press: Scene['press'] = async (name) => {
        await page
          .getByRole('main')
          .getByRole('button', { name, exact: typeof name === 'string' })
          .click();
      };
      const pressInView: Scene['pressInView'] = async (name) => {
        const button = (await app.confirmation()).getByRole('button', { name, exact: true });
        await button.click();
        await expect(button).toBeHidden();
      };
      const typed = async (action: string, folder = '') => {
        const view = await app.confirmation();
        await expect(view.getByLabel('Name of the first person')).toHaveValue(people[0]);
        await expect(view.getByLabel('Name of the second person')).toHaveValue(people[1]);
        await typeIn(view, { second: undefined, name: endOf('recovered-hsm'), folder: endOf(folder) });
        return view.getByRole('button', { name: action });
      };
      const scene: Scene = {
        ...{ prepared, keys, app, page, stick, effort, press, pressInView },
        choose: async (name) => {
          await page.getByText(name, { exact: true }).click();
        },
        pick: async (name, path) => {
          await app.answerFolder(path);
          await press(name);
        },
        confirm: async (action, folder) => {
          await press(action);
          await holdDown(await typed(action, folder));
        },
        confirmAsked: async (action) => {
          await holdDown(await typed(action));
        },
        confirmInVain: async (action, why) => {
          await holdDown(await typed(action), () =>
            expect(page.getByRole('alert').first()).toContainText(why, { timeout: 30_000 }),
          );
        },
        title: (name) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 60_000 }),
        result: () => page.getByRole('region', { name: 'Done', exact: true }),
        inRail: (name) => page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name }),
      };
      await use(scene);
      expect(await app.refusedRequests()).toEqual([]);
      await app.close();
      await keys.closeOpened();
    },
    { timeout: 120_000 },
  ],
});

/** Begins the emergency and enters the practice cloud, which another program on this machine serves. */
async function begin(scene: Scene, start: string): Promise<void> {
  const { app, page, prepared, press, pressInView, choose, pick, title, effort } = scene;
  await choose('Emergency recovery');
  await expect(page.getByText('Only if there is no plan and no time to make one.')).toBeVisible();
  await choose(start);
  const view = await app.confirmation();
  await expect(view.getByRole('button', { name: 'Start emergency recovery' })).toBeDisabled();
  // Only the address says whether it is practice.
  await expect(view.getByText('PRODUCTION')).toBeHidden();
  await view.getByLabel('Address of the HSM, from paper').fill(prepared.plan.target.uri.replace('https://', ''));
  await view.getByLabel('Name of the first person').fill(people[0]);
  await view.getByLabel('Name of the second person').fill(people[1]);
  await pressInView('Start emergency recovery');
  await title('Enter the practice cloud');
  await expect(page.getByText('NO PLAN')).toBeVisible();
  // A real HSM is in Azure: nobody says where.
  await effort.without(async () => {
    await choose('One in a folder');
    await pick(/^Choose the folder of the practice cloud/, prepared.cloud);
  });
  await press('Enter the practice cloud');
  await pressInView('Yes, go on with it');
}

/** What people build on the other side, from the certificate on the stick or the key of another HSM. */
async function blobOf({ prepared, keys: { workspace }, stick }: Scene, exchange: Buffer | string): Promise<string> {
  let key: Buffer = Buffer.alloc(0);
  let uri = prepared.plan.target.uri;
  if (typeof exchange === 'string') {
    uri = exchange;
    await workspace.open(prepared.recovery.cloud, uri).securityDomain.getTransferKey(({ bytes }) => {
      key = bytes;
      return Promise.resolve();
    });
  } else {
    key = exchange;
  }
  const custodians = workspace.custodians.map(({ key: each }) => each);
  const path = join(stick, `blob-${readdirSync(stick).length}.json`);
  writeFileSync(path, makeRestoreBlob(prepared.recovery.securityDomain, custodians, key, uri));
  return path;
}

async function nameBackup({ app, page, prepared, pressInView }: Scene): Promise<string> {
  const { account = '', container = '', folder } = prepared.plan.backup ?? {};
  const view = await app.confirmation();
  // Its name will do.
  const [name = ''] = account.replace('https://', '').split('.');
  await view.getByLabel('Storage account, from paper').fill(name);
  await view.getByLabel('Container', { exact: true }).fill(container);
  await view.getByLabel('Folder of the backup', { exact: true }).fill(folder ?? '');
  await pressInView('Save backup location');
  await expect(page.getByRole('button', { name: 'Back up the new HSM' })).toBeVisible();
  return folder ?? '';
}

/** The hold of practice is over after half a minute; then the form opens by itself. */
const untilOpen = ({ page }: Scene): Promise<void> =>
  expect(page.getByRole('button', { name: 'Wipe and restore' })).toBeVisible({ timeout: 60_000 });

/** What the function behind the real `az keyvault security-domain restore-blob` builds for a certificate. */
function blobOfAz({ prepared, keys: { workspace }, stick }: Scene, certificate: string): string {
  const securityDomain = join(stick, 'security-domain.json');
  writeFileSync(securityDomain, prepared.recovery.securityDomain);
  const wrappingKeys = workspace.custodians.slice(0, 2).map(({ key, certificateDer }, at) => {
    const path = join(stick, `custodian-${at + 1}`);
    writeFileSync(`${path}.key`, key.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(`${path}.cer`, encodePem('CERTIFICATE', certificateDer));
    return `${path}.key`;
  });
  const job = { sdFile: securityDomain, exchangeKey: certificate, wrappingKeys, out: join(stick, 'az-blob.json') };
  expect(azRestoreBlobs([job], join(stick, '..', 'azure'))).toEqual(['written']);
  return job.out;
}

/** From the start to the exchange key in a file on the stick. @returns the file */
async function fetchKey(scene: Scene): Promise<string> {
  const { page, stick, pick, confirmAsked, title, result } = scene;
  await begin(scene, 'An HSM, no blob yet');
  await title('Recovery mode and exchange key');
  await confirmAsked('Start recovery mode and fetch the exchange key');
  await expect(result()).toContainText('SHA-256 of the exchange certificate');
  await pick('Write it to a stick', stick);
  // The name is on the page when the file is written, read back and there.
  await expect(page.getByText(/\.pem\b/).first()).toBeVisible();
  const [pem = ''] = readdirSync(stick).filter((name) => name.endsWith('.pem'));
  expect(pem).not.toBe('');
  await expect(page.getByText(pem)).toBeVisible();
  return join(stick, pem);
}

async function upload({ page, pick, confirmAsked, title, result }: Scene, blob: string): Promise<void> {
  await title('Upload the restore blob');
  await pick('Choose the restore blob', blob);
  await expect(page.getByText('It has the form of a restore blob')).toBeVisible();
  await confirmAsked('Upload the blob');
  await expect(result()).toContainText('The HSM has shown the key that the blob names', { timeout: 30_000 });
}

async function verify({ prepared, pick, title }: Scene): Promise<void> {
  await title('Does the new HSM match the backup?');
  await pick('Choose the inventory of the backup', prepared.inventoryFile);
}

test(
  'a blob that the real az has built is taken, uploaded, and the HSM is active',
  { tag: '@long' },
  async ({ scene }) => {
    test.skip(!hasAz(), 'the Azure CLI is not on this machine');
    test.setTimeout(240_000);
    const { press } = scene;
    const blob = blobOfAz(scene, await fetchKey(scene));
    await press('Go on');

    await upload(scene, blob);
    await expect(scene.inRail(/^✓? ?Upload/)).toContainText('(done)');
  },
);

test('from a typed address to a verified HSM, and every page stays until somebody goes on', async ({ scene }) => {
  test.setTimeout(240_000);
  const { page, stick, press, pick, confirm, title, result, effort } = scene;
  const blob = await blobOf(scene, readFileSync(await fetchKey(scene)));
  await press('Go on');

  await upload(scene, blob);
  await press('Go on');

  await title('Take the restore point');
  const folder = await nameBackup(scene);
  await press('Back up the new HSM');
  await expect(page.getByText('until the restore opens')).toBeVisible({ timeout: 30_000 });
  await press('Go on');

  await title('Restore the backup');
  await untilOpen(scene);
  await expect(page.getByText('nobody can tell before the restore whether you are administrators')).toBeVisible();
  await confirm('Wipe and restore', folder);
  await expect(result()).toContainText('Do not rely on the result until it is verified.', { timeout: 30_000 });
  await press('Go on');

  await verify(scene);
  // Nobody typed where the HSM is in Azure, so that one list is not compared, and nothing is plain green.
  await expect(page.getByText(/keys are back\./)).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole('region', { name: 'Not compared' })).toContainText('regions');
  await press('Go on');

  await title('Finish this recovery');
  await expect(page.getByText('This recovery goes without: a plan')).toBeVisible();
  await confirm('Close the journal for good');
  await title('This recovery is over');

  // What the machine leaves goes to a stick, is what was written, and is checked again from there.
  await pick('Write it to a stick', stick);
  await expect(page.getByRole('button', { name: 'Write it to another stick' })).toBeVisible({ timeout: 30_000 });
  const { clicks, keys, screens } = await effort.total();
  console.log(`online, an HSM without a blob: ${clicks} clicks, ${keys} keys, ${screens} screens`);
  // Four buttons are held beside, by key.
  expect(clicks).toBeLessThanOrEqual(18);
  expect(keys).toBeLessThanOrEqual(150);
  const [evidence = ''] = readdirSync(stick).filter((name) => name.startsWith('evidence-PRACTICE-EMERGENCY-'));
  const report = await verifyEvidenceFolder(join(stick, evidence), {});
  expect(report).toMatchObject({ practice: true, signers: [] });
  expect(report.restsOnPeople.map(({ id }) => id)).not.toContain('named-file-missing');
});

test('a blob for another key and a refused upload look like what they are', { tag: '@long' }, async ({ scene }) => {
  test.setTimeout(240_000);
  const { page, prepared, keys, pick, press, confirmInVain, title, result, inRail } = scene;
  const { cloud } = prepared.recovery;
  await begin(scene, 'A restore blob');

  await title('Upload the restore blob');
  const { hsmUri } = await cloud.createHsm('stranger-hsm');
  await pick('Choose the restore blob', await blobOf(scene, hsmUri));
  await confirmInVain('Upload the blob', 'The restore blob was made for the key');
  await expect(inRail(/Upload/)).toContainText('refused');

  // The right one, which the service refuses: an incident, and no second try.
  const right = await blobOf(scene, prepared.plan.target.uri);
  await pick('Choose another restore blob', right);
  await expect(page.getByText(sha256(readFileSync(right)).toString('hex'))).toBeVisible();
  const upload = { method: 'POST', path: '/securitydomain/upload' } as const;
  cloud.playFaults([{ ...upload, action: errorInstead(400, 'BadParameter'), times: 1 }]);
  // The refusal is read first: nobody is asked again before they press.
  await press('Upload the blob');
  await confirmInVain('Upload the blob', 'made for a stranger’s key');
  await expect(page.getByRole('button', { name: 'Upload the blob' })).toHaveCount(0);
  await expect(result()).toHaveCount(0);
  expect(keys.workspace.seen().filter((one) => one.method === 'POST' && one.path === upload.path).length).toBe(1);
});

test(
  'an answer that is lost and a key that is missing are neither hidden nor green',
  { tag: '@long' },
  async ({ scene }) => {
    test.setTimeout(240_000);
    const { app, page, prepared, keys, press, confirm, title, result, inRail } = scene;
    const { cloud } = prepared.recovery;
    await begin(scene, 'A restore blob');
    await upload(scene, await blobOf(scene, prepared.plan.target.uri));
    await press('Go on');

    await title('Take the restore point');
    const folder = await nameBackup(scene);
    cloud.playFaults([{ method: 'POST', path: '/backup', action: { kind: 'reset', when: 'after' }, times: 1 }]);
    await press('Back up the new HSM');
    await expect(page.getByText('Azure’s answer was lost')).toBeVisible({ timeout: 30_000 });
    await expect(inRail(/Restore point/)).toContainText('outcome unknown');
    await press('Enter this verdict');
    const view = await app.confirmation();
    await view.getByLabel('What you found').selectOption('succeeded');
    await view.getByLabel('Where you looked, and what you saw').fill('The folder lies in the container');
    await holdDown(view.getByRole('button', { name: 'Enter this verdict' }));
    await press('Go on');

    await title('Restore the backup');
    await untilOpen(scene);
    await confirm('Wipe and restore', folder);
    await expect(result()).toBeVisible({ timeout: 30_000 });
    await press('Go on');

    await keys.workspace.open(cloud, prepared.plan.target.uri).keys.deleteKey('disk');
    await verify(scene);
    await expect(page.getByText(/^1 difference/).first()).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('cell', { name: 'Key is missing' })).toBeVisible();
    await expect(inRail(/Verify/)).toContainText('1 difference');
    await press('Go on');
    await title('Finish this recovery');
    await expect(page.getByText(/Verify \(1 difference\)/)).toBeVisible();
  },
);
