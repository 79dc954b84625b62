// Which healthy HSM is looked at, and where its backups go: typed in main's own view, so that a page sends no backup elsewhere.
import { type Question, field, press, type Typed } from '../../app/confirmation.ts';
import type { HealthyHsm } from '../../readiness/healthy-hsm.ts';
import { unlessNamed } from './emergency.ts';

/**
 * @param practice null where only the address that is typed tells
 * @param check reads what was typed; what it refuses is typed again
 */
export const askHealthyHsm = (
  practice: boolean | null,
  check: (typed: TypedDetails) => HealthyHsm,
): Question<HealthyHsm> => ({
  practice,
  draw({ screens: { readiness } }) {
    const { form: t } = readiness;
    const maybe = { isOptional: true };
    return {
      title: t.title,
      lead: [t.note],
      facts: [],
      fields: [
        field('address', t.address, { detail: t.addressNote }),
        field('tenant', t.tenant, { detail: t.tenantNote, ...maybe }),
        field('container', t.container, { detail: t.containerNote }),
        field('subscription', t.subscription, maybe),
        field('resourceGroup', t.resourceGroup, maybe),
        field('identity', t.identity, maybe),
      ],
      acts: [press(t.action)],
    };
  },
  take: ({ typed }) => check(detailsOf(typed)),
  again: unlessNamed,
});

/** As people typed it; nothing of it is checked. */
export type TypedDetails = ReturnType<typeof detailsOf>;

function detailsOf(typed: Typed) {
  const text = (name: string): string => typed[name]?.trim() ?? '';
  const [subscription, resourceGroup] = [text('subscription'), text('resourceGroup')];
  return {
    address: text('address'),
    tenant: text('tenant').toLowerCase() || null,
    container: text('container'),
    place: subscription === '' && resourceGroup === '' ? null : { subscription, resourceGroup },
    identity: text('identity') || null,
  };
}
