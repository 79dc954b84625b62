// The practice cloud as its own client sees it: a whole recovery, kills in between, and the refusals that the protocol asks for.
import { randomUUID } from 'node:crypto';
import { createHash, createPublicKey, generateKeyPairSync, type JsonWebKey, randomBytes, verify } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { selfSigned, testKey } from '#e2e/support/custodians.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { collect, managedIdentity, usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { type RawAnswer, rawRequest, type RawRequest } from '#e2e/support/raw-request.ts';
import { type StorageAccess } from '#azure/backup-client.ts';
import { keyIdentifierParts } from '#azure/keys-client.ts';
import { type ManagedHsm } from '#azure/managed-hsm.ts';
import type { RoleScope } from '#azure/roles-client.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { encodeCertificate } from '#core/x509/certificate-writer.ts';
import { makeExchangeParts, plainExtensions } from './exchange-key-issuer.ts';
import { practiceAdministrator, type PracticeCloud } from './practice-cloud.ts';

const workspace = usePracticeWorkspace();
const { startCloud, open, newHsm, beginActivation, activate, blobFor, startActiveHsm, startHsm } = workspace;

const raw = (cloud: PracticeCloud, url: string, request?: RawRequest): Promise<RawAnswer> =>
  rawRequest(workspace, cloud, url, request);

/** A key without the order of its operations, which is another in each answer. */
const comparable = <K extends { readonly key_ops: readonly string[] }>(key: K): K => ({
  ...key,
  key_ops: [...key.key_ops].sort(),
});

/** Assigns a built-in role by its name. */
async function assign({ roles }: ManagedHsm, roleName: string, scope: RoleScope, principalId: string): Promise<void> {
  const role = (await roles.listDefinitions()).find(({ properties }) => properties.roleName === roleName);
  await roles.createAssignment(scope, role?.id ?? '', principalId, randomUUID());
}

/** Lets the administrator read, recover and purge deleted keys. */
const makeOfficer = (hsm: ManagedHsm): Promise<void> =>
  assign(hsm, 'Managed HSM Crypto Officer', '/', practiceAdministrator);

const sasToken = (permissions: string, expires = '2099-01-01T00:00:00Z'): StorageAccess => ({
  kind: 'sas',
  token: `sv=2024-11-04&sp=${permissions}&se=${encodeURIComponent(expires)}&sig=practice`,
});

