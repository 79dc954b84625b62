// No token for a stranger: hostile addresses are refused before anything is sent, hostile challenges before a token is asked for.
import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { describe, expect, test } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { usePracticeWorkspace, withoutWaiting } from '#e2e/support/practice-workspace.ts';
import { clouds } from '#core/azure/clouds.ts';
import { practiceHeader } from '#core/azure/practice-header.ts';
import { openManagedHsm } from './managed-hsm.ts';

const hostileUris = [
  // Look-alikes of the suffix.
  'https://name.managedhsm.azure.net.example.com',
  'https://name.managedhsm.azure.net.evil',
  'https://name.evil-managedhsm.azure.net',
  'https://name.managedhsm-azure.net',
  'https://name.managedhsm.azure.net-evil.com',
  'https://name.managedhsm.azure.network',
  'https://name.managedhsm.azure.ne',
  'https://name.managedhsm.azure.com',
  'https://name.managedhsm.azur.net',
  'https://name.managedhsm.microsoft.net',
  'https://name.managedhsm.usgovcloudapi.net.evil.org',
  'https://name.managedhsm.azure.cn.evil.cn',
  'https://name.vault.azure.net',
  'https://azure.net',
  'https://managedhsm.azure.net',
  'https://.managedhsm.azure.net',
  'https://evil.com/name.managedhsm.azure.net',
  'https://evil.com#name.managedhsm.azure.net',
  'https://evil.com?name.managedhsm.azure.net',
  'https://evil.com\\.managedhsm.azure.net',
  // Names within the suffix that are none.
  'https://a.b.managedhsm.azure.net',
  'https://-name.managedhsm.azure.net',
  'https://name-.managedhsm.azure.net',
  'https://ab.managedhsm.azure.net',
  `https://${'a'.repeat(25)}.managedhsm.azure.net`,
  'https://na_me.managedhsm.azure.net',
  // User information, ports, paths.
  'https://user@name.managedhsm.azure.net',
  'https://name.managedhsm.azure.net@evil.com',
  'https://name.managedhsm.azure.net:443@evil.com',
  'https://user:word@name.managedhsm.azure.net',
  'https://name.managedhsm.azure.net:8443',
  'https://name.managedhsm.azure.net:443',
  'https://name.managedhsm.azure.net:',
  'https://name.managedhsm.azure.net/keys',
  'https://name.managedhsm.azure.net//evil.com',
  'https://name.managedhsm.azure.net?x=1',
  'https://name.managedhsm.azure.net#x',
  // Other schemes.
  'http://name.managedhsm.azure.net',
  'ftp://name.managedhsm.azure.net',
  '//name.managedhsm.azure.net',
  'name.managedhsm.azure.net',
  'https:name.managedhsm.azure.net',
  'https:/name.managedhsm.azure.net',
  'javascript:alert(1)//name.managedhsm.azure.net',
  // Spellings that a resolver or browser makes one of.
  'https://name.managedhsm.azure.net.',
  'https://NAME.managedhsm.azure.net',
  'https://name.MANAGEDHSM.azure.net',
  'https://xn--nme-cla.managedhsm.azure.net',
  'https://n\u0430me.managedhsm.azure.net',
  'https://name\u3002managedhsm.azure.net',
  'https://name.managedhsm.azure\uff0enet',
  'https://name.managedhsm.\u00adazure.net',
  'https://na%6de.managedhsm.azure.net',
  'https://name.managedhsm.azure.net%2eevil.com',
  'https://name.managedhsm.azure.net\u0000.evil.com',
  ' https://name.managedhsm.azure.net',
  'https://name.managedhsm.azure.net ',
  'https://name.managedhsm.azure.net\t',
  'https://name.managedhsm.azure.net\r\nhost: evil.com',
  // Addresses instead of names.
  'https://127.0.0.1',
  'https://2130706433',
  'https://0x7f000001',
  'https://[::1]',
  'https://localhost',
  'https://name.localhost',
  // Practice in production.
  'https://name.managedhsm.practice.invalid',
  '',
];

describe('a hostile address', () => {
  test('there are enough of them', () => {
    expect(new Set(hostileUris).size).toBeGreaterThanOrEqual(40);
  });

  test.each(hostileUris)('%j gets no request and no token', async (hsmUri) => {
    const sent = { requests: 0, tokens: 0 };
    const httpClient: HttpClient = {
      sendRequest: () => {
        sent.requests += 1;
        return Promise.reject(new Error('sent'));
      },
    };
    const credential = {
      getToken: () => {
        sent.tokens += 1;
        return Promise.resolve({ token: 'secret', expiresOnTimestamp: Date.now() + 3_600_000 });
      },
    };
    const attempt = async (): Promise<unknown> =>
      openManagedHsm({
        hsmUri,
        mode: 'production',
        credential,
        httpClient,
        waiting: withoutWaiting,
      }).roles.listAssignments();
    expect(['HSM_URI_INVALID', 'HSM_CLOUD_UNKNOWN', 'HSM_HOST_PRACTICE']).toContain(
      (await faultOfPromise(attempt())).code,
    );
    expect(sent).toEqual({ requests: 0, tokens: 0 });
  });
});

const workspace = usePracticeWorkspace();
const right = 'resource="https://managedhsm.azure.net"';
const login = 'authorization="https://login.microsoftonline.com/tenant"';

