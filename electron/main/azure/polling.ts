// Waits for an operation of the service to end. Own loop, because the library's takes a missing header for success, never ends on
// the status word "Success", and follows the status address to any origin with the token.
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, type FaultCode, refuse } from '#shared/faults/fault.ts';
import { type ServiceOperation } from '#shared/faults/service.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { type HsmAnswer, retryAfterSeconds } from './answers.ts';
import { type HsmConnection } from './connection.ts';
import { isRefusal } from './policies.ts';

/** What a person sees while an operation runs. */
export interface PollProgress {
  readonly operation: ServiceOperation;
  /** How many status queries have been made. */
  readonly queries: number;
  /** When the service last answered, in Unix milliseconds; undefined if it has not yet. */
  readonly lastContact: number | undefined;
  /** Why the last query was not answered; the loop goes on. */
  readonly trouble?: Fault;
}

export interface Waiting {
  /** Waits, in milliseconds. Tests do not. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Unix milliseconds. */
  readonly now: () => number;
}

export const realWaiting: Waiting = {
  wait: async (ms, signal) => {
    await sleep(ms, undefined, signal ? { signal } : {});
  },
  now: Date.now,
};

export interface PollOptions {
  readonly onProgress?: (progress: PollProgress) => void;
  readonly signal?: AbortSignal;
}

const usualDelaySeconds = 5;
const greatestDelayMs = 60_000;

/** How one operation is asked about. */
export interface Poll<A extends Pick<HsmAnswer, 'header'>, T> {
  readonly operation: ServiceOperation;
  /** Asks for the state once. @throws the SERVICE faults */
  readonly ask: () => Promise<A>;
  readonly firstDelaySeconds: number;
  /** How long to wait where the service says nothing about it. */
  readonly usualDelaySeconds?: number;
  /** The result, or undefined while the operation runs; throws what it does not accept. */
  readonly assess: (answer: A) => T | undefined;
  /** Whether a fault is trouble that may pass, at so many troubled queries in a row. Beside what always passes by itself. */
  readonly bears?: (fault: Fault, inARow: number) => boolean;
}

/**
 * Asks for the status until `assess` says that it is final. There is no overall limit: an HSM may take long, and only people
 * decide to give up. What is no status (a redirect, HTML, another form of JSON, a refusal) ends the loop with its own fault.
 */
export async function pollUntilDone<A extends Pick<HsmAnswer, 'header'>, T>(
  waiting: Waiting,
  poll: Poll<A, T>,
  options: PollOptions = {},
): Promise<T> {
  const { operation } = poll;
  const usual = poll.usualDelaySeconds ?? usualDelaySeconds;
  let delayMs = delayFrom(poll.firstDelaySeconds, usual);
  let lastContact: number | undefined;
  for (let queries = 1, failures = 0; ; queries += 1) {
    options.signal?.throwIfAborted();
    await waiting.wait(withJitter(delayMs), options.signal);
    const outcome = await query(poll, failures + 1);
    if ('trouble' in outcome) {
      failures += 1;
      delayMs = outcome.waitSeconds > 0 ? delayFrom(outcome.waitSeconds, usual) : backOff(failures);
      options.onProgress?.({ operation, queries, lastContact, trouble: outcome.trouble });
      continue;
    }
    failures = 0;
    lastContact = waiting.now();
    options.onProgress?.({ operation, queries, lastContact });
    const result = poll.assess(outcome.answer);
    if (result !== undefined) return result;
    delayMs = delayFrom(retryAfterSeconds(outcome.answer.header), usual);
  }
}

type QueryOutcome<A> = { readonly answer: A } | { readonly trouble: Fault; readonly waitSeconds: number };

/** One status query; what may pass by itself is an outcome, everything else is thrown. */
async function query<A extends Pick<HsmAnswer, 'header'>, T>(
  { ask, bears }: Poll<A, T>,
  inARow: number,
): Promise<QueryOutcome<A>> {
  try {
    return { answer: await ask() };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { fault } = error;
    if (fault.code === 'SERVICE_THROTTLED' || fault.code === 'SERVICE_UNAVAILABLE') {
      return { trouble: fault, waitSeconds: fault.retryAfterSeconds };
    }
    if (passesByItself(fault) || bears?.(fault, inARow) === true) return { trouble: fault, waitSeconds: 0 };
    throw error;
  }
}

/** Whether the same question may be answered in a while. A wrong certificate does not pass by itself: somebody else answers. */
export const passesByItself = (fault: Fault): boolean =>
  fault.code === 'SERVICE_UNREACHABLE' ? fault.reason !== 'certificate' : transientCodes.includes(fault.code);

const transientCodes: readonly FaultCode[] = ['SERVICE_THROTTLED', 'SERVICE_UNAVAILABLE', 'SERVICE_SIGN_IN_FAILED'];

const delayFrom = (seconds: number, usual: number): number =>
  Math.min((seconds > 0 ? seconds : usual) * 1000, greatestDelayMs);
const backOff = (failures: number): number => Math.min(1000 * 2 ** (failures - 1), greatestDelayMs);
/** Up to a fifth longer, so that two machines do not keep step. */
const withJitter = (ms: number): number => ms + randomInt(0, Math.floor(ms / 5) + 1);

/**
 * The status address that an accepted operation names: only the HSM's own origin and the path that the protocol gives it. It is
 * not followed; it is compared, and the known path is asked.
 * @returns the part of the path that `pattern` captures
 * @throws SERVICE_OPERATION_HEADER_MISSING, SERVICE_OPERATION_FOREIGN
 */
export function statusAddress(
  connection: HsmConnection,
  operation: ServiceOperation,
  answer: HsmAnswer,
  pattern: RegExp,
): { readonly path: string; readonly captured: string } {
  const header = answer.header('azure-asyncoperation');
  if (header === undefined) return refuse({ code: 'SERVICE_OPERATION_HEADER_MISSING', operation });
  const url = URL.canParse(header) ? new URL(header) : undefined;
  const match = pattern.exec(url?.pathname ?? '');
  const isOurs = url?.origin === connection.address.origin && url.username === '' && url.password === '';
  if (!isOurs || !match)
    return refuse({ code: 'SERVICE_OPERATION_FOREIGN', operation, found: visibleText(header, 120) });
  return { path: match[0], captured: match[1] ?? '' };
}
