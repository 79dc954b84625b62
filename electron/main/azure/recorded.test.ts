// Every recorded answer of the real service goes through our client as the service sent it; what comes out is asserted, and what we
// send is compared with what was recorded. A recording that nobody uses is a failure.
import { createHttpHeaders } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { withoutWaiting } from '#e2e/support/practice-workspace.ts';
import {
  bodyTextOf,
  recordedContainer,
  recordings,
  recordedSignIn as credential,
  type Sent,
} from '#e2e/support/recorded.ts';
import { usualCreation } from '#shared/plan/creation.ts';
import { neededRoles } from '#shared/online/needed-roles.ts';
import { clouds } from '#core/azure/clouds.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import type { KeptAnswer } from './answers.ts';
import { ArmConnection } from './azure-arm.ts';
import { openControlPlane } from './azure-control-plane.ts';
import type { StorageAccess } from './backup-client.ts';
import { HsmConnection } from './connection.ts';
import { parseHsmAddress } from './hsm-address.ts';
import { openManagedHsm } from './managed-hsm.ts';
import { publicSha256 } from './public-half.ts';
import type { PollProgress } from './polling.ts';
import type { ControlPlane, HsmResource, NewHsm } from './control-plane.ts';
import { ChosenVersions } from './versions.ts';

const all = recordings();

