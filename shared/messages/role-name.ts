// A role of a ceremony in words: its code alone says little to people who have not made the plan.
import type { CeremonyTexts } from './ceremony-texts.ts';

/** The name of a role; its code where it has no part in a ceremony and so no name. */
export const roleName = (roles: CeremonyTexts['roles'], code: string): string =>
  Object.hasOwn(roles, code) ? roles[code as keyof CeremonyTexts['roles']].name : code;

/** The code of a role and, where it has one, its name: `RO1 (Recovery operator 1)`. */
export function roleWithName(roles: CeremonyTexts['roles'], code: string): string {
  const name = roleName(roles, code);
  return name === code ? code : `${code} (${name})`;
}