describe('a hostile challenge', () => {
  test.each([
    ['another resource', `Bearer ${login}, resource="https://evil.com"`],
    ['a parent domain', `Bearer ${login}, resource="https://azure.net"`],
    ['a top-level domain', `Bearer ${login}, resource="https://net"`],
    ['a resource that ends like ours', `Bearer ${login}, resource="https://evil-managedhsm.azure.net"`],
    ['another cloud', `Bearer ${login}, resource="https://managedhsm.azure.cn"`],
    ['a vault', `Bearer ${login}, resource="https://vault.azure.net"`],
    ['a resource over http', `Bearer ${login}, resource="http://managedhsm.azure.net"`],
    ['a resource with a user', `Bearer ${login}, resource="https://managedhsm.azure.net@evil.com"`],
    ['a scope of somebody else', `Bearer ${login}, scope="https://graph.microsoft.com/.default"`],
    ['no resource', `Bearer ${login}`],
    ['another sign-in', `Bearer authorization="https://login.evil.com/tenant", ${right}`],
    [
      'a sign-in that begins like ours',
      `Bearer authorization="https://login.microsoftonline.com.evil.com/tenant", ${right}`,
    ],
    ['a sign-in with a user', `Bearer authorization="https://login.microsoftonline.com@evil.com/tenant", ${right}`],
    ['a sign-in of another cloud', `Bearer authorization="https://login.chinacloudapi.cn/tenant", ${right}`],
    ['a sign-in over http', `Bearer authorization="http://login.microsoftonline.com/tenant", ${right}`],
    ['no sign-in', `Bearer ${right}`],
    ['a sign-in for nobody', `Bearer authorization="https://login.microsoftonline.com/", ${right}`],
    ['a path behind the tenant', `Bearer authorization="https://login.microsoftonline.com/a/b", ${right}`],
    ['two resources, ours last', `Bearer ${login}, resource="https://evil.com", ${right}`],
    ['two resources, ours first', `Bearer ${login}, ${right}, resource="https://evil.com"`],
    ['two resources without a space', `Bearer ${login}, resource="https://evil.com",${right}`],
    ['two resources in two spellings', `Bearer ${login}, ${right}, Resource = "https://evil.com"`],
    ['two sign-ins', `Bearer ${login}, authorization="https://login.evil.com/tenant", ${right}`],
  ])('with %s asks for no token', async (_, challenge) => {
    const { tokens, fault } = await challenged({ 'www-authenticate': challenge });
    expect(fault).toMatchObject({ code: 'SERVICE_CHALLENGE_FOREIGN' });
    expect(tokens).toBe(0);
  });

  test.each(
    clouds.flatMap(({ name, loginHost, loginAliases }) =>
      [loginHost, ...loginAliases].map((host) => [host, name] as const),
    ),
  )('%s is a sign-in of %s, by whichever name the service calls it', async (host, name) => {
    const cloud = clouds.find((each) => each.name === name);
    const mode = name === 'practice' ? 'practice' : 'production';
    const marks = mode === 'practice' ? { [practiceHeader]: 'practice' } : {};
    const challenge = `Bearer authorization="https://${host}/tenant", resource="${cloud?.hsmResource ?? ''}"`;
    const asked: string[] = [];
    const credential = {
      getToken: () => Promise.resolve({ token: 'token', expiresOnTimestamp: Date.now() + 3_600_000 }),
    };
    const httpClient: HttpClient = {
      sendRequest: (request) => {
        asked.push(request.headers.get('authorization') ?? 'no token');
        const isSignedIn = request.headers.has('authorization');
        const headers = createHttpHeaders({
          ...marks,
          ...(isSignedIn ? { 'content-type': 'application/json' } : { 'www-authenticate': challenge }),
        });
        const bodyAsText = isSignedIn ? '{"settings":[]}' : '';
        return Promise.resolve({ request, status: isSignedIn ? 200 : 401, headers, bodyAsText });
      },
    };
    const hsmUri = `https://some-hsm.${cloud?.hsmSuffix ?? ''}`;
    const hsm = openManagedHsm({ hsmUri, mode, credential, httpClient, waiting: withoutWaiting });
    expect(await hsm.settings.list()).toEqual([]);
    expect(asked).toEqual(['no token', 'Bearer token']);
  });

  test.each([
    ['no header', {}],
    ['another scheme', { 'www-authenticate': 'Basic realm="hsm"' }],
  ])('with %s is named', async (_, headers) => {
    const { tokens, fault } = await challenged(headers);
    expect(fault).toEqual({ code: 'SERVICE_CHALLENGE_MISSING' });
    expect(tokens).toBe(0);
  });

  async function challenged(headers: Record<string, string>): Promise<{ tokens: number; fault: unknown }> {
    const cloud = await workspace.startCloud();
    const { hsmUri } = await cloud.createHsm('hostile', { cloud: 'public' });
    const { httpClient, credential } = workspace.connect(cloud);
    let tokens = 0;
    const counting: typeof credential = {
      getToken: (scopes, options) => {
        tokens += 1;
        return credential.getToken(scopes, options);
      },
    };
    const answer = { status: 401, headers, text: '' };
    const action = { kind: 'answer', answer, unauthenticated: true } as const;
    cloud.playFaults([{ method: 'GET', path: '/securitydomain/upload', action, times: 9 }]);
    const hsm = openManagedHsm({ hsmUri, mode: 'practice', credential: counting, httpClient, waiting: withoutWaiting });
    return { fault: await faultOfPromise(hsm.securityDomain.getTransferKey()), tokens };
  }
});
