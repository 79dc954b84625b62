// The sign-in as the clients of control plane and storage have it: tokens for their own service alone, and failures that are named.
import type { TokenCredential } from '@azure/core-auth';
import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import { usualCreation } from '#shared/plan/creation.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { clouds } from '#core/azure/clouds.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { openContainer } from './azure-container.ts';
import { openControlPlane } from './azure-control-plane.ts';
import { limitedCredential } from './limited-credential.ts';
import { runPreFlight } from '#services/recovery/pre-flight.ts';
import type { StepContext } from '#services/recovery/step-context.ts';

const cloud = clouds[0]!;
const tenant = '00000000-0000-4000-8000-000000000001';
const { subscription } = recoveryPlan.target;
const containerUri = 'https://account.blob.core.windows.net/backups';
const silent: HttpClient = { sendRequest: () => Promise.reject(new Error('nothing may be sent')) };

/** As the libraries for signing in fail: neither an answer of a service nor a refusal of ours. */
const failing: TokenCredential = {
  getToken: () => Promise.reject(Object.assign(new Error('consent'), { name: 'AuthenticationRequiredError' })),
};
const open = (credential: TokenCredential, httpClient: HttpClient) => ({
  controlPlane: openControlPlane({ cloud, mode: 'production', subscription, credential, httpClient }),
  container: openContainer({ containerUri, mode: 'production', credential, httpClient }),
});

describe('a sign-in that fails', () => {
  const failed = { code: 'SERVICE_SIGN_IN_FAILED' };
  const { controlPlane, container } = open(failing, silent);

  it('is named in every question to the control plane and to the storage', async () => {
    const hsm = { resourceGroup: 'group', name: 'name', location: 'westeurope', tenantId: tenant, administrators: [] };
    const more = { retentionDays: 7, purgeProtection: false, identity: undefined, creation: usualCreation };
    for (const question of [
      () => controlPlane.hsm('group', 'name'),
      () => controlPlane.beginCreate({ ...hsm, ...more }, () => Promise.resolve()),
      () => controlPlane.deletedHsms(),
      () => controlPlane.storageAccount('account'),
      () => container.exists(),
      () => container.create(),
      () => container.folders(),
    ]) {
      expect(await faultOfPromise(question())).toEqual(failed);
    }
  });

  it('is the answer of each check of the board, and ends none of the others', async () => {
    // Nothing else of a context is asked before an answer of these two.
    const waiting = { now: () => 0 };
    const context = { controlPlane, container, plan: recoveryPlan, waiting } as unknown as StepContext;
    const preFlight = await runPreFlight(context, { operators: [], inventory: undefined });
    expect(preFlight.find(({ id }) => id === 'target-state')).toMatchObject({
      outcome: 'unknown',
      found: { fault: failed },
    });
    expect(preFlight.find(({ id }) => id === 'container')).toMatchObject({
      outcome: 'unknown',
      found: { fault: failed },
    });
    expect(preFlight.at(-1)?.id).toBe('azure-versions');
  });

  it('that gives no token is the same', async () => {
    const credential = limitedCredential({ getToken: () => Promise.resolve(null) }, 'https://storage.azure.com');
    expect(await faultOfPromise(credential.getToken('https://storage.azure.com/.default'))).toEqual(failed);
  });
});

describe('a token', () => {
  const challenge = `Bearer authorization_uri=https://login.microsoftonline.com/${tenant}/oauth2/authorize resource_id=${cloud.hsmResource}`;

  it('for the HSM does not go to a storage that asks for it', async () => {
    const asked: unknown[] = [];
    const sent: (string | undefined)[] = [];
    const credential: TokenCredential = {
      getToken: (scopes) => {
        asked.push(scopes);
        return Promise.resolve({ token: `for ${String(scopes)}`, expiresOnTimestamp: Date.now() + 3_600_000 });
      },
    };
    const httpClient: HttpClient = {
      sendRequest: (request) => {
        sent.push(request.headers.get('authorization'));
        const headers = createHttpHeaders({ 'www-authenticate': challenge });
        return Promise.resolve({ request, status: 401, headers, bodyAsText: '' });
      },
    };
    expect(await faultOfPromise(open(credential, httpClient).container.exists())).toEqual({
      code: 'SERVICE_CHALLENGE_FOREIGN',
      expected: 'https://storage.azure.com',
      found: 'https://managedhsm.azure.net',
    });
    expect(asked.flat()).toEqual(['https://storage.azure.com/.default']);
    expect(sent).toEqual(['Bearer for https://storage.azure.com/.default']);
  });

  it.each([
    ['https://management.azure.com/.default', true],
    ['https://management.azure.com//.default', true],
    [['https://management.azure.com/.default', 'https://graph.microsoft.com/.default'], false],
    ['https://management.azure.com.example.org/.default', false],
    ['https://management.azure.com/user_impersonation', false],
  ] as const)('of a client is for its own service alone: %j', async (scopes, isGiven) => {
    const token = { token: 'token', expiresOnTimestamp: 0 };
    const credential = limitedCredential({ getToken: () => Promise.resolve(token) }, 'https://management.azure.com');
    const answer = credential.getToken([scopes].flat());
    if (isGiven) expect(await answer).toBe(token);
    else expect(await faultOfPromise(answer)).toMatchObject({ code: 'SERVICE_CHALLENGE_FOREIGN' });
  });
});
