// What a sign-in gives to one client: tokens for the service that it is there for and no other, and failures as a fault of ours.
import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';

/** The same in every cloud. */
export const storageResource = 'https://storage.azure.com';

/**
 * A library takes the audience of its token from the answer of the host that it has asked: without a limit, a host could have itself sent
 * what opens another one.
 * @param resource what tokens are for; `/.default` makes it a scope
 * @returns a credential that throws SERVICE_CHALLENGE_FOREIGN for any other scope, SERVICE_SIGN_IN_FAILED where there is no token, and what the
 *   sign-in refuses (`oneAccount`)
 */
export function limitedCredential(credential: TokenCredential, resource: string): TokenCredential {
  return {
    getToken: async (scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken> => {
      for (const scope of [scopes].flat()) assertResource(scope.replace(/\/?\/\.default$/, ''), resource);
      let token: AccessToken | null;
      try {
        token = await credential.getToken(scopes, options);
      } catch (cause) {
        if (isFaultOf(cause, 'SERVICE_SIGN_IN_CHANGED')) throw cause;
        return refuse({ code: 'SERVICE_SIGN_IN_FAILED' }, cause);
      }
      return token ?? refuse({ code: 'SERVICE_SIGN_IN_FAILED' });
    },
  };
}

/**
 * Refuses an answer that asks for a token for another service. The credential would give none; but the library would go on asking for it
 * as long as the token lives that it has.
 * @throws SERVICE_CHALLENGE_FOREIGN
 */
export function refuseForeignAudience(httpClient: HttpClient, resource: string): HttpClient {
  return {
    sendRequest: async (request) => {
      const answer = await httpClient.sendRequest(request);
      const challenge = answer.headers.get('www-authenticate') ?? '';
      for (const [, named = ''] of challenge.matchAll(/\bresource_id\s*=\s*"?([^\s",]*)/gi)) {
        assertResource(named.replace(/\/$/, ''), resource);
      }
      return answer;
    },
  };
}

function assertResource(found: string, resource: string): void {
  if (found === resource) return;
  refuse({ code: 'SERVICE_CHALLENGE_FOREIGN', expected: resource, found: visibleText(found, 120) });
}
