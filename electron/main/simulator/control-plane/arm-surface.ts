// The control plane behind the practice cloud's server: its tokens, its calls, its refusals.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Cloud } from '#core/azure/clouds.ts';
import { type JsonValue, parseStrictJson } from '#core/encoding/json.ts';
import { type Answer, refusalAnswer } from '../answers.ts';
import type { CloudServices } from '../call.ts';
import type { HsmStore } from '../hsm-store.ts';
import { type Incoming, maxBodyBytes } from '../incoming.ts';
import { practiceTenantId, type SignIn } from '../sign-in.ts';
import { claimsChallenge, type Surface } from '../surface.ts';
import { findArmRoute } from './arm-routes.ts';
import { checkApiVersion } from './arm-versions.ts';
import { denialAnswer, PolicyDenial } from './policies.ts';

export interface ArmSurfaceParts {
  readonly store: HsmStore;
  readonly signIn: SignIn;
  readonly services: CloudServices;
}

export function armSurface(
  { store, signIn, services }: ArmSurfaceParts,
  azureCloud: Cloud,
  incoming: Incoming,
): Surface {
  const resource = `https://${azureCloud.managementHost}`;
  const loginOrigin = `https://${azureCloud.loginHost}`;
  return {
    authenticate: ({ authorization }) => {
      // Clients write the resource with and without its last slash.
      const token = signIn.open(authorization, [resource, `${resource}/`], Math.floor(services.now() / 1000));
      return token ? { token } : challenge(loginOrigin, authorization !== undefined);
    },
    handle: async (_, { token }) => {
      const { method, path, query, authority } = incoming;
      checkApiVersion(path, query);
      const { handler, parameters } = findArmRoute(method, path);
      return handler({
        cloud: services,
        azure: services.azure,
        store,
        azureCloud,
        principalId: token?.principalId ?? '',
        origin: `https://${authority}`,
        path,
        parameters,
        query,
        body: bodyOf(incoming),
      });
    },
    refuse: (refusal) => (refusal instanceof PolicyDenial ? denialAnswer(refusal) : refusalAnswer(refusal)),
    demandClaims: (claims) => claimsChallenge(loginOrigin, claims),
    headers: () => armHeaders(incoming, services.now()),
  };
}

/**
 * As recorded in 2025: no `Retry-After` and no `Server`. A question about the resource itself has no operation identifier; a list of all
 * regions has the requests that were made for it, and says nothing of the provider's own version.
 */
function armHeaders({ method, path }: Incoming, now: number): Readonly<Record<string, string>> {
  const isListOfDeleted = /\/deletedManagedHSMs\/?$/i.test(path);
  const isResource = method === 'GET' && /\/managedHSMs\/[^/]+\/?$/i.test(path);
  const kind = method === 'GET' ? 'reads' : 'writes';
  return {
    'cache-control': 'no-cache',
    date: new Date(now).toUTCString(),
    expires: '-1',
    pragma: 'no-cache',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-cache': 'CONFIG_NOCACHE',
    'x-content-type-options': 'nosniff',
    'x-ms-correlation-request-id': randomUUID(),
    [`x-ms-ratelimit-remaining-subscription-global-${kind}`]: '2999',
    'x-ms-request-id': randomUUID(),
    'x-msedge-ref': `Ref A: ${randomBytes(16).toString('hex').toUpperCase()} Ref B: PRACTICE Ref C: ${new Date(now).toISOString()}`,
    ...(isResource ? {} : { 'x-ms-operation-identifier': `tenantId=${practiceTenantId}/practice/${randomUUID()}` }),
    ...(isListOfDeleted
      ? { 'x-ms-original-request-ids': [randomUUID(), randomUUID()].join(', ') }
      : { 'x-aspnet-version': '4.0.30319', 'x-ms-keyvault-service-version': '2.2.66.0' }),
  };
}

function bodyOf({ body }: Incoming): JsonValue {
  return body.length === 0 ? null : parseStrictJson(body, { maxBytes: maxBodyBytes });
}

/** 401 as the control plane says it: with a reason in the body. */
function challenge(loginOrigin: string, hasToken: boolean): Answer {
  const [code, message] = hasToken
    ? ['InvalidAuthenticationToken', 'The access token is invalid, has expired, or was made for another resource.']
    : ['AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing."];
  const authorizationUri = `${loginOrigin}/${practiceTenantId}`;
  return {
    status: 401,
    headers: {
      'www-authenticate': `Bearer authorization_uri="${authorizationUri}", error="invalid_token", error_description="${message}"`,
    },
    body: { error: { code, message } },
  };
}
