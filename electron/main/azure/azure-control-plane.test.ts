// The control plane where it does not answer as agreed, and where a role on a resource group is all that the account has.
import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { withoutWaiting } from '#e2e/support/practice-workspace.ts';
import { recordedSignIn as credential } from '#e2e/support/recorded.ts';
import { clouds } from '#core/azure/clouds.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { openControlPlane } from './azure-control-plane.ts';
import { runPreFlight } from '#services/recovery/pre-flight.ts';
import type { ControlPlane, NewHsm } from './control-plane.ts';
import { checkCreate } from '#services/recovery/create.ts';
import type { StepContext } from '#services/recovery/step-context.ts';
import { untilHsm } from '#services/recovery/read-back.ts';

/** A control plane whose answers are these, by a part of the address. */
function plane(answers: Readonly<Record<string, readonly [status: number, body: unknown]>>) {
  const sent: { readonly method: string; readonly url: string; readonly body: unknown }[] = [];
  const httpClient: HttpClient = {
    sendRequest: (request) => {
      const body: unknown = typeof request.body === 'string' ? JSON.parse(request.body) : undefined;
      sent.push({ method: request.method, url: request.url, body });
      const [, [status, answer] = [404, { error: { code: 'ResourceNotFound' } }]] =
        Object.entries(answers).find(([part]) => request.url.includes(part)) ?? [];
      const headers = createHttpHeaders({ 'content-type': 'application/json; charset=utf-8' });
      return Promise.resolve({ request, status, headers, bodyAsText: JSON.stringify(answer) });
    },
  };
  const [cloud] = clouds;
  if (!cloud) throw new Error('there is no cloud');
  const subscription = recoveryPlan.target.subscription;
  const waiting = withoutWaiting;
  const controlPlane = openControlPlane({ cloud, mode: 'production', subscription, credential, httpClient, waiting });
  return { controlPlane, sent };
}

it('says what the service says where an error stands in the place of an answer', async () => {
  const body = { error: { code: 'InternalServerError', message: 'Encountered internal server error.' } };
  const { controlPlane } = plane({ deletedManagedHSMs: [200, body] });
  expect(await faultOfPromise(controlPlane.deletedHsms())).toMatchObject({
    code: 'SERVICE_ANSWER_UNEXPECTED',
    serviceCode: 'InternalServerError',
    serviceMessage: 'Encountered internal server error.',
  });
});

it.each([
  ['that is no address', 'next'],
  ['that leads to itself', 'https://management.azure.com/deletedManagedHSMs?page=2'],
])('refuses a list with a next page %s, and takes no part of it for the whole', async (_, nextLink) => {
  const { controlPlane, sent } = plane({ deletedManagedHSMs: [200, { value: [], nextLink }] });
  expect(await faultOfPromise(controlPlane.deletedHsms())).toEqual({
    ...{ code: 'SERVICE_PAGE_FOREIGN', operation: 'control-plane', found: nextLink },
  });
  expect(sent.length).toBeLessThanOrEqual(2);
});

it('refuses a list that does not end', async () => {
  let page = 1;
  const endless = () => ({
    value: [],
    nextLink: `https://management.azure.com/deletedManagedHSMs?page=${(page += 1)}`,
  });
  const { controlPlane, sent } = plane({
    get deletedManagedHSMs() {
      return [200, endless()] as const;
    },
  });
  expect(await faultOfPromise(controlPlane.deletedHsms())).toMatchObject({ code: 'SERVICE_PAGE_FOREIGN' });
  expect(sent).toHaveLength(200);
});

const contextOf = (controlPlane: ControlPlane | undefined, plan = recoveryPlan): StepContext =>
  ({ controlPlane, container: undefined, plan, waiting: withoutWaiting, holdMinuteMs: 1 }) as unknown as StepContext;

it('makes an HSM for an account that has a role on the group alone, and may not list the subscription', async () => {
  const forbidden = [403, { error: { code: 'AuthorizationFailed', message: 'no' } }] as const;
  const { controlPlane } = plane({ deletedManagedHSMs: forbidden, checkMhsmNameAvailability: forbidden });
  expect(await checkCreate(contextOf(controlPlane))).toEqual([
    { id: 'target-name-free', outcome: 'unknown', found: { kind: 'not-asked', missing: 'subscription' } },
  ]);
});

it('sends tags, SKU and network rules of a new HSM where the plan of it has some', async () => {
  const { controlPlane, sent } = plane({ managedHSMs: [202, {}] });
  const hsm: NewHsm = {
    ...{ resourceGroup: 'g', name: 'new-hsm', location: 'westeurope', tenantId: 't', administrators: ['a'] },
    ...{ retentionDays: 7, purgeProtection: true, identity: undefined },
    creation: {
      sku: 'Custom_B32',
      tags: { team: 'keys' },
      network: {
        publicAccess: true,
        defaultAction: 'deny',
        bypass: 'none',
        allowedAddresses: ['203.0.113.0/24'],
      },
    },
  };
  await controlPlane.beginCreate(hsm, () => Promise.resolve());
  expect(sent[0]?.body).toMatchObject({
    sku: { family: 'B', name: 'Custom_B32' },
    tags: { team: 'keys' },
    properties: {
      enablePurgeProtection: true,
      publicNetworkAccess: 'Enabled',
      networkAcls: { bypass: 'None', defaultAction: 'Deny', ipRules: [{ value: '203.0.113.0/24' }] },
    },
  });
});

it.each([
  ['identity', 'ok', 'network-trusted'],
  ['sas', 'stop', 'network-closed-to-sas'],
] as const)('lets trusted services pass a closed firewall by %s: %s', async (method, outcome, kind) => {
  const { backup } = recoveryPlan;
  if (!backup) throw new Error('the plan has a backup');
  const account = {
    id: '/subscriptions/s/x',
    name: new URL(backup.account).hostname.split('.')[0],
    properties: { networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny' } },
  };
  const { controlPlane } = plane({ storageAccounts: [200, { value: [account] }] });
  const context = contextOf(controlPlane, { ...recoveryPlan, backup: { ...backup, method } });
  const preFlight = await runPreFlight(context, { operators: [], inventory: undefined });
  expect(preFlight.find(({ id }) => id === 'storage-network')).toMatchObject({ outcome, found: { kind } });
});

it('asks again where the control plane learns of an activation late', async () => {
  let asked = 0;
  const states = ['NotActivated', 'NotActivated', 'Active'];
  const body = (): unknown => ({
    name: 'x',
    id: '/x',
    properties: { securityDomainProperties: { activationStatus: states[Math.min(asked++, 2)] } },
  });
  const { controlPlane } = plane({ managedHSMs: [200, undefined] });
  const real: ControlPlane = {
    ...controlPlane,
    hsm: (...place) => plane({ managedHSMs: [200, body()] }).controlPlane.hsm(...place),
  };
  const found = await untilHsm(contextOf(real), real, (hsm) => (hsm?.activation === 'active' ? hsm : undefined));
  expect([found.activation, asked]).toEqual(['active', 3]);
});
