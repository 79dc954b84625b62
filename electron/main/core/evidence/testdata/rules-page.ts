// The page of rules, by its sections: what both checkers are held to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#build/root.ts';

const page = readFileSync(join(root, 'assets', 'evidence-checker', 'RULES.md'), 'utf8');
const sections = new Map(
  page.split(/^## /mu).map((section) => [section.slice(0, section.indexOf('\n')), section] as const),
);

const sectionOf = (title: string): string => {
  const section = sections.get(title);
  if (section === undefined) throw new Error(`the page has no section “${title}”`);
  return section;
};

/** The ids of the rules of a section, in their order. */
export const rulesOf = (title: string): readonly string[] =>
  [...sectionOf(title).matchAll(/^\| `([a-z0-9-]+)` +\|/gmu)].map(([, id]) => id ?? '');

/** The fault codes with which ours refuses what breaks a rule; none of a rule that has no code of its own. */
export const codesOf = (rule: string): readonly string[] =>
  [...(new RegExp(`^\\| \`${rule}\` +\\|.*\\| ([^|]*) \\|$`, 'mu').exec(page)?.[1] ?? '').matchAll(/`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`/gu)].map(
    ([, code]) => code ?? '',
  );

/** The titles of the sections that have rules. */
export const sectionsWithRules: readonly string[] = [...sections.keys()].filter(
  (title) => sections.get(title)?.includes('\n| `') === true,
);

/** Everything that is quoted as code in a section. */
export const quotedIn = (title: string): readonly string[] =>
  [...sectionOf(title).matchAll(/`([^`]+)`/gu)].map(([, text]) => text ?? '');

/** Every fault code of the page. */
export const faultCodes: readonly string[] = [...page.matchAll(/`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`/gu)].map(
  ([, code]) => code ?? '',
);
