// Every answer of the practice cloud beside the recorded one of the real service: status, header names, the fixed header values,
// members in their order, JSON types, what is null.
import { beforeAll, describe, expect, test } from 'vitest';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { type RawAnswer, rawRequest, type RawRequest } from '#e2e/support/raw-request.ts';
import { bodyTextOf, type Recorded, recordings } from '#e2e/support/recorded.ts';
import { practiceIdentityId, resourceIds } from './control-plane/azure-state.ts';
import { practiceAdministrator, practiceTenantId } from './practice-cloud.ts';

const recorded = recordings();
const workspace = usePracticeWorkspace();

/** Recordings of what the service does no more, or says in another way today. */
const withoutCounterpart: Readonly<Record<string, string>> = {
  '2020-security-domain-upload-done':
    'the service of 2020 wrote statusDetails and Succeeded; practice plays that of 2025',
  '2020-security-domain-upload-pending': 'the service of 2020 wrote statusDetails; practice plays that of 2025',
  '2021-arm-create-put': 'this api-version answered with the resource; practice plays 2024-11-01, which answers 202',
  '2021-arm-create-poll-running': 'the resource of this api-version has neither regions nor activation status',
  '2021-arm-update-poll-done': 'the resource of this api-version has neither regions nor activation status',
  '2021-backup-post-bad-sas': 'a malformed SAS token is refused at once since 2022',
  '2021-restore-put': 'the error of a job that runs is null today, not an object of nulls, and its address is whole',
};

type Answers = ReadonlyMap<string, RawAnswer>;
let answers: Answers = new Map();

/** Plays every exchange that the practice cloud can play, in an order in which each is possible. */
async function playAll(): Promise<Answers> {
  const played = new Map<string, RawAnswer>();
  const cloud = await workspace.startCloud({ pendingPolls: 1 });
  const send = (url: string, request?: RawRequest): Promise<RawAnswer> => rawRequest(workspace, cloud, url, request);
  const play = async (name: string, url: string, request?: RawRequest): Promise<RawAnswer> => {
    const answer = await send(url, request);
    played.set(name, answer);
    return answer;
  };
  await playControlPlane(play, send);

  const common = { cloud: 'public', managedIdentity: true } as const;
  const a = (await cloud.createHsm('recorded-a', common)).hsmUri;
  const certificates = workspace.custodians.map(({ certificateDer }) => ({ x5c: [certificateDer.toString('base64')] }));
  const download = `${a}/securitydomain/download`;
  await play('2025-security-domain-download-401', `${download}?api-version=7.5`, { method: 'POST', token: false });
  const activation = { method: 'POST', body: { certificates, required: 2 } };
  const activated = await play('2025-security-domain-download-post', `${download}?api-version=7.5`, activation);
  const confirming = activated.header('azure-asyncoperation') ?? '';
  await play('2025-security-domain-download-pending', confirming);
  await play('2025-security-domain-download-done', confirming);

  const b = (await cloud.createHsm('recorded-b', common)).hsmUri;
  const upload = `${b}/securitydomain/upload?api-version=7.5`;
  await play('2025-security-domain-upload-get-401', upload, { token: false });
  await play('2025-security-domain-upload-get', upload);
  await play('2020-security-domain-upload-get', upload);
  const file = Buffer.from((activated.json() as { value: string }).value, 'utf8');
  const blob = await workspace.blobFor(workspace.open(cloud, b), file);
  const body = { value: blob.toString('utf8') };
  const restoring = await play('2025-security-domain-upload-post', upload, { method: 'POST', body });
  const restored = restoring.header('azure-asyncoperation') ?? '';
  await play('2025-security-domain-upload-pending', restored);
  await play('2025-security-domain-upload-done', restored);

  await playRoles(a, play);
  await play('2026-settings-list', `${a}/settings?api-version=7.6`);
  const setting = `${a}/settings/AllowKeyManagementOperationsThroughARM?api-version=7.4`;
  await play('2023-settings-patch', setting, { method: 'PATCH', body: { value: 'true' } });
  await play('2024-setting-unknown-400', `${a}/settings/invalid%20name?api-version=7.5`);

  await play('2025-key-create', `${a}/keys/recorded/create?api-version=7.6`, { method: 'POST', body: { kty: 'RSA' } });
  const backup = await send(`${a}/keys/recorded/backup?api-version=7.6`, { method: 'POST' });
  const single = { method: 'POST', body: backup.json() };
  await play('2025-key-restore-on-recovered-hsm', `${b}/keys/restore?api-version=7.6`, single);
  await playJobs(a, cloud.containerUri, play);
  await play('2026-key-delete', `${a}/keys/recorded?api-version=7.6`, { method: 'DELETE' });
  return played;
}

