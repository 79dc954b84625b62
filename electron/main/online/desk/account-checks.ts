// The signed-in account beside the plan, as checks that a screen shows: what agrees, what a person looks at, what must not be.
import type { OnlineCheck } from '../../../../shared/online/checks.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import type { Account } from '../sign-in.ts';
import type { WhoIsHere } from '../steps/who.ts';

/** A token of another tenant opens nothing here, and says that somebody signed in at the wrong place. */
export const tenantCheck = ({ tenantId }: Account, { target }: Plan): OnlineCheck => ({
  id: 'account-tenant',
  outcome: tenantId === target.tenant ? 'ok' : 'stop',
  found: tenantId === target.tenant ? tenantId : `${tenantId}, and the plan says ${target.tenant}`,
});

export function accountChecks(who: WhoIsHere, plan: Plan): OnlineCheck[] {
  const missing = (who.azure ?? []).filter(({ granted }) => granted === 'no');
  const rights: OnlineCheck =
    who.azure === undefined
      ? { id: 'own-rights', outcome: 'unknown', found: 'not asked' }
      : {
          id: 'own-rights',
          outcome: missing.length === 0 ? 'ok' : 'look',
          found:
            missing.map(({ step, role }) => `${step}: ${role}`).join('; ') || `${who.azure.length} rights looked at`,
        };
  return [tenantCheck(who.account, plan), partCheck(who), rights];
}

const outcomes = { operator: 'ok', custodian: 'stop', other: 'look', nobody: 'look' } as const;

function partCheck({ part, people, operators }: WhoIsHere): OnlineCheck {
  const named = (list: WhoIsHere['people']): string =>
    list.map(({ name, roles }) => `${name} (${roles.join(', ')})`).join('; ') || 'nobody';
  const found = part === 'nobody' ? `no name of the plan; its operators are ${named(operators)}` : named(people);
  return { id: 'account-in-plan', outcome: outcomes[part], found };
}
