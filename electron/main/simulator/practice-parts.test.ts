// The small parts of the practice cloud by themselves: tokens, backups, roles, storage rules, server certificate.
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clouds } from '#core/azure/clouds.ts';
import { parseHsmUri } from '#core/exchange-key/hsm-address.ts';
import { openBackup, sealBackup } from './backup-box.ts';
import { BackupStorage } from './backup-storage.ts';
import { AzureState } from './control-plane/azure-state.ts';
import { checkParameters, tokenProblem } from './job-storage.ts';
import { loadServerIdentity } from './practice-pki.ts';
import { builtInRoles, dataAction, type DataAction } from './built-in-roles.ts';
import { needAction, roleId } from './rights.ts';
import { SignIn } from './sign-in.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lifeboat-parts-'));
});
afterAll(() => rm(directory, { recursive: true }));

test.each(clouds)('the $name cloud has host names that an exchange key may have', ({ hsmSuffix }) => {
  expect(parseHsmUri(`https://name.${hsmSuffix}`, 'practice')).toBe(`name.${hsmSuffix}`);
});

describe('tokens', () => {
  const form = (fields: Record<string, string>): URLSearchParams => new URLSearchParams(fields);
  const right = {
    grant_type: 'client_credentials',
    client_id: 'somebody',
    scope: 'https://managedhsm.azure.net/.default',
  };
  const now = 1_800_000_000;

  test('are taken for their audience and their time only, also after a restart', async () => {
    const signIn = await SignIn.open(directory);
    const { access_token: token } = signIn.answerToken(form(right), now).body as { access_token: string };
    const again = await SignIn.open(directory);
    const audience = 'https://managedhsm.azure.net';
    expect(again.open(`Bearer ${token}`, [audience], now + 3599)).toMatchObject({ principalId: 'somebody' });
    expect(again.open(`Bearer ${token}`, [audience], now + 3600)).toBeUndefined();
    expect(again.open(`Bearer ${token}`, ['https://managedhsm.azure.cn'], now)).toBeUndefined();
  });

  test('are not taken if anything in them is changed', async () => {
    const signIn = await SignIn.open(directory);
    const { access_token: token } = signIn.answerToken(form(right), now).body as { access_token: string };
    for (let at = 'practice.'.length; at < token.length; at += 1) {
      const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
      const isSpareBit = at === token.length - 1;
      if (!isSpareBit) expect(signIn.open(`Bearer ${changed}`, ['https://managedhsm.azure.net'], now)).toBeUndefined();
    }
    expect(signIn.open(undefined, ['https://managedhsm.azure.net'], now)).toBeUndefined();
    expect(signIn.open(`Basic ${token}`, ['https://managedhsm.azure.net'], now)).toBeUndefined();
  });

  test.each([
    ['another grant', { ...right, grant_type: 'password' }],
    ['nobody', { ...right, client_id: '' }],
    ['a scope without /.default', { ...right, scope: 'https://managedhsm.azure.net' }],
  ])('are not given to %s', async (_, fields) => {
    const signIn = await SignIn.open(directory);
    expect(() => signIn.answerToken(form(fields), now)).toThrow('grant_type');
  });
});

describe('backups', () => {
  const domain = [
    { datumTag: 'hsm_backup', content: 'AAAA' },
    { datumTag: 'base_enclave_backup', content: 'BBBB' },
  ];
  const content = { keys: [], roleAssignments: [], customRoles: [] };

  test('open under the very same security domain only', () => {
    const backup = sealBackup(domain, content);
    expect(openBackup(domain, backup)).toEqual(content);
    expect(openBackup(domain.toReversed(), backup)).toBeUndefined();
    expect(openBackup(domain.slice(1), backup)).toBeUndefined();
    expect(openBackup([domain[0]!, { ...domain[1]!, content: 'BBBC' }], backup)).toBeUndefined();
  });

  test('do not open with any bit changed or any byte missing', () => {
    const backup = sealBackup(domain, content);
    for (let bit = 0; bit < backup.length * 8; bit += 1) {
      const changed = Buffer.from(backup);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(openBackup(domain, changed)).toBeUndefined();
    }
    for (let bytes = 0; bytes < backup.length; bytes += 1) {
      expect(openBackup(domain, backup.subarray(0, bytes))).toBeUndefined();
    }
  });

  test('of one moment lie in folders of their own', async () => {
    const storage = new BackupStorage(join(directory, 'containers'));
    const container = 'https://account.blob.core.windows.net/backups';
    await storage.createContainer(container);
    const at = Date.UTC(2026, 0, 2, 3, 4, 5, 670);
    const first = await storage.writeBackup(container, 'name', at, Buffer.from('first'));
    const second = await storage.writeBackup(container, 'name', at, Buffer.from('second'));
    expect([first, second]).toEqual(['mhsm-name-2026010203040567', 'mhsm-name-2026010203040568']);
    expect((await storage.readBackup(container, first))?.toString()).toBe('first');
    for (const folder of ['..', '../backups', `${first}/..`, '']) {
      expect(await storage.readBackup(container, folder)).toBeUndefined();
    }
  });
});

