// The signed-in account beside the plan, as checks that a screen shows: what agrees, what a person looks at, what must not be.
import type { OnlineCheck } from '#shared/online/check-results.ts';
import type { OnlineFinding } from '#shared/online/check-results.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { AccessTarget } from '../recovery/access.ts';
import type { Account } from '#azure/sign-in.ts';
import { assessedRights } from '../recovery/azure-rights.ts';
import type { WhoIsHere } from '../recovery/who.ts';

/** A token of another tenant opens nothing here, and says that somebody signed in at the wrong place. */
export const tenantCheck = (
  { tenantId: tenant }: Account,
  { target: { tenant: planned } }: Pick<AccessTarget, 'target'>,
): OnlineCheck =>
  tenant === planned
    ? { id: 'account-tenant', outcome: 'ok', found: { kind: 'value', value: tenant } }
    : { id: 'account-tenant', outcome: 'stop', found: { kind: 'other-tenant', tenant, planned } };

export function accountChecks(who: WhoIsHere, plan: Plan): OnlineCheck[] {
  const rights: OnlineCheck =
    who.azure === undefined
      ? { id: 'own-rights', outcome: 'unknown', found: { kind: 'not-asked', missing: 'control-plane' } }
      : { id: 'own-rights', ...assessedRights(who.azure) };
  return [tenantCheck(who.account, plan), partCheck(who), rights];
}

const outcomes = { operator: 'ok', custodian: 'stop', other: 'look', nobody: 'look' } as const;

function partCheck({ part, people, operators }: WhoIsHere): OnlineCheck {
  const named = (list: WhoIsHere['people']): string[] => list.map(({ name, roles }) => `${name} (${roles.join(', ')})`);
  const found: OnlineFinding =
    part === 'nobody'
      ? { kind: 'not-in-plan', operators: named(operators) }
      : { kind: 'value', value: named(people).join('; ') };
  return { id: 'account-in-plan', outcome: outcomes[part], found };
}
