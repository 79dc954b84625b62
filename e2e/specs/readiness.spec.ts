// A healthy HSM in Lifeboat Online, clicked as people click it: named, looked at, backed up, looked at again. Over the practice cloud.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareOperators } from '../support/prepared-operators.ts';
import type { ConsumerMap } from '#shared/consumers/consumers.ts';
import { copyOf, custodianOf, registerOf } from '#shared/register/testdata/registers.ts';
import { parseBackupRecord } from '#core/backup-record/backup-record.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { checkOfCard, withNewestFolder } from '#core/documents/standing-card.ts';
import { encodeConsumerMap } from '#core/consumers/map-file.ts';
import { encodeRegister } from '#core/register/register-file.ts';
import {
  practiceIdentityId,
  practiceResourceGroup,
  practiceSubscriptionId,
} from '#simulator/control-plane/azure-state.ts';
import { expect, test } from '../fixture.ts';
import { host } from '../hosts/this-host.ts';

test(
  'a healthy HSM is looked at, backed up, and never called ready by what was not asked',
  { tag: '@long' },
  async ({ workspace, keys }) => {
    test.slow();
    const prepared = await prepareOperators(keys.workspace);
    const stick = join(workspace.folder, 'stick');
    mkdirSync(stick, { recursive: true });
    const app = await host.launch({
      app: 'online',
      userData: join(workspace.folder, 'user-data-online'),
      isShortLived: true,
    });
    const page = app.window;
    const press = (name: string | RegExp) => page.getByRole('main').getByRole('button', { name }).click();
    const pick = async (name: RegExp, path: string): Promise<void> => {
      await app.answerFolder(path);
      await press(name);
    };
    const row = (name: string) => page.getByRole('listitem').filter({ hasText: `${name}:` });

    await page.getByText('Readiness of an HSM', { exact: true }).click();
    await page.getByRole('button', { name: 'Open this HSM' }).click();
    const view = await app.confirmation();
    const open = view.getByRole('button', { name: 'Open this HSM' });
    await view.getByLabel('Address of the HSM').fill('lost-hsm.managedhsm.practice.invalid');
    await expect(open).toBeDisabled();
    await view.getByLabel('Container of the backups').fill(prepared.recovery.cloud.containerUri);
    await view.getByLabel('Subscription (id)').fill(practiceSubscriptionId);
    await open.click();
    // What goes together is typed again in place.
    await expect(view.getByRole('alert')).toContainText('HSM_DETAILS_INVALID');
    await view.getByLabel('Resource group').fill(practiceResourceGroup);
    await view.getByLabel('Identity for the storage').fill(practiceIdentityId);
    await open.click();
    await expect(page.getByRole('heading', { level: 1, name: 'Could lost-hsm be recovered today?' })).toBeVisible();
    await expect(page.getByText('PRACTICE').first()).toBeVisible();

    await page.getByText('One in a folder', { exact: true }).click();
    await pick(/^Choose the folder of the practice cloud/, prepared.cloud);
    await press('Enter the practice cloud');
    await (await app.confirmation()).getByRole('button', { name: 'Yes, go on with it' }).click();
    // The practice cloud makes HSMs without purge protection, and nobody has given a file.
    await press('Look now');
    const light = page.getByRole('status').filter({ hasText: 'ATTENTION' });
    await expect(light).toBeVisible({ timeout: 60_000 });
    await expect(row('The quorum would come together')).toHaveAttribute('data-outcome', 'unknown');
    await expect(row('Purge protection')).toContainText('OFF');
    await expect(row('The last backup')).toHaveAttribute('data-outcome', 'ok');

    const on = new Date().toISOString().slice(0, 10);
    const proof = { on, how: 'share-check', ceremony: 'PRACTICE-DRILL-1' } as const;
    const register = registerOf(3, 2, {
      practice: true,
      hsm: { name: 'lost-hsm', uri: 'https://lost-hsm.managedhsm.practice.invalid' },
      reviewedOn: on,
      securityDomainSha256: sha256(prepared.recovery.securityDomain).toString('hex'),
      custodians: keys.workspace.custodians.map(({ certificateDer }, k) =>
        custodianOf(k + 1, {
          certificateSha256: sha256(certificateDer).toString('hex'),
          copies: [copyOf(k + 1, 1, { proof }), copyOf(k + 1, 2, { proof })],
        }),
      ),
    });
    const files = {
      register: join(stick, 'register.json'),
      domain: join(stick, 'domain.json'),
      consumers: join(stick, 'map.json'),
    };
    writeFileSync(files.register, encodeRegister(register));
    writeFileSync(files.domain, prepared.recovery.securityDomain);
    const map: ConsumerMap = {
      ...{ format: 'lifeboat-consumers', v: 1, practice: true, hsm: register.hsm.uri, hsmId: null },
      // Younger than the backup that follows.
      ...{ taken: '2999-01-01T00:00:00Z', plannedRegion: null, seen: [], notSeen: [], consumers: [] },
    };
    writeFileSync(files.consumers, encodeConsumerMap(map));
    const records = join(stick, 'records');
    mkdirSync(records);
    await app.answerFolder(records);
    await press('Back up now');
    await expect(page.getByText(/^Backed up into https:/)).toBeVisible({ timeout: 60_000 });
    const [recordName = '', ...others] = readdirSync(records).sort();
    expect(others).toHaveLength(1);
    const record = parseBackupRecord(readFileSync(join(records, recordName)));
    expect(await prepared.recovery.cloud.backups(prepared.recovery.cloud.containerUri)).toContain(record.folder);

    await pick(/^Choose the inventory of the last backup/, join(records, others[0] ?? ''));
    await pick(/^Choose the register/, files.register);
    await pick(/^Choose the security domain/, files.domain);
    await pick(/^Choose the map of consumers/, files.consumers);
    await pick(/^Choose the folder with the records/, records);
    await pick(/^Choose the plan that is kept ready/, prepared.planFile);
    const printed = page.getByLabel('Check value on the printed emergency card');
    await printed.fill(checkOfCard(prepared.plan));
    await press('Refresh');
    // The card was printed before the backup.
    await expect(row('The printed emergency card is up to date')).toContainText('OUT OF DATE', { timeout: 60_000 });
    await app.answerFolder(stick);
    await press('Save the emergency card');
    await expect(page.getByText(/PRACTICE-lifeboat-emergency-card-lost-hsm-/).first()).toBeVisible();
    const reprinted = checkOfCard(withNewestFolder(prepared.plan, readFileSync(join(records, recordName))));
    await printed.fill(`${reprinted.slice(0, 4)} ${reprinted.slice(4)}`.toUpperCase());
    await press('Refresh');
    await expect(row('The quorum would come together')).toHaveAttribute('data-outcome', 'ok', { timeout: 60_000 });
    for (const name of [
      'The security domain is the one of the register',
      'The inventory is what the HSM holds',
      'The record of the last backup',
      'The printed emergency card is up to date',
    ]) {
      await expect(row(name)).toHaveAttribute('data-outcome', 'ok');
    }
    await app.answerFolder(stick);
    await press('Save as JSON');
    await expect(page.getByText(/PRACTICE-readiness-lost-hsm-/).first()).toBeVisible();
    const saved = readdirSync(stick).find((name) => name.startsWith('PRACTICE-readiness-')) ?? '';
    const found = JSON.parse(readFileSync(join(stick, saved), 'utf8')) as { checks: { id: string; outcome: string }[] };
    // All that is left is what the practice cloud does by itself.
    expect(found.checks.filter(({ outcome }) => outcome !== 'ok').map(({ id }) => id)).toEqual(['purge-protection']);
    await press('Back to the first page');
    await expect(page.getByRole('heading', { level: 1, name: 'What do you need to do?' })).toBeVisible();
    expect(await app.refusedRequests()).toEqual([]);
    await app.close();
    await keys.closeOpened();
  },
);
