// Step "recovery mode": the new HSM gives out its exchange key; its raw answer is kept, checked, and compared by a second observer.
import { stepIn } from '#shared/journal/exception-steps.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { ExchangeKeyVerdict } from '#shared/exchange-key/verdict.ts';
import { endOf } from '#core/journal/chain.ts';
import { checkFailed } from '#core/journal/records.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeCanonicalJson } from '#core/encoding/canonical-json.ts';
import { thumbprintsOf } from '#core/encoding/thumbprint.ts';
import { assessExchangeKey } from '#core/exchange-key/policy.ts';
import { observedKey } from '#core/transfer/body.ts';
import type { ExchangeReference, Observation } from '#core/transfer/payload.ts';
import { fetched } from '#core/transfer/session.ts';
import type { FiledAnswer } from './answer-folder.ts';
import { assertTypedTarget, confirmCall } from './confirmation.ts';
import { doneCall, openCall, runGuardedCall } from './guarded-call.ts';
import type { CallContext, Confirmation } from './step-context.ts';

/** One fetch of the exchange key, with the judgement on it. */
export interface ObservedKey {
  readonly observation: Observation;
  readonly key: ExchangeReference;
  readonly verdict: ExchangeKeyVerdict;
}

/**
 * Puts the new HSM into recovery and fetches its exchange key, as the first operator does.
 * @throws CONFIRMATION_…, EXCHANGE_KEY_REFUSED, and what `runGuardedCall` throws
 */
export async function initRecovery(context: CallContext, confirmation: Confirmation): Promise<ObservedKey> {
  assertOperator(context, 'operator-1');
  // Done before: what came then is checked again.
  const done = doneCall(context, 'init-recovery');
  if (done !== undefined) return assessedAgain(context, done);
  if (!openCall(context, 'init-recovery')) await confirmCall(context, 'init-recovery', confirmation);
  // Asked again, the service answers with the same key, so that going on after an interruption is asking again.
  const { id } = await runGuardedCall(context, {
    call: 'init-recovery',
    subject: null,
    folder: null,
    send: async (keep) => {
      await context.hsm.securityDomain.getTransferKey(keep);
      return nothingToWaitFor;
    },
    isQuestion: true,
    follow: () => nothingToWaitFor,
    readBack: () => Promise.resolve(),
  });
  return assessedAgain(context, id);
}

/**
 * Checks the kept answer of a call, with the certificates of the connection that it came over. The evidence wants them (E5): where nobody
 * saw them, the key is fetched again.
 */
async function assessedAgain(context: CallContext, id: string): Promise<ObservedKey> {
  const filed = await context.answers.last(id);
  const isSeen = filed && filed.status < 400 && filed.tlsChain.length > 0;
  return isSeen ? assessed(context, 'operator-1', filed) : fetchAgain(context);
}

const nothingToWaitFor = { pollUntilDone: () => Promise.resolve(true as const) };

/**
 * Fetches the exchange key as the second observer, on the other machine. The first operator has done so before, or does it now by the
 * call that two people confirm: the same question puts a new HSM into recovery. No machine can tell whether the other has asked before,
 * so the operator here has typed the name of the HSM from paper too, and takes neither plan nor key from the first operator's word.
 * @throws STEP_WRONG_MACHINE, CONFIRMATION_DIFFERS, EXCHANGE_KEY_REFUSED, the SERVICE faults
 */
export async function observe(context: CallContext, typedName: string): Promise<ObservedKey> {
  if (doneCall(context, 'init-recovery') === undefined) assertOperator(context, 'operator-2');
  assertTypedTarget(context.plan, typedName);
  return fetchAgain(context);
}

/** Fetches the exchange key of an HSM that is in recovery already. @throws STEP_WRONG_MACHINE, EXCHANGE_KEY_REFUSED, the SERVICE faults */
export async function fetchAgain(context: CallContext): Promise<ObservedKey> {
  const role = operatorOf(context);
  const name = `observe-${role}`;
  await context.hsm.securityDomain.getTransferKey(context.answers.keeper(name));
  const filed = await context.answers.last(name);
  if (!filed) throw new Error('an answer was kept and is not there');
  return assessed(context, role, filed);
}

