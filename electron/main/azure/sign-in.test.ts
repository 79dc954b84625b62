import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { describe, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { clouds } from '#core/azure/clouds.ts';
import { limitedCredential } from './limited-credential.ts';
import { accountIn, oneAccount, signedInAccount, signIn } from './sign-in.ts';

const oid = '00000000-0000-4000-8000-00000000000a';
const token = (claims: object): string =>
  ['{"alg":"RS256"}', JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
const cloud = clouds[0]!;
const tenant = '00000000-0000-4000-8000-000000000001';

describe('the signed-in account', () => {
  it('is a person or a program, by the token’s own words, made visible', () => {
    expect(accountIn(token({ oid, tid: tenant, upn: 'ada@example.org' }))).toEqual({
      objectId: oid,
      name: 'ada@example.org',
      tenantId: tenant,
    });
    expect(accountIn(token({ oid, app_displayname: 'robot\u202e' })).name).toBe('robot\\u{202e}');
    expect(accountIn(token({ oid })).name).toBe(oid);
  });

  it('is asked for with the scope of the HSMs of its cloud, and a failure is a fault of its own', async () => {
    const scopes: unknown[] = [];
    const options: unknown[] = [];
    const credential = {
      getToken: (scope: string | string[], how: unknown) => {
        scopes.push(scope);
        options.push(how);
        return Promise.resolve({ token: token({ oid }), expiresOnTimestamp: 0 });
      },
    };
    expect((await signedInAccount(credential, cloud)).objectId).toBe(oid);
    expect(scopes).toEqual(['https://managedhsm.azure.net/.default']);
    // Without it, the libraries would keep two tokens, and ask the person twice.
    expect(options).toEqual([{ enableCae: true }]);
    const broken = { getToken: () => Promise.resolve({ token: 'no token', expiresOnTimestamp: 0 }) };
    expect(await faultOfPromise(signedInAccount(broken, cloud))).toEqual({ code: 'SERVICE_SIGN_IN_FAILED' });
  });
});

describe('a sign-in that people have said is theirs', () => {
  const stranger = '00000000-0000-4000-8000-00000000000b';
  const given = (...tokens: readonly string[]) => {
    const left = [...tokens];
    const getToken = () => Promise.resolve({ token: left.shift() ?? '', expiresOnTimestamp: 0 });
    return oneAccount({ getToken });
  };
  const [ada, other] = [token({ oid, upn: 'ada@example.org' }), token({ oid: stranger, upn: 'eve@example.org' })];
  const scope = 'https://storage.azure.com/.default';

  it('gives no token of another account, to no client, whoever types the code that is shown in the middle of a step', async () => {
    const refused = { code: 'SERVICE_SIGN_IN_CHANGED', expected: 'ada@example.org', found: 'eve@example.org' };
    const signedIn = given(ada, ada, other, other, ada);
    expect((await signedInAccount(signedIn, cloud)).objectId).toBe(oid);
    const storage = limitedCredential(signedIn, 'https://storage.azure.com');
    expect((await storage.getToken(scope))?.token).toBe(ada);
    expect(await faultOfPromise(storage.getToken(scope))).toEqual(refused);
    expect(await faultOfPromise(signedInAccount(signedIn, cloud))).toEqual(refused);
    // And the right one goes on.
    expect((await storage.getToken(scope))?.token).toBe(ada);
  });

  it('passes on what only the service can read', async () => {
    const signedIn = given(ada, 'opaque');
    await signedIn.getToken(scope);
    expect((await signedIn.getToken(scope))?.token).toBe('opaque');
  });
});

describe('a sign-in that waits for a person', () => {
  const never = { getToken: () => new Promise<never>(() => undefined) };

  it('ends when it is given up, even where its library hears of nothing', async () => {
    const giveUp = new AbortController();
    const waiting = faultOfPromise(signedInAccount(never, cloud, giveUp.signal));
    giveUp.abort();
    expect(await waiting).toEqual({ code: 'SERVICE_SIGN_IN_FAILED' });
    expect(await faultOfPromise(signedInAccount(never, cloud, giveUp.signal))).toEqual({
      code: 'SERVICE_SIGN_IN_FAILED',
    });
  });
});

describe('a way to sign in', () => {
  const asked: string[] = [];
  /** Answers nothing that anybody could sign in with. */
  const httpClient: HttpClient = {
    sendRequest: (request) => {
      asked.push(new URL(request.url).host);
      const headers = createHttpHeaders({ 'content-type': 'application/json' });
      return Promise.resolve({ request, status: 400, headers, bodyAsText: '{"error":"invalid_request"}' });
    },
  };

  it('goes over the one transport of this program', async () => {
    const credential = signIn({ kind: 'secret', clientId: oid, secret: 'practice' }, tenant, cloud, httpClient);
    expect(await faultOfPromise(signedInAccount(credential, cloud))).toEqual({ code: 'SERVICE_SIGN_IN_FAILED' });
    expect(new Set(asked)).toEqual(new Set([cloud.loginHost]));
  });

  it('with the token of a workload hands that token to the directory of the tenant alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lifeboat-token-'));
    try {
      const tokenFile = join(folder, 'token');
      writeFileSync(tokenFile, 'header.claims.signature');
      const bodies: string[] = [];
      const watched: HttpClient = {
        sendRequest: (request) => {
          bodies.push(`${request.url} ${typeof request.body === 'string' ? request.body : ''}`);
          return httpClient.sendRequest(request);
        },
      };
      const credential = signIn({ kind: 'workload-identity', clientId: oid, tokenFile }, tenant, cloud, watched);
      expect(await faultOfPromise(signedInAccount(credential, cloud))).toEqual({ code: 'SERVICE_SIGN_IN_FAILED' });
      const withToken = bodies.filter((body) => body.includes('client_assertion=header.claims.signature'));
      expect(withToken.length).toBeGreaterThan(0);
      for (const body of withToken) expect(body).toMatch(`https://${cloud.loginHost}/${tenant}/`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is made without asking anybody anything', () => {
    const show = (): void => undefined;
    for (const method of [
      { kind: 'device-code', show },
      { kind: 'azure-cli' },
      { kind: 'browser' },
      { kind: 'secret', clientId: oid, secret: 'practice' },
      { kind: 'certificate', clientId: oid, certificatePath: 'certificate.pem' },
      { kind: 'managed-identity', clientId: undefined },
      { kind: 'managed-identity', clientId: oid },
      { kind: 'workload-identity', clientId: oid, tokenFile: 'token' },
    ] as const) {
      expect(signIn(method, tenant, cloud, httpClient)).toHaveProperty('getToken');
    }
  });
});
