// Roles in words, in every language.
import { expect, it } from 'vitest';
import { planProblemText as germanProblem } from './de/plan-problems.ts';
import { englishCeremony } from './en/ceremony/index.ts';
import { planProblemText as englishProblem } from './en/plan-problems.ts';
import { roleName, roleWithName } from './role-name.ts';

it('have their names, and a role without a part in a ceremony has its code', () => {
  expect(roleName(englishCeremony.roles, 'RO1')).toBe('Recovery operator 1');
  expect(roleWithName(englishCeremony.roles, 'W1')).toBe('W1 (Internal witness)');
  for (const code of ['ADM', 'operator-1', 'constructor']) expect(roleWithName(englishCeremony.roles, code)).toBe(code);
});

it('are named where two of them conflict', () => {
  const conflict = { path: 'people[0]', rule: 'role-conflict', person: 'anna', roles: ['RO1', 'W1'] } as const;
  expect(englishProblem(conflict)).toContain('both RO1 (Recovery operator 1) and W1 (Internal witness)');
  expect(germanProblem(conflict)).toMatch(/RO1 \(.+\) und W1 \(.+\)/u);
});
