// External keys in a practice HSM: the connection that they need, where they show, and what restoring one does.
import { expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { managedIdentity, usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { rawRequest } from '#e2e/support/raw-request.ts';
import { practiceResourceGroup } from './control-plane/azure-state.ts';
import { practiceAdministrator } from './practice-cloud.ts';

const workspace = usePracticeWorkspace();
const connection = { host: 'ekm.contoso.example', server_ca_certificates: ['AAAA'] };
const external = { kty: 'RSA-HSM', attributes: { external_key: { id: 'kek-1' } } };

it('needs a connection, shows in the newest interface alone, and leaves an HSM degraded when it is restored', async () => {
  const { cloud, hsm } = await workspace.startActiveHsm('external');
  const ask = async (method: string, path: string, body?: unknown, version = '2026-04-01') => {
    const url = `${hsm.address.origin}${path}?api-version=${version}`;
    const { status, text } = await rawRequest(workspace, cloud, url, { method, body });
    return { status, text };
  };
  expect((await ask('POST', '/keys/outside/create', external)).status).toBe(400);
  // Recorded: no other role may do it, that of the administrator neither.
  expect((await ask('GET', '/ekm')).status).toBe(403);
  const roles = await hsm.roles.listDefinitions();
  const role = roles.find(({ properties }) => properties.roleName === 'Managed HSM EKM Administrator')?.id ?? '';
  await hsm.roles.createAssignment('/', role, practiceAdministrator, randomUUID());
  expect((await ask('GET', '/ekm')).status).toBe(404);
  expect((await ask('POST', '/ekm/create', connection)).status).toBe(200);
  expect((await ask('POST', '/ekm/create', connection)).status).toBe(409);
  expect(JSON.parse((await ask('GET', '/ekm')).text)).toEqual(connection);
  expect((await ask('GET', '/ekm', undefined, '7.6')).status).toBe(400);
  expect((await ask('POST', '/keys/outside/create', external)).status).toBe(200);
  for (const path of ['/keys', '/keys/outside', '/keys/outside/versions']) {
    expect((await ask('GET', path)).text).toContain('"external_key":{"id":"kek-1"}');
    expect((await ask('GET', path, undefined, '7.6')).text).not.toContain('external_key');
  }
  const { folderUri } = await (await hsm.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
  await (await hsm.backups.beginRestore(folderUri, managedIdentity)).pollUntilDone();
  const { managedHsms } = workspace.controlPlane(cloud);
  const { properties } = await managedHsms.get(practiceResourceGroup, 'external');
  expect(properties?.statusMessage).toContain('Degraded');
});
