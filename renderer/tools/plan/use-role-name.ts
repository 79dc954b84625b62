// What the roles of a plan are called where people read them.
import type { PlanRole } from '#shared/plan/plan.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';

/** The name of a role, without the code that paper has for it. */
export function useRoleName(): (role: PlanRole) => string {
  const { roles } = useSpokenTexts().ceremony;
  const { administrators } = useTexts('planForm').people;
  return (role) => (role === 'ADM' ? administrators : roles[role].name);
}

/** The same with the code, for people with the paper beside the screen: "Recovery operator 1 (RO1)". */
export function useRoleOnPaper(): (role: PlanRole) => string {
  const nameOf = useRoleName();
  return (role) => `${nameOf(role)} (${role})`;
}
