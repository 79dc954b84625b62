// The practice cloud against clients that nobody here wrote: the Azure SDK for Python, and the Azure CLI's own functions.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { selfSigned, testKey } from '#e2e/support/custodians.ts';
import { hasAzureClients, runAzureClients } from '#e2e/support/azure-clients.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { makeRestoreBlob } from '#e2e/support/restore-blob.ts';
import { long } from '#e2e/support/long.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { practiceAdministrator, practiceTenantId } from './practice-cloud.ts';

const workspace = usePracticeWorkspace();

interface Recovered {
  readonly status: string;
  readonly inventory: readonly { readonly name: string }[];
  readonly roles: unknown;
  readonly works: { readonly verified: boolean; readonly unwrapped: boolean };
}
type Activated = Recovered & { readonly folder: string; readonly made: Record<string, string> };

describe.skipIf(!hasAzureClients())('the Azure clients for Python', { timeout: 120_000 }, () => {
  test('recover HSM A as HSM B, with blobs of az and of ours', long, async () => {
    const cloud = await workspace.startCloud({ pendingPolls: 1 });
    const container = 'https://interopaccount.blob.core.windows.net/backups';
    await cloud.createContainer(container);
    for (const name of ['interop-a', 'interop-b', 'interop-c']) {
      await cloud.createHsm(name, { cloud: 'public', managedIdentity: true });
    }
    const home = workspace.newDirectory();
    await mkdir(home, { recursive: true });
    const files = workspace.custodians.map((_, i) => join(home, `cert_${i}`));
    for (const [i, { certificateDer, privateKeyDer }] of workspace.custodians.entries()) {
      await writeFile(`${files[i]}.cer`, encodePem('CERTIFICATE', certificateDer));
      await writeFile(`${files[i]}.key`, encodePem('PRIVATE KEY', privateKeyDer));
    }
    const securityDomain = join(home, 'security-domain.json');
    const exchangeKey = join(home, 'exchange-key.pem');
    const blob = join(home, 'blob.json');
    const common = {
      port: cloud.port,
      ca: cloud.caCertificateFile,
      tenant: practiceTenantId,
      principal: practiceAdministrator,
      container,
      securityDomain,
    };
    const [a, b, c] = ['a', 'b', 'c'].map((letter) => `https://interop-${letter}.managedhsm.azure.net`) as [
      string,
      string,
      string,
    ];

    // Three servers with a certificate each are behind the name, and every chain satisfies the strictest client.
    expect(await runAzureClients({ ...common, scenario: 'strict_context', a }, home)).toEqual({ leaves: 3 });
    const certificates = files.map((file) => `${file}.cer`);
    const source = await runAzureClients<Activated>({ ...common, scenario: 'az_activate', a, certificates }, home);
    expect(source).toMatchObject({ status: 'Success', works: { verified: true, unwrapped: true } });
    expect(source.inventory.map(({ name }) => name)).toEqual(['signer', 'signer', 'wrapper', 'aes']);
    const reader = '00000000-0000-4000-8000-0000000000aa';
    expect(await runAzureClients({ ...common, scenario: 'az_roles_and_keys', a, reader }, home)).toEqual({
      changed: 'Readers',
      shown: ['Readers', 'CustomRole', ['Microsoft.KeyVault/managedHsm/keys/read/action']],
      listed: ['Readers'],
      read: 3,
      assigned: ['Readers', 1],
      refused: '403',
      inUse: '409',
      left: [],
      pss: { PS256: [true, true], PS384: [true, true], PS512: [true, true] },
    });
    const file = await readFile(securityDomain);
    expect(parseSecurityDomain(file).shares).toHaveLength(3);

    const keys = files.map((name) => `${name}.key`);
    await runAzureClients(
      { ...common, scenario: 'az_init_recovery', b, exchangeKey, keys: keys.slice(0, 2), blobOfAz: blob },
      home,
    );
    // The PEM that az writes, with its lines of 65 characters, is one that our policy takes.
    expect(makeOurs(file, await readFile(exchangeKey), b).length).toBeGreaterThan(10_000);
    const { folder, made } = source;
    const target = await runAzureClients<Recovered>({ ...common, scenario: 'az_recover', b, blob, folder, made }, home);
    expect(target).toMatchObject({
      status: 'Success',
      backup: 'Succeeded',
      preRestore: 'Succeeded',
      works: source.works,
    });
    expect(target.inventory).toEqual(source.inventory);
    expect(target.roles).toEqual(source.roles);

    // HSM A wraps its security domain again; HSM C is recovered with the new file and the new keys, from the backup before.
    const newcomers = ['four', 'five', 'six'].map((name) => {
      const key = testKey(`newcomer-${name}`);
      return { key, name, certificateDer: selfSigned(key, { commonName: name }) };
    });
    for (const { name, certificateDer } of newcomers) {
      await writeFile(join(home, `${name}.cer`), encodePem('CERTIFICATE', certificateDer));
    }
    const newFile = join(home, 'wrapped-anew.json');
    const newCertificates = newcomers.map(({ name }) => join(home, `${name}.cer`));
    const anew = { ...common, scenario: 'az_re_wrap', a, certificates: newCertificates, newFile };
    expect(await runAzureClients(anew, home)).toEqual({ status: 'Success' });

    const { transferKey } = await runAzureClients<{ transferKey: string }>(
      { ...common, scenario: 'sdk_clients', b: c },
      home,
    );
    const ours = join(home, 'blob-of-ours.json');
    const newKeys = newcomers.map(({ key }) => key);
    await writeFile(ours, makeRestoreBlob(await readFile(newFile), newKeys, Buffer.from(transferKey), c));
    const sas = 'sv=2024-11-04&sp=crdwl&se=2099-01-01T00%3A00%3A00Z&sig=practice';
    const third = await runAzureClients<Recovered>(
      { ...common, scenario: 'sdk_clients', b: c, blob: ours, sas, folder },
      home,
    );
    expect(third).toMatchObject({ status: 'Success', preBackup: 'Succeeded' });
    expect(third.inventory.map(({ name }) => name)).toEqual(['signer', 'signer']);

    // Last, because it leaves keys and versions behind.
    expect(await runAzureClients({ ...common, scenario: 'sdk_rest', a, reader }, home)).toEqual({
      curves: { 'P-521': ['P-521', 132, true, false], 'P-256K': ['P-256K', 64, true, false] },
      rotation: {
        before: [null, 0],
        updated: ['P90D', 'Rotate', 'P60D'],
        same: true,
        notify: [400, 'BadParameter'],
      },
      settings: ['AllowKeyManagementOperationsThroughARM', 'boolean', 'true', 'false', 'false'],
      assignment: [true, true, '/keys', 1, [400, 'RoleAssignmentExists'], 0, [404, 'RoleAssignmentNotFound']],
    });
  });
});

function makeOurs(securityDomain: Buffer, exchangeKeyFile: Buffer, hsmUri: string): Buffer {
  const keys = workspace.custodians.map(({ key }) => key);
  return makeRestoreBlob(securityDomain, keys, exchangeKeyFile, hsmUri);
}
