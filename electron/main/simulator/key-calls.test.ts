// The calls about keys that clients other than ours make: kinds of keys, times, rotation policies, backups of one key, attestation.
import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { type RawAnswer, rawRequest, type RawRequest } from '#e2e/support/raw-request.ts';
import { type PracticeCloud } from './practice-cloud.ts';

const workspace = usePracticeWorkspace();

interface Bundle {
  readonly key: JsonWebKey & { readonly kid: string; readonly key_ops: readonly string[] };
  readonly attributes: Readonly<Record<string, unknown>>;
}

type Send = (method: string, path: string, body?: unknown) => Promise<RawAnswer>;

const sender =
  (cloud: PracticeCloud, hsmUri: string): Send =>
  (method, path, body) => {
    const request: RawRequest = { method, ...(body === undefined ? {} : { body }) };
    return rawRequest(workspace, cloud, `${hsmUri}${path}?api-version=7.6`, request);
  };

async function active(
  name: string,
  cloud?: PracticeCloud,
): Promise<{ cloud: PracticeCloud; send: Send; hsmUri: string }> {
  const serving = cloud ?? (await workspace.startCloud({ pendingPolls: 0 }));
  const { hsmUri } = await serving.createHsm(name, { managedIdentity: true });
  await workspace.activate(workspace.open(serving, hsmUri));
  return { cloud: serving, send: sender(serving, hsmUri), hsmUri };
}

