// The life of a call that must not be made twice (REQ-15): intent, call, raw answer on disk, waiting, reading back, verdict.
// Whatever interrupts it, the next run goes on from the journal and the kept answers, and never sends it again.
import { type Fault, type FaultCode, Refusal, refuse } from '#shared/faults/fault.ts';
import { faultText } from '#shared/faults/fault-text.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { GuardedCall } from '#shared/journal/events.ts';
import { type CallState, openCalls, queryWords } from '#shared/journal/call-index.ts';
import type { KeepAnswer } from '#azure/answers.ts';
import type { PollOptions } from '#azure/polling.ts';
import type { FiledAnswer } from './answer-folder.ts';
import { isNotTakenOn, mayBeTakenLater, refusesRequest, untilTakenOn } from './not-taken-on.ts';
import type { CallContext } from './step-context.ts';

/** A call that the service has taken on. */
export interface Running<T> {
  pollUntilDone(options?: PollOptions): Promise<T>;
}

export interface GuardedCallSpec<T> {
  readonly call: GuardedCall;
  /** Address of the HSM that it is about; that of the plan's target unless told. */
  readonly target?: string;
  /** SHA-256 of what is sent, where it has one. */
  readonly subject: string | null;
  /** The folder that a restore reads. */
  readonly folder: string | null;
  /** Sends the call once; `keep` writes its answer down. */
  readonly send: (keep: KeepAnswer) => Promise<Running<T>>;
  /** The name of the job in a kept answer, for calls that have one. */
  readonly jobOf?: (answer: FiledAnswer) => string | null;
  /** Goes on waiting without sending anything; undefined where a job, or what the answer should have brought, is missing for that. */
  readonly follow: (job: string | null, answer: FiledAnswer | undefined) => Running<T> | undefined;
  /**
   * Of a call that brings nothing but its answer, and does no harm when it is made once more: the fault that says that the answer is
   * lost. Such a call has failed then, whatever the service says of it.
   */
  readonly whenLost?: Fault | undefined;
  /**
   * Whether the call is a question, which is asked again where its answer is not here. Any other call is sent once, and only asked
   * about.
   */
  readonly isQuestion?: boolean;
  /**
   * Whether a call that was not taken on stays open for the next run, which sends it: only where that sends exactly the same. Any other
   * has failed, and two people may confirm a new one.
   */
  readonly isSentAgain?: boolean;
  /** What the journal says of the result beside its verdict, in one line. */
  readonly detailOf?: (result: T) => string | null;
  /** Asks for the state that the call should have brought about. @throws STEP_STATE_UNEXPECTED */
  readonly readBack: (result: T) => Promise<void>;
}

/** A call that has succeeded, and was read back. */
export interface Settled<T> {
  readonly id: string;
  readonly result: T;
}

/**
 * Makes a call, or goes on with the one that an earlier run has begun.
 * @throws JOURNAL_OUT_OF_ORDER before anything is sent, if something is missing that must come first; before that the file and medium faults,
 *   where an answer could not be kept; the SERVICE faults;
 *   STEP_OUTCOME_UNKNOWN, STEP_REFUSED_EARLIER, STEP_STATE_UNEXPECTED; `whenLost`
 */
export async function runGuardedCall<T>(context: CallContext, spec: GuardedCallSpec<T>): Promise<Settled<T>> {
  const open = openCall(context, spec.call);
  const id = open?.id ?? nextId(context, spec.call);
  const running = open ? await pickUp(context, spec, open) : await begin(context, spec, id);
  for (const text of context.versions?.takeNotes() ?? []) {
    await context.journal.append({ kind: 'note', by: 'Lifeboat', text });
  }
  return { id, result: await finish(context, spec, id, running) };
}

/** The call of this kind that was begun and has no verdict. */
export const openCall = ({ journal }: Pick<CallContext, 'journal'>, call: GuardedCall): CallState | undefined =>
  openCalls(journal.state).find((each) => each.call === call);

/** The name of the call of this kind that has succeeded last, if one has. */
export const doneCall = ({ journal }: Pick<CallContext, 'journal'>, call: GuardedCall): string | undefined =>
  Object.values(journal.state.calls).findLast((each) => each.call === call && each.phase === 'succeeded')?.id;

function nextId({ journal }: CallContext, call: GuardedCall): string {
  const before = Object.values(journal.state.calls).filter((each) => each.call === call).length;
  return `${call}-${before + 1}`;
}

/** Answers are shorter, but for the security domain, whose step asks for more room. */
const usualAnswerBytes = 64 * 1024;

