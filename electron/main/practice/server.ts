// The practice cloud's HTTPS server on the loopback: finds the HSM by host name, demands a sign-in, calls the handler, answers.
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Refusal } from '../../../shared/faults/fault.ts';
import { practiceHeader } from '../core/azure/practice-header.ts';
import { type JsonValue, parseStrictJson } from '../core/encoding/json.ts';
import { type Answer, badParameter, refusalAnswer, ServiceRefusal } from './answers.ts';
import { type CloudServices } from './call.ts';
import { changeAnswer, type FaultDeed, type FaultPlayer, type RawAnswer, rawAnswer } from './fault-scripts.ts';
import { findHsm } from './hsm-lookup.ts';
import { type HsmStore, type PracticeHsm } from './hsm-store.ts';
import { type Incoming, maxBodyBytes, readRequest } from './incoming.ts';
import { type ServerIdentity } from './practice-pki.ts';
import { needRight } from './rights.ts';
import { findRoute } from './routes.ts';
import { challengeAnswer, discoveryAnswer, type SignIn } from './sign-in.ts';

/** One request as it came in, for logs and for tests that count. */
export interface SeenRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly hasToken: boolean;
  /** What it was answered with; 0 where there was no answer. */
  readonly status: number;
}

export interface ServerParts {
  readonly identity: ServerIdentity;
  readonly store: HsmStore;
  readonly signIn: SignIn;
  readonly services: CloudServices;
  readonly faults: FaultPlayer;
  readonly onRequest: (request: SeenRequest) => void;
  /** Called with what should not have happened; the client is told only that it did. */
  readonly onDefect: (error: unknown) => void;
}

/** No answer: the connection ends, or it stays and nothing comes. */
type Cut = 'reset' | 'silence';

/**
 * Starts listening on 127.0.0.1 and on nothing else.
 * @throws PRACTICE_PORT_IN_USE
 */
export async function startServer(parts: ServerParts, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer(
    { cert: parts.identity.certificatePem, key: parts.identity.keyPem },
    (request, response) => {
      void serve(parts, request, response);
    },
  );
  await new Promise<void>((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      failed(error.code === 'EADDRINUSE' ? new Refusal({ code: 'PRACTICE_PORT_IN_USE', port }, error) : error);
    });
    server.listen(port, '127.0.0.1', listening);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let incoming: Incoming | undefined;
  let answer: RawAnswer | Cut;
  try {
    incoming = await readRequest(request);
    answer = await answerTo(parts, incoming);
  } catch (error) {
    answer = rawAnswer(refusalAnswer(refusalFrom(error, parts.onDefect)));
  }
  parts.onRequest({
    method: request.method ?? '',
    host: incoming?.hostName ?? '',
    path: incoming?.path ?? '',
    hasToken: incoming?.authorization !== undefined,
    status: typeof answer === 'string' ? 0 : answer.status,
  });
  if (answer === 'silence') return;
  if (answer === 'reset') {
    request.socket.destroy();
    return;
  }
  const name = incoming && parts.store.byHost(incoming.hostName)?.state.name;
  response.writeHead(answer.status, {
    [practiceHeader]: 'PRACTICE',
    ...(name === undefined ? {} : { 'x-lifeboat-practice-hsm': `${name} (PRACTICE)` }),
    'x-ms-request-id': randomUUID(),
    'cache-control': 'no-store',
    ...answer.headers,
    'content-length': String(Buffer.byteLength(answer.text)),
  });
  if (!answer.breaksOff) {
    response.end(answer.text);
    return;
  }
  response.write(answer.text.slice(0, answer.text.length / 2), () => {
    request.socket.destroy();
  });
}

function refusalFrom(error: unknown, onDefect: ServerParts['onDefect']): ServiceRefusal {
  if (error instanceof ServiceRefusal) return error;
  if (error instanceof Refusal) return badParameter(`the body is refused: ${error.fault.code}`);
  onDefect(error);
  return new ServiceRefusal(500, 'InternalError', 'the practice HSM has a defect');
}