describe('a recovery', () => {
  test('brings keys, versions, attributes, tags and roles of HSM A into HSM B', async () => {
    const { cloud, hsm: a, securityDomain } = await startActiveHsm('drill-a');
    await a.keys.createKey('signer', { kty: 'EC-HSM', crv: 'P-256', tags: { use: 'invoices' } });
    await a.keys.createKey('signer', { kty: 'EC-HSM', crv: 'P-256', attributes: { exp: 4_000_000_000 } });
    await a.keys.createKey('wrapper', { kty: 'oct-HSM', key_size: 256 });
    await a.keys.createKey('old', { kty: 'RSA-HSM', key_size: 2048, attributes: { enabled: false } });
    await assign(a, 'Managed HSM Crypto Auditor', '/keys', 'somebody');
    const secret = randomBytes(32);
    const wrapped = await a.keys.wrapKey('wrapper', '', 'A256KW', secret);
    const { folderUri } = await (await a.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
    const before = { keys: await collect(a.keys.listKeys()), roles: await a.roles.listAssignments() };
    const publicBefore = comparable((await a.keys.getKey('signer')).key);
    await cloud.destroyHsm('drill-a');

    const b = await newHsm(cloud, 'drill-b');
    await (await b.securityDomain.beginUpload(await blobFor(b, securityDomain))).pollUntilDone();
    expect(cloud.hsms()).toMatchObject([{ shownAs: 'drill-b (PRACTICE)', activationStatus: 'Active' }]);
    await (await b.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
    await (await b.backups.beginPreRestore(folderUri, managedIdentity)).pollUntilDone();
    expect(await collect(b.keys.listKeys())).toEqual([]);
    await (await b.backups.beginRestore(folderUri, managedIdentity)).pollUntilDone();

    const renamed = (kid: string): string => kid.replace('drill-b', 'drill-a');
    const after = (await collect(b.keys.listKeys())).map((key) => ({ ...key, kid: renamed(key.kid) }));
    expect(after).toEqual(before.keys);
    expect(await b.roles.listAssignments()).toEqual(before.roles);
    expect(await collect(b.keys.listKeyVersions('signer'))).toHaveLength(2);
    expect(await b.keys.unwrapKey('wrapper', '', 'A256KW', wrapped)).toEqual(secret);
    const { key } = await b.keys.getKey('signer');
    expect({ ...comparable(key), kid: renamed(key.kid) }).toEqual(publicBefore);
  });

  test('restores those versions of a key that are not there, and tells how many', async () => {
    const { cloud, hsm } = await startActiveHsm('one-key');
    await hsm.keys.createKey('wanted', { kty: 'oct-HSM' });
    await hsm.keys.createKey('wanted', { kty: 'oct-HSM' });
    await hsm.keys.createKey('other', { kty: 'oct-HSM' });
    const { folderUri } = await (await hsm.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
    const folder = folderUri.slice(folderUri.lastIndexOf('/') + 1);
    const told = async (name: string): Promise<unknown> => {
      const sasTokenParameters = { storageResourceUri: cloud.containerUri, useManagedIdentity: true };
      const body = JSON.stringify({ sasTokenParameters, folder });
      const begun = await raw(cloud, `${hsm.address.origin}/keys/${name}/restore?api-version=7.6`, {
        method: 'PUT',
        body,
      });
      const ask = async (): Promise<{ status: string; statusDetails: string | null }> =>
        JSON.parse((await raw(cloud, begun.header('azure-asyncoperation') ?? '')).text) as never;
      let answer = await ask();
      while (answer.status === 'InProgress') answer = await ask();
      return [answer.status, answer.statusDetails];
    };
    const words = (restored: number, left: number): unknown => [
      'Succeeded',
      `Number of successful key versions restored: ${restored}, Number of key versions could not overwrite: ${left}`,
    ];
    expect(await told('wanted')).toEqual(words(0, 2));
    const { key } = await hsm.keys.getKey('wanted');
    await hsm.keys.deleteKey('wanted');
    expect(await told('wanted')).toEqual(words(0, 2));
    await makeOfficer(hsm);
    const purge = `${hsm.address.origin}/deletedkeys/wanted?api-version=7.5`;
    expect((await raw(cloud, purge, { method: 'DELETE' })).status).toBe(204);
    expect(await told('wanted')).toEqual(words(2, 0));
    expect(comparable((await hsm.keys.getKey('wanted')).key)).toEqual(comparable(key));
    expect(await told('never-there')).toEqual(words(0, 0));
  });

  test('works with the old set of keys and with the new one after a re-wrap, from the backup before it', async () => {
    const { cloud, hsm, securityDomain: oldFile } = await startActiveHsm('wrapped-anew', { pendingPolls: 1 });
    await hsm.keys.createKey('kept', { kty: 'EC-HSM' });
    const { key } = await hsm.keys.getKey('kept');
    const { folderUri } = await (await hsm.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
    const newcomers = ['four', 'five', 'six'].map((name) => {
      const own = testKey(`newcomer-${name}`);
      return { key: own, certificateDer: selfSigned(own, { commonName: name }) };
    });
    const newFile = await beginActivation(hsm, newcomers);
    // It serves meanwhile, and takes on nothing else.
    expect(comparable((await hsm.keys.getKey('kept')).key)).toEqual(comparable(key));
    const busy = faultOfPromise(hsm.backups.beginBackup(cloud.containerUri, managedIdentity));
    expect(await busy).toMatchObject({ code: 'SERVICE_CONFLICT' });
    await hsm.securityDomain.resume('download').pollUntilDone();
    const thumbprints = newcomers.map(({ certificateDer }) =>
      createHash('sha256').update(certificateDer).digest('base64url'),
    );
    expect(parseSecurityDomain(newFile).shares.map(({ thumbprintS256 }) => thumbprintS256)).toEqual(thumbprints);
    await cloud.destroyHsm('wrapped-anew');

    const sets = [
      ['from-old-set', oldFile, workspace.custodians],
      ['from-new-set', newFile, newcomers],
    ] as const;
    for (const [name, file, keyholders] of sets) {
      const recovered = await newHsm(cloud, name);
      const blob = await blobFor(recovered, file, keyholders);
      await (await recovered.securityDomain.beginUpload(blob)).pollUntilDone();
      await (await recovered.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
      await (await recovered.backups.beginRestore(folderUri, managedIdentity)).pollUntilDone();
      const { kid, ...publicHalf } = comparable((await recovered.keys.getKey('kept')).key);
      expect({ ...publicHalf, kid: kid.replace(name, 'wrapped-anew') }, name).toEqual(comparable(key));
    }
  });

  test('goes on after the server is stopped and started at every pending step', async () => {
    const home = workspace.newDirectory();
    let cloud = await startCloud({ directory: home, pendingPolls: 1 });
    const { hsmUri } = await cloud.createHsm('killed', { managedIdentity: true });
    const again = async (): Promise<ManagedHsm> => {
      await cloud.close();
      cloud = await startCloud({ directory: home, pendingPolls: 1 });
      return open(cloud, hsmUri);
    };
    const securityDomain = await beginActivation(open(cloud, hsmUri));
    let hsm = await again();
    await hsm.securityDomain.resume('download').pollUntilDone();
    await hsm.keys.createKey('kept', { kty: 'EC-HSM' });
    const { key } = await hsm.keys.getKey('kept');
    const { jobId } = await hsm.backups.beginBackup(cloud.containerUri, managedIdentity);
    hsm = await again();
    const { folderUri } = await hsm.backups.resumeBackup(jobId).pollUntilDone();
    await hsm.keys.deleteKey('kept');
    const restore = await hsm.backups.beginRestore(folderUri, managedIdentity);
    hsm = await again();
    await hsm.backups.resumeRestore(restore.jobId).pollUntilDone();
    expect(comparable((await hsm.keys.getKey('kept')).key)).toEqual(comparable(key));

    const created = await cloud.createHsm('killed-b', { managedIdentity: true });
    const blob = await blobFor(open(cloud, created.hsmUri), securityDomain);
    await cloud.close();
    cloud = await startCloud({ directory: home, pendingPolls: 1 });
    await open(cloud, created.hsmUri).securityDomain.beginUpload(blob);
    await cloud.close();
    cloud = await startCloud({ directory: home, pendingPolls: 1 });
    await open(cloud, created.hsmUri).securityDomain.resume('upload').pollUntilDone();
    expect(cloud.hsms().every(({ activationStatus }) => activationStatus === 'Active')).toBe(true);
    expect((await readdir(join(home, 'hsms'))).sort()).toEqual(['killed-b.json', 'killed.json']);
  });
});

describe('the security domain', () => {
  test('is given in the form of the protocol, three data and a share for each certificate', async () => {
    const cloud = await startCloud();
    const file = JSON.parse((await activate(await newHsm(cloud, 'form'))).toString('utf8')) as {
      EncData: { data: { tag: string }[] };
      SharedKeys: { enc_shares: { x5t_256: string }[]; required: number };
    };
    expect(file.EncData.data.map(({ tag }) => tag)).toEqual([
      'hsm_backup',
      'base_enclave_backup',
      'partition_enclave_backup',
    ]);
    expect(file.SharedKeys.required).toBe(2);
    const thumbprints = workspace.custodians.map(({ certificateDer }) =>
      createHash('sha256').update(certificateDer).digest('base64url'),
    );
    expect(file.SharedKeys.enc_shares.map(({ x5t_256: x5t }) => x5t)).toEqual(thumbprints);
  });

  test('is not given to fewer than three certificates, a quorum above their number, or one certificate twice', async () => {
    const { cloud, hsm } = await startHsm('counts');
    const [one, two, three] = workspace.custodians.map(({ certificateDer }) => certificateDer) as [
      Buffer,
      Buffer,
      Buffer,
    ];
    const attempt = (certificates: Buffer[], required: number) =>
      faultOfPromise(hsm.securityDomain.beginDownload({ certificates, required, keep: () => Promise.resolve() }));
    for (const refused of [attempt([one, two], 2), attempt([one, two, three], 4), attempt([one, two, two], 2)]) {
      expect(await refused).toMatchObject({ code: 'SERVICE_REFUSED', status: 400, serviceCode: 'BadParameter' });
    }
    expect(cloud.hsms()[0]?.activationStatus).toBe('NotActivated');
  });

  test('is given to certificates only, each with its own thumbprint and a strong RSA key', async () => {
    const cloud = await startCloud();
    const { hsmUri } = await cloud.createHsm('jwks');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const weak = encodeCertificate(makeExchangeParts('weak', privateKey, new Date(), plainExtensions));
    const x5c = workspace.custodians.map(({ certificateDer }) => [certificateDer.toString('base64')]);
    const refusals: readonly (readonly [object, string])[] = [
      [{ x5c: ['AAAA'] }, 'not a certificate'],
      [{ x5c: ['====='] }, 'not a certificate'],
      [{ x5c: [] }, 'x5c'],
      [{ x5c: x5c[2], 'x5t#S256': 'other' }, 'x5t#S256'],
      [{ x5c: [weak.toString('base64')] }, '2048 bits'],
    ];
    for (const [third, why] of refusals) {
      const body = JSON.stringify({ certificates: [{ x5c: x5c[0] }, { x5c: x5c[1] }, third], required: 2 });
      const answer = await raw(cloud, `${hsmUri}/securitydomain/download?api-version=7.5`, { method: 'POST', body });
      expect(answer.status).toBe(400);
      expect(answer.text).toContain(why);
    }
  });

  test('makes the exchange key once, for its own host name', async () => {
    const { hsm } = await startHsm('exchange');
    const first = await hsm.securityDomain.getTransferKey();
    expect((await hsm.securityDomain.getTransferKey()).jwk).toEqual(first.jwk);
    const { x5c } = JSON.parse(first.jwk.toString('utf8')) as { x5c: [string] };
    expect(Buffer.from(x5c[0], 'base64').includes('exchange.managedhsm.practice.invalid')).toBe(true);
  });

  test('is taken from a blob only if it is made for the key of this HSM, and a refusal leaves the HSM in recovery', async () => {
    const cloud = await startCloud();
    const securityDomain = await activate(await newHsm(cloud, 'origin'));
    const [b, c] = [await newHsm(cloud, 'target-b'), await newHsm(cloud, 'target-c')];
    const forC = await blobFor(c, securityDomain);
    const forB = await blobFor(b, securityDomain);
    expect(await faultOfPromise(b.securityDomain.beginUpload(forC))).toMatchObject({
      code: 'SERVICE_REFUSED',
      status: 400,
    });
    expect(await faultOfPromise(b.securityDomain.beginUpload(Buffer.from('{}')))).toMatchObject({ status: 400 });
    await (await b.securityDomain.beginUpload(forB)).pollUntilDone();
    expect(await faultOfPromise(b.securityDomain.getTransferKey())).toMatchObject({ code: 'SERVICE_CONFLICT' });
  });

  test('fails late where a datum was changed after the blob was built', async () => {
    const cloud = await startCloud();
    const securityDomain = await activate(await newHsm(cloud, 'changed-a'));
    const b = await newHsm(cloud, 'changed-b');
    const blob = JSON.parse((await blobFor(b, securityDomain)).toString('utf8')) as {
      EncData: { data: { compact_jwe: string }[] };
    };
    const datum = blob.EncData.data[1]!;
    const parts = datum.compact_jwe.split('.');
    const ciphertext = Buffer.from(parts[3]!, 'base64url');
    ciphertext[0]! ^= 1;
    datum.compact_jwe = [...parts.slice(0, 3), ciphertext.toString('base64url'), parts[4]].join('.');
    const upload = await b.securityDomain.beginUpload(Buffer.from(JSON.stringify(blob)));
    expect(await faultOfPromise(upload.pollUntilDone())).toMatchObject({
      code: 'SERVICE_OPERATION_FAILED',
      serviceMessage: 'the restore blob cannot be opened: DATUM_NOT_AUTHENTIC',
    });
    await (await b.securityDomain.beginUpload(await blobFor(b, securityDomain))).pollUntilDone();
  });
});

describe('operations', () => {
  test('run one at a time', async () => {
    const { cloud, hsm } = await startHsm('busy');
    await beginActivation(hsm);
    expect(await faultOfPromise(beginActivation(hsm))).toMatchObject({ code: 'SERVICE_CONFLICT' });
    await hsm.securityDomain.resume('download').pollUntilDone();
    const job = await hsm.backups.beginBackup(cloud.containerUri, managedIdentity);
    expect(await faultOfPromise(hsm.backups.beginBackup(cloud.containerUri, managedIdentity))).toMatchObject({
      code: 'SERVICE_CONFLICT',
    });
    await job.pollUntilDone();
  });

  test('are pending for as many queries as told, then end', async () => {
    await startActiveHsm('pending', { pendingPolls: 3 });
    expect(
      workspace.seen().filter(({ path, hasToken }) => hasToken && path.endsWith('/download/pending')),
    ).toHaveLength(4);
  });

  test('need a security domain, and a restore needs a backup of its own', async () => {
    const { cloud, hsm } = await startHsm('early');
    const early = faultOfPromise(hsm.backups.beginBackup(cloud.containerUri, managedIdentity));
    expect(await early).toMatchObject({ code: 'SERVICE_FORBIDDEN', serviceCode: 'HsmNotActivated' });
    await activate(hsm);
    const restore = hsm.backups.beginRestore(`${cloud.containerUri}/mhsm-early-2026010100000000`, managedIdentity);
    expect(await faultOfPromise(restore)).toMatchObject({
      code: 'SERVICE_REFUSED',
      serviceMessage: 'This HSM needs a backup of its own before it accepts a restore',
    });
  });

  test('restore a backup only under the security domain that it was made under', async () => {
    const cloud = await startCloud();
    const [a, stranger] = [await newHsm(cloud, 'family'), await newHsm(cloud, 'stranger')];
    await activate(a);
    await activate(stranger);
    const { folderUri } = await (await a.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
    await stranger.keys.createKey('own', { kty: 'oct-HSM' });
    await (await stranger.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
    const restore = await stranger.backups.beginRestore(folderUri, managedIdentity);
    expect(await faultOfPromise(restore.pollUntilDone())).toMatchObject({
      code: 'SERVICE_OPERATION_FAILED',
      serviceMessage: 'Invalid backup provided',
    });
    expect(await collect(stranger.keys.listKeys())).toHaveLength(1);
  });

  test('fail where the container or the folder is missing', async () => {
    const { cloud, hsm } = await startActiveHsm('missing');
    const nowhere = 'https://lifeboat.blob.practice.invalid/nowhere';
    const backup = await hsm.backups.beginBackup(nowhere, managedIdentity);
    expect(await faultOfPromise(backup.pollUntilDone())).toMatchObject({
      serviceMessage: 'the storage container does not exist',
    });
    await cloud.createContainer(nowhere);
    await (await hsm.backups.beginPreBackup(nowhere, managedIdentity)).pollUntilDone();
    expect(await cloud.backups(nowhere)).toEqual([]);
    await (await hsm.backups.beginBackup(nowhere, managedIdentity)).pollUntilDone();
    expect(await cloud.backups(nowhere)).toHaveLength(1);
    const restore = await hsm.backups.beginRestore(`${nowhere}/mhsm-missing-2026010100000000`, managedIdentity);
    expect(await faultOfPromise(restore.pollUntilDone())).toMatchObject({
      serviceMessage: 'Invalid backup provided',
    });
  });

  test.each([
    [
      'a SAS token that does not say when it ends',
      { kind: 'sas', token: 'sp=crdw' },
      'does not contain the expiry field',
    ],
    ['a SAS token that has expired', sasToken('crdw', '2020-01-01T00:00:00Z'), 'has expired'],
    ['a SAS token with its question mark', { kind: 'sas', token: '?sp=crdw' }, 'is malformed'],
    ['an empty SAS token', { kind: 'sas', token: '' }, 'Exactly one'],
    ['a managed identity that is not attached', managedIdentity, 'No user assigned identity'],
  ] as const)('refuse %s at once, and a check of it at its end', async (_, access, words) => {
    const cloud = await startCloud();
    const { hsmUri } = await cloud.createHsm('storage');
    const hsm = open(cloud, hsmUri);
    await activate(hsm);
    const serviceMessage = expect.stringContaining(words) as string;
    const backup = faultOfPromise(hsm.backups.beginBackup(cloud.containerUri, access));
    expect(await backup).toMatchObject({ code: 'SERVICE_REFUSED', serviceCode: 'BadRequest', serviceMessage });
    const check = await hsm.backups.beginPreBackup(cloud.containerUri, access);
    expect(await faultOfPromise(check.pollUntilDone())).toMatchObject({
      code: 'SERVICE_OPERATION_FAILED',
      serviceCode: 'BadRequest',
      serviceMessage,
    });
  });

  test('fail with a SAS token that storage does not take', async () => {
    const cloud = await startCloud();
    const hsm = open(cloud, (await cloud.createHsm('storage')).hsmUri);
    await activate(hsm);
    const job = await hsm.backups.beginBackup(cloud.containerUri, sasToken('crd'));
    expect(await faultOfPromise(job.pollUntilDone())).toMatchObject({
      code: 'SERVICE_OPERATION_FAILED',
      serviceMessage: 'the SAS token lacks the permissions w',
    });
  });

  test('take a SAS token that is in order, and an identity once it is attached', async () => {
    const cloud = await startCloud();
    const { hsmUri } = await cloud.createHsm('storage-ok');
    const hsm = open(cloud, hsmUri);
    await activate(hsm);
    const { folderUri } = await (await hsm.backups.beginBackup(cloud.containerUri, sasToken('crdw'))).pollUntilDone();
    await (await hsm.backups.beginRestore(folderUri, sasToken('rl'))).pollUntilDone();
    await cloud.attachManagedIdentity('storage-ok');
    await (await hsm.backups.beginPreBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
  });
});

describe('keys', () => {
  test('sign as a public key verifies, and verify their own signatures only', async () => {
    const { hsm } = await startActiveHsm('signing');
    const message = randomBytes(100);
    const digest = createHash('sha256').update(message).digest();
    for (const [kty, alg] of [
      ['EC-HSM', 'ES256'],
      ['RSA-HSM', 'RS256'],
    ] as const) {
      const { key } = await hsm.keys.createKey(`sign-${alg}`, { kty });
      const { name, version } = keyIdentifierParts(key.kid);
      const publicKey = createPublicKey({
        key: { ...key, kty: kty === 'EC-HSM' ? 'EC' : 'RSA' } as JsonWebKey,
        format: 'jwk',
      });
      const signature = await hsm.keys.sign(name, version, alg, digest);
      expect(verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
      expect(await hsm.keys.verify(name, version, alg, digest, signature)).toBe(true);
      signature[5]! ^= 1;
      expect(await hsm.keys.verify(name, version, alg, digest, signature)).toBe(false);
    }
  });

  test('wrap and unwrap, encrypt and decrypt', async () => {
    const { hsm } = await startActiveHsm('wrapping');
    await hsm.keys.createKey('rsa', { kty: 'RSA-HSM' });
    await hsm.keys.createKey('aes', { kty: 'oct-HSM', key_size: 256 });
    const secret = randomBytes(32);
    for (const [name, alg] of [
      ['rsa', 'RSA-OAEP-256'],
      ['rsa', 'RSA-OAEP'],
      ['aes', 'A256KW'],
    ] as const) {
      const wrapped = await hsm.keys.wrapKey(name, '', alg, secret);
      expect(await hsm.keys.unwrapKey(name, '', alg, wrapped)).toEqual(secret);
      wrapped[3]! ^= 1;
      expect(await faultOfPromise(hsm.keys.unwrapKey(name, '', alg, wrapped))).toMatchObject({
        code: 'SERVICE_REFUSED',
      });
    }
    for (const [name, alg] of [
      ['rsa', 'RSA-OAEP-256'],
      ['aes', 'A256GCM'],
    ] as const) {
      const encrypted = await hsm.keys.encrypt(name, '', alg, secret);
      expect(await hsm.keys.decrypt(name, '', alg, encrypted)).toEqual(secret);
    }
    expect(await faultOfPromise(hsm.keys.wrapKey('aes', '', 'RSA-OAEP', secret))).toMatchObject({ status: 400 });
  });

  test('are refused where they are disabled, not permitted, unknown', async () => {
    const { hsm } = await startActiveHsm('refusing');
    await hsm.keys.createKey('disabled', { kty: 'oct-HSM', attributes: { enabled: false } });
    await hsm.keys.createKey('wrap-only', { kty: 'oct-HSM', key_ops: ['wrapKey'] });
    const wrap = (name: string) => faultOfPromise(hsm.keys.wrapKey(name, '', 'A256KW', randomBytes(32)));
    expect(await wrap('disabled')).toMatchObject({ code: 'SERVICE_FORBIDDEN', serviceCode: 'KeyDisabled' });
    expect(await wrap('unknown')).toMatchObject({ code: 'SERVICE_NOT_FOUND', serviceCode: 'KeyNotFound' });
    const unwrap = faultOfPromise(hsm.keys.unwrapKey('wrap-only', '', 'A256KW', randomBytes(40)));
    expect(await unwrap).toMatchObject({ code: 'SERVICE_FORBIDDEN', serviceCode: 'OperationNotPermitted' });
  });

  test('are listed in pages', async () => {
    const { hsm } = await startActiveHsm('pages');
    const names = Array.from({ length: 27 }, (_, i) => `key-${i}`);
    for (const name of names) await hsm.keys.createKey(name, { kty: 'oct-HSM' });
    const listed = await collect(hsm.keys.listKeys());
    expect(listed.map(({ kid }) => keyIdentifierParts(kid).name)).toEqual(names);
  });

  test('are not made with a tag that would be lost without a word', async () => {
    const { cloud, hsm } = await startActiveHsm('lost-tag');
    const at = `${hsm.address.origin}/keys/tagged/create?api-version=7.5`;
    const body = '{"kty":"oct-HSM","tags":{"__proto__":"x"}}';
    expect((await raw(cloud, at, { method: 'POST', body })).status).toBe(400);
    expect(await collect(hsm.keys.listKeys())).toEqual([]);
  });
});

describe('deleted keys', () => {
  test('keep their names until a Crypto Officer purges or recovers them', async () => {
    const { cloud, hsm } = await startActiveHsm('deleted-keys');
    const { key } = await hsm.keys.createKey('gone', { kty: 'EC-HSM', tags: { use: 'once' } });
    await hsm.keys.deleteKey('gone');
    const at = (path: string) => `${hsm.address.origin}/deletedkeys${path}?api-version=7.5`;
    expect(await collect(hsm.keys.listKeys())).toEqual([]);
    expect(await faultOfPromise(hsm.keys.createKey('gone', { kty: 'oct-HSM' }))).toMatchObject({
      code: 'SERVICE_CONFLICT',
    });
    // A Crypto User may delete a key, and may not even look at it afterwards.
    const auditor = (await hsm.roles.listAssignments()).find(({ properties }) =>
      properties.roleDefinitionId.endsWith('2c18b078-7c48-4d3a-af88-5a3a1b3f82b3'),
    );
    await hsm.roles.deleteAssignment('/', auditor?.name ?? '');
    expect((await raw(cloud, at(''))).status).toBe(403);
    expect((await raw(cloud, at('/gone/recover'), { method: 'POST' })).status).toBe(403);
    await makeOfficer(hsm);
    const listed = JSON.parse((await raw(cloud, at(''))).text) as { value: Record<string, unknown>[] };
    expect(listed.value).toMatchObject([
      { recoveryId: `${hsm.address.origin}/deletedkeys/gone`, tags: { use: 'once' } },
    ]);
    const one = JSON.parse((await raw(cloud, at('/gone'))).text) as { deletedDate: number; scheduledPurgeDate: number };
    expect(one.scheduledPurgeDate - one.deletedDate).toBe(7 * 24 * 60 * 60);
    expect((await raw(cloud, at('/gone/recover'), { method: 'POST' })).status).toBe(200);
    expect(comparable((await hsm.keys.getKey('gone')).key)).toEqual(comparable(key));
    await hsm.keys.deleteKey('gone');
    expect((await raw(cloud, at('/gone'), { method: 'DELETE' })).status).toBe(204);
    expect((await raw(cloud, at('/gone'))).status).toBe(404);
    await hsm.keys.createKey('gone', { kty: 'oct-HSM' });
  });

  test('are removed by a full restore, and kept from purging by purge protection', async () => {
    const { cloud, hsm } = await startActiveHsm('protected');
    await makeOfficer(hsm);
    const { folderUri } = await (await hsm.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
    await hsm.keys.createKey('gone', { kty: 'oct-HSM' });
    await hsm.keys.deleteKey('gone');
    const properties = { enablePurgeProtection: true };
    await workspace.controlPlane(cloud).managedHsms.update('lifeboat', 'protected', { properties }).submitted();
    const deleted = `${hsm.address.origin}/deletedkeys/gone?api-version=7.5`;
    expect((await raw(cloud, deleted, { method: 'DELETE' })).status).toBe(403);
    await (await hsm.backups.beginRestore(folderUri, managedIdentity)).pollUntilDone();
    expect((await raw(cloud, deleted)).status).toBe(404);
  });
});

describe('roles', () => {
  test('keep everybody out who has none, and let each do only what the role is for', async () => {
    const cloud = await startCloud();
    const { hsmUri } = await cloud.createHsm('roles', { cryptoUsers: [] });
    const administrator = open(cloud, hsmUri);
    await activate(administrator);
    await assign(administrator, 'Managed HSM Crypto User', '/keys/theirs', 'key-user');
    const keyUser = open(cloud, hsmUri, 'key-user');
    const stranger = open(cloud, hsmUri, 'stranger');
    const refused = [
      administrator.keys.createKey('any', { kty: 'oct-HSM' }),
      keyUser.keys.createKey('others', { kty: 'oct-HSM' }),
      keyUser.backups.beginBackup(cloud.containerUri, managedIdentity),
      stranger.roles.listAssignments(),
      stranger.securityDomain.getTransferKey(),
    ];
    for (const attempt of refused) {
      expect(await faultOfPromise(attempt)).toMatchObject({ code: 'SERVICE_FORBIDDEN', serviceCode: 'AccessDenied' });
    }
    await keyUser.keys.createKey('theirs', { kty: 'oct-HSM' });
  });

  test('of the backup replace those of the HSM: whoever is not among them is out', async () => {
    const cloud = await startCloud();
    const { hsmUri } = await cloud.createHsm('before', { administrators: ['old-team'], managedIdentity: true });
    const before = open(cloud, hsmUri, 'old-team');
    const securityDomain = await activate(before);
    const { folderUri } = await (await before.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
    const created = await cloud.createHsm('after', { administrators: ['new-team'], managedIdentity: true });
    const after = open(cloud, created.hsmUri, 'new-team');
    await (await after.securityDomain.beginUpload(await blobFor(after, securityDomain))).pollUntilDone();
    await (await after.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
    const { jobId } = await after.backups.beginRestore(folderUri, managedIdentity);
    const pending = `${created.hsmUri}/restore/${jobId}/pending`;
    const asked = (principalId: string) => raw(cloud, pending, { principalId });
    while ((await asked('new-team')).status === 200);
    // The account that began it may not see how it ended.
    expect((await asked('new-team')).text).toContain('managedHsm/restore/status/action on / (Activity ID: ');
    expect((await asked('old-team')).text).toContain('"status":"Succeeded"');
    expect(await faultOfPromise(after.roles.listAssignments())).toMatchObject({ code: 'SERVICE_FORBIDDEN' });
    expect(await open(cloud, created.hsmUri, 'old-team').roles.listAssignments()).toHaveLength(3);
  });
});

describe('the directory', () => {
  test('is served by one cloud at a time, also after one was killed', async () => {
    const home = workspace.newDirectory();
    const cloud = await startCloud({ directory: home });
    expect(await faultOfPromise(startCloud({ directory: home }))).toEqual({
      code: 'PRACTICE_STATE_IN_USE',
      pid: process.pid,
    });
    await cloud.close();
    // The parent of this process runs, and it is not ours to take the directory from.
    await writeFile(join(home, 'lock'), String(process.ppid));
    expect(await faultOfPromise(startCloud({ directory: home }))).toMatchObject({ pid: process.ppid });
    for (const left of ['999999999', String(process.pid), 'nonsense']) {
      await writeFile(join(home, 'lock'), left);
      await (await startCloud({ directory: home })).close();
    }
    expect(await readdir(home)).not.toContain('lock');
  });

  test('is refused where a state in it is damaged, and given back', async () => {
    const home = workspace.newDirectory();
    const cloud = await startCloud({ directory: home });
    await cloud.createHsm('damaged');
    await cloud.close();
    await writeFile(join(home, 'hsms', 'damaged.json'), '{');
    const fault = { code: 'PRACTICE_STATE_DAMAGED', file: 'damaged.json' };
    expect(await faultOfPromise(startCloud({ directory: home }))).toEqual(fault);
    expect(await faultOfPromise(startCloud({ directory: home }))).toEqual(fault);
  });

  test('is given back where the port is taken', async () => {
    const { port } = await startCloud();
    const home = workspace.newDirectory();
    expect(await faultOfPromise(startCloud({ directory: home, port }))).toEqual({ code: 'PRACTICE_PORT_IN_USE', port });
    await startCloud({ directory: home });
  });
});

describe('the server', () => {
  test('says PRACTICE in every answer, in every log line, and in the CA certificate', async () => {
    const lines: string[] = [];
    const cloud = await startCloud({ log: (line) => lines.push(line) });
    const { hsmUri } = await cloud.createHsm('loud');
    for (const answer of [
      await raw(cloud, `${hsmUri}/keys?api-version=7.5`, { token: false }),
      await raw(cloud, `${hsmUri}/keys?api-version=7.5`),
      await raw(cloud, `${hsmUri}/nowhere?api-version=7.5`),
    ]) {
      expect(answer.header('x-lifeboat-practice')).toBe('PRACTICE');
      expect(answer.header('x-lifeboat-practice-hsm')).toBe('loud (PRACTICE)');
    }
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.every((line) => line.startsWith('PRACTICE '))).toBe(true);
    expect(await readFile(cloud.caCertificateFile, 'utf8')).toBe(cloud.caCertificatePem);
  });

  test('bears a date and a time to wait only where the service does: in backups and restores, and never with a challenge', async () => {
    const { cloud, hsm } = await startActiveHsm('dated', { pendingPolls: 1 });
    const base = hsm.address.origin;
    const backup = JSON.stringify({ storageResourceUri: cloud.containerUri, useManagedIdentity: true });
    const asked = [
      await raw(cloud, `${base}/securitydomain/download/pending?api-version=7.5`),
      await raw(cloud, `${base}/providers/Microsoft.Authorization/roleDefinitions?api-version=7.5`),
      await raw(cloud, `${base}/keys?api-version=7.5`),
      await raw(cloud, `${base}/keys/none?api-version=7.5`),
      await raw(cloud, `${base}/backup?api-version=7.5`, { method: 'POST', body: backup, token: false }),
      await raw(cloud, `${base}/backup?api-version=7.5`, { method: 'POST', body: backup }),
    ];
    const job = asked.at(-1)?.header('azure-asyncoperation') ?? '';
    asked.push(await raw(cloud, job));
    const bears = (name: string) => asked.map(({ header }) => header(name) !== undefined);
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 404, 401, 202, 200]);
    expect(bears('date')).toEqual([false, false, false, false, false, true, true]);
    expect(bears('retry-after')).toEqual([false, false, false, false, false, true, false]);
  });

  test('writes nothing to its log that a terminal would obey, and calls nobody a defect who hangs up', async () => {
    const lines: string[] = [];
    const cloud = await startCloud({ log: (line) => lines.push(line) });
    const { hsmUri } = await cloud.createHsm('quiet');
    await raw(cloud, `${hsmUri}/keys/%1b%5b2Jgone%0d%0a?api-version=7.5`);
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f]/);
    const socket = connect({
      host: '127.0.0.1',
      port: cloud.port,
      ca: cloud.caCertificatePem,
      servername: 'localhost',
    });
    await once(socket, 'secureConnect');
    socket.write('POST /backup HTTP/1.1\r\nHost: quiet.managedhsm.practice.invalid\r\nContent-Length: 100\r\n\r\n{');
    socket.destroy();
    await raw(cloud, `${hsmUri}/keys?api-version=7.5`);
    await expect.poll(() => lines.some((line) => line.endsWith('POST  0'))).toBe(true);
    expect(lines.filter((line) => line.includes('defect'))).toEqual([]);
  });

  test('challenges a request without a token, with two letters that are no JSON or with nothing', async () => {
    const cloud = await startCloud();
    const { hsmUri } = await cloud.createHsm('challenge', { cloud: 'public' });
    const answer = await raw(cloud, `${hsmUri}/keys`, { token: false });
    expect(answer.status).toBe(401);
    expect(answer.text).toBe('OK');
    const post = await raw(cloud, `${hsmUri}/backup`, { method: 'POST', token: false });
    expect([post.status, post.text, post.header('content-length')]).toEqual([401, '', '0']);
    for (const { header } of [answer, post]) {
      expect(header('content-type')).toBe('application/json; charset=utf-8');
      expect(header('date')).toBeUndefined();
    }
    expect(answer.header('www-authenticate')).toMatch(
      /^Bearer authorization="https:\/\/login\.microsoftonline\.com\/[\w-]+", resource="https:\/\/managedhsm\.azure\.net"$/,
    );
    // The token was made for practice HSMs, this one has a name of the public cloud.
    const audience = 'https://managedhsm.practice.invalid';
    expect((await raw(cloud, `${hsmUri}/keys?api-version=7.5`, { audience })).status).toBe(401);
  });

  test.each([
    ['an address without api-version', 'GET', '/keys', undefined, 400],
    ['an unknown address', 'GET', '/secrets?api-version=7.5', undefined, 404],
    ['another method', 'DELETE', '/securitydomain/upload?api-version=7.5', undefined, 405],
    ['a body that is no JSON', 'POST', '/backup?api-version=7.5', '{', 400],
    ['a body with a member twice', 'POST', '/backup?api-version=7.5', '{"token":"a","token":"b"}', 400],
    ['a job that does not exist', 'GET', `/backup/${'0'.repeat(32)}/pending?api-version=7.5`, undefined, 404],
    ['a status of nothing', 'GET', '/securitydomain/upload/pending?api-version=7.5', undefined, 404],
  ] as const)('refuses %s in the form of the service', async (_, method, path, body, status) => {
    const cloud = await startCloud();
    const { hsmUri } = await cloud.createHsm('refusals');
    const answer = await raw(cloud, `${hsmUri}${path}`, { method, ...(body === undefined ? {} : { body }) });
    expect(answer.status).toBe(status);
    // Each front end in its own form.
    const words = path.startsWith('/backup') ? /"innererror":null.*\}\}$/ : /\(Activity ID: [0-9a-f-]{36}\)"\}\}$/;
    expect(answer.text).toMatch(/^\{"error":\{"code":"\w+",/);
    expect(answer.text).toMatch(words);
  });

  test.each([
    'https://lifeboat.blob.practice.invalid/a/b',
    'https://lifeboat.blob.practice.invalid/%2e%2e',
    'https://blob.practice.invalid/backups',
    'https://lifeboat.blob.practice.invalid.example/backups',
    'http://lifeboat.blob.practice.invalid/backups',
    'backups',
  ])('lets no container lead out of its directory: %s', async (uri) => {
    const cloud = await startCloud();
    await expect(cloud.createContainer(uri)).rejects.toMatchObject({ status: 400 });
  });

  test.each([
    ['7.2-preview', 200],
    ['7.5', 200],
    ['7.6-preview.2', 200],
    ['2025-07-01', 200],
    ['2026-04-01', 200],
    ['', 400],
    ['8.0', 400],
    ['7.5; drop', 400],
    ['2025-7-1', 400],
  ])('takes api-version %s with %s', async (version, status) => {
    const cloud = await startCloud();
    const { hsmUri } = await cloud.createHsm('versions');
    const uri = `${hsmUri}/securitydomain/upload?api-version=${encodeURIComponent(version)}`;
    expect((await raw(cloud, uri)).status).toBe(status);
  });

  test('is reached by localhost while it has one HSM', async () => {
    const cloud = await startCloud();
    await cloud.createHsm('alone');
    const bare = await raw(cloud, `${cloud.url}/keys`, { token: false });
    expect(bare.header('www-authenticate')).toContain(`authorization="https://localhost:${cloud.port}/`);
    await cloud.createHsm('second');
    expect((await raw(cloud, `${cloud.url}/keys`, { token: false })).status).toBe(404);
  });

  test('keeps several HSMs apart by host name, and knows no other', async () => {
    const cloud = await startCloud();
    await cloud.createHsm('first');
    await cloud.createHsm('second', { cloud: 'us-government' });
    const fault = async (attempt: Promise<unknown>) => (await faultOfPromise(attempt)).code;
    expect(await fault(cloud.createHsm('First'))).toBe('PRACTICE_HSM_EXISTS');
    for (const name of ['no', '-abc', 'abc-', 'a'.repeat(25), 'a_b', 'a/../b', '']) {
      expect(await fault(cloud.createHsm(name))).toBe('PRACTICE_HSM_NAME_INVALID');
    }
    expect(await fault(cloud.destroyHsm('third'))).toBe('PRACTICE_HSM_UNKNOWN');
    expect(await fault(cloud.attachManagedIdentity('third'))).toBe('PRACTICE_HSM_UNKNOWN');
    expect((await raw(cloud, 'https://third.managedhsm.practice.invalid/keys?api-version=7.5')).status).toBe(404);
    const second = await raw(cloud, 'https://second.managedhsm.usgovcloudapi.net/keys', { token: false });
    expect(second.header('www-authenticate')).toContain('https://login.microsoftonline.us/');
  });
});