type Play = (name: string, url: string, request?: RawRequest) => Promise<RawAnswer>;

async function playControlPlane(
  play: Play,
  send: (url: string, request?: RawRequest) => Promise<RawAnswer>,
): Promise<void> {
  const base = 'https://management.azure.com';
  const version = 'api-version=2024-11-01';
  const resource = (name: string): string =>
    `${base}${resourceIds.group('lifeboat')}/providers/Microsoft.KeyVault/managedHSMs/${name}?${version}`;
  const properties = { tenantId: practiceTenantId, initialAdminObjectIds: [practiceAdministrator], networkAcls: {} };
  const wanted = { location: 'West Europe', sku: { family: 'B', name: 'Standard_B1' }, properties };
  const made = await play('2025-arm-create-put', resource('recorded'), { method: 'PUT', body: wanted });
  const running = await play('2025-arm-create-poll-running', made.header('location') ?? '');
  await play('2025-arm-create-poll-done', running.header('location') ?? '');
  await play('2025-arm-get-not-activated', resource('recorded'));

  await send(resource('recorded-3'), { method: 'PUT', body: wanted });
  await play('2025-arm-get-provisioning', resource('recorded-3'));

  const identity = { type: 'UserAssigned', userAssignedIdentities: { [practiceIdentityId]: {} } };
  const withIdentity = { method: 'PUT', body: { ...wanted, identity } };
  const second = await play('2025-arm-create-with-identity-put', resource('recorded-2'), withIdentity);
  await send(second.header('location') ?? '');
  await play('2025-arm-create-with-identity-poll-done', second.header('location') ?? '');

  const update = await send(resource('recorded-2'), { method: 'PATCH', body: { properties: { networkAcls: {} } } });
  await play('2021-arm-update-poll-running', update.header('location') ?? '');
  await send(update.header('location') ?? '');

  const deletion = await play('2021-arm-delete', resource('recorded'), { method: 'DELETE' });
  await send(deletion.header('location') ?? '');
  await play('2021-arm-delete-poll-done', deletion.header('location') ?? '');
  const vaults = `${base}${resourceIds.subscription}/providers/Microsoft.KeyVault`;
  for (const year of ['2021', '2025']) {
    await play(`${year}-arm-deleted-list`, `${vaults}/deletedManagedHSMs?${version}`);
  }
  const deleted = `${vaults}/locations/westeurope/deletedManagedHSMs/recorded`;
  await play('2021-arm-deleted-get', `${deleted}?${version}`);
  const recover = { method: 'PUT', body: { ...wanted, properties: { ...properties, createMode: 'Recover' } } };
  const recovery = await play('2021-arm-recover-put', resource('recorded'), recover);
  await play('2021-arm-recover-poll-running', recovery.header('location') ?? '');
  await play('2021-arm-recover-poll-done', recovery.header('location') ?? '');

  const again = await send(resource('recorded'), { method: 'DELETE' });
  for (let query = 0; query < 2; query += 1) await send(again.header('location') ?? '');
  const purge = await play('2025-arm-purge-post', `${deleted}/purge?${version}`, { method: 'POST' });
  await play('2025-arm-purge-poll-running', purge.header('location') ?? '');
  await play('2025-arm-purge-poll-done', purge.header('location') ?? '');
}

async function playRoles(hsm: string, play: Play): Promise<void> {
  const at = (path: string): string => `${hsm}/providers/Microsoft.Authorization/${path}?api-version=2025-07-01`;
  await play('2025-role-definitions-401', at('roleDefinitions'), { token: false });
  for (const year of ['2025', '2026']) await play(`${year}-role-definitions-list`, at('roleDefinitions'));
  await play('2026-role-assignments-list', at('roleAssignments'));
  const definition = 'roleDefinitions/761c4722-735e-4ade-84c2-3f9d838803d0';
  const custom = { method: 'PUT', body: { properties: { roleName: 'recorded' } } };
  await play('2026-role-definition-put-custom', at(definition), custom);
  const administrator = 'roleDefinitions/a290e904-7015-4bba-90c8-60543313cdb4';
  await play('2022-role-definition-delete-builtin-400', at(administrator), { method: 'DELETE' });
  const assignment = at('roleAssignments/88888888-0000-4000-8000-000000000001');
  const roleDefinitionId = `Microsoft.KeyVault/providers/Microsoft.Authorization/${definition}`;
  const assign = { method: 'PUT', body: { properties: { roleDefinitionId, principalId: 'somebody' } } };
  await play('2025-role-assignment-put', assignment, assign);
  await play('2026-role-assignment-exists-400', assignment.replace('/providers', '///providers'), assign);
  await play('2026-role-assignment-delete', assignment, { method: 'DELETE' });
}