/** In an emergency there is one machine, which makes the calls as the first operator does. */
const roleIn = ({ state: { opened, emergency } }: Pick<CallContext['journal'], 'state'>) =>
  emergency ? 'operator-1' : opened?.role;

function operatorOf({ journal }: CallContext): 'operator-1' | 'operator-2' {
  const role = roleIn(journal);
  if (role === 'operator-1' || role === 'operator-2') return role;
  return refuse({ code: 'STEP_WRONG_MACHINE', expected: ['operator-1', 'operator-2'], found: role ?? null });
}

/** Refuses a step that the other operator has to do. @throws STEP_WRONG_MACHINE */
export function assertOperator({ journal }: Pick<CallContext, 'journal'>, expected: 'operator-1' | 'operator-2'): void {
  const found = roleIn(journal) ?? null;
  if (found !== expected) refuse({ code: 'STEP_WRONG_MACHINE', expected: [expected], found });
}

/** REQ-12 is worth what the roots are worth that the chain was checked by: the record names them. */
async function noteNetworkPath({ journal, networkPath }: CallContext): Promise<void> {
  if (networkPath !== undefined) await journal.append({ kind: 'note', by: 'Lifeboat', text: networkPath });
}

async function assessed(
  context: CallContext,
  observer: Observation['observer'],
  filed: FiledAnswer,
): Promise<ObservedKey> {
  const seen = observationOf(observer, filed);
  await context.journal.append({ ...fetched(seen), envelopeSha256: filed.fileSha256 });
  // What is signed later binds this journal up to this line: it cannot be made up afterwards.
  const observation = { ...seen, journal: endOf(context.journal.head) };
  await noteNetworkPath(context);
  const verdict = verdictOn(context, observation, filed.body);
  const failed = verdict.checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
  if (failed.length > 0) {
    const fault = { code: 'EXCHANGE_KEY_REFUSED', failed } as const;
    await context.journal.append(checkFailed('exchange-key', stepIn(context.journal.state, 'C8'), fault));
    refuse(fault);
  }
  return { observation, key: observedKey(observation), verdict };
}

/** REQ-07, REQ-08 and REQ-09 of an answer, for the HSM of the plan, and REQ-12 of the connection that it came over. */
function verdictOn({ plan, waiting }: CallContext, observation: Observation, answer: Buffer): ExchangeKeyVerdict {
  const { observer, tlsChain, fetchedAt, serverDate } = observation;
  return assessExchangeKey({
    fileBytes: answer,
    mode: plan.practice ? 'practice' : 'production',
    use: 'ceremony',
    claim: { kind: 'attested', hsmUri: plan.target.uri },
    custodianThumbprintsS256: thumbprintsOf(plan.custodians),
    wallClockMs: waiting.now(),
    observed: {
      hsmUri: plan.target.uri,
      fetches: [{ observer, answer: observation.answer, tlsChain, fetchedAt, serverDate }],
    },
    // A practice enclave signs with its own key.
    ...(plan.practice || plan.enclaveSigners === null ? {} : { acceptedQuoteSigners: plan.enclaveSigners }),
  });
}

function observationOf(observer: Observation['observer'], filed: FiledAnswer): Omit<Observation, 'journal'> {
  return {
    observer,
    answer: filed.body.toString('base64'),
    tlsChain: filed.tlsChain.map((der) => der.toString('base64')),
    requestId: filed.requestId,
    fetchedAt: filed.received,
    serverDate: filed.serverDate,
  };
}

/** The name of the file that carries an observation from one operator to the other. */
export const observationName = (ceremony: string, observation: Observation): string =>
  `observation-${ceremony}-${observation.observer}-${observationFile(observation).sha256.slice(0, 8)}.json`;

/** An observation as a file, for the bundle of the exchange key; and its hash. */
export function observationFile(observation: Observation): { readonly bytes: Buffer; readonly sha256: string } {
  const bytes = encodeCanonicalJson(observation);
  return { bytes, sha256: sha256(bytes).toString('hex') };
}
