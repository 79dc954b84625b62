// The rotation policy of a key: when the service makes its next version, and how long a version lasts.
import { z } from 'zod';
import { type Answer, badParameter, ok } from './answers.ts';
import { bodyAs, type Call, unixSeconds } from './call.ts';
import type { StoredKey } from './hsm-state.ts';
import { findKey } from './key-bodies.ts';

const Duration = z.string().regex(/^P(?:\d+Y)?(?:\d+M)?(?:\d+D)?$/);

const PolicyBody = z.object({
  lifetimeActions: z
    .array(
      z.object({
        trigger: z.object({ timeAfterCreate: Duration.nullish(), timeBeforeExpiry: Duration.nullish() }),
        action: z.object({ type: z.string() }),
      }),
    )
    .nullish(),
  attributes: z.object({ expiryTime: Duration.nullish() }).nullish(),
});

/** Days of an ISO 8601 duration of years, months and days; a month counts 30 days, a year 365. */
function daysOf(duration: string): number {
  const [, years = '0', months = '0', days = '0'] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(duration) ?? [];
  return Number(years) * 365 + Number(months) * 30 + Number(days);
}

/** GET /keys/NAME/rotationpolicy; a key without one has an empty one. */
export function getRotationPolicy(call: Call): Answer {
  const key = findKey(call);
  return ok(policyBody(call, key));
}

/** PUT /keys/NAME/rotationpolicy. An HSM sends no notices, so it takes none to send (documented). */
export async function putRotationPolicy(call: Call): Promise<Answer> {
  const key = findKey(call);
  const { lifetimeActions, attributes } = bodyAs(PolicyBody, call);
  const actions = (lifetimeActions ?? []).map(({ trigger, action }) => {
    if (action.type.toLowerCase() !== 'rotate') throw badParameter(`The action ${action.type} is not supported.`);
    const { timeAfterCreate: after, timeBeforeExpiry: before } = trigger;
    if ((after ?? undefined) === undefined ? !before : before) {
      throw badParameter('A trigger has either timeAfterCreate or timeBeforeExpiry.');
    }
    return after ? { timeAfterCreate: after } : { timeBeforeExpiry: before ?? '' };
  });
  const expiryTime = attributes?.expiryTime ?? undefined;
  if (expiryTime !== undefined && daysOf(expiryTime) < 28) throw badParameter('The expiryTime is at least 28 days.');
  const now = unixSeconds(call);
  key.rotationPolicy = {
    triggers: actions,
    ...(expiryTime === undefined ? {} : { expiryTime }),
    created: key.rotationPolicy?.created ?? now,
    updated: now,
  };
  await call.hsm.save();
  return ok(policyBody(call, key));
}

function policyBody(call: Call, { name, rotationPolicy: policy }: StoredKey): unknown {
  return {
    id: `${call.origin}/keys/${name}/rotationpolicy`,
    lifetimeActions: (policy?.triggers ?? []).map((trigger) => ({ trigger, action: { type: 'Rotate' } })),
    attributes: {
      expiryTime: policy?.expiryTime ?? null,
      created: policy?.created ?? null,
      updated: policy?.updated ?? null,
    },
  };
}