async function answerTo(parts: ServerParts, incoming: Incoming): Promise<RawAnswer | Cut> {
  const { method, path } = incoming;
  const early = parts.faults.deedFor(method, path, 'unauthenticated');
  if (early?.kind === 'answer') return early.answer;
  const signIn = answerToSignIn(parts, incoming);
  if (signIn) return rawAnswer(signIn);
  const { hsm, resource, signInOrigin } = findHsm(parts.store, incoming);
  const token = parts.signIn.open(incoming.authorization, resource, nowSeconds(parts));
  if (!token) return rawAnswer(challengeAnswer(signInOrigin, hsm.state.tenantId, resource));
  const deed = parts.faults.deedFor(method, path, 'authenticated');
  if (deed?.kind === 'reset' && deed.when === 'before') return 'reset';
  if (deed?.kind === 'answer') return deed.answer;
  const answer = rawAnswer(await handled(parts, hsm, token.principalId, incoming));
  return deed ? spoiled(answer, deed) : answer;
}

/** The sign-in's own addresses, which need no token. */
function answerToSignIn(parts: ServerParts, { method, path, authority, body }: Incoming): Answer | undefined {
  if (method === 'POST' && /^\/[^/]+\/oauth2\/v2[.]0\/token$/.test(path)) {
    return parts.signIn.answerToken(new URLSearchParams(body.toString('utf8')), nowSeconds(parts));
  }
  const [, tenant] = /^\/([^/]+)\/v2[.]0\/[.]well-known\/openid-configuration$/.exec(path) ?? [];
  return method === 'GET' && tenant !== undefined ? discoveryAnswer(`https://${authority}`, tenant) : undefined;
}

/** What becomes of an answer after the request was handled. */
function spoiled(answer: RawAnswer, deed: Exclude<FaultDeed, { kind: 'answer' }>): RawAnswer | Cut {
  switch (deed.kind) {
    case 'reset':
    case 'silence':
      return deed.kind;
    case 'half':
      return { ...answer, breaksOff: true };
    case 'change':
      return changeAnswer(answer, deed);
  }
}

const nowSeconds = (parts: ServerParts): number => Math.floor(parts.services.now() / 1000);

/** Calls the handler of the address, with the HSM to itself. */
async function handled(parts: ServerParts, hsm: PracticeHsm, principalId: string, incoming: Incoming): Promise<Answer> {
  try {
    checkApiVersion(incoming);
    const { handler, right, parameters } = findRoute(incoming.method, incoming.path);
    const body: JsonValue =
      incoming.body.length === 0 ? null : parseStrictJson(incoming.body, { maxBytes: maxBodyBytes });
    const origin = `https://${incoming.authority}`;
    return await hsm.exclusively(async () => {
      // Looked up when it is this call's turn: a restore before it may have replaced the roles.
      needRight(hsm.state.content.roleAssignments, principalId, right, parameters[0]);
      const { query } = incoming;
      return handler({ cloud: parts.services, hsm, principalId, origin, parameters, query, body });
    });
  } catch (error) {
    return refusalAnswer(refusalFrom(error, parts.onDefect));
  }
}

/** `7.5`, `7.6-preview.2`, or the dates that newer clients write. */
const apiVersions = /^(?:7[.][0-9](?:-preview(?:[.][0-9])?)?|20[0-9]{2}-[01][0-9]-[0-3][0-9](?:-preview)?)$/;

/** Observed: the service names its status addresses without api-version, and its clients ask them as they are. */
function checkApiVersion({ path, query }: Incoming): void {
  const version = query.get('api-version');
  if (version === null && path.endsWith('/pending')) return;
  if (!apiVersions.test(version ?? '')) throw badParameter('api-version is missing or unknown');
}
