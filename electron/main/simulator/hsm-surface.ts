// The data plane of one HSM behind the practice cloud's server: its challenge, its rights, its calls.
import { randomUUID } from 'node:crypto';
import { type JsonValue, parseStrictJson } from '#core/encoding/json.ts';
import { type Answer, badParameter } from './answers.ts';
import type { CloudServices } from './call.ts';
import { hsmAnswer, hsmHeaders, hsmRefusal } from './front-ends.ts';
import { findHsm } from './hsm-lookup.ts';
import type { HsmStore, PracticeHsm } from './hsm-store.ts';
import { type Incoming, maxBodyBytes } from './incoming.ts';
import { needAction } from './rights.ts';
import { findRoute } from './routes.ts';
import { challengeAnswer, type SignIn } from './sign-in.ts';
import { claimsChallenge, type Surface } from './surface.ts';

export interface HsmSurfaceParts {
  readonly store: HsmStore;
  readonly signIn: SignIn;
  readonly services: CloudServices;
}

/** @throws 404 where no HSM has this host name */
export function hsmSurface({ store, signIn, services }: HsmSurfaceParts, incoming: Incoming): Surface {
  const { hsm, resource, signInOrigin } = findHsm(store, incoming);
  const { state } = hsm;
  const answering = { incoming, requestId: randomUUID(), region: state.resource.location, now: services.now() };
  return {
    authenticate: ({ method, authorization }) => {
      const token = signIn.open(authorization, [resource], Math.floor(services.now() / 1000));
      return token ? { token } : challengeAnswer(method, signInOrigin, state.tenantId, resource);
    },
    handle: async (request, { token }) =>
      hsmAnswer(answering, await handle(services, hsm, request, token?.principalId ?? '')),
    refuse: (refusal) => hsmRefusal(answering, refusal),
    demandClaims: (claims) => claimsChallenge(signInOrigin, claims),
    headers: (status) => ({
      'x-lifeboat-practice-hsm': `${state.name} (PRACTICE)`,
      ...hsmHeaders(answering, status),
    }),
  };
}

/** Calls the handler of the address, with the HSM to itself. */
function handle(cloud: CloudServices, hsm: PracticeHsm, incoming: Incoming, principalId: string): Promise<Answer> {
  checkApiVersion(incoming);
  const { handler, action, scope, parameters } = findRoute(incoming.method, incoming.path);
  const body: JsonValue =
    incoming.body.length === 0 ? null : parseStrictJson(incoming.body, { maxBytes: maxBodyBytes });
  const origin = `https://${incoming.authority}`;
  return hsm.exclusively(async () => {
    // Looked up when it is this call's turn: a restore before it may have replaced the roles.
    needAction(hsm.state.content, principalId, action, scope);
    return handler({ cloud, hsm, principalId, origin, parameters, query: incoming.query, body });
  });
}

/** Those that were seen in service, the previews between them, and the newest that is published as stable. */
const apiVersions = /^(?:7[.][0-6](?:-preview(?:[.][0-9])?)?|2025-07-01|2026-04-01)$/;
/** The checks came later than the rest. */
const versionsWithChecks = /^(?:7[.]6|202[56]-)/;

/** Recorded: the service names the status addresses of jobs without api-version, and answers clients that ask them as they are. */
function checkApiVersion({ path, query }: Incoming): void {
  const version = query.get('api-version');
  if (version === null && /^\/(?:backup|restore)\/[^/]+\/pending$/.test(path)) return;
  if (!apiVersions.test(version ?? '')) throw badParameter('The api-version is missing or unknown.');
  if (/^\/ekm(?:\/|$)/.test(path) && !/^202[6-9]-/.test(version ?? '')) {
    throw badParameter(`The api-version ${version ?? ''} has no such operation.`);
  }
  if (/^\/pre(?:backup|restore)\/?$/.test(path) && !versionsWithChecks.test(version ?? '')) {
    throw badParameter(`The api-version ${version ?? ''} has no such operation.`);
  }
}
