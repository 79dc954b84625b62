// The two front ends that answer for an HSM, as recorded: which headers each sends, and how each writes what it refuses.
import { randomUUID } from 'node:crypto';
import { type Answer, type ServiceRefusal } from './answers.ts';
import type { Incoming } from './incoming.ts';

/** What an answer's headers depend on, beside the answer. */
export interface Answering {
  readonly incoming: Incoming;
  /** Of this request; a refusal names it as its activity. */
  readonly requestId: string;
  readonly region: string;
  /** Unix milliseconds. */
  readonly now: number;
}

/** Backup, restore, the checks before them and their statuses. Everything else, and every 401 and 403, comes from the gateway. */
const isOfJobs = ({ path }: Incoming): boolean =>
  /^\/(?:pre)?(?:backup|restore)(?:\/|$)/.test(path) || /^\/keys\/[^/]+\/restore\/?$/.test(path);
const answersForJobs = (incoming: Incoming, status: number): boolean =>
  isOfJobs(incoming) && status !== 401 && status !== 403;

/**
 * Recorded: the gateway says neither when it answers (`Date`) nor who it is (`Server`), and never when to ask again; the build is told to
 * GET alone, network and region with every success and by the jobs' front end always.
 */
export function hsmHeaders(answering: Answering, status: number): Readonly<Record<string, string>> {
  const { incoming, requestId, region, now } = answering;
  const isJobs = answersForJobs(incoming, status);
  return {
    'cache-control': 'no-cache',
    'content-security-policy': "default-src 'self'",
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'x-ms-request-id': requestId,
    'x-ms-server-latency': '0',
    ...(incoming.method === 'GET' ? { 'x-ms-build-version': '1.0.20260320-2-practice' } : {}),
    ...(status < 400 || isJobs
      ? {
          'x-ms-keyvault-network-info': 'conn_type=Ipv4;addr=127.0.0.1;act_addr_fam=Ipv4;',
          'x-ms-keyvault-region': region,
        }
      : {}),
    ...(isJobs
      ? {
          server: 'Kestrel',
          date: new Date(now).toUTCString(),
          'api-supported-versions': '20180927, 20211111',
          'mise-correlation-id': randomUUID(),
        }
      : {}),
  };
}

/** The members of an answer in their recorded order: that of the alphabet, but for the answer to the start of a backup. */
export function hsmAnswer({ incoming }: Answering, answer: Answer): Answer {
  const isAsWritten = incoming.method === 'POST' && /^\/(?:pre)?backup\/?$/.test(incoming.path);
  return answer.body === undefined || isAsWritten ? answer : { ...answer, body: inOrder(answer.body) };
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, inOrder(member)] as const);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The gateway names the activity at the end of its words; the jobs' front end has a member for what is behind (recorded). */
export function hsmRefusal(answering: Answering, { status, code, message, inner }: ServiceRefusal): Answer {
  if (!answersForJobs(answering.incoming, status)) {
    const words = `${message} (Activity ID: ${answering.requestId})`;
    return hsmAnswer(answering, { status, body: { error: { code, message: words } } });
  }
  const innererror = inner === undefined ? null : { ...inner, innererror: null };
  const body = { error: { code, message, innererror } };
  // Recorded: this one answer says nothing of its characters.
  const headers = status === 409 ? { 'content-type': 'application/json' } : {};
  return hsmAnswer(answering, { status, headers, body });
}
