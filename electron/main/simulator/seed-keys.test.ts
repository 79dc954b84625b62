// Very many keys at once: they are ordinary keys, listed in pages, backed up and restored like others.
import { expect, test } from 'vitest';
import { collect, managedIdentity, usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { keyIdentifierParts } from '#azure/keys-client.ts';

const workspace = usePracticeWorkspace();

test('seeded keys are listed with their versions, serve, and survive a restart and a restore', async () => {
  const directory = workspace.newDirectory();
  const { cloud, hsm } = await workspace.startHsm('full', { directory });
  await cloud.seedKeys('full', { keys: 300, versionsPerKey: 3 });
  await workspace.activate(hsm);
  const { folderUri } = await (await hsm.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
  await cloud.close();
  const again = await workspace.startCloud({ directory });
  const reopened = workspace.open(again, hsm.address.origin);
  await (await reopened.backups.beginRestore(folderUri, managedIdentity)).pollUntilDone();
  const listed = await collect(reopened.keys.listKeys());
  expect(listed).toHaveLength(300);
  expect(keyIdentifierParts(listed[299]?.kid ?? '').name).toBe('seeded-00299');
  expect(await collect(reopened.keys.listKeyVersions('seeded-00001'))).toHaveLength(3);
  expect(listed.filter(({ attributes }) => !attributes.enabled)).toHaveLength(43);
  expect((await reopened.keys.getKey('seeded-00003')).key).toHaveProperty('crv', 'P-256');
  const secret = Buffer.alloc(32, 7);
  const wrapped = await reopened.keys.wrapKey('seeded-00002', '', 'A256KW', secret);
  expect(await reopened.keys.unwrapKey('seeded-00002', '', 'A256KW', wrapped)).toEqual(secret);
});
