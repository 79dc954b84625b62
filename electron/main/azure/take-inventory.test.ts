// The lists of an inventory beside the keys: each read whole, or with the reason why it is not.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { errorInstead } from '#e2e/support/fault-actions.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeInventory, parseInventory } from '#core/inventory/inventory-file.ts';
import type { FaultScript } from '#simulator/fault-scripts.ts';
import { practiceAdministrator, type PracticeCloud } from '#simulator/practice-cloud.ts';
import { practiceTenantId } from '#simulator/sign-in.ts';
import { HsmConnection } from './connection.ts';
import { releasePolicyOf } from './key-policies.ts';
import type { ManagedHsm } from './managed-hsm.ts';
import type { HsmResource } from './control-plane.ts';
import { takeInventory } from './take-inventory.ts';
import type { Api } from './versions.ts';

const workspace = usePracticeWorkspace();
const reader = '11111111-2222-4333-8444-555555555555';
const policy = { anyOf: [], version: '1.0.0' };

/** An HSM of which every list has something; another account has the roles that are named. */
async function filled(
  ...roles: readonly string[]
): Promise<{ cloud: PracticeCloud; hsm: ManagedHsm; mine: ManagedHsm }> {
  const { cloud, hsm: mine } = await workspace.startActiveHsm('filled');
  const data = Buffer.from(JSON.stringify({ version: '1.0.0', anyOf: [] })).toString('base64url');
  await send(cloud, mine, 'POST', '/keys/free/create', {
    kty: 'EC',
    attributes: { exportable: true },
    release_policy: { contentType: 'application/json; charset=utf-8', data },
  });
  await mine.keys.createKey('turning', { kty: 'RSA-HSM' });
  await send(cloud, mine, 'PUT', '/keys/turning/rotationpolicy', {
    lifetimeActions: [{ trigger: { timeAfterCreate: 'P90D' }, action: { type: 'Rotate' } }],
    attributes: { expiryTime: 'P2Y' },
  });
  await mine.keys.createKey('gone', { kty: 'EC-HSM' });
  await mine.keys.deleteKey('gone');
  const definitions = await mine.roles.listDefinitions();
  for (const name of roles) {
    const id = definitions.find(({ properties }) => properties.roleName === `Managed HSM ${name}`)?.id ?? '';
    await mine.roles.createAssignment('/', id, reader, randomUUID());
  }
  return { cloud, mine, hsm: workspace.open(cloud, mine.address.origin, reader) };
}

async function send(
  cloud: PracticeCloud,
  hsm: ManagedHsm,
  method: 'POST' | 'PUT',
  path: string,
  body: unknown,
  api: Api = 'hsm',
) {
  const { httpClient, credential } = workspace.connect(cloud, practiceAdministrator);
  await new HsmConnection({ address: hsm.address, credential, httpClient }).send({
    operation: 'keys',
    api,
    method,
    path,
    body,
  });
}

const take = (hsm: ManagedHsm, options: Partial<Parameters<typeof takeInventory>[1]> = {}): Promise<Inventory> =>
  takeInventory(hsm, { now: Date.parse('2026-10-13T12:00:00Z'), ...options });

// Of a resource an inventory reads these alone.
const resource = (change: Partial<HsmResource>) => () =>
  Promise.resolve({
    location: 'West Europe',
    tenantId: practiceTenantId,
    regions: [],
    ...change,
  } as unknown as HsmResource);

