// A whole recovery under the host names of each cloud: HSM, sign-in and storage belong together in each (REQ-04).
import { describe, expect, it } from 'vitest';
import { managedIdentity, usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { clouds } from '#core/azure/clouds.ts';
import type { ManagedHsm } from './managed-hsm.ts';

const workspace = usePracticeWorkspace();

describe.each(clouds)('in the $name cloud', ({ name: own, hsmSuffix, blobSuffix, loginHost }) => {
  it('a lost HSM is built again, and every host that was asked is of that cloud', { timeout: 60_000 }, async () => {
    const cloud = await workspace.startCloud();
    const make = async (name: string): Promise<ManagedHsm> => {
      const { hsmUri } = await cloud.createHsm(name, { managedIdentity: true, cloud: own });
      return workspace.open(cloud, hsmUri);
    };
    const container = `https://recovery.${blobSuffix}/backups`;
    await cloud.createContainer(container);

    const lost = await make('lost-hsm');
    const securityDomain = await workspace.activate(lost);
    const { key } = await lost.keys.createKey('disk', { kty: 'RSA-HSM', key_size: 2048 });
    const { folderUri } = await (await lost.backups.beginBackup(container, managedIdentity)).pollUntilDone();
    expect(folderUri.startsWith(`${container}/mhsm-lost-hsm-`)).toBe(true);

    const built = await make('built-hsm');
    const blob = await workspace.blobFor(built, securityDomain);
    await (await built.securityDomain.beginUpload(blob)).pollUntilDone();
    await (await built.backups.beginBackup(container, managedIdentity)).pollUntilDone();
    await (await built.backups.beginRestore(folderUri, managedIdentity)).pollUntilDone();
    expect((await built.keys.getKey('disk')).key.n).toBe(key.n);

    const hosts = new Set(workspace.seen().map(({ host }) => host));
    expect(hosts).toEqual(new Set([`lost-hsm.${hsmSuffix}`, `built-hsm.${hsmSuffix}`, loginHost]));
  });
});
