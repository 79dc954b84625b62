// What the service has not taken on may be sent again: how long that is tried, and how it is told from what may have been done.
import { type Fault, Refusal } from '#shared/faults/fault.ts';
import { delayAfter, withJitter } from '#azure/polling.ts';
import type { CallContext } from './step-context.ts';

/** The service's own limits, and the job of somebody else. */
const mostWaitingMs = 10 * 60_000;
/** A role is in force within ten minutes. Of one that was given in another way nobody knows here. */
const roleMs = 10 * 60_000;
const unknownRoleMs = 60_000;
/** Neither a role nor the end of a job comes in a second. */
const slowMs = 15_000;

/** RFC 9110 §15.4.8 and §15.4.9: the same request is to be sent elsewhere. Nobody here has acted on it, and nobody follows. */
const sentElsewhere: ReadonlySet<number> = new Set([307, 308]);

/** Statuses of answers that say so. */
export const mayBeTakenLater: ReadonlySet<number> = new Set([401, 403, 409, 429, 503, ...sentElsewhere]);

/** Whether a status refuses a request, so that it was not acted on. */
export const refusesRequest = (status: number): boolean => (status >= 400 && status < 500) || sentElsewhere.has(status);

/** A sign-in that failed comes before the call. */
const beforeTheCall: ReadonlySet<Fault['code']> = new Set([
  'SERVICE_SIGN_IN_FAILED',
  'SERVICE_SIGN_IN_REFUSED',
  'SERVICE_SIGN_IN_CHANGED',
  'SERVICE_CHALLENGE_MISSING',
]);
const passing: ReadonlySet<Fault['code']> = new Set(['SERVICE_THROTTLED', 'SERVICE_UNAVAILABLE', 'SERVICE_FORBIDDEN']);

/** Whether a call was certainly not taken on, and the same call may be taken on later. */
export function isNotTakenOn(fault: Fault): boolean {
  // Nothing has left this machine. With a wrong certificate somebody else answers, which two people look into.
  if (fault.code === 'SERVICE_UNREACHABLE') return fault.reason !== 'certificate';
  if (fault.code === 'SERVICE_REDIRECTED') return fault.status !== undefined && sentElsewhere.has(fault.status);
  return beforeTheCall.has(fault.code) || passesWhileWaiting(fault);
}

function passesWhileWaiting(fault: Fault): boolean {
  if (fault.code !== 'SERVICE_CONFLICT') return passing.has(fault.code);
  // The control plane calls a quota that is used up, and a name that is taken, a conflict, too.
  return fault.operation !== 'control-plane' || /InProgress|AnotherOperation/i.test(fault.serviceCode);
}

/** What the limits rest on. */
type Patient = Pick<CallContext, 'polling' | 'waiting'> & Partial<Pick<CallContext, 'journal'>>;

/**
 * Tries until a call is taken on; at each try it says why it is not yet. Waits ten minutes at the most.
 * @throws the last fault; what cannot be tried again
 */
export async function untilTakenOn<T>(context: Patient, attempt: () => Promise<T>): Promise<T> {
  const { polling, waiting } = context;
  const roleLimitMs = waitingForRole(context);
  for (let queries = 1, waitedMs = 0; ; queries += 1) {
    polling?.signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const fault = error instanceof Refusal ? error.fault : undefined;
      if (!fault || !passesWhileWaiting(fault)) throw error;
      const isForbidden = fault.code === 'SERVICE_FORBIDDEN';
      if (waitedMs >= (isForbidden ? roleLimitMs : mostWaitingMs)) throw error;
      const operation = 'operation' in fault ? fault.operation : 'control-plane';
      polling?.onProgress?.({ operation, queries, lastContact: waiting.now(), trouble: fault });
      const leastMs = isForbidden || fault.code === 'SERVICE_CONFLICT' ? slowMs : 0;
      const delayMs = Math.max(delayAfter(fault, queries), leastMs);
      await waiting.wait(withJitter(delayMs), polling?.signal);
      waitedMs += delayMs;
    }
  }
}

/** How long a missing right may still come, in milliseconds: from a role that this journal knows of, or from one that it does not. */
function waitingForRole({ journal, waiting }: Patient): number {
  const given = journal?.state.roleChangedAt;
  const leftMs = given === undefined ? 0 : Date.parse(given) + roleMs - waiting.now();
  return Math.max(leftMs, unknownRoleMs);
}
