// Both checkers for the tables of tampering: what each says of a package, and what they must say the same.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { root } from '#build/root.ts';
import { evidenceChecker } from '#e2e/support/evidence-checker.ts';
import { referenceProgram } from '#e2e/support/reference-tools.ts';
import { type Fault, Refusal } from '#shared/faults/fault.ts';
import { englishEvidence } from '#shared/messages/en/evidence.ts';
import { verifyEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import type { PaperHeads } from '../journals.ts';
import type { EvidenceFiles } from '../manifest.ts';
import { codesOf, rulesOf } from './rules-page.ts';
import type { Insider } from './tampering.ts';

/** Whether the independent checker can be asked on this machine. */
export const hasBoth =
  referenceProgram('python3', '-c', 'import sys; assert sys.version_info >= (3, 8)') !== undefined;

/** Refused; or what is said of it that is not said of the honest package. */
export interface Found {
  readonly verdict: 'refused' | 'named' | 'unseen';
  readonly says: string;
  /** The rules of the page that a refusal names: ours has a code beside, which may be that of several rules. */
  readonly rules?: readonly string[];
}
/** What a checker said of a package that it did not refuse, or that it refused it. */
export type Said = readonly string[] | Found;

/** The ends of journals, printed for paper, and what journals say of people: repeated, and compared with nothing. */
const repeats = /^(?:journal-head-not-compared|words-read-back|clocks-read|identities-paired|own-word):/u;

/** What is said of a package besides what is said of the honest one. */
export function assessed(said: Said, usually: Said): Found {
  if ('verdict' in said) return said;
  const says = said.filter((each) => !(usually as readonly string[]).includes(each) && !repeats.test(each));
  return { verdict: says.length === 0 ? 'unseen' : 'named', says: says.join('; ') };
}

/** Both checkers for the tests of one file. @param planSha256 as it is on paper; undefined in an emergency */
export function useCheckers(planSha256?: string) {
  const place = mkdtempSync(join(tmpdir(), 'lifeboat-tampering-'));
  // For one package after the other.
  const independent = hasBoth ? evidenceChecker() : undefined;
  const broken = new Set<string>();
  /** What ours told of a package, by what both were asked. */
  const stories = new Map<string, readonly string[]>();
  afterAll(async () => {
    await independent?.end();
    rmSync(place, { recursive: true, force: true });
  });
  return {
    /** A folder of these files. */
    folderOf(files: EvidenceFiles): string {
      const folder = mkdtempSync(join(place, 'package-'));
      for (const [path, bytes] of files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), bytes);
      }
      return folder;
    },
    /** The rules of a section of the page that no package has broken until now. */
    unreached: (section: string): readonly string[] => rulesOf(section).filter((rule) => !broken.has(rule)),
    async ours(folder: string, journalHeads: PaperHeads = {}, plan = planSha256): Promise<Said> {
      try {
        const report = await verifyEvidenceFolder(folder, { planSha256: plan, journalHeads });
        const { restsOnPeople, incomplete, story } = report;
        stories.set(JSON.stringify([folder, journalHeads, plan]), story.map((line) => `story: ${line.id}: ${englishEvidence.story(line)}`));
        return [...restsOnPeople.map(({ id, value }) => `${id}: ${value}`), ...incomplete.map(({ code, role }) => `${code}: ${role}`)];
      } catch (error) {
        if (error instanceof Refusal) return { verdict: 'refused', says: error.fault.code, ...rulesIn(error.fault) };
        throw error;
      }
    },
    async theirs(folder: string, journalHeads: PaperHeads = {}, plan = planSha256): Promise<Said> {
      const typed = Object.entries(journalHeads).flatMap(([role, head]) => ['--journal-head', `${role}=${head}`]);
      if (independent === undefined) throw new Error('there is no Python');
      const paper = plan === undefined ? [] : [plan];
      const { code, out, error } = await independent.check([folder, ...paper, ...typed]);
      // No character of a package reaches the terminal of whoever reads this.
      if (/[^\P{C}\n]/u.test(`${out}${error}`)) throw new Error('a character that cannot be seen was printed');
      const lines = out.split('\n');
      const isSaid = /^(?:$|(?:good|open|story): |(?:PRACTICE|REAL) evidence of )/u;
      if (!lines.every((line) => isSaid.test(line))) throw new Error(`${out}${error}`);
      const told = stories.get(JSON.stringify([folder, journalHeads, plan]));
      // One page of story, word for word from both.
      if (told && code !== 1) expect(lines.filter((line) => line.startsWith('story: '))).toEqual(told);
      const open = lines.flatMap((line) => (line.startsWith('open: ') ? [line.slice('open: '.length)] : []));
      if (code === 0) return open;
      if ((code === 2 || code === 3) && /^(?:INCOMPLETE: .+|$)/u.test(error)) return [...open, ...(error === '' ? [] : [error.trim()])];
      // The id of the rule; behind it, of a plan, that of the rule over the whole of it.
      const [, rule, inPlan] = /^NOT GOOD: ([a-z0-9-]+)(?:: plan\.dsse\.json: ([a-z0-9-]+)$)?/mu.exec(error) ?? [];
      for (const each of [rule, inPlan]) if (each !== undefined) broken.add(each);
      if (code === 1 && rule !== undefined) return { verdict: 'refused', says: error.trim(), rules: [rule] };
      throw new Error(error);
    },
  };
}

function rulesIn(fault: Fault): Pick<Found, 'rules'> {
  if (fault.code === 'JOURNAL_OUT_OF_ORDER') return { rules: fault.rules };
  return fault.code === 'EVIDENCE_CONTRADICTS' ? { rules: [fault.rule] } : {};
}

/** What both say of one package: the same, and nothing in between. @returns what ours says */
export function agreed(row: Insider, one: Found, other: Found): Found {
  expect({ verdict: other.verdict, says: `${one.says} | ${other.says}` }).toEqual({
    verdict: one.verdict,
    says: expect.anything() as unknown,
  });
  if (one.verdict === 'refused') assertOneRule(one, other);
  // What is left open is said word by word; that a package is incomplete has a code in one of them and a sentence in the other.
  if (one.verdict !== 'refused') expect(other.says.split(/(?:^|; )INCOMPLETE: /u)[0]).toBe(one.says.replaceAll(/(?:^|; )EVIDENCE_[A-Z_]+: [a-z0-9-]+/gu, ''));
  // Caught and listed, or neither, is a list that is not true.
  expect({ isListed: row.listed !== undefined, says: one.says }).toEqual({
    isListed: one.verdict === 'unseen',
    says: expect.anything() as unknown,
  });
  if (row.listed !== undefined) expect(listed).toContain(row.listed);
  if (row.theirs) expect(other.says).toMatch(row.theirs);
  return one;
}

/** What SECURITY.md says that nobody can tell, by its mark: L of a ceremony, E of an emergency. */
export const listed: ReadonlySet<string> = new Set(
  [...readFileSync(join(root, 'SECURITY.md'), 'utf8').matchAll(/^- \*\*([LE]\d+)\*\* /gmu)].map(([, id]) => id ?? ''),
);

/** One rule is broken for both: under its id where ours has ids, else by a code that the page has for it. */
function assertOneRule(one: Found, other: Found): void {
  const [rule = ''] = other.rules ?? [];
  const codes = codesOf(rule);
  const said = `${one.says} ${one.rules?.join() ?? ''} | ${other.says}`;
  if (one.rules) expect({ said, isSame: one.rules.includes(rule) }).toEqual({ said, isSame: true });
  else if (codes.length > 0) expect({ said, isSame: codes.includes(one.says) }).toEqual({ said, isSame: true });
}
