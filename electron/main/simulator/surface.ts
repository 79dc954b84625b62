// One of the services behind the practice cloud's server: how it knows its caller, how it handles a request, how it refuses.
import type { Answer, ServiceRefusal } from './answers.ts';
import type { Incoming } from './incoming.ts';
import type { TokenPayload } from './sign-in.ts';

/** Who asks. Storage also takes requests whose address carries their permission: they have no token. */
export interface Caller {
  readonly token?: TokenPayload;
}

export interface Surface {
  /** The caller, or the answer that asks the client to sign in. */
  authenticate(incoming: Incoming): Caller | Answer;
  handle(incoming: Incoming, caller: Caller): Promise<Answer>;
  /** A refusal in the form of this service. */
  refuse(refusal: ServiceRefusal): Answer;
  /** Asks for a token that was made with these claims. */
  demandClaims(claims: string): Answer;
  /** Headers that go with an answer of this status; the answer's own come over them. */
  headers(status: number): Readonly<Record<string, string>>;
}

export const isAnswer = (value: Caller | Answer): value is Answer => 'status' in value;

/** What a client must present when the service wants more of a sign-in than it has (a conditional access policy, say). */
export function claimsChallenge(loginOrigin: string, claims: string): Answer {
  const encoded = Buffer.from(claims).toString('base64');
  const authorizationUri = `${loginOrigin}/common/oauth2/authorize`;
  return {
    status: 401,
    headers: {
      'www-authenticate': `Bearer realm="", authorization_uri="${authorizationUri}", error="insufficient_claims", claims="${encoded}"`,
    },
  };
}
