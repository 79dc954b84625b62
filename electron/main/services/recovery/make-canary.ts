// Step "canary": a key without value in the HSM, made before the first backup, so that a recovery can show that what comes back works.
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import type { EventOf } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { keyIdentifierParts, type NewKey } from '#azure/keys-client.ts';
import { publicSha256 } from '#azure/public-half.ts';
import { proveCanary } from './canary.ts';
import { doneCall, openCall, runGuardedCall } from './guarded-call.ts';
import type { StepContext } from './step-context.ts';

/** RSA, because it can be proven by signing and by unwrapping. */
const canaryKey: NewKey = {
  kty: 'RSA-HSM',
  key_size: 3072,
  key_ops: ['sign', 'verify', 'wrapKey', 'unwrapKey'],
};

/** One for each ceremony: a second key of this name would be a new version of it. */
export const canaryName = ({ ceremony }: Plan): string => `${canaryPrefix}${ceremony}`;
const canaryPrefix = 'lifeboat-canary-';

/** Whether a key is the test key of some ceremony. */
export const isCanary = (key: string): boolean => key.startsWith(canaryPrefix);

/**
 * Makes the test key, or finds the one that an earlier run has made, uses it at once, and notes its public half. One that was noted is used
 * again, and nothing else.
 * @throws CANARY_EXISTS if a key of its name is there that this journal did not make; JOURNAL_OUT_OF_ORDER before the security domain was
 *   given out, or once a backup was made without it; what `runGuardedCall` and `proveCanary` throw
 */
export async function makeCanary(context: StepContext): Promise<EventOf<'canary-proven'>> {
  const { hsm, journal, plan } = context;
  const key = canaryName(plan);
  if (doneCall(context, 'canary') === undefined) {
    if (!openCall(context, 'canary')) await assertNotThere(context, key);
    // What became of a request whose answer was lost, the HSM tells by having the key.
    const made = { pollUntilDone: () => hsm.keys.getKey(key) };
    await runGuardedCall(context, {
      call: 'canary',
      subject: null,
      folder: null,
      send: async (keep) => {
        await hsm.keys.createKey(key, canaryKey, keep);
        return made;
      },
      follow: () => made,
      readBack: () => Promise.resolve(),
    });
  }
  const { canary } = journal.state;
  if (canary !== undefined) {
    await proveCanary(hsm, canary);
    return { kind: 'canary-proven', ...canary };
  }
  const bundle = await hsm.keys.getKey(key);
  const sha256 = publicSha256(bundle) ?? refuse({ code: 'CANARY_NOT_USABLE', kty: bundle.key.kty });
  const { version } = keyIdentifierParts(bundle.key.kid);
  const { proven } = await proveCanary(hsm, { key, version, publicSha256: sha256 });
  const event = { kind: 'canary-proven' as const, key, version, publicSha256: sha256, uses: [...proven] };
  await journal.append(event);
  return event;
}

/**
 * An inventory of an HSM whose test key it does not list belongs to no backup with that key in it.
 * @throws CANARY_NOT_LISTED
 */
export function assertCanaryListed({ canary }: Pick<JournalState, 'canary'>, { keys }: Inventory): void {
  if (canary === undefined) return;
  const { key, version } = canary;
  const listed = keys.find(({ name }) => name === key)?.versions.some((each) => each.version === version);
  if (listed !== true) refuse({ code: 'CANARY_NOT_LISTED', key, version });
}

async function assertNotThere({ hsm }: StepContext, key: string): Promise<void> {
  try {
    await hsm.keys.getKey(key);
  } catch (error) {
    if (isFaultOf(error, 'SERVICE_NOT_FOUND')) return;
    throw error;
  }
  refuse({ code: 'CANARY_EXISTS', key });
}