describe('a key', () => {
  test.each([
    ['P-256', 'P-256', 'ES256', 'sha256'],
    ['P-256K', 'secp256k1', 'ES256K', 'sha256'],
    ['P-384', 'P-384', 'ES384', 'sha384'],
    ['P-521', 'P-521', 'ES512', 'sha512'],
  ] as const)('over %s is made, and signs as %s verifies', async (crv, jwkCurve, alg, hash) => {
    const { send } = await active('curves');
    const { key } = (await send('POST', '/keys/made/create', { kty: 'EC', crv })).json() as Bundle;
    const message = Buffer.from('message');
    const value = createHash(hash).update(message).digest('base64url');
    expect(key).toMatchObject({ kty: 'EC-HSM', crv });
    const path = new URL(key.kid).pathname;
    const signed = (await send('POST', `${path}/sign`, { alg, value })).json() as { value: string };
    const publicKey = createPublicKey({ key: { ...key, kty: 'EC', crv: jwkCurve }, format: 'jwk' });
    const signature = Buffer.from(signed.value, 'base64url');
    expect(verify(hash, message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    const verified = await send('POST', `${path}/verify`, { alg, digest: value, value: signed.value });
    expect(verified.json()).toEqual({ value: true });
  });

  test.each([
    ['exp', -1],
    ['nbf', -1],
    ['exp', 1.5],
    ['exp', '1800000000'],
  ])('with %s %s is refused, and the state is good after it', async (member, moment) => {
    const directory = workspace.newDirectory();
    const cloud = await workspace.startCloud({ directory, pendingPolls: 0 });
    const { send, hsmUri } = await active('moments', cloud);
    const attributes = { [member]: moment };
    await send('POST', '/keys/good/create', { kty: 'oct' });
    for (const answer of [
      await send('POST', '/keys/bad/create', { kty: 'oct', attributes }),
      await send('PATCH', '/keys/good', { attributes }),
    ]) {
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('"BadParameter"');
    }
    await cloud.close();
    const again = await workspace.startCloud({ directory });
    expect(((await sender(again, hsmUri)('GET', '/keys')).json() as { value: unknown[] }).value).toHaveLength(1);
  });

  test.each([
    ['an unknown kind', { kty: 'ed25519' }],
    ['an unknown curve', { kty: 'EC', crv: 'P-224' }],
    ['an RSA key of 1024 bits', { kty: 'RSA', key_size: 1024 }],
    ['an unknown operation', { kty: 'oct', key_ops: ['shred'] }],
    ['exportable without a policy', { kty: 'EC', attributes: { exportable: true } }],
    ['with a policy and not exportable', { kty: 'EC', release_policy: { data: 'e30' } }],
  ])('of %s is refused', async (_, body) => {
    const { send } = await active('kinds');
    expect((await send('POST', '/keys/refused/create', body)).status).toBe(400);
    expect((await send('GET', '/keys/refused')).status).toBe(404);
  });

  test('has its operations in another order in each answer, and no tags where it has none', async () => {
    const { send } = await active('orders');
    const first = (await send('POST', '/keys/one/create', { kty: 'RSA' })).json() as Bundle;
    const second = (await send('GET', '/keys/one')).json() as Bundle;
    expect(second.key.key_ops).not.toEqual(first.key.key_ops);
    expect([...second.key.key_ops].sort()).toEqual([...first.key.key_ops].sort());
    expect(first).not.toHaveProperty('tags');
  });

  test('has the rotation policy that it was given', async () => {
    const { send } = await active('rotation');
    await send('POST', '/keys/turning/create', { kty: 'EC', crv: 'P-384', tags: { use: 'signing' } });
    expect((await send('GET', '/keys/turning/rotationpolicy')).json()).toMatchObject({ lifetimeActions: [] });
    const lifetimeActions = [{ trigger: { timeAfterCreate: 'P90D' }, action: { type: 'Rotate' } }];
    const policy = await send('PUT', '/keys/turning/rotationpolicy', {
      lifetimeActions,
      attributes: { expiryTime: 'P1Y' },
    });
    expect(policy.json()).toMatchObject({ lifetimeActions, attributes: { expiryTime: 'P1Y' } });
    for (const refused of [
      { lifetimeActions: [{ trigger: { timeAfterCreate: 'P90D' }, action: { type: 'Notify' } }] },
      { lifetimeActions: [{ trigger: {}, action: { type: 'Rotate' } }] },
      { attributes: { expiryTime: 'P27D' } },
      { attributes: { expiryTime: 'a year' } },
    ]) {
      expect((await send('PUT', '/keys/turning/rotationpolicy', refused)).status).toBe(400);
    }
  });

  test('is backed up alone, and restored where its security domain is and its name is free', async () => {
    const a = await active('origin');
    const file = await workspace.beginActivation(workspace.open(a.cloud, a.hsmUri));
    await workspace.open(a.cloud, a.hsmUri).securityDomain.resume('download').pollUntilDone();
    await a.send('POST', '/keys/kept/create', { kty: 'EC' });
    const made = (await a.send('POST', '/keys/kept/create', { kty: 'EC' })).json() as Bundle;
    const backup = (await a.send('POST', '/keys/kept/backup')).json() as { value: string };
    const taken = await a.send('POST', '/keys/restore', backup);
    expect([taken.status, (taken.json() as { error: { code: string } }).error.code]).toEqual([409, 'Conflict']);

    const b = await a.cloud.createHsm('target', { managedIdentity: true });
    const client = workspace.open(a.cloud, b.hsmUri);
    await (await client.securityDomain.beginUpload(await workspace.blobFor(client, file))).pollUntilDone();
    const send = sender(a.cloud, b.hsmUri);
    const restored = (await send('POST', '/keys/restore', backup)).json() as Bundle;
    expect(restored.attributes).toEqual(made.attributes);
    expect(restored.key.kid).toBe(made.key.kid.replace('origin', 'target'));
    expect(restored.key.x).toBe(made.key.x);
    expect(((await send('GET', '/keys/kept/versions')).json() as { value: unknown[] }).value).toHaveLength(2);
    await send('DELETE', '/keys/kept');
    expect((await send('POST', '/keys/restore', backup)).status).toBe(409);

    const stranger = await active('stranger', a.cloud);
    expect((await stranger.send('POST', '/keys/restore', backup)).status).toBe(400);
    for (const value of ['', 'AAAA', '====']) {
      expect((await send('POST', '/keys/restore', { value })).status).toBe(400);
    }
  });

  test('is attested as practice, and keeps its release policy', async () => {
    const { send } = await active('attested');
    const made = (await send('POST', '/keys/plain/create', { kty: 'EC' })).json() as Bundle;
    const attested = (await send('GET', `${new URL(made.key.kid).pathname}/attestation`)).json() as Bundle;
    const { publicKeyAttestation } = attested.attributes['attestation'] as Record<string, string>;
    expect(Buffer.from(publicKeyAttestation ?? '', 'base64url').toString()).toContain('LIFEBOAT PRACTICE');
    const release_policy = { data: Buffer.from('{"version":"1.0.0","anyOf":[]}').toString('base64url') };
    await send('POST', '/keys/free/create', { kty: 'EC', attributes: { exportable: true }, release_policy });
    expect((await send('GET', '/keys/free')).json()).toMatchObject({ release_policy: { immutable: false } });
  });
});

test('roles: one is read by its name, and one that is there is not made again', async () => {
  const { send } = await active('assigned');
  const roleDefinitionId =
    'Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/2c18b078-7c48-4d3a-af88-5a3a1b3f82b3';
  const at = (name: string): string => `/keys/providers/Microsoft.Authorization/roleAssignments/${name}`;
  const wanted = { properties: { roleDefinitionId, principalId: 'auditor' } };
  const [one, other] = ['00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000b2'];
  const made = await send('PUT', at(one), wanted);
  expect(made.status).toBe(201);
  expect((await send('GET', at(one))).json()).toEqual(made.json());
  expect((await send('GET', at(other))).status).toBe(404);
  const elsewhere = { properties: { roleDefinitionId, principalId: 'somebody else' } };
  for (const answer of [await send('PUT', at(other), wanted), await send('PUT', at(one), elsewhere)]) {
    expect([answer.status, (answer.json() as { error: { code: string } }).error.code]).toEqual([
      400,
      'RoleAssignmentExists',
    ]);
  }
});

test('settings: the one there is can be changed, and no other', async () => {
  const { send } = await active('settings');
  const path = '/settings/AllowKeyManagementOperationsThroughARM';
  const setting = { name: 'AllowKeyManagementOperationsThroughARM', type: 'boolean' };
  expect((await send('GET', '/settings')).json()).toEqual({ settings: [{ ...setting, value: 'true' }] });
  expect((await send('PATCH', path, { value: 'false' })).json()).toEqual({ ...setting, value: 'false' });
  expect((await send('GET', path)).json()).toEqual({ ...setting, value: 'false' });
  expect((await send('PATCH', path, { value: 'perhaps' })).status).toBe(400);
  const unknown = await send('GET', '/settings/invalid%20name');
  expect([unknown.status, (unknown.json() as { error: { code: string } }).error.code]).toEqual([400, 'InvalidSetting']);
});