describe('storage parameters', () => {
  const storageResourceUri = 'https://account.blob.core.windows.net/backups';
  const now = Date.UTC(2026, 0, 1);
  const sas = (permissions: string, expires = '2026-01-01T00:00:01Z'): string =>
    `sp=${permissions}&se=${expires}&sig=x`;
  const check = (token: string) => (): void => checkParameters({ storageResourceUri, token }, false, now);

  test('are read for the end of a SAS token, and no further', () => {
    check(sas('crdw'))();
    check(sas(''))();
    expect(check('sp=crdw&sig=x')).toThrow('The SAS token does not contain the expiry field');
    expect(check('invalid_sas_token')).toThrow('The customer provided SAS token is malformed.');
    expect(check(`?${sas('crdw')}`)).toThrow('malformed');
    expect(check(sas('rl', '2026-01-01T00:00:00Z'))).toThrow('expired');
    expect(check(sas('rl', 'soon'))).toThrow('expired');
  });

  test('name either a token or an identity that is attached', () => {
    const identity = (isAttached: boolean) => (): void =>
      checkParameters({ storageResourceUri, useManagedIdentity: true }, isAttached, now);
    identity(true)();
    expect(identity(false)).toThrow('No user assigned identity');
    expect(check('')).toThrow('Exactly one');
    expect(() =>
      checkParameters({ storageResourceUri, token: sas('rl'), useManagedIdentity: true }, true, now),
    ).toThrow('Exactly one');
  });

  test('meet storage in the job: crdw for a backup and rl for a restore, each letter of it, and a signature', async () => {
    const azure = await AzureState.open(join(directory, 'azure.json'), 'somebody');
    const answered = (token: string, use: 'backup' | 'restore') =>
      tokenProblem(azure, { storageResourceUri, token }, use, now)?.message;
    expect(answered(sas('crdw'), 'backup')).toBeUndefined();
    expect(answered(sas('rl'), 'restore')).toBeUndefined();
    for (const short of ['rdw', 'cdw', 'crw', 'crd', '']) expect(answered(sas(short), 'backup')).toContain('lacks');
    for (const short of ['r', 'l', '']) expect(answered(sas(short), 'restore')).toContain('lacks');
    expect(answered('sp=rl&se=2027-01-01', 'restore')).toContain('no signature');
  });
});

describe('roles', () => {
  const assigned = (roleName: string, scope: string) => [
    { name: 'one', scope, roleDefinitionId: roleId(roleName), principalId: 'somebody' },
  ];
  const all = [...new Set(builtInRoles.flatMap(({ dataActions }) => dataActions))];

  test.each(builtInRoles)('$roleName gives its own data actions and no other', ({ roleName, dataActions }) => {
    const attempt = (principalId: string, action: DataAction) => (): void =>
      needAction({ roleAssignments: assigned(roleName, '/'), customRoles: [] }, principalId, action, '/');
    for (const action of all) {
      const words = `Not authorized to access ${dataAction(action)} on /`;
      if (dataActions.includes(action)) attempt('somebody', action)();
      else expect(attempt('somebody', action)).toThrow(words);
      expect(attempt('another', action)).toThrow(words);
    }
  });

  test.each([
    ['/', '/keys', true],
    ['/', '/keys/mine', true],
    ['/keys', '/keys', true],
    ['/keys', '/keys/mine', true],
    ['/keys/mine', '/keys/mine', true],
    ['/keys/mine', '/keys/mine-too', false],
    ['/keys/mine', '/keys/yours', false],
    ['/keys/mine', '/keys', false],
    ['/keys', '/', false],
    ['/key', '/keys/mine', false],
  ])('a role at %s counts at %s: %s', (assignedAt, scope, isAllowed) => {
    const roleAssignments = assigned('Managed HSM Crypto User', assignedAt);
    const attempt = (): void => needAction({ roleAssignments, customRoles: [] }, 'somebody', 'keys/sign/action', scope);
    if (isAllowed) attempt();
    else expect(attempt).toThrow('Not authorized');
  });
});

describe('the server certificate', () => {
  test('is kept until its last day, and the key of its authority is nowhere', async () => {
    const home = join(directory, 'pki');
    const now = Date.now();
    const day = 24 * 60 * 60 * 1000;
    const made = await loadServerIdentity(home, now);
    expect(await loadServerIdentity(home, now + 363 * day)).toEqual(made);
    expect((await loadServerIdentity(home, now + 365 * day)).servers).not.toEqual(made.servers);
    const keys = ['server-key-1.pem', 'server-key-2.pem', 'server-key-3.pem'];
    const certificates = keys.map((name) => name.replace('key', 'certificate'));
    expect((await readdir(home)).sort()).toEqual(['practice-ca.pem', ...certificates, ...keys]);
    for (const name of keys) expect((await stat(join(home, name))).mode & 0o077).toBe(0);
  });

  test('is another one for each server behind the name', async () => {
    const { servers } = await loadServerIdentity(join(directory, 'several'), Date.now());
    expect(new Set(servers.map(({ certificatePem }) => certificatePem)).size).toBe(3);
    expect(new Set(servers.map(({ keyPem }) => keyPem)).size).toBe(3);
  });

  test('says PRACTICE and has the names that clients use', async () => {
    const { servers, caCertificatePem } = await loadServerIdentity(join(directory, 'names'), Date.now());
    const certificate = new X509Certificate(servers[0].certificatePem);
    expect(certificate.subject).toContain('PRACTICE');
    expect(certificate.issuer).toContain('PRACTICE');
    expect(certificate.verify(new X509Certificate(caCertificatePem).publicKey)).toBe(true);
    for (const name of [
      'localhost',
      'a.managedhsm.azure.net',
      'a.managedhsm.practice.invalid',
      'login.microsoftonline.com',
    ]) {
      expect(certificate.checkHost(name)).toBeDefined();
    }
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.checkHost('example.com')).toBeUndefined();
  });
});