async function begin<T>(context: CallContext, spec: GuardedCallSpec<T>, id: string): Promise<Running<T>> {
  const { call, subject, folder, target = context.plan.target.uri } = spec;
  // What could not be kept must not be sent for: nothing is in the journal yet, and nothing has left this machine.
  await context.answers.assertSpace(usualAnswerBytes);
  await context.journal.append({ kind: 'call-intended', call, id, target, subject, folder });
  return sendIntended(context, spec, id);
}

async function sendIntended<T>(context: CallContext, spec: GuardedCallSpec<T>, id: string): Promise<Running<T>> {
  try {
    const running = await sendUntilTakenOn(context, spec, id);
    await noteAnswer(context, spec, id);
    return running;
  } catch (error) {
    return settleRefused(context, spec, id, error);
  }
}

/**
 * Sends until the service takes the call on, or as long as it may still come to that. Each try that it did not take on is in the journal,
 * and so is each repetition before it leaves: whatever interrupts them, the next run knows whether it may send.
 */
async function sendUntilTakenOn<T>(context: CallContext, spec: GuardedCallSpec<T>, id: string): Promise<Running<T>> {
  const { journal } = context;
  const note = (status: string, detail: string | null): Promise<void> =>
    journal.append({ kind: 'call-queried', id, status, detail });
  return untilTakenOn(context, async () => {
    if (journal.state.calls[id]?.sending === 'not-taken') await note(queryWords.sentAgain, null);
    try {
      return await spec.send(context.answers.keeper(id));
    } catch (error) {
      const fault = faultIn(error);
      if (fault && isNotTakenOn(fault)) await note(queryWords.notTaken, faultText(fault));
      throw error;
    }
  });
}

async function noteAnswer<T>(context: CallContext, spec: GuardedCallSpec<T>, id: string): Promise<void> {
  const answer = await context.answers.last(id);
  // A lost answer that a status query has made up for leaves nothing to note; one that was noted before is asked for again at the most.
  if (!answer || answer.status >= 400 || context.journal.state.calls[id]?.phase !== 'intended') return;
  const { requestId, bodySha256: answerSha256, fileSha256: envelopeSha256 } = answer;
  const job = spec.jobOf?.(answer) ?? null;
  await context.journal.append({ kind: 'call-answered', id, requestId, job, answerSha256, envelopeSha256 });
}

/** Goes on with a call whose intent is in the journal. */
async function pickUp<T>(context: CallContext, spec: GuardedCallSpec<T>, open: CallState): Promise<Running<T>> {
  const answer = await context.answers.last(open.id);
  const status = open.phase === 'intended' ? (answer?.status ?? 0) : 0;
  // With one try, its answer says whether the call was taken on. After more, it may be that of an earlier one.
  const isNotTaken = open.sending === 'not-taken' || (open.sending === 'first' && mayBeTakenLater.has(status));
  if (isNotTaken && spec.isSentAgain === true) return sendIntended(context, spec, open.id);
  if (open.phase === 'intended' && answer) {
    const isRefused = refusesRequest(status) && (isNotTaken || !mayBeTakenLater.has(status));
    if (isRefused) {
      await settle(context, open.id, 'failed', `refused with status ${status}`);
      return refuse({ code: 'STEP_REFUSED_EARLIER', call: open.call, status });
    }
    await noteAnswer(context, spec, open.id);
  }
  if (spec.isQuestion === true && (answer?.status ?? 400) >= 400) return sendIntended(context, spec, open.id);
  const job = open.job ?? (answer && answer.status < 400 ? (spec.jobOf?.(answer) ?? null) : null);
  await context.journal.append({ kind: 'call-queried', id: open.id, status: 'resumed', detail: null });
  const running = spec.follow(job, answer);
  if (running) return running;
  if (spec.whenLost) return settleLost(context, open.id, spec.whenLost);
  await settle(context, open.id, 'unknown', 'no answer was kept');
  return refuse({ code: 'STEP_OUTCOME_UNKNOWN', call: open.call });
}

async function finish<T>(context: CallContext, spec: GuardedCallSpec<T>, id: string, running: Running<T>): Promise<T> {
  const result = await waitForEnd(context, spec, id, running);
  try {
    await spec.readBack(result);
  } catch (error) {
    await noteTrouble(context, id, 'read-back', error);
    throw error;
  }
  await settle(context, id, 'succeeded', spec.detailOf?.(result) ?? null);
  return result;
}