async function playJobs(hsm: string, container: string, play: Play): Promise<void> {
  const at = (path: string): string => `${hsm}${path}?api-version=2025-07-01`;
  const access = { storageResourceUri: container, useManagedIdentity: true };
  const badAccess = { storageResourceUri: container, token: 'invalid_sas_token', useManagedIdentity: false };
  const post = (body: unknown): RawRequest => ({ method: 'POST', body });
  const put = (body: unknown): RawRequest => ({ method: 'PUT', body });
  const jobOf = (answer: RawAnswer): string => answer.header('azure-asyncoperation') ?? '';

  await play('2026-prebackup-401', at('/prebackup'), { method: 'POST', token: false });
  await play('2026-prebackup-done', jobOf(await play('2026-prebackup-post', at('/prebackup'), post(access))));
  await play('2026-prebackup-failed', jobOf(await play('2026-prebackup-post', at('/prebackup'), post(badAccess))));
  await play('2024-backup-post-bad-sas-400', at('/backup'), post(badAccess));
  const backup = jobOf(await play('2026-backup-post', at('/backup'), post(access)));
  await play('2026-backup-409', at('/backup'), post(access));
  // That attempt has brought it nearer to its end: another one is polled.
  await play('2026-backup-done', backup);
  const second = jobOf(await play('2026-backup-post', at('/backup'), post(access)));
  await play('2026-backup-pending', second);
  const done = await play('2026-backup-done', second);

  const uri = (done.json() as { azureStorageBlobContainerUri: string }).azureStorageBlobContainerUri;
  const folderToRestore = uri.slice(uri.lastIndexOf('/') + 1);
  const bad = { sasTokenParameters: badAccess, folderToRestore };
  await play('2024-restore-put-bad-sas-400', at('/restore'), put(bad));
  const wanted = { sasTokenParameters: access, folderToRestore };
  await play('2026-prerestore-done', jobOf(await play('2026-prerestore-put', at('/prerestore'), put(wanted))));
  await play('2026-prerestore-failed', jobOf(await play('2026-prerestore-put', at('/prerestore'), put(bad))));
  const key = { sasTokenParameters: access, folder: folderToRestore };
  const one = jobOf(await play('2026-key-restore-put', at('/keys/recorded/restore'), put(key)));
  await play('2026-key-restore-pending', one);
  await play('2026-key-restore-done', one);
  const missing = { ...wanted, folderToRestore: 'mhsm-recorded-a-2026010100000000' };
  const failing = jobOf(await play('2026-restore-put', at('/restore'), put(missing)));
  await play('2026-restore-pending', failing);
  await play('2021-restore-failed', failing);
  const restore = jobOf(await play('2026-restore-put', at('/restore'), put(wanted)));
  await play('2026-restore-pending', restore);
  await play('2026-restore-pending', restore);
  await play('2026-restore-done', restore);
}

/** Members in their order with the shapes of their values; of a list, each shape that occurs. */
function shapeOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))].sort();
  if (typeof value !== 'object') return typeof value;
  return Object.entries(value).map(([name, member]) => [name, shapeOf(member)]);
}

/** Names that are values are replaced: resource ids as members. */
const withoutIds = (text: string): string => text.replaceAll(/"\/subscriptions\/[^"]*":/g, '"ID":');

/** The shape of a body; text inside of text is looked into, too. */
function bodyShape(text: string): unknown {
  if (text === '' || text === 'OK') return text;
  const body = JSON.parse(withoutIds(text)) as Readonly<Record<string, unknown>>;
  const inner = [body['value'], body['transfer_key']].find((member) => typeof member === 'string');
  return [shapeOf(body), inner === undefined ? undefined : shapeOf(JSON.parse(inner))];
}