describe('the lists of an inventory', () => {
  it('are all read by whoever may read them, and come back from the file', async () => {
    const { mine } = await filled();
    const inventory = await take(mine, { resource: resource({}) });
    const [version] = inventory.keys.find(({ name }) => name === 'free')?.versions ?? [];
    expect(inventory).toMatchObject({
      v: 3,
      tenant: practiceTenantId,
      managedExternally: { read: true, items: [] },
      // Recorded: an Administrator may not read it; there is a role for it.
      managerConnection: { read: false, reason: 'forbidden' },
      settings: { read: true, items: [{ name: 'AllowKeyManagementOperationsThroughARM', value: 'true' }] },
      regions: { read: true, items: [{ name: 'westeurope', isPrimary: true }] },
      rotationPolicies: {
        read: true,
        items: [
          {
            key: 'turning',
            actions: [{ action: 'Rotate', afterCreate: 'P90D', beforeExpiry: null }],
            expiryTime: 'P2Y',
          },
        ],
      },
      releasePolicies: {
        read: true,
        items: [{ key: 'free', version: version?.version, immutable: false, policy: JSON.stringify(policy) }],
      },
      softDeletedKeys: { read: true, items: [{ name: 'gone' }] },
    });
    expect(inventory.roles.read).toBe(true);
    expect(parseInventory(encodeInventory(inventory)).softDeletedKeys).toEqual(inventory.softDeletedKeys);
  });

  it('name external keys and their connection, and say so where the interface in use would not show them', async () => {
    const { cloud, mine } = await filled();
    const definitions = await mine.roles.listDefinitions();
    const role =
      definitions.find(({ properties }) => properties.roleName === 'Managed HSM EKM Administrator')?.id ?? '';
    await mine.roles.createAssignment('/', role, practiceAdministrator, randomUUID());
    expect((await take(mine)).managerConnection).toEqual({ read: true, items: [] });
    const ekm = { host: 'ekm.contoso.example:443', path_prefix: '/v1', server_ca_certificates: ['AAAA'] };
    await send(cloud, mine, 'POST', '/ekm/create', ekm, 'ekm');
    const external = { kty: 'RSA-HSM', attributes: { external_key: { id: 'kek-1' } } };
    await send(cloud, mine, 'POST', '/keys/outside/create', external, 'keys');
    const found = await take(mine);
    expect(found.managedExternally).toMatchObject({ read: true, items: [{ key: 'outside', id: 'kek-1' }] });
    expect(found.managerConnection).toEqual({ read: true, items: [{ host: ekm.host, pathPrefix: '/v1' }] });
    const { managedExternally, managerConnection } = found;
    expect(parseInventory(encodeInventory(found))).toMatchObject({ managedExternally, managerConnection });
    const notOffered = { read: false, reason: 'not-offered' };
    cloud.playFaults([
      {
        ...{ method: 'GET', path: '/keys' },
        action: errorInstead(400, 'BadParameter', 'The specified version (2026-04-01) is not recognized.'),
      },
    ]);
    expect(await take(workspace.open(cloud, mine.address.origin))).toMatchObject({
      ...{ managedExternally: notOffered, managerConnection: notOffered },
    });
  });

  it('say that the account may not read them, and are not empty', async () => {
    // Reads keys and uses them, and nothing else.
    const { hsm } = await filled('Crypto Service Encryption User');
    const forbidden = { read: false, reason: 'forbidden' };
    const inventory = await take(hsm);
    expect(inventory).toMatchObject({ roles: forbidden, settings: forbidden, softDeletedKeys: forbidden });
    expect(inventory.keys.map(({ name }) => name).toSorted()).toEqual(['free', 'turning']);
    expect(parseInventory(encodeInventory(inventory))).toMatchObject({ roles: forbidden });
  });

  it('are no inventory where the keys themselves may not be read', async () => {
    const { hsm } = await filled('Policy Administrator');
    expect(await faultOfPromise(take(hsm))).toMatchObject({ code: 'SERVICE_FORBIDDEN', operation: 'keys' });
  });

  it('are not asked for where nobody wants them', async () => {
    const { mine } = await filled();
    const asked = workspace.seen().length;
    expect((await take(mine, { rotationPolicies: false })).rotationPolicies).toEqual({
      read: false,
      reason: 'not-asked',
    });
    const paths = workspace
      .seen()
      .slice(asked)
      .map(({ path }) => path);
    expect(paths).toContain('/keys/turning/versions');
    expect(paths).not.toContain('/keys/turning/rotationpolicy');
  });

  const answered = (path: string, status: number, text: string, times = 99): FaultScript => ({
    method: 'GET',
    path,
    times,
    action: { kind: 'answer', answer: { status, headers: { 'content-type': 'application/json' }, text } },
  });
  const notFound = JSON.stringify({ error: { code: 'NotFound', message: 'Nothing is here.' } });

  it('are not offered by a service that does not know the calls', async () => {
    const { cloud, mine } = await filled();
    const paths = ['/settings', '/deletedkeys', '/keys/*/rotationpolicy'];
    cloud.playFaults(paths.map((path) => answered(path, 404, notFound)));
    const notOffered = { read: false, reason: 'not-offered' };
    expect(await take(mine)).toMatchObject({
      settings: notOffered,
      softDeletedKeys: notOffered,
      rotationPolicies: notOffered,
    });
  });

  it('take 404 for a key without a rotation policy where another key has one', async () => {
    const { cloud, mine } = await filled();
    cloud.playFaults([answered('/keys/free/rotationpolicy', 404, notFound)]);
    expect((await take(mine)).rotationPolicies).toMatchObject({ read: true, items: [{ key: 'turning' }] });
  });

  it.each([
    ['settings', '/settings', '{"settings":[{"name":"x"}]}'],
    ['settings', '/settings', JSON.stringify({ settings: [{ name: 'x', value: 'y'.repeat(1025) }] })],
    ['softDeletedKeys', '/deletedkeys', '{"value":[{"kid":"https://h/keys/k","deletedDate":-1}]}'],
    [
      'releasePolicies',
      '/keys/free/*',
      '{"key":{"kid":"https://h/keys/free/v","kty":"EC-HSM","key_ops":[]},"attributes":{"enabled":true,"created":1,"updated":1},"release_policy":{"data":"no base64url"}}',
    ],
    ['rotationPolicies', '/keys/free/rotationpolicy', '{"lifetimeActions":"often"}'],
  ] as const)('are not understood where the answer has another form: %s %s', async (list, path, text) => {
    const { cloud, mine } = await filled();
    // The list of versions has the same number of segments as one version.
    cloud.playFaults([{ ...answered(path, 200, text), after: path === '/keys/free/*' ? 1 : 0 }]);
    const inventory = await take(mine);
    expect(inventory[list]).toEqual({ read: false, reason: 'not-understood' });
    expect(parseInventory(encodeInventory(inventory))[list]).toEqual({ read: false, reason: 'not-understood' });
  });

  it('are asked for again where the service is only busy', async () => {
    const { cloud, mine } = await filled();
    cloud.playFaults([answered('/settings', 503, notFound)]);
    expect(await faultOfPromise(take(mine))).toMatchObject({ code: 'SERVICE_UNAVAILABLE', operation: 'settings' });
  });

  it('have a release policy of other bytes by their hash alone', () => {
    const bytes = Buffer.from('{"version":1.5}');
    const [found] = releasePolicyOf('k', 'v', { release_policy: { data: bytes.toString('base64url') } });
    expect(found).toMatchObject({ policy: null, policySha256: sha256(bytes).toString('hex') });
    const [one, other] = ['{"a":1, "b":2}', '{"b":2,"a":1}'].map((text) =>
      releasePolicyOf('k', 'v', { release_policy: { data: Buffer.from(text).toString('base64url') } }),
    );
    expect(one).toEqual(other);
  });

  it('ask the control plane for regions, and outlive one that is down', async () => {
    const { mine } = await filled();
    const regions = [
      { name: 'westeurope', isPrimary: true },
      { name: 'uksouth', isPrimary: false },
    ];
    expect((await take(mine, { resource: resource({ regions }) })).regions).toEqual({ read: true, items: regions });
    expect((await take(mine)).regions).toEqual({ read: false, reason: 'no-control-plane' });
    expect((await take(mine, { resource: () => Promise.resolve(undefined) })).regions).toEqual({
      read: false,
      reason: 'not-offered',
    });
  });
});