async function waitForEnd<T>(
  context: CallContext,
  { call }: GuardedCallSpec<T>,
  id: string,
  running: Running<T>,
): Promise<T> {
  try {
    return await running.pollUntilDone({ ...context.polling, keepFinal: context.answers.keeper(finalOf(id)) });
  } catch (error) {
    const fault = faultIn(error);
    if (fault?.code === 'SERVICE_OPERATION_FAILED' && mayBeOfAnother(context, call, id)) {
      await settle(context, id, 'unknown', faultText(fault));
      return refuse({ code: 'STEP_OUTCOME_UNKNOWN', call }, error);
    }
    if (fault?.code === 'SERVICE_OPERATION_FAILED' || fault?.code === 'SERVICE_NOTHING_RESTORED') {
      return settleAs(context, id, 'failed', error, fault);
    }
    if (fault?.code === 'SERVICE_NOT_FOUND') {
      // The service does not know what we wait for: whether it ever did, it does not say.
      await settle(context, id, 'unknown', faultText(fault));
      return refuse({ code: 'STEP_OUTCOME_UNKNOWN', call }, error);
    }
    await noteTrouble(context, id, 'waiting', error);
    throw error;
  }
}

/** Whether the service's status may belong to another call: without an answer to this one, only its kind can be asked about. */
function mayBeOfAnother({ journal: { state } }: CallContext, call: GuardedCall, id: string): boolean {
  const isOther = (each: CallState): boolean => each.call === call && each.id !== id;
  return state.calls[id]?.phase !== 'answered' && Object.values(state.calls).some(isOther);
}

/** A refused call is over. One that the service may have taken on is unknown. Any other error leaves it open for the next run. */
async function settleRefused<T>(
  context: CallContext,
  { isSentAgain, whenLost, follow }: GuardedCallSpec<T>,
  id: string,
  error: unknown,
): Promise<never> {
  const fault = faultIn(error);
  if (fault && isNotTakenOn(fault) && isSentAgain === true) throw error;
  const verdict = fault && verdictOf(fault);
  if (verdict === 'unknown' && whenLost && !follow(null, await context.answers.last(id))) {
    return settleLost(context, id, whenLost, error);
  }
  if (fault && verdict) return settleAs(context, id, verdict, error, fault);
  throw error;
}

const refusals: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'SERVICE_REFUSED',
  'SERVICE_FORBIDDEN',
  'SERVICE_POLICY_DENIED',
  'SERVICE_CONFLICT',
  'SERVICE_NOT_FOUND',
  'SERVICE_SIGN_IN_FAILED',
  'SERVICE_SIGN_IN_REFUSED',
  'SERVICE_SIGN_IN_CHANGED',
  'SERVICE_CHALLENGE_MISSING',
  'SERVICE_CHALLENGE_FOREIGN',
  // Nothing of the request has left this machine, or nothing that could be acted on.
  'SERVICE_UNREACHABLE',
]);

function verdictOf(fault: Fault): 'failed' | 'unknown' | undefined {
  const { code } = fault;
  if (refusals.has(code) || isNotTakenOn(fault)) return 'failed';
  return code.startsWith('SERVICE_') ? 'unknown' : undefined;
}

async function settleAs(
  context: CallContext,
  id: string,
  verdict: 'failed' | 'unknown',
  error: unknown,
  fault: Fault,
): Promise<never> {
  await settle(context, id, verdict, faultText(fault));
  throw error;
}

async function settleLost(context: CallContext, id: string, fault: Fault, cause?: unknown): Promise<never> {
  await settle(context, id, 'failed', faultText(fault));
  return refuse(fault, cause);
}

/** The name of the answer that ends a call. The answer that began it is kept beside it. */
const finalOf = (id: string): string => `${id}-end`;

/** The verdict, with the answer that it rests on: the last status, or the refusal. */
async function settle(
  { journal, answers }: CallContext,
  id: string,
  verdict: 'succeeded' | 'failed' | 'unknown',
  detail: string | null,
): Promise<void> {
  const [first, last] = [await answers.last(id), await answers.last(finalOf(id))];
  const final = last ?? (first && first.status >= 400 ? first : undefined);
  await journal.append({
    kind: 'call-settled',
    id,
    verdict,
    detail,
    ...(final && { finalSha256: final.fileSha256 }),
  });
}

/** The journal says what stood in the way; the call stays open, and the next run asks again. */
async function noteTrouble({ journal }: CallContext, id: string, during: string, error: unknown): Promise<void> {
  const fault = faultIn(error);
  if (!fault) return;
  await journal.append({ kind: 'call-queried', id, status: visibleText(during, 40), detail: faultText(fault) });
}

const faultIn = (error: unknown): Fault | undefined => (error instanceof Refusal ? error.fault : undefined);
