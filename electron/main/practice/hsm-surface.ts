// The data plane of one HSM behind the practice cloud's server: its challenge, its rights, its calls.
import { type JsonValue, parseStrictJson } from '../core/encoding/json.ts';
import { type Answer, badParameter, refusalAnswer } from './answers.ts';
import type { CloudServices } from './call.ts';
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
  return {
    authenticate: ({ authorization }) => {
      const token = signIn.open(authorization, [resource], Math.floor(services.now() / 1000));
      return token ? { token } : challengeAnswer(signInOrigin, hsm.state.tenantId, resource);
    },
    handle: async (request, { token }) => {
      const answer = await handle(services, hsm, request, token?.principalId ?? '');
      return isOfBackup(request) ? answer : withoutRetryAfter(answer);
    },
    saysWhen: (request, status) => isOfBackup(request) && status !== 401,
    refuse: refusalAnswer,
    demandClaims: (claims) => claimsChallenge(signInOrigin, claims),
    headers: { 'x-lifeboat-practice-hsm': `${hsm.state.name} (PRACTICE)` },
  };
}

/**
 * Two front ends answer for an HSM (protocol §5, recorded): that of backup, restore and their checks says when, who, and after how long to
 * ask again; all others say none of it.
 */
const isOfBackup = ({ path }: Incoming): boolean =>
  /^[/](?:pre)?(?:backup|restore)(?:[/]|$)/.test(path) || /^[/]keys[/][^/]+[/]restore$/.test(path);

function withoutRetryAfter(answer: Answer): Answer {
  const kept = Object.entries(answer.headers ?? {}).filter(([name]) => name !== 'retry-after');
  return { ...answer, headers: Object.fromEntries(kept) };
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

/** `7.5`, `7.6-preview.2`, or the dates that newer clients write. */
const apiVersions = /^(?:7[.][0-9](?:-preview(?:[.][0-9])?)?|20[0-9]{2}-[01][0-9]-[0-3][0-9](?:-preview)?)$/;

/** Observed: the service names its status addresses without api-version, and its clients ask them as they are. */
function checkApiVersion({ path, query }: Incoming): void {
  const version = query.get('api-version');
  if (version === null && path.endsWith('/pending')) return;
  if (!apiVersions.test(version ?? '')) throw badParameter('api-version is missing or unknown');
}
