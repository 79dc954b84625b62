// Versions of Azure's interfaces: the newest is asked, another one only where the service refuses it by name, and the table tells people.
import { readFile } from 'node:fs/promises';
import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { withoutWaiting } from '#e2e/support/practice-workspace.ts';
import { recordedSignIn as credential } from '#e2e/support/recorded.ts';
import { clouds } from '#core/azure/clouds.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { usualCreation } from '#shared/plan/creation.ts';
import type { KeptAnswer } from './answers.ts';
import { openContainer } from './azure-container.ts';
import { openControlPlane } from './azure-control-plane.ts';
import { openManagedHsm } from './managed-hsm.ts';
import { apiVersions, ChosenVersions, endingVersions, type KnownVersion } from './versions.ts';

type Played = readonly [status: number, body: string, headers?: Readonly<Record<string, string>>];

/** A service that knows the versions before `newest` alone, and says so as the real one does. */
function service(answer: (version: string, url: URL) => Played) {
  const asked: string[] = [];
  const httpClient: HttpClient = {
    sendRequest: (request) => {
      const url = new URL(request.url);
      const version = url.searchParams.get('api-version') ?? request.headers.get('x-ms-version') ?? '';
      asked.push(version);
      const [status, bodyAsText, more = {}] = answer(version, url);
      const headers = createHttpHeaders({ 'content-type': 'application/json; charset=utf-8', ...more });
      return Promise.resolve({ request, status, headers, bodyAsText });
    },
  };
  return { asked, httpClient };
}

const [cloud] = clouds;
if (!cloud) throw new Error('there is no cloud');
const error = (code: string, message: string): string => JSON.stringify({ error: { code, message } });
const { subscription } = recoveryPlan.target;

/** As users saw it: of Key Vault in Government, of a type that a version does not have, and of lists. */
const refusalsByName = [
  [
    400,
    error(
      'NoRegisteredProviderFound',
      "No registered resource provider found for location 'usgovvirginia' and API version '2026-02-01' for type 'managedHSMs'. The supported api-versions are '2024-11-01'. The supported locations are 'usgovvirginia'.",
    ),
  ],
  [
    404,
    error(
      'InvalidResourceType',
      "The resource type 'managedHSMs' could not be found in the namespace 'Microsoft.KeyVault' for api version '2026-02-01'. The supported api-versions are '2024-11-01'.",
    ),
  ],
  [
    400,
    error(
      'InvalidApiVersionParameter',
      "The api-version '2026-02-01' is invalid. The supported versions are '2024-11-01'.",
    ),
  ],
] as const;

describe('the control plane of a cloud that does not know the newest version', () => {
  it.each(refusalsByName)(
    'is asked in the older one after a refusal with %i, and it is told once',
    async (...refused) => {
      const { asked, httpClient } = service((version) =>
        version === '2026-02-01' ? refused : [200, JSON.stringify({ value: [] })],
      );
      const versions = new ChosenVersions();
      const waiting = withoutWaiting;
      const plane = openControlPlane({
        ...{ cloud, mode: 'production', subscription, credential, httpClient, waiting, versions },
      });
      expect(await plane.deletedHsms()).toEqual([]);
      expect(await plane.deletedHsms()).toEqual([]);
      expect(asked).toEqual(['2026-02-01', '2024-11-01', '2024-11-01']);
      expect(versions.older()).toEqual([{ api: 'key-vault', refused: '2026-02-01', used: '2024-11-01' }]);
      expect(versions.takeNotes()).toEqual([
        'Azure refused version 2026-02-01 of key-vault; 2024-11-01 is asked instead',
      ]);
      expect(versions.takeNotes()).toEqual([]);
    },
  );

  it.each(refusalsByName)('makes an HSM, and keeps the answer to the call alone', async (...refused) => {
    const { asked, httpClient } = service((version) => (version === '2026-02-01' ? refused : [202, '']));
    const plane = openControlPlane({ cloud, mode: 'production', subscription, credential, httpClient });
    const { name, resourceGroup, location, tenant: tenantId } = recoveryPlan.target;
    const order = { ...{ name, resourceGroup, location, tenantId }, administrators: [], retentionDays: 7 };
    const kept: KeptAnswer[] = [];
    await plane.beginCreate(
      { ...order, purgeProtection: false, identity: undefined, creation: usualCreation },
      (answer) => Promise.resolve(void kept.push(answer)),
    );
    expect(asked).toEqual(['2026-02-01', '2024-11-01']);
    // A refusal that was kept would be read as the answer to the call after an interruption.
    expect(kept.map(({ status }) => status)).toEqual([202]);
  });

  it.each([
    [400, error('BadRequest', 'The property softDeleteRetentionInDays is invalid.'), 'SERVICE_REFUSED'],
    [404, error('ResourceNotFound', 'The Resource was not found.'), 'SERVICE_NOT_FOUND'],
    [409, error('Conflict', "The api-version '2026-02-01' is invalid."), 'SERVICE_CONFLICT'],
  ] as const)('is asked once where it refuses something else with %i', async (status, body, code) => {
    const { asked, httpClient } = service(() => [status, body]);
    const plane = openControlPlane({ cloud, mode: 'production', subscription, credential, httpClient });
    expect(await faultOfPromise(plane.deletedHsms())).toMatchObject({ code });
    expect(asked).toHaveLength(1);
  });

  it('refuses for good where it knows no version of ours', async () => {
    const { asked, httpClient } = service(() => refusalsByName[0]);
    const plane = openControlPlane({ cloud, mode: 'production', subscription, credential, httpClient });
    expect(await faultOfPromise(plane.deletedHsms())).toMatchObject({ serviceCode: 'NoRegisteredProviderFound' });
    expect(asked).toEqual(['2026-02-01', '2024-11-01']);
  });
});

