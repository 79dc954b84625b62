// The blob of an emergency in the hands of the real `az`: its own function uploads it to a practice HSM, restores and finds everything again.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasAzureClients, runAzureClients } from '#e2e/support/azure-clients.ts';
import { custodyInThread } from '#e2e/support/custody-in-thread.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { practiceAdministrator, practiceTenantId } from '#simulator/practice-cloud.ts';
import { buildBlob } from '../ceremony/blob.ts';
import { RecoverySession } from '../recovery-session.ts';
import { EmergencyRecovery } from './emergency.ts';

const workspace = usePracticeWorkspace();
const people = ['Anna Beispiel', 'Bert Muster'];

interface Found {
  readonly status: string;
  readonly inventory: unknown;
  readonly roles: unknown;
  readonly works: unknown;
}
type Activated = Found & { readonly folder: string; readonly made: Record<string, string> };

describe.skipIf(!hasAzureClients())('a blob of an emergency', { timeout: 120_000 }, () => {
  test('is uploaded by the function of az, for the exchange key that az saved, and the HSM is the old one', async () => {
    const cloud = await workspace.startCloud({ pendingPolls: 1 });
    const container = 'https://interopaccount.blob.core.windows.net/backups';
    await cloud.createContainer(container);
    for (const name of ['emergency-a', 'emergency-b']) await cloud.createHsm(name, { managedIdentity: true });
    const [a, b] = ['a', 'b'].map((letter) => `https://emergency-${letter}.managedhsm.practice.invalid`);
    const home = workspace.newDirectory();
    await mkdir(home, { recursive: true });
    const files = workspace.custodians.map((_, i) => join(home, `cert_${i}`));
    for (const [i, { certificateDer, privateKeyDer }] of workspace.custodians.entries()) {
      await writeFile(`${files[i]}.cer`, encodePem('CERTIFICATE', certificateDer));
      await writeFile(`${files[i]}.key`, encodePem('PRIVATE KEY', privateKeyDer));
    }
    const [securityDomain, exchangeKey, blobOfAz] = ['domain.json', 'exchange-key.pem', 'of-az.json'].map((name) =>
      join(home, name),
    );
    const common = {
      ...{ port: cloud.port, ca: cloud.caCertificateFile, tenant: practiceTenantId },
      ...{ principal: practiceAdministrator, container, securityDomain },
    };
    const certificates = files.map((file) => `${file}.cer`);
    const keys = files.map((file) => `${file}.key`);
    const source = await runAzureClients<Activated>({ ...common, scenario: 'az_activate', a, certificates }, home);
    await runAzureClients(
      { ...common, scenario: 'az_init_recovery', b, exchangeKey, keys: keys.slice(0, 2), blobOfAz },
      home,
    );

    const options = { root: home, practice: true, app: { version: '0.1.0', build: 'test' }, now: () => new Date() };
    const emergency = await EmergencyRecovery.begin(options);
    await emergency.noteGap({ phase: 'closed' }, 'found');
    const domain = await readFile(securityDomain!);
    await emergency.loadDomain(domain);
    await emergency.typeTarget('emergency-b.managedhsm.practice.invalid');
    const key = await emergency.checkKey('exchange-key.pem', await readFile(exchangeKey!));
    expect(key.fault).toBeUndefined();
    const host = custodyInThread();
    const shares = new RecoverySession(host, domain, { journal: emergency.journal });
    for (const keyFile of keys.slice(1)) await shares.addCustodian({ keyFile, passphrase: { from: 'nowhere' } });
    await buildBlob(emergency, shares, key.assessed!, people);
    const blob = join(home, await emergency.writeBlob(home, null));
    await emergency.finish(people);
    await emergency.close();

    const { folder, made } = source;
    const target = await runAzureClients<Found>({ ...common, scenario: 'az_recover', b, blob, folder, made }, home);
    expect(target).toMatchObject({ status: 'Success', works: source.works });
    expect(target.inventory).toEqual(source.inventory);
    expect(target.roles).toEqual(source.roles);
  });
});
