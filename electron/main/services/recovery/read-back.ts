// What is asked after a call that has ended: the control plane until it shows the new state, the data plane whether it answers.
import { type FaultCode, refuse, Refusal } from '#shared/faults/fault.ts';
import { faultText } from '#shared/faults/fault-text.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { passesByItself } from '#azure/polling.ts';
import type { ControlPlane, HsmResource } from '#azure/control-plane.ts';
import { type CallContext, placedTarget } from './step-context.ts';

/** How much of a minute passes between two questions to the control plane; making an HSM takes many. */
const askAgainAfter = 0.25;

/**
 * Asks the control plane for an HSM, the plan's unless told, until `assess` is satisfied. There is no overall limit but the one of `assess`.
 * @throws what `assess` throws; the SERVICE faults that do not pass by themselves
 */
export const untilHsm = <T>(
  context: CallContext,
  controlPlane: ControlPlane,
  assess: Assess<HsmResource, T>,
  { resourceGroup, name }: HsmPlace = placedTarget(context.plan),
): Promise<T> => untilShown(context, () => controlPlane.hsm(resourceGroup, name), assess);

/** The result, or undefined to ask again; `asked` counts the questions that were answered, from 1. */
type Assess<Found, T> = (found: Found | undefined, asked: number) => T | undefined;

/** Where an HSM is in its subscription. */
export interface HsmPlace {
  readonly resourceGroup: string;
  readonly name: string;
}

/** @throws SERVICE_OPERATION_FAILED if the control plane says that the HSM could not be made or changed */
export function refuseFailed(hsm: HsmResource | undefined): void {
  if (hsm?.provisioning !== 'failed') return;
  const words = { serviceCode: '', serviceMessage: hsm.provisioningState };
  refuse({ code: 'SERVICE_OPERATION_FAILED', operation: 'control-plane', ...words });
}

/** Asks the control plane until `assess` is satisfied. @throws as `untilHsm` */
export async function untilShown<Found, T>(
  context: CallContext,
  ask: () => Promise<Found | undefined>,
  assess: Assess<Found, T>,
): Promise<T> {
  for (let queries = 1, asked = 0; ; queries += 1) {
    context.polling?.signal?.throwIfAborted();
    const answer = await askPatiently(context, queries, ask);
    if (answer !== 'no-answer') {
      asked += 1;
      const result = assess(answer.found, asked);
      if (result !== undefined) return result;
    }
    await context.waiting.wait(askAgainAfter * context.holdMinuteMs, context.polling?.signal);
  }
}

/** What passes by itself is reported as progress, and asked again. */
async function askPatiently<Found>(
  { polling, waiting }: CallContext,
  queries: number,
  ask: () => Promise<Found | undefined>,
): Promise<{ readonly found: Found | undefined } | 'no-answer'> {
  const operation = 'control-plane';
  try {
    const found = await ask();
    polling?.onProgress?.({ operation, queries, lastContact: waiting.now() });
    return { found };
  } catch (error) {
    if (!(error instanceof Refusal) || !passesByItself(error.fault)) throw error;
    polling?.onProgress?.({ operation, queries, lastContact: undefined, trouble: error.fault });
    return 'no-answer';
  }
}

const refusals: readonly FaultCode[] = ['SERVICE_FORBIDDEN', 'SERVICE_SIGN_IN_REFUSED'];

/**
 * Makes sure that the data plane answers. "You may not" is an answer too: not every role may ask, and a restore replaces the role
 * assignments, also those of the account that watches it. The journal notes it then.
 * @param ask a question about what the HSM holds
 * @throws the other SERVICE faults
 */
export async function assertDataPlaneAnswers({ journal }: CallContext, ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof Refusal) || !refusals.includes(error.fault.code)) throw error;
    const text = `The HSM answers, and this account may not read back what it holds: ${faultText(error.fault)}`;
    await journal.append({ kind: 'note', by: 'Lifeboat', text: visibleText(text, 480) });
  }
}