it('asks for keys in the version before, for all that run side by side', async () => {
  const old = error('BadParameter', 'The specified version (2026-04-01) is not recognized.');
  const { asked, httpClient } = service((version) =>
    version === '2026-04-01' ? [400, old] : [200, JSON.stringify({ value: [] })],
  );
  const { hsmSuffix } = cloud;
  const hsm = openManagedHsm({ hsmUri: `https://one.${hsmSuffix}`, mode: 'production', credential, httpClient });
  const list = async (): Promise<number> => {
    let count = 0;
    for await (const each of hsm.keys.listKeys()) count += each.kid.length;
    return count;
  };
  expect(await Promise.all([list(), list(), list()])).toEqual([0, 0, 0]);
  expect(asked).toEqual([...Array<string>(3).fill('2026-04-01'), ...Array<string>(3).fill('7.6')]);
});

describe('storage', () => {
  const containerUri = `https://account.blob.${cloud.blobSuffix}/backups`;
  const container = (httpClient: HttpClient) =>
    openContainer({ containerUri, mode: 'production', credential, httpClient });

  it('is asked in a version that every cloud knows, not in the newest of the library', async () => {
    const { asked, httpClient } = service(() => [200, '']);
    expect(await container(httpClient).exists()).toBe(true);
    expect(asked).toEqual([apiVersions.blobs[0].version]);
  });

  it('is asked in the one before where it refuses the header by name', async () => {
    const { asked, httpClient } = service((version) =>
      version === apiVersions.blobs[0].version ? [400, '', { 'x-ms-error-code': 'InvalidHeaderValue' }] : [200, ''],
    );
    expect(await container(httpClient).exists()).toBe(true);
    expect(asked).toEqual(apiVersions.blobs.map(({ version }) => version));
  });

  it('is asked once where another header is wrong', async () => {
    const body = '<Error><Code>InvalidHeaderValue</Code><HeaderName>x-ms-range</HeaderName></Error>';
    const { asked, httpClient } = service(() => [400, body, { 'x-ms-error-code': 'InvalidHeaderValue' }]);
    expect(await faultOfPromise(container(httpClient).exists())).toMatchObject({ code: 'SERVICE_REFUSED' });
    expect(asked).toHaveLength(1);
  });
});

describe('the end of a version', () => {
  const table = (until: string | null, newer: string | null = until) => ({
    'key-vault': [
      { version: 'b', since: '2026', until: newer },
      { version: 'a', since: '2024', until },
    ] as const,
  });
  const now = Date.parse('2026-08-27T00:00:00Z');

  it.each([
    ['2027-02-27', ['2027-02-27']],
    ['2027-02-28', []],
    ['2026-01-01', ['2026-01-01']],
  ] as const)('is near where the newest ends on %s', (until, ends) => {
    expect(endingVersions(now, table(until)).map((each) => each.until)).toEqual(ends);
  });

  it('is nothing to renew the program for where a newer one stays', () => {
    expect(endingVersions(now, table('2027-02-27', null))).toEqual([]);
    expect(endingVersions(Date.parse('2027-02-01T00:00:00Z'))).toEqual([]);
  });
});

it('has the table of the README', async () => {
  const text = await readFile(new URL('README.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `([a-z-]+)` +\| `([^`]+)` +\| (\S+) +\| (.+?) +\|/gm)];
  const inCode = Object.entries(apiVersions).flatMap(([api, versions]) =>
    (versions as readonly KnownVersion[]).map(({ version, since, until }) => [
      api,
      version,
      since,
      until ?? 'none known',
    ]),
  );
  expect(rows.map(([, ...cells]) => cells)).toEqual(inCode);
});