/** What is between the two ends, is of practice, or was left out by some recorders and kept by others. */
const notCompared = new Set(
  ['connection', 'keep-alive', 'transfer-encoding', 'vary', 'x-ms-request-id', 'x-ms-client-request-id'].concat(
    ['x-ms-correlation-request-id', 'x-ms-routing-request-id'],
    ['x-lifeboat-practice', 'x-lifeboat-practice-hsm'],
  ),
);
const isCompared = (name: string): boolean => !notCompared.has(name) && !name.startsWith('x-ms-ratelimit-remaining-');

/** Headers whose values say something, not only their names. */
const fixed = [
  'content-type',
  'cache-control',
  'server',
  'retry-after',
  'api-supported-versions',
  'expires',
  'pragma',
].concat([
  'content-security-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'x-cache',
]);

/** What the service of a year did not send yet, or sent in another way, as newer recordings show. */
function modernHeaders(name: string, { response: { headers } }: Recorded): Map<string, string> {
  const year = Number(name.slice(0, 4));
  const found = new Map(Object.entries(headers).map(([header, value]) => [header.toLowerCase(), value]));
  if (found.get('server') === 'Kestrel') {
    found.set('api-supported-versions', '20180927, 20211111');
    found.set('mise-correlation-id', '');
  }
  if (year === 2021 && name.includes('-arm-')) {
    found.delete('server');
    found.delete('x-powered-by');
    found.set('x-cache', 'CONFIG_NOCACHE');
    found.set('x-msedge-ref', '');
    found.set('x-ms-operation-identifier', '');
  }
  return found;
}

const headerShape = (headers: Iterable<readonly [string, string]>): readonly unknown[] =>
  [...headers]
    .filter(([name]) => isCompared(name))
    .map(([name, value]) => (fixed.includes(name) ? [name, value] : name))
    .sort();

describe.skipIf(recorded.missing)('the practice cloud beside the recordings', () => {
  beforeAll(async () => {
    answers = await playAll();
  });

  const { names } = recorded;

  test.each(names.filter((name) => !Object.hasOwn(withoutCounterpart, name)))('%s', (name) => {
    const answer = answers.get(name);
    const original = recorded.read(name);
    if (!answer) throw new Error(`${name} is not played`);
    expect(answer.status).toBe(original.response.status);
    expect(headerShape(Object.entries(answer.headers))).toEqual(headerShape(modernHeaders(name, original)));
    expect(bodyShape(answer.text)).toEqual(bodyShape(bodyTextOf(original)));
  });

  test('names every recording that it cannot play, with the reason, and no other', () => {
    const unplayed = names.filter((name) => !answers.has(name));
    expect(unplayed).toEqual(Object.keys(withoutCounterpart).sort());
    for (const name of unplayed) console.info(`not played: ${name}: ${withoutCounterpart[name] ?? ''}`);
  });

  test('has the built-in roles of 2026 to the letter', () => {
    const original = recorded.read('2026-role-definitions-list').response.body;
    expect(answers.get('2026-role-definitions-list')?.json()).toEqual(original);
  });

  test.each([
    '2022-role-definition-delete-builtin-400',
    '2024-backup-post-bad-sas-400',
    '2024-setting-unknown-400',
    '2026-key-restore-done',
    '2026-prebackup-failed',
    '2026-role-assignment-exists-400',
    '2025-security-domain-download-pending',
    '2025-security-domain-download-done',
    '2025-security-domain-upload-pending',
    '2021-restore-failed',
  ])('has the words of %s', (name) => {
    const words = (text: string): unknown => {
      const { error, status, statusDetails, status_details: details } = JSON.parse(text) as Record<string, unknown>;
      return JSON.stringify({ error, status, statusDetails, details }).replace(
        /Activity ID: [0-9a-f-]{36}/,
        'Activity ID',
      );
    };
    const original = recorded.read(name);
    const counted = (text: string): string => text.replaceAll(/: \d+/g, ': N');
    expect(counted(String(words(answers.get(name)?.text ?? '')))).toBe(counted(String(words(bodyTextOf(original)))));
  });

  test('has addresses of operations as long as the recorded ones, with their parameters', () => {
    const location = new URL(answers.get('2025-arm-create-put')?.header('location') ?? '');
    const original = new URL(recorded.read('2025-arm-create-put').response.headers['location'] ?? '');
    expect([...location.searchParams.keys()]).toEqual([...original.searchParams.keys()]);
    expect(location.searchParams.get('t')?.length).toBe(original.searchParams.get('t')?.length);
    expect(location.searchParams.get('h')?.length).toBe(original.searchParams.get('h')?.length);
    expect(location.href.length).toBeGreaterThan(3_200);
  });
});
