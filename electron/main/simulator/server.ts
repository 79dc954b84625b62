// The practice cloud's HTTPS server on the loopback: finds the service by host name, demands a sign-in, plays faults, answers.
import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerOptions } from 'node:https';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import { Refusal } from '#shared/faults/fault.ts';
import { clouds } from '#core/azure/clouds.ts';
import { practiceHeader } from '#core/azure/practice-header.ts';
import { type Answer, badParameter, refusalAnswer, ServiceRefusal } from './answers.ts';
import { blobSurface } from './blob/blob-surface.ts';
import { armSurface } from './control-plane/arm-surface.ts';
import { type CloudServices } from './call.ts';
import { changeAnswer, type FaultAction, type FaultPlayer, type RawAnswer, rawAnswer } from './fault-scripts.ts';
import { hsmSurface } from './hsm-surface.ts';
import { type HsmStore } from './hsm-store.ts';
import { type Incoming, readRequest } from './incoming.ts';
import { type ServerIdentity } from './server-certificate.ts';
import { discoveryAnswer, type SignIn } from './sign-in.ts';
import { type Caller, isAnswer, type Surface } from './surface.ts';

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
  const server = createServer(tlsOptions(parts.identity), (request, response) => void serve(parts, request, response));
  await new Promise<void>((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      failed(error.code === 'EADDRINUSE' ? new Refusal({ code: 'PRACTICE_PORT_IN_USE', port }, error) : error),
    );
    server.listen(port, '127.0.0.1', listening);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

/** Each connection is taken by the next of the servers behind the name, as a balancer gives them out. */
function tlsOptions({ servers }: ServerIdentity): ServerOptions {
  const contexts = servers.map(({ certificatePem, keyPem }) =>
    createSecureContext({ cert: certificatePem, key: keyPem }),
  );
  let connections = 0;
  return {
    // For clients that send no name.
    cert: servers[0].certificatePem,
    key: servers[0].keyPem,
    SNICallback: (_name, chosen) => chosen(null, contexts[connections++ % contexts.length]),
  };
}

async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let incoming: Incoming | undefined;
  let outcome: Outcome;
  try {
    incoming = await readRequest(request);
    outcome = await answerTo(parts, incoming);
  } catch (error) {
    // A client that hung up in the middle of a request has had no answer, and wants none.
    outcome =
      (error as NodeJS.ErrnoException).code === 'ECONNRESET'
        ? { answer: 'reset' }
        : { answer: rawAnswer(refusalAnswer(refusalFrom(error, parts.onDefect))) };
  }
  const { answer, surface } = outcome;
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
  // Not every service says when it answers.
  response.sendDate = false;
  response.writeHead(answer.status, {
    [practiceHeader]: 'PRACTICE',
    ...(surface?.headers(answer.status) ?? signInHeaders(parts.services.now())),
    ...answer.headers,
    ...(answer.status === 204 ? {} : { 'content-length': String(Buffer.byteLength(answer.text)) }),
  });
  if (!answer.breaksOff) {
    response.end(answer.text);
    return;
  }
  response.write(answer.text.slice(0, answer.text.length / 2), () => {
    request.socket.destroy();
  });
}

/** Of the sign-in, and of whatever has no service. */
const signInHeaders = (now: number): Readonly<Record<string, string>> => ({
  'x-ms-request-id': randomUUID(),
  'cache-control': 'no-store',
  date: new Date(now).toUTCString(),
});

function refusalFrom(error: unknown, onDefect: ServerParts['onDefect']): ServiceRefusal {
  if (error instanceof ServiceRefusal) return error;
  if (error instanceof Refusal) return badParameter(`the body is refused: ${error.fault.code}`);
  onDefect(error);
  return new ServiceRefusal(500, 'InternalError', 'the practice HSM has a defect');
}

/** What becomes of a request, and the service that it was for, if one was found. */
interface Outcome {
  readonly answer: RawAnswer | Cut;
  readonly surface?: Surface;
}

async function answerTo(parts: ServerParts, incoming: Incoming): Promise<Outcome> {
  const early = parts.faults.actionFor(incoming, 'unauthenticated');
  if (early?.kind === 'answer') return { answer: early.answer };
  const signIn = answerToSignIn(parts, incoming);
  if (signIn) return { answer: rawAnswer(signIn) };
  const surface = surfaceFor(parts, incoming);
  try {
    const caller = surface.authenticate(incoming);
    const answer = isAnswer(caller) ? rawAnswer(caller) : await answerToCaller(parts, surface, incoming, caller);
    return { answer, surface };
  } catch (error) {
    return { answer: rawAnswer(surface.refuse(refusalFrom(error, parts.onDefect))), surface };
  }
}

/** @throws 404 where no service has this host name */
function surfaceFor(parts: ServerParts, incoming: Incoming): Surface {
  for (const cloud of clouds) {
    if (incoming.hostName === cloud.managementHost) return armSurface(parts, cloud, incoming);
    if (incoming.hostName.endsWith(`.${cloud.blobSuffix}`)) return blobSurface(parts, cloud, incoming);
  }
  return hsmSurface(parts, incoming);
}

async function answerToCaller(
  parts: ServerParts,
  surface: Surface,
  incoming: Incoming,
  caller: Caller,
): Promise<RawAnswer | Cut> {
  const action = parts.faults.actionFor(incoming, 'authenticated');
  if (action?.kind === 'reset' && action.when === 'before') return 'reset';
  if (action?.kind === 'answer') return action.answer;
  if (action?.kind === 'claims' && caller.token?.claims !== action.claims) {
    return rawAnswer(surface.demandClaims(action.claims));
  }
  const answer = rawAnswer(await handled(parts, surface, incoming, caller));
  return action && action.kind !== 'claims' ? spoiled(answer, action) : answer;
}

/** A refusal is an answer like any other: a fault may befall it, too. */
async function handled(parts: ServerParts, surface: Surface, incoming: Incoming, caller: Caller): Promise<Answer> {
  try {
    return await surface.handle(incoming, caller);
  } catch (error) {
    return surface.refuse(refusalFrom(error, parts.onDefect));
  }
}

/** The sign-in's own addresses, which need no token. */
function answerToSignIn(parts: ServerParts, { method, path, authority, body }: Incoming): Answer | undefined {
  if (method === 'POST' && /^\/[^/]+\/oauth2\/v2[.]0\/token$/.test(path)) {
    const form = new URLSearchParams(body.toString('utf8'));
    return parts.signIn.answerToken(form, Math.floor(parts.services.now() / 1000));
  }
  const [, tenant] = /^\/([^/]+)\/v2[.]0\/[.]well-known\/openid-configuration$/.exec(path) ?? [];
  return method === 'GET' && tenant !== undefined ? discoveryAnswer(`https://${authority}`, tenant) : undefined;
}

/** What becomes of an answer after the request was handled. */
function spoiled(answer: RawAnswer, action: Exclude<FaultAction, { kind: 'answer' | 'claims' }>): RawAnswer | Cut {
  switch (action.kind) {
    case 'reset':
    case 'silence':
      return action.kind;
    case 'half':
      return { ...answer, breaksOff: true };
    case 'change':
      return changeAnswer(answer, action);
  }
}
