// What the roles of a plan are called where people read them.
import type { PlanRole } from '#shared/plan/plan.ts';
import { roleInWords } from '#shared/messages/open-points.ts';
import { useSpokenTexts } from '#renderer/texts/use-texts.ts';

/** The name of a role, without the code that paper has for it. */
export function useRoleName(): (role: PlanRole) => string {
  const texts = useSpokenTexts();
  return (role) => roleInWords(role, texts);
}

/** The same with the code, for people with the paper beside the screen: "Recovery operator 1 (RO1)". */
export function useRoleOnPaper(): (role: PlanRole) => string {
  const nameOf = useRoleName();
  return (role) => `${nameOf(role)} (${role})`;
}
