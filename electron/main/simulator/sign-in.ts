// The practice cloud's sign-in: the 401 challenge of the data plane, the token endpoint, and the tokens between them.
import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { decodeBase64url } from '#core/encoding/base64.ts';
import { equalBytes } from '#core/encoding/bytes.ts';
import { parseStrictJson } from '#core/encoding/json.ts';
import { type Answer, ok, ServiceRefusal } from './answers.ts';
import { readIfThere, replaceFile } from './state-files.ts';

const TokenPayload = z.strictObject({
  practice: z.literal('PRACTICE'),
  audience: z.string(),
  principalId: z.string(),
  expires: z.int(),
  /** What a service has asked of the sign-in, as it asked for it. */
  claims: z.string().optional(),
});
export type TokenPayload = z.infer<typeof TokenPayload>;

/** The only tenant of a practice cloud. */
export const practiceTenantId = '00000000-0000-4000-8000-000000000001';

const tokenSeconds = 3600;

export class SignIn {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  /** Tokens outlive a restart of the server, because the key that makes them is in the state directory. */
  static async open(directory: string): Promise<SignIn> {
    const file = join(directory, 'token-key');
    const stored = await readIfThere(file);
    if (stored) return new SignIn(stored);
    const key = randomBytes(32);
    await replaceFile(file, key);
    return new SignIn(key);
  }

  /** POST /{tenant}/oauth2/v2.0/token: any client id and secret will do, the client id becomes the principal. */
  answerToken(form: URLSearchParams, nowSeconds: number): Answer {
    const scope = form.get('scope') ?? '';
    const principalId = form.get('client_id') ?? '';
    if (form.get('grant_type') !== 'client_credentials' || principalId === '' || !scope.endsWith('/.default')) {
      throw new ServiceRefusal(
        400,
        'invalid_request',
        'grant_type, client_id and a scope ending in /.default are needed',
      );
    }
    const audience = scope.slice(0, -'/.default'.length);
    const expires = nowSeconds + tokenSeconds;
    const claims = form.get('claims');
    return ok({
      token_type: 'Bearer',
      expires_in: tokenSeconds,
      ext_expires_in: tokenSeconds,
      access_token: this.#seal({
        practice: 'PRACTICE',
        audience,
        principalId,
        expires,
        ...(claims === null ? {} : { claims }),
      }),
    });
  }

  /** The payload of a token that this cloud made for one of `audiences` and that is still valid; undefined for anything else. */
  open(authorization: string | undefined, audiences: readonly string[], nowSeconds: number): TokenPayload | undefined {
    const [, body, mac] = /^Bearer practice\.([\w-]+)\.([\w-]+)$/.exec(authorization ?? '') ?? [];
    if (body === undefined || mac === undefined) return undefined;
    if (!equalBytes(Buffer.from(mac, 'base64url'), this.#mac(body))) return undefined;
    const payload = TokenPayload.parse(parseStrictJson(decodeBase64url(body), { maxBytes: 4096 }));
    return audiences.includes(payload.audience) && payload.expires > nowSeconds ? payload : undefined;
  }

  #seal(payload: TokenPayload): string {
    const body = Buffer.from(JSON.stringify(payload)).toString('base64url');
    return `practice.${body}.${this.#mac(body).toString('base64url')}`;
  }

  #mac(body: string): Buffer {
    return createHmac('sha256', this.#key).update(body).digest();
  }
}

/** GET /{tenant}/v2.0/.well-known/openid-configuration: where the sign-in libraries look for the token endpoint. */
export function discoveryAnswer(origin: string, tenant: string): Answer {
  return ok({
    issuer: `${origin}/${tenant}/v2.0`,
    authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
    jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
  });
}

/**
 * The answer to a data-plane request without a valid token (REQ-02). Recorded: a GET gets two letters, which are no JSON; anything else
 * nothing, which is called JSON all the same.
 */
export function challengeAnswer(method: string, signInOrigin: string, tenantId: string, resource: string): Answer {
  return {
    status: 401,
    headers: {
      'www-authenticate': `Bearer authorization="${signInOrigin}/${tenantId}", resource="${resource}"`,
    },
    text: method === 'GET' ? 'OK' : '',
  };
}