describe.skipIf(all.missing)('recorded exchanges', () => {
  const identity: StorageAccess = { kind: 'managed-identity' };
  const backupFolder = 'mhsm-ncamillucci-sdkhsm-2026042916082769';

  /** A client of the HSM that the first recording is of. */
  function client(...names: readonly string[]) {
    const { httpClient, sent } = all.play(...names);
    const hsmUri = new URL(all.read(names[0] ?? '').request.url).origin;
    const how = { mode: 'production', credential, httpClient } as const;
    const hsm = openManagedHsm({ ...how, hsmUri, waiting: withoutWaiting });
    const connection = new HsmConnection({ address: parseHsmAddress(hsmUri, 'production'), credential, httpClient });
    return { hsm, connection, sent };
  }

  const plain = (path: string): string => path.replace(/\/+/g, '/').toLowerCase();
  const versionless = (url: URL): string[] => [...url.searchParams.keys()].filter((name) => name !== 'api-version');

  /** Our request is the recorded one: method, path, parameters, and the body member by member. */
  function expectAsRecorded(sent: Sent | undefined, name: string, body = all.read(name).request.body): void {
    const { method, url } = all.read(name).request;
    expect(sent).toMatchObject({ method, hasToken: true });
    expect(plain(sent?.url.pathname ?? '')).toBe(plain(new URL(url).pathname));
    expect(versionless(sent?.url ?? new URL(url))).toEqual(versionless(new URL(url)));
    expect(sent?.body).toEqual(body);
  }

  describe('security domain', () => {
    it('reads the exchange key of 2025, after the challenge that says OK', async () => {
      const { hsm, sent } = client('2025-security-domain-upload-get-401', '2025-security-domain-upload-get');
      const kept: KeptAnswer[] = [];
      const { jwk, rawAnswer } = await hsm.securityDomain.getTransferKey((answer) =>
        Promise.resolve(void kept.push(answer)),
      );
      expect(JSON.parse(jwk.toString('utf8'))).toMatchObject({ kty: 'RSA', kid: 'not used' });
      expect(rawAnswer.toString('utf8')).toBe(bodyTextOf(all.read('2025-security-domain-upload-get')));
      expect(kept).toMatchObject([{ status: 200 }]);
      expect(sent[0]).toMatchObject({ hasToken: false, body: null });
      expectAsRecorded(sent[1], '2025-security-domain-upload-get');
      expect(sent[1]?.url.searchParams.get('api-version')).toBe('7.5');
    });

    it('reads the exchange key of 2020', async () => {
      const { hsm } = client('2020-security-domain-upload-get');
      const { jwk } = await hsm.securityDomain.getTransferKey();
      expect(JSON.parse(jwk.toString('utf8'))).toMatchObject({ kty: 'RSA', kid: 'not used' });
    });

    it('says that the sign-in was refused, not that "OK" is no JSON', async () => {
      const challenge = '2025-security-domain-upload-get-401';
      const { hsm } = client(challenge, challenge);
      expect(await faultOfPromise(hsm.securityDomain.getTransferKey())).toEqual({ code: 'SERVICE_SIGN_IN_REFUSED' });
    });

    it('activates with the recorded certificates, and keeps the file of the first answer', async () => {
      const post = '2025-security-domain-download-post';
      const pending = '2025-security-domain-download-pending';
      const { hsm, sent } = client(
        '2025-security-domain-download-401',
        post,
        pending,
        pending,
        '2025-security-domain-download-done',
      );
      const { certificates, required } = all.read(post).request.body as {
        certificates: { x5c: string[] }[];
        required: number;
      };
      const ders = certificates.map(({ x5c }) => Buffer.from(x5c[0] ?? '', 'base64'));
      const files: Buffer[] = [];
      const keep = (file: Buffer): Promise<void> => Promise.resolve(void files.push(file));
      const operation = await hsm.securityDomain.beginDownload({ certificates: ders, required, keep });
      await operation.pollUntilDone();
      expectAsRecorded(sent[1], post);
      expectAsRecorded(sent[2], pending);
      const { value } = all.read(post).response.body as { value: string };
      expect(files[0]?.toString('utf8')).toBe(value);
      const domain = parseSecurityDomain(files[0] ?? Buffer.alloc(0));
      expect([domain.required, domain.shares.length]).toEqual([2, 3]);
      // A file made without this client may hold the service's whole answer.
      expect(parseSecurityDomain(Buffer.from(bodyTextOf(all.read(post))))).toEqual(domain);
      expect(sent).toHaveLength(5);
    });

    it('uploads the recorded blob, and waits for the end', async () => {
      const post = '2025-security-domain-upload-post';
      const { hsm, sent } = client(
        '2025-security-domain-upload-get-401',
        post,
        '2025-security-domain-upload-pending',
        '2025-security-domain-upload-done',
      );
      const { value } = all.read(post).request.body as { value: string };
      await (await hsm.securityDomain.beginUpload(Buffer.from(value, 'utf8'))).pollUntilDone();
      expectAsRecorded(sent[1], post);
      expectAsRecorded(sent[2], '2025-security-domain-upload-pending');
    });

    it('understands the states of 2020', async () => {
      const { hsm } = client('2020-security-domain-upload-pending', '2020-security-domain-upload-done');
      const progress: PollProgress[] = [];
      await hsm.securityDomain.resume('upload').pollUntilDone({ onProgress: (one) => progress.push(one) });
      expect(progress.map(({ queries }) => queries)).toEqual([1, 2]);
    });
  });

  describe('backup and restore', () => {
    it('backs up by the identity', async () => {
      const { hsm, sent } = client('2026-prebackup-401', '2026-backup-post', '2026-backup-pending', '2026-backup-done');
      const job = await hsm.backups.beginBackup(recordedContainer, identity);
      expect(job.jobId).toBe('e6c83ddf390c4bd8b6b882c1a8c5a754');
      expect(await job.pollUntilDone()).toEqual({ folderUri: `${recordedContainer}/${backupFolder}` });
      expectAsRecorded(sent[1], '2026-backup-post');
      expect(sent.slice(1).map(({ url }) => url.searchParams.get('api-version'))).toEqual(['7.6', '7.6', '7.6']);
      expect(plain(sent[2]?.url.pathname ?? '')).toBe('/backup/e6c83ddf390c4bd8b6b882c1a8c5a754/pending');
    });

    it('checks before a backup, on a version that is generally available', async () => {
      const { hsm, sent } = client('2026-prebackup-401', '2026-prebackup-post', '2026-prebackup-done');
      expect(await (await hsm.backups.beginPreBackup(recordedContainer, identity)).pollUntilDone()).toBe(true);
      expectAsRecorded(sent[1], '2026-prebackup-post');
      expect(sent[1]?.url.searchParams.get('api-version')).toBe('7.6');
    });

    it('restores', async () => {
      const { hsm, sent } = client(
        '2026-prebackup-401',
        '2026-restore-put',
        '2026-restore-pending',
        '2026-restore-done',
      );
      const job = await hsm.backups.beginRestore(`${recordedContainer}/${backupFolder}`, identity);
      expect(await job.pollUntilDone()).toBe(true);
      expectAsRecorded(sent[1], '2026-restore-put');
    });

    it('checks before a restore', async () => {
      const { hsm, sent } = client('2026-prebackup-401', '2026-prerestore-put', '2026-prerestore-done');
      await (await hsm.backups.beginPreRestore(`${recordedContainer}/${backupFolder}`, identity)).pollUntilDone();
      expectAsRecorded(sent[1], '2026-prerestore-put');
    });

    const badSas = {
      code: 'SERVICE_OPERATION_FAILED',
      serviceCode: 'BadRequest',
      serviceMessage:
        'The customer provided SAS token is malformed. The SAS token does not contain the expiry field | Invalid Request',
    };

    it('says why a check has failed', async () => {
      const ofBackup = client('2026-prebackup-failed').hsm.backups.resumeBackup('6f2d1d4df7d74653824884bf4186bee9');
      expect(await faultOfPromise(ofBackup.pollUntilDone())).toMatchObject(badSas);
      const ofRestore = client('2026-prerestore-failed').hsm.backups.resumeRestore('16d46b319df94417aeec8cde72d26010');
      expect(await faultOfPromise(ofRestore.pollUntilDone())).toMatchObject(badSas);
    });

    it('says why a restore of 2021 has failed, and takes three nulls in a running one for no failure', async () => {
      const put = '2021-restore-put';
      const { hsm, sent } = client('2026-prebackup-401', put, put, '2021-restore-failed');
      const access: StorageAccess = { kind: 'sas', token: 'bad_token' };
      const job = await hsm.backups.beginRestore('https://uri.blob.core.windows.net/uri/bad_folder', access);
      // The recorded status address lacks a slash; the job is in the body, too.
      expect(job.jobId).toBe('a7c6b58306814014a6b41574f4fe5693');
      expect(await faultOfPromise(job.pollUntilDone())).toEqual({
        code: 'SERVICE_OPERATION_FAILED',
        operation: 'restore',
        serviceCode: '',
        serviceMessage: 'Invalid backup provided',
      });
      expectAsRecorded(sent[1], put);
      expectAsRecorded(sent[3], '2021-restore-failed');
    });

    it('takes a bad SAS as the service does: accepted in 2021, refused since', async () => {
      const access: StorageAccess = { kind: 'sas', token: 'invalid_sas_token' };
      const uri = 'https://uri.blob.core.windows.net/uri';
      const { hsm, sent } = client('2026-prebackup-401', '2021-backup-post-bad-sas');
      expect((await hsm.backups.beginBackup(uri, access)).jobId).toBe('7df407b8dc124424aa96976fec0f6ba7');
      expectAsRecorded(sent[1], '2021-backup-post-bad-sas');
      const refused = {
        code: 'SERVICE_REFUSED',
        status: 400,
        serviceCode: 'BadRequest',
        serviceMessage: 'The customer provided SAS token is malformed. The SAS token does not contain the expiry field',
      };
      const backup = client('2026-prebackup-401', '2024-backup-post-bad-sas-400');
      expect(await faultOfPromise(backup.hsm.backups.beginBackup(uri, access))).toMatchObject(refused);
      const restore = client('2026-prebackup-401', '2024-restore-put-bad-sas-400');
      expect(await faultOfPromise(restore.hsm.backups.beginRestore(`${uri}/x`, access))).toMatchObject(refused);
      // `useManagedIdentity: false` was sent by that client, and is not needed.
      expect(restore.sent[1]?.body).toMatchObject({ sasTokenParameters: { token: 'invalid_sas_token' } });
    });

    it('says that another backup runs, and shows no stack trace of the service', async () => {
      const { hsm } = client('2026-prebackup-401', '2026-backup-409');
      const fault = await faultOfPromise(hsm.backups.beginBackup('https://uri.blob.core.windows.net/uri', identity));
      expect(fault).toEqual({
        code: 'SERVICE_CONFLICT',
        operation: 'backup',
        serviceCode: '409',
        serviceMessage: 'Another backup operation is in progress. Please try again after sometime.',
      });
    });

    it('says that a restore of one key brought nothing back, whatever the service calls it', async () => {
      const { hsm, sent } = client(
        '2026-prebackup-401',
        '2026-key-restore-put',
        '2026-key-restore-pending',
        '2026-key-restore-done',
      );
      const folder = `${recordedContainer}/mhsm-ncamillucci-sdkhsm-2026042916151089`;
      const job = await hsm.backups.beginSelectiveKeyRestore('selective-restore-test-key35af34fb', folder, identity);
      const fault = { code: 'SERVICE_NOTHING_RESTORED', operation: 'key-restore', notOverwritten: 2 };
      expect(await faultOfPromise(job.pollUntilDone())).toEqual(fault);
      expectAsRecorded(sent[1], '2026-key-restore-put');
    });
  });

  describe('roles, settings and keys', () => {
    it('lists the built-in roles, and names the smallest one that allows a call', async () => {
      const { hsm, sent } = client('2025-role-definitions-401', '2025-role-definitions-list');
      const of2025 = await hsm.roles.listDefinitions();
      expectAsRecorded(sent[1], '2025-role-definitions-list');
      const of2026 = await client('2026-role-definitions-list').hsm.roles.listDefinitions();
      expect([of2025.length, of2026.length]).toEqual([9, 10]);
      // Of those that allow it, the one that allows least.
      const smallest = (dataAction: string, list: typeof of2026): string | undefined =>
        list
          .map(({ properties: { roleName, permissions } }) => ({
            roleName,
            dataActions: permissions.flatMap((each) => each.dataActions),
          }))
          .filter(({ dataActions }) => dataActions.includes(dataAction))
          .sort((a, b) => a.dataActions.length - b.dataActions.length)[0]?.roleName;
      for (const list of [of2025, of2026]) {
        for (const { role, dataAction } of Object.values(neededRoles)) expect(smallest(dataAction, list)).toBe(role);
      }
    });

    it('lists, makes and takes away role assignments', async () => {
      const [first] = await client('2026-role-assignments-list').hsm.roles.listAssignments();
      expect(first?.properties.scope).toBe('/');
      const made = all.read('2025-role-assignment-put').request.body as {
        properties: { roleDefinitionId: string; principalId: string };
      };
      const { roleDefinitionId, principalId } = made.properties;
      const put = client('2025-role-definitions-401', '2025-role-assignment-put');
      const name = '88888888-0000-0000-0000-000000000001';
      const assignment = await put.hsm.roles.createAssignment('/', roleDefinitionId, principalId, name);
      expect(assignment).toMatchObject({ name, properties: { scope: '/', principalId } });
      expectAsRecorded(put.sent[1], '2025-role-assignment-put');
      const gone = client('2026-role-assignment-delete');
      expect(await gone.hsm.roles.deleteAssignment('/', 'some-uuid')).toMatchObject({ name: 'some-uuid' });
      expect(gone.sent[0]).toMatchObject({ method: 'DELETE' });
    });

    it('says that somebody has the role already', async () => {
      const name = '2026-role-assignment-exists-400';
      const { properties } = all.read(name).request.body as {
        properties: { roleDefinitionId: string; principalId: string };
      };
      const { hsm, sent } = client('2026-prebackup-401', name);
      const { roleDefinitionId, principalId } = properties;
      const made = hsm.roles.createAssignment(
        '/',
        roleDefinitionId,
        principalId,
        'e83526c1-d832-41d8-ba90-985cc318e815',
      );
      expect(await faultOfPromise(made)).toEqual({ code: 'SERVICE_ROLE_ASSIGNMENT_EXISTS', scope: '/', principalId });
      expectAsRecorded(sent[1], name);
    });

    it('reads answers to calls about role definitions that this program does not make', async () => {
      const deletion = client('2022-role-definition-delete-builtin-400');
      const path = '/providers/Microsoft.Authorization/roleDefinitions/a290e904-7015-4bba-90c8-60543313cdb4';
      const refused = deletion.connection.send({ operation: 'roles', method: 'DELETE', path });
      expect(await faultOfPromise(refused)).toMatchObject({ code: 'SERVICE_REFUSED', serviceCode: 'BadParameter' });
      const custom = client('2026-role-definition-put-custom');
      const answer = await custom.connection.send({ operation: 'roles', method: 'PUT', path, body: {} });
      expect(answer).toMatchObject({ status: 201, json: { properties: { type: 'CustomRole', permissions: [] } } });
    });

    it('lists the settings', async () => {
      const { hsm, sent } = client('2025-role-definitions-401', '2026-settings-list');
      expect(await hsm.settings.list()).toEqual([
        { name: 'AllowKeyManagementOperationsThroughARM', type: 'boolean', value: 'true' },
      ]);
      expectAsRecorded(sent[1], '2026-settings-list');
    });

    it('reads answers to calls about settings that this program does not make', async () => {
      const path = '/settings/AllowKeyManagementOperationsThroughARM';
      const changed = client('2023-settings-patch').connection.send({ operation: 'settings', method: 'PATCH', path });
      expect((await changed).json).toMatchObject({ value: 'true' });
      const unknown = client('2024-setting-unknown-400').connection.send({
        operation: 'settings',
        method: 'GET',
        path,
      });
      expect(await faultOfPromise(unknown)).toMatchObject({ code: 'SERVICE_REFUSED', serviceCode: 'InvalidSetting' });
    });

    it('makes a key, and finds its public half again after the recovery', async () => {
      const created = client('2025-role-definitions-401', '2025-key-create');
      const key = await created.hsm.keys.createKey('key000004', { kty: 'RSA-HSM', attributes: { enabled: true } });
      // The recorded client wrote `RSA`, which makes the same.
      expectAsRecorded(created.sent[1], '2025-key-create', { kty: 'RSA-HSM', attributes: { enabled: true } });
      const version = 'f005a4e96c94431705f77bb7291726d4';
      const recovered = await client('2025-key-restore-on-recovered-hsm').hsm.keys.getKey('key000004', version);
      expect(publicSha256(recovered)).toBe(publicSha256(key));
      expect(recovered.attributes).toEqual(key.attributes);
    });

    it('deletes a key', async () => {
      const { hsm, sent } = client('2026-key-delete');
      await hsm.keys.deleteKey('selective-restore-test-key35af34fb');
      expect(plain(sent[0]?.url.pathname ?? '')).toBe('/keys/selective-restore-test-key35af34fb');
    });
  });

  describe('control plane', () => {
    const host = 'management.azure.com';
    const [publicCloud] = clouds;
    const zero = '00000000-0000-0000-0000-000000000000';

    function arm(...names: readonly string[]) {
      const { httpClient, sent } = all.play(...names);
      const subscription = /\/subscriptions\/([^/]+)/.exec(all.read(names[0] ?? '').request.url)?.[1] ?? zero;
      const common = { subscription, credential, httpClient, waiting: withoutWaiting, versions: new ChosenVersions() };
      if (publicCloud?.managementHost !== host) throw new Error('the public cloud is not the first');
      const plane: ControlPlane = openControlPlane({ ...common, cloud: publicCloud, mode: 'production' });
      return { plane, connection: new ArmConnection({ ...common, host }), sent };
    }

    const locationOf = (name: string): string | undefined => all.read(name).response.headers['location'];
    const urlOf = (name: string): string => all.read(name).request.url;
    const groupOf = (name: string): { group: string; hsm: string } => {
      const [, group = '', hsm = ''] = /resourceGroups\/([^/]+)\/.*managedHSMs\/([^/?]+)/i.exec(urlOf(name)) ?? [];
      return { group, hsm };
    };
    const keep = (): Promise<void> => Promise.resolve();

    it.each([
      ['2025-arm-create-put', 'canadaeast', undefined],
      ['2025-arm-create-with-identity-put', 'East US 2', 'identity'],
      ['2021-arm-create-put', 'eastus2', undefined],
    ] as const)('asks for a new HSM as in %s', async (name, location, withIdentity) => {
      const { plane, sent } = arm(name);
      const recorded = all.read(name).request.body as {
        readonly properties: Readonly<Record<string, unknown>> & {
          readonly tenantId: string;
          readonly initialAdminObjectIds: readonly string[];
          readonly softDeleteRetentionInDays: number;
        };
        readonly identity?: { readonly userAssignedIdentities: Readonly<Record<string, unknown>> };
      };
      const { tenantId, initialAdminObjectIds, softDeleteRetentionInDays } = recorded.properties;
      const { group, hsm } = groupOf(name);
      const answers: KeptAnswer[] = [];
      const order: NewHsm = {
        resourceGroup: group,
        name: hsm,
        location,
        tenantId,
        administrators: initialAdminObjectIds,
        retentionDays: softDeleteRetentionInDays,
        purgeProtection: false,
        identity: withIdentity && Object.keys(recorded.identity?.userAssignedIdentities ?? {})[0],
        creation: usualCreation,
      };
      await plane.beginCreate(order, (answer) => Promise.resolve(void answers.push(answer)));
      expect(sent).toHaveLength(1);
      expect(sent[0]?.url.href.toLowerCase()).toBe(
        urlOf(name)
          .toLowerCase()
          .replace(/(?<=api-version=)[0-9]{4}-[^&]*/, '2026-02-01'),
      );
      // What we leave out has these values by default, or is said by the service's own clients alone.
      const leftOut = ['networkAcls', 'publicNetworkAccess', 'enablePurgeProtection'];
      const properties = Object.entries(recorded.properties).filter(([member]) => !leftOut.includes(member));
      const body = { ...recorded, properties: { enableSoftDelete: true, ...Object.fromEntries(properties) } };
      expect({ ...(sent[0]?.body as object), tags: {} }).toEqual({ tags: {}, ...body });
      expect(answers).toMatchObject([{ status: all.read(name).response.status }]);
    });

    it.each([
      ['2025-arm-create-put', '2025-arm-create-poll-running', '2025-arm-create-poll-done'],
      ['2025-arm-purge-post', '2025-arm-purge-poll-running', '2025-arm-purge-poll-done'],
      ['2021-arm-delete', '2021-arm-delete-poll-done'],
      ['2021-arm-recover-put', '2021-arm-recover-poll-running', '2021-arm-recover-poll-done'],
      ['2021-arm-update-poll-running', '2021-arm-update-poll-done'],
      ['2021-arm-create-put'],
    ])('follows %s by the newest address to its end', async (first, ...polls) => {
      const { connection, sent } = arm(first, ...polls);
      const { method } = all.read(first).request;
      const operation = await connection.begin({ method: method as 'PUT', at: new URL(urlOf(first)) });
      await operation.pollUntilDone();
      const named = [first, ...polls].map(locationOf).filter((each) => each !== undefined);
      expect(sent.slice(1).map(({ url }) => url.href)).toEqual(named);
      expect(sent).toHaveLength(1 + polls.length);
    });

    it('follows an address of the full length, and cuts nothing off', async () => {
      const long = `https://${host}/x?c=${'c'.repeat(2580)}&s=${'s'.repeat(342)}&h=1`;
      const newer = long.replace('h=1', 'h=2');
      const answers = [
        { status: 202, location: long },
        { status: 202, location: newer },
        { status: 202, location: undefined },
        { status: 200, location: undefined },
      ];
      const asked: string[] = [];
      const connection = new ArmConnection({
        host,
        credential,
        waiting: withoutWaiting,
        versions: new ChosenVersions(),
        httpClient: {
          sendRequest: (request) => {
            asked.push(request.url);
            const { status, location } = answers.shift() ?? { status: 500, location: undefined };
            const headers = createHttpHeaders(location === undefined ? {} : { location });
            return Promise.resolve({ request, status, headers, bodyAsText: '' });
          },
        },
      });
      await (await connection.begin({ method: 'POST', at: new URL(`https://${host}/begin`) })).pollUntilDone();
      expect(asked.slice(1)).toEqual([long, newer, newer]);
    });

    it('reads an HSM while it is made, when it is made, and with an identity', async () => {
      const read = (name: string, like: string): Promise<HsmResource | undefined> => {
        const { group, hsm } = groupOf(like);
        return arm(name).plane.hsm(group, hsm);
      };
      const like = '2025-arm-get-provisioning';
      expect(await read(like, like)).toMatchObject({ provisioning: 'in-progress', activation: 'not-activated' });
      expect(await read('2025-arm-get-not-activated', like)).toMatchObject({
        provisioning: 'succeeded',
        activation: 'not-activated',
        hsmUri: 'https://test-mhsm-sd2000003.managedhsm.azure.net',
        network: usualCreation.network,
        sku: 'Standard_B1',
      });
      expect(await read('2025-arm-create-with-identity-poll-done', like)).toMatchObject({
        location: 'East US 2',
        identityType: 'UserAssigned',
        identities: [expect.stringMatching(/\/resourcegroups\/ps9989\/.*\/ps703$/)],
      });
      expect(await read('2021-arm-create-poll-running', like)).toMatchObject({ provisioning: 'in-progress' });
      expect(await read('2021-arm-update-poll-done', like)).toMatchObject({ provisioning: 'succeeded' });
      const asked = arm(like);
      const { group, hsm } = groupOf(like);
      await asked.plane.hsm(group, hsm);
      expectAsRecorded(asked.sent[0], like);
      expect(asked.sent[0]?.url.searchParams.get('api-version')).toBe('2026-02-01');
    });

    it('lists deleted HSMs, brings one back, and purges one', async () => {
      const lists = arm('2025-arm-deleted-list');
      const [deleted] = await lists.plane.deletedHsms();
      expect(deleted).toEqual({
        name: 'test-mhsm-sd1000002',
        location: 'canadaeast',
        formerId:
          `/subscriptions/${zero}/resourceGroups/cli_test_keyvault_mhsm_sd000001` +
          '/providers/Microsoft.KeyVault/managedHSMs/test-mhsm-sd1000002',
        deleted: '2025-04-22T08:34:03.000Z',
        scheduledPurge: '2025-04-29T08:34:03.000Z',
        purgeProtection: false,
      });
      expectAsRecorded(lists.sent[0], '2025-arm-deleted-list');
      expect((await arm('2021-arm-deleted-list').plane.deletedHsms()).length).toBeGreaterThan(5);

      const purge = arm('2025-arm-purge-post', '2025-arm-purge-poll-done');
      if (deleted) await (await purge.plane.beginPurge(deleted, keep)).pollUntilDone();
      expectAsRecorded(purge.sent[0], '2025-arm-purge-post');

      const one = arm('2021-arm-deleted-get');
      const former = await one.plane.deletedHsm('eastus2', 'clitest-mhsm-000001');
      expectAsRecorded(one.sent[0], '2021-arm-deleted-get');
      const back = arm('2021-arm-recover-put', '2021-arm-recover-poll-done');
      if (former)
        await (await back.plane.beginRecover(former, '54826b22-38d6-4fb2-bad9-b7b93a3e9c5a', keep)).pollUntilDone();
      expectAsRecorded(back.sent[0], '2021-arm-recover-put');
    });

    it('attaches an identity beside those that an HSM has', async () => {
      const name = '2025-arm-create-with-identity-poll-done';
      const { group, hsm } = groupOf('2025-arm-create-with-identity-put');
      const there = await arm(name).plane.hsm(group, hsm);
      if (!there) throw new Error('the recording has an HSM');
      const update = arm('2021-arm-update-poll-running', '2021-arm-update-poll-done');
      const added = '/subscriptions/x/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/new';
      await (await update.plane.beginAttachIdentity(there, added)).pollUntilDone();
      expect(update.sent[0]).toMatchObject({ method: 'PATCH' });
      expect(update.sent[0]?.url.pathname).toBe(there.resourceId);
      const ids = [...there.identities, added.toLowerCase()];
      const userAssignedIdentities = Object.fromEntries(ids.map((id) => [id, {}]));
      expect(update.sent[0]?.body).toEqual({ identity: { type: 'UserAssigned', userAssignedIdentities } });
    });
  });

  it('uses every recording', () => {
    expect(all.names).toHaveLength(71);
    expect(all.unused()).toEqual([]);
  });
});
