// Every failure scenario shows itself where it should: to the control plane's client, to storage's, or in the job that it spoils.
import type { ManagedHsm as Resource } from '@azure/arm-keyvault';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import { describe, expect, test } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { collect, managedIdentity, usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { claimsDemanded, type FailureScenarioName, failureScenarios } from './failure-scenarios.ts';
import { practiceAdministrator, type PracticeCloud } from './practice-cloud.ts';

const workspace = usePracticeWorkspace();
const startCloud = (): Promise<PracticeCloud> => workspace.startCloud();
const wanted: Resource = {
  location: 'westeurope',
  sku: { family: 'B', name: 'Standard_B1' },
  properties: { initialAdminObjectIds: [practiceAdministrator] },
};

async function codeOf(attempt: PromiseLike<unknown>): Promise<unknown> {
  try {
    await attempt;
  } catch (error) {
    const { code, details } = error as { code?: string; details?: { error?: { code?: string } } };
    return details?.error?.code ?? code ?? 'failed';
  }
  return 'accepted';
}

const makeHsm = (cloud: PracticeCloud): Promise<unknown> =>
  codeOf(
    workspace.controlPlane(cloud).managedHsms.createOrUpdate('lifeboat', 'befallen', wanted, { updateIntervalInMs: 1 }),
  );

async function backUp(cloud: PracticeCloud, befall: () => Promise<void>): Promise<unknown> {
  const hsm = await workspace.newHsm(cloud, 'source');
  await workspace.activate(hsm);
  await befall();
  const attempt = hsm.backups
    .beginBackup(cloud.containerUri, managedIdentity)
    .then((job) => job.pollUntilDone())
    .then(
      () => 'accepted',
      (error: unknown) => (error as { fault: { code: string; serviceCode?: string } }).fault,
    );
  return attempt;
}

describe('a new HSM', () => {
  test.each([
    ['name-soft-deleted', 'ConflictError'],
    ['name-taken', 'VaultAlreadyExists'],
    ['policy-denies', 'RequestDisallowedByPolicy'],
    ['region-closed', '503'],
    ['no-capacity', 'InternalServerError'],
    ['quota-used-up', 'QuotaExceeded'],
  ] as const satisfies readonly (readonly [FailureScenarioName, string])[])('%s ends in %s', async (name, code) => {
    const cloud = await startCloud();
    await failureScenarios[name](cloud, { hsmName: 'befallen', containerUri: cloud.containerUri });
    expect(await makeHsm(cloud)).toBe(code);
  });
});

describe('a backup', () => {
  test.each([
    ['container-missing', 'the storage container does not exist'],
    ['storage-role-missing', 'the identity of the HSM has no role on the storage container'],
    ['storage-firewall-closed', 'the firewall of the storage account does not let trusted services pass'],
    ['immutability-policy', 'the storage container has an immutability policy or a legal hold'],
    ['legal-hold', 'the storage container has an immutability policy or a legal hold'],
  ] as const satisfies readonly (readonly [FailureScenarioName, string])[])(
    '%s ends in %s',
    async (name, serviceMessage) => {
      const cloud = await startCloud();
      const target = { hsmName: 'source', containerUri: cloud.containerUri };
      const fault = await backUp(cloud, () => failureScenarios[name](cloud, target));
      expect(fault).toMatchObject({ code: 'SERVICE_OPERATION_FAILED', serviceMessage });
    },
  );

  test('is made past a firewall that lets trusted services pass, though the operator sees nothing', async () => {
    const cloud = await startCloud();
    const target = { hsmName: 'source', containerUri: cloud.containerUri };
    expect(await backUp(cloud, () => failureScenarios['storage-firewall-trusted'](cloud, target))).toBe('accepted');
    const listed = collect(workspace.storage(cloud).getContainerClient('backups').listBlobsFlat());
    expect(await codeOf(listed)).toBe('AuthorizationFailure');
  });

  test('waits for the operation of another', async () => {
    const { cloud, hsm } = await workspace.startActiveHsm('occupied');
    const release = await cloud.occupyHsm('occupied');
    const begin = () => hsm.backups.beginBackup(cloud.containerUri, managedIdentity);
    expect(await faultOfPromise(begin())).toMatchObject({ code: 'SERVICE_CONFLICT' });
    await release();
    await (await begin()).pollUntilDone();
    await failureScenarios['operation-of-another'](cloud, { hsmName: 'occupied', containerUri: cloud.containerUri });
    expect(await faultOfPromise(begin())).toMatchObject({ code: 'SERVICE_CONFLICT' });
  });
});

describe('claims', () => {
  test('that are demanded in the middle are brought by a new sign-in, on all three services', async () => {
    const { cloud, hsm } = await workspace.startActiveHsm('claims');
    cloud.playFaults([
      claimsDemanded({ method: 'GET', host: 'claims.managedhsm.practice.invalid', path: '/keys' }),
      claimsDemanded({
        method: 'GET',
        host: 'management.practice.invalid',
        path: '/subscriptions/*/providers/*/managedHSMs',
      }),
      claimsDemanded({ method: 'GET', host: '*.blob.practice.invalid', path: '/backups' }),
    ]);
    expect(await collect(hsm.keys.listKeys())).toEqual([]);
    expect(await collect(workspace.controlPlane(cloud).managedHsms.listBySubscription())).toHaveLength(1);
    expect(await workspace.storage(cloud).getContainerClient('backups').exists()).toBe(true);
    const refused = workspace.seen().filter(({ status, hasToken }) => status === 401 && hasToken);
    expect(new Set(refused.map(({ host }) => host)).size).toBe(3);
  });
});

describe('a clock that is wrong', () => {
  test('shows in the Date of answers that bear one', async () => {
    const skewMs = 20 * 60 * 1000;
    const cloud = await workspace.startCloud({ now: () => Date.now() + skewMs });
    const { httpClient } = workspace.connect(cloud);
    const url = 'https://management.practice.invalid/subscriptions';
    const { headers } = await httpClient.sendRequest(createPipelineRequest({ url }));
    const skew = Date.parse(headers.get('date') ?? '') - Date.now();
    expect(Math.abs(skew - skewMs)).toBeLessThan(60_000);
  });
});
