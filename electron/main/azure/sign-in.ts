// Signing in to Azure: as a person with a code, a browser or the Azure CLI, or as a program with a secret, a certificate, the identity of its
// machine or that of its workload. Tokens stay in memory; nothing is cached on disk.
import { dirname } from 'node:path';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import {
  AzureCliCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  DeviceCodeCredential,
  InteractiveBrowserCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import { z } from 'zod';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { guid } from '#shared/schemas/atoms.ts';
import type { Cloud } from '#core/azure/clouds.ts';
import { decodeBase64url } from '#core/encoding/base64.ts';
import { parseStrictJson } from '#core/encoding/json.ts';
import { azureCliPrograms, findProgram } from '#platform/program-file.ts';
import { addToSearchPath } from '#platform/start-environment.ts';

export type { TokenCredential };

export type SignInMethod =
  | { readonly kind: 'device-code'; readonly show: (code: DeviceCode) => void }
  | { readonly kind: 'azure-cli' }
  | { readonly kind: 'browser' }
  | { readonly kind: 'secret'; readonly clientId: string; readonly secret: string }
  | { readonly kind: 'certificate'; readonly clientId: string; readonly certificatePath: string }
  /** Of a virtual machine in Azure. @param clientId of a user-assigned identity; without it the machine's own */
  | { readonly kind: 'managed-identity'; readonly clientId: string | undefined }
  /** A token that Kubernetes, a pipeline or another issuer wrote to a file, which the directory trusts for one program. */
  | { readonly kind: 'workload-identity'; readonly clientId: string; readonly tokenFile: string };

export interface DeviceCode {
  /** What the person types. */
  readonly userCode: string;
  /** Where. */
  readonly address: string;
}

/**
 * Makes the credential of one tenant; nothing is asked before the first call.
 * @param httpClient the transport of all other calls, which checks certificates whatever the environment says; the Azure CLI has its own, and
 *   the identity of a machine is asked of the machine's host, at its link-local address without TLS
 */
export function signIn(method: SignInMethod, tenantId: string, cloud: Cloud, httpClient: HttpClient): TokenCredential {
  const options = { tenantId, authorityHost: `https://${cloud.loginHost}`, additionallyAllowedTenants: [], httpClient };
  switch (method.kind) {
    case 'device-code':
      return new DeviceCodeCredential({
        ...options,
        userPromptCallback: ({ userCode, verificationUri }) =>
          method.show({ userCode: visibleText(userCode, 20), address: visibleText(verificationUri, 100) }),
      });
    case 'azure-cli':
      return onlyByTrustedProgram(new AzureCliCredential({ tenantId }));
    case 'browser':
      return new InteractiveBrowserCredential(options);
    case 'secret':
      return new ClientSecretCredential(tenantId, method.clientId, method.secret, options);
    case 'certificate':
      return new ClientCertificateCredential(
        tenantId,
        method.clientId,
        { certificatePath: method.certificatePath },
        options,
      );
    case 'managed-identity':
      return new ManagedIdentityCredential(method.clientId === undefined ? {} : { clientId: method.clientId });
    case 'workload-identity':
      return new WorkloadIdentityCredential({ ...options, clientId: method.clientId, tokenFilePath: method.tokenFile });
  }
}

/** The credential, where nobody can have put another Azure CLI in the place of the system's. @throws PROGRAM_REFUSED when a token is asked for */
function onlyByTrustedProgram(credential: TokenCredential): TokenCredential {
  return {
    getToken: async (...asked) => {
      const program = await findProgram(azureCliPrograms);
      if (program !== undefined && process.platform === 'win32') addToSearchPath(dirname(program));
      return credential.getToken(...asked);
    },
  };
}

/**
 * A sign-in that stays that of one account. When one has run out, whoever is there signs in again in the middle of a step; the Azure CLI
 * may be signed in again at any time. People have said whose the first one is.
 * @throws SERVICE_SIGN_IN_CHANGED when a token of another account is given
 */
export function oneAccount(credential: TokenCredential): TokenCredential {
  let first: Account | undefined;
  return {
    getToken: async (...asked) => {
      const token = await credential.getToken(...asked);
      const account = token === null ? undefined : accountIfTold(token.token);
      if (account === undefined) return token;
      first ??= account;
      if (account.objectId === first.objectId) return token;
      return refuse({ code: 'SERVICE_SIGN_IN_CHANGED', expected: first.name, found: account.name });
    },
  };
}

/** What a token says that only its service can read is its service's matter. */
function accountIfTold(token: string): Account | undefined {
  try {
    return accountIn(token);
  } catch {
    return undefined;
  }
}

/** Who is signed in, as the token says; it is shown to people and compared with the plan, and decides nothing. */
export interface Account {
  /** Object id of the person or program. */
  readonly objectId: string;
  readonly name: string;
  /** What the directory calls them, where the token says it. */
  readonly displayName?: string;
  readonly tenantId: string;
}

/**
 * Signs in and says who it was.
 * @param signal gives up waiting for a person, whether or not the library does so too
 * @throws SERVICE_SIGN_IN_FAILED, SERVICE_SIGN_IN_CHANGED
 */
export async function signedInAccount(
  credential: TokenCredential,
  cloud: Cloud,
  signal?: AbortSignal,
): Promise<Account> {
  try {
    // As the clients ask: the libraries keep tokens that can be revoked apart, and a person would be asked for a second code.
    const options = { enableCae: true, ...(signal ? { abortSignal: signal } : {}) };
    const token = await unlessAborted(credential.getToken(`${cloud.hsmResource}/.default`, options), signal);
    return accountIn(token?.token ?? '');
  } catch (cause) {
    if (isFaultOf(cause, 'PROGRAM_REFUSED') || isFaultOf(cause, 'SERVICE_SIGN_IN_CHANGED')) throw cause;
    return refuse({ code: 'SERVICE_SIGN_IN_FAILED' }, cause);
  }
}

/** A browser window that is left open keeps its library waiting for good. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const aborted = Promise.withResolvers<never>();
  const onAbort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

const Claims = z.object({
  oid: guid,
  tid: z.string().optional(),
  upn: z.string().optional(),
  unique_name: z.string().optional(),
  app_displayname: z.string().optional(),
  name: z.string().optional(),
});

/** RFC 7519 §3: the claims are the second part. The service checks the signature; we read our own name. */
export function accountIn(token: string): Account {
  const claims = Claims.parse(parseStrictJson(decodeBase64url(token.split('.')[1] ?? ''), { maxBytes: 64 * 1024 }));
  const name = claims.upn ?? claims.unique_name ?? claims.app_displayname ?? claims.oid;
  return {
    objectId: claims.oid,
    name: visibleText(name, 100),
    ...(claims.name === undefined ? {} : { displayName: visibleText(claims.name, 100) }),
    tenantId: visibleText(claims.tid ?? '', 40),
  };
}
