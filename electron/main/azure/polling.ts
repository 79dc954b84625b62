// Asks Azure until it answers, and until an operation ends. Own loop, because the library's takes a missing header for success, never ends on
// the status word "Success", and follows the status address to any origin with the token.
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, type FaultCode, refuse } from '#shared/faults/fault.ts';
import { type ServiceOperation } from '#shared/faults/service.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { type HsmAnswer, type KeepAnswer, type KeptAnswer, retryAfterSeconds } from './answers.ts';
import { type HsmAddress } from './hsm-address.ts';
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
  /** Called before each wait with the reason for asking again. */
  readonly onTrouble?: (trouble: Fault) => void;
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
  /** Keeps the answer that ends the operation, before anything is concluded from it. */
  readonly keepFinal?: KeepAnswer;
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
  /** An answer for the record; undefined where none is kept. */
  readonly record?: (answer: A) => KeptAnswer;
  /** Whether to ask again after a fault that ended so many queries in a row. Some faults are always asked again. */
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
      delayMs = delayAfter(outcome.trouble, failures);
      options.onProgress?.({ operation, queries, lastContact, trouble: outcome.trouble });
      continue;
    }
    failures = 0;
    lastContact = waiting.now();
    options.onProgress?.({ operation, queries, lastContact });
    const result = await assessed(poll, outcome.answer, options.keepFinal);
    if (result !== undefined) return result;
    delayMs = delayFrom(retryAfterSeconds(outcome.answer.header), usual);
  }
}

/** What an answer says. An answer that ends the wait, good or bad, is kept before anything is concluded from it. */
async function assessed<A extends Pick<HsmAnswer, 'header'>, T>(
  { assess, record }: Poll<A, T>,
  answer: A,
  keepFinal: KeepAnswer | undefined,
): Promise<T | undefined> {
  const keep = async (): Promise<void> => {
    if (record) await keepFinal?.(record(answer));
  };
  let result: T | undefined;
  try {
    result = assess(answer);
  } catch (error) {
    await keep();
    throw error;
  }
  if (result !== undefined) await keep();
  return result;
}

type QueryOutcome<A> = { readonly answer: A } | { readonly trouble: Fault };

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
    if (passesByItself(fault) || bears?.(fault, inARow) === true) return { trouble: fault };
    throw error;
  }
}

/** Whether the same question may be answered in a while. A wrong certificate does not pass by itself: somebody else answers. */
export const passesByItself = (fault: Fault): boolean =>
  fault.code === 'SERVICE_UNREACHABLE' ? fault.reason !== 'certificate' : transientCodes.includes(fault.code);

const transientCodes: readonly FaultCode[] = ['SERVICE_THROTTLED', 'SERVICE_UNAVAILABLE', 'SERVICE_SIGN_IN_FAILED'];

const delayFrom = (seconds: number, usual: number): number =>
  Math.min((seconds > 0 ? seconds : usual) * 1000, greatestDelayMs);

/**
 * The status address that an accepted operation names: only the HSM's own origin and the path that the protocol gives it. It is
 * not followed; it is compared, and the known path is asked.
 * @returns the part of the path that `pattern` captures
 * @throws SERVICE_OPERATION_HEADER_MISSING, SERVICE_OPERATION_FOREIGN
 */
export function statusAddress(
  connection: { readonly address: HsmAddress },
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

/** The one rule for questions. They change nothing, so that what passes by itself costs a wait: how often each is asked, and for how long in all, in milliseconds. */
const mostTries = 8;
const mostWaitingMs = 5 * 60_000;
/** A host that is not there, and a minute without an answer, leave people waiting in front of nothing. */
const mostTriesInVain = 3;

/** Asks until there is an answer, or until it is no use to ask again. @throws the last fault */
export async function untilAnswered<T>(waiting: Waiting, ask: () => Promise<T>): Promise<T> {
  for (let tries = 1, waitedMs = 0; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      const fault = isRefusal(error) ? error.fault : undefined;
      const most = fault === undefined ? 1 : triesFor(fault);
      if (fault === undefined || tries >= most || waitedMs >= mostWaitingMs) throw error;
      const delayMs = delayAfter(fault, tries);
      waiting.onTrouble?.(fault);
      await waiting.wait(withJitter(delayMs));
      waitedMs += delayMs;
    }
  }
}

function triesFor(fault: Fault): number {
  if (fault.code === 'SERVICE_THROTTLED' || fault.code === 'SERVICE_UNAVAILABLE') return mostTries;
  // A wrong certificate does not pass by itself: somebody else answers.
  if (fault.code !== 'SERVICE_UNREACHABLE' || fault.reason === 'certificate') return 1;
  return fault.reason === 'lost' ? mostTries : mostTriesInVain;
}

/** As long as the service says, else longer from time to time; never more than a minute. @param tries how often it was tried in vain */
export const delayAfter = (fault: Fault, tries: number): number =>
  Math.min(saidMs(fault) || 1000 * 2 ** Math.min(tries - 1, 6), greatestDelayMs);

const saidMs = (fault: Fault): number => ('retryAfterSeconds' in fault ? fault.retryAfterSeconds * 1000 : 0);

/** Up to a fifth longer, so that two machines do not keep step. */
export const withJitter = (ms: number): number => ms + randomInt(0, Math.floor(ms / 5) + 1);
