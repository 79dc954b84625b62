// A role inside the HSM is given or taken away by people, whatever a page says that they want: the sheet says which, where and whose.
import type { RoleScope } from '#azure/roles-client.ts';
import { fact, hold, type Question } from '../../app/confirmation.ts';
import type { WorkSession } from '../work-session.ts';

interface RoleAsked {
  readonly change: 'assign' | 'remove';
  readonly role: string;
  readonly scope: RoleScope;
  /** Object id, as Azure has it. */
  readonly principalId: string;
}

export const confirmRole = (
  { particulars: { practice, target } }: WorkSession,
  { change, role, scope, principalId }: RoleAsked,
): Question<null> => ({
  practice,
  draw({ screens: { online } }) {
    const { create, roles: t } = online.pages;
    const isGiven = change === 'assign';
    return {
      title: isGiven ? t.assignTitle : t.removeTitle,
      lead: isGiven ? [] : [t.removeAsk(role, scope, principalId)],
      facts: [
        fact(create.facts.name, target.name),
        fact(t.role, role),
        fact(t.scope, scope),
        fact(t.principal, principalId),
      ],
      fields: [],
      acts: [hold(isGiven ? t.assign : t.removeAction)],
    };
  },
  take: () => null,
  again: [],
});
