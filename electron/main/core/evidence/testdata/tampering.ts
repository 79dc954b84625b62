// What the tables of tampering share: alterations of a package, and what each of the two checkers says of it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { root } from '#build/root.ts';
import { evidenceChecker } from '#e2e/support/evidence-checker.ts';
import { referenceProgram } from '#e2e/support/reference-tools.ts';
import { Refusal } from '#shared/faults/fault.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { verifyEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import { sha256 } from '../../encoding/bytes.ts';
import { encodeCanonicalJson } from '../../encoding/canonical-json.ts';
import { parseStrictJson } from '../../encoding/json.ts';
import { emptyHead, journalVersion, verifyJournal } from '../../journal/chain.ts';
import type { PaperHeads } from '../journals.ts';
import type { EvidenceFiles, ManifestSubject } from '../manifest.ts';

export type Files = Map<string, Buffer>;

/** What an outsider does to the folder, who can sign nothing. */
export interface Outsider {
  readonly name: string;
  readonly change: (folder: string, honest: ReadonlyMap<string, Buffer>) => void;
}

/** What an insider does to the files, who then signs the list anew. */
export interface Insider {
  readonly name: string;
  readonly change: (files: Files) => void;
  /** What the new list says otherwise about the ceremony. */
  readonly list?: Partial<Omit<ManifestSubject, 'app'>>;
  /** Another list than any that our program writes. @param whole with the list as it writes it */
  readonly relisted?: (whole: EvidenceFiles) => Buffer;
  /** The entry of SECURITY.md's list of what cannot be told from the package, where it cannot. */
  readonly listed?: string;
  /** What the independent checker names, where any other refusal would prove nothing about the row. */
  readonly theirs?: RegExp;
}

export const gone =
  (path: string): Outsider['change'] =>
  (folder) => rmSync(join(folder, path));

/** What an outsider can do to any package. @param list the path of its list; @param journal that of one of its journals */
export const anyOutsider = (list: string, journal: string): readonly Outsider[] => [
  { name: 'a paper removed', change: gone('documents/record.txt') },
  { name: 'a paper added', change: put('documents/more.txt', text('more')) },
  { name: 'a file beside the list', change: put('notes.txt', text('notes')) },
  { name: 'a file in a folder that no package has', change: put('private/notes.txt', text('notes')) },
  {
    name: 'an empty folder that no package has',
    change: (folder) => mkdirSync(join(folder, 'private')),
  },
  { name: 'the list removed', change: gone(list) },
  {
    name: 'a link in the place of a paper',
    change: (folder) => {
      rmSync(join(folder, 'documents/record.txt'));
      symlinkSync('/dev/zero', join(folder, 'documents/record.txt'));
    },
  },
  {
    name: 'a named pipe in the place of a journal',
    change: (folder) => {
      rmSync(join(folder, journal));
      execFileSync('mkfifo', [join(folder, journal)]);
    },
  },
  {
    name: 'twenty sparse files of 64 MiB',
    change: (folder) => {
      for (let n = 0; n < 20; n += 1) {
        writeFileSync(join(folder, 'documents', `sparse-${n}`), '');
        truncateSync(join(folder, 'documents', `sparse-${n}`), 64 << 20);
      }
    },
  },
];

export const text = (name: string): Buffer => Buffer.from(name);
export const put =
  (path: string, bytes: Buffer) =>
  (folder: string): void => {
    rmSync(join(folder, path), { force: true });
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
export const flip = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};
export const changed =
  (path: string, change: (bytes: Buffer) => Buffer): Outsider['change'] =>
  (folder, honest) => put(path, change(honest.get(path) ?? Buffer.alloc(0)))(folder);
export const set =
  (path: string, bytes: () => Buffer) =>
  (files: Files): void => {
    files.set(path, bytes());
  };
export const remove =
  (...paths: readonly string[]) =>
  (files: Files): void => {
    for (const path of paths) files.delete(path);
  };
export const both =
  (...changes: readonly Insider['change'][]) =>
  (files: Files): void => {
    for (const change of changes) change(files);
  };

interface Line {
  readonly at: string;
  readonly event: JournalEvent;
}

/** A journal of any lines: chained as ours are, and in no order or form that anybody has looked at. */
export function chainedLines(lines: readonly Line[]): Buffer {
  let head = emptyHead;
  const written = lines.map(({ at, event }) => {
    // The schemas of events hold JSON only; what an insider makes of one may have no schema at all.
    const entry = encodeCanonicalJson({ v: journalVersion, n: head.n + 1, at, prev: head.sha256, event: event as never });
    head = { ...head, n: head.n + 1, sha256: sha256(entry).toString('hex') };
    return Buffer.concat([entry, Buffer.from('\n')]);
  });
  return Buffer.concat(written);
}

/** A journal written anew. */
export const rewritten =
  (path: string, change: (lines: readonly Line[]) => readonly Line[]) =>
  (files: Files): void => {
    const lines = verifyJournal(files.get(path) ?? Buffer.alloc(0)).entries.map(({ at, event }) => ({ at, event }));
    files.set(path, chainedLines(change(lines)));
  };
export const without = (path: string, isGone: (event: JournalEvent) => boolean): Insider['change'] =>
  rewritten(path, (lines) => lines.filter(({ event }) => !isGone(event)));
export const replaced = (path: string, change: (event: JournalEvent) => JournalEvent): Insider['change'] =>
  rewritten(path, (lines) => lines.map(({ at, event }) => ({ at, event: change(event) })));
/** An event goes in, and only texts in it are replaced. */
const eventRules = { maxBytes: 1_000_000 };
/** An event in which one whole text is another. */
export const withText = (event: JournalEvent, from: string, to: string): JournalEvent =>
  parseStrictJson(Buffer.from(JSON.stringify(event).replaceAll(JSON.stringify(from), JSON.stringify(to))), eventRules) as unknown as JournalEvent;
export const renamed = (path: string, from: string, to: string): Insider['change'] =>
  replaced(path, (event) => withText(event, from, to));
export const moved = (path: string, ms: number, isOfWall: boolean): Insider['change'] =>
  rewritten(path, (lines) =>
    lines.map(({ at, event }) => ({
      at: later(at, ms),
      event: event.kind === 'wall-clock' && isOfWall ? { ...event, wall: later(event.wall, ms) } : event,
    })),
  );
/** The lines after one of them, altered. */
export const after = (path: string, isIt: (event: JournalEvent) => boolean, change: (line: Line) => Line): Insider['change'] =>
  rewritten(path, (lines) => {
    const at = lines.findIndex(({ event }) => isIt(event));
    return lines.map((line, each) => (each > at ? change(line) : line));
  });
export const later = (time: string, ms: number): string => new Date(Date.parse(time) + ms).toISOString().replace('.000Z', 'Z');

/** Whether the independent checker can be asked on this machine. */
export const hasBoth =
  referenceProgram('python3', '-c', 'import sys; assert sys.version_info >= (3, 8)') !== undefined &&
  referenceProgram('openssl', 'version') !== undefined;

/** Refused; or what is said of it that is not said of the honest package. */
export interface Found {
  readonly verdict: 'refused' | 'named' | 'unseen';
  readonly says: string;
}
/** What a checker said of a package that it did not refuse, or that it refused it. */
export type Said = readonly string[] | Found;

/** The ends of journals, printed for paper, and what journals say of people: repeated, and compared with nothing. */
const repeats = /with the paper|^(?:journal-head-not-compared|words-read-back|clocks-read|identities-paired):/u;

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
    async ours(folder: string, journalHeads: PaperHeads = {}, plan = planSha256): Promise<Said> {
      try {
        const report = await verifyEvidenceFolder(folder, { planSha256: plan, journalHeads });
        const { restsOnPeople, incomplete } = report;
        return [...restsOnPeople.map(({ id, value }) => `${id}: ${value}`), ...(incomplete ? [incomplete.code] : [])];
      } catch (error) {
        if (error instanceof Refusal) return { verdict: 'refused', says: error.fault.code };
        throw error;
      }
    },
    async theirs(folder: string, journalHeads: PaperHeads = {}, plan = planSha256): Promise<Said> {
      const typed = Object.entries(journalHeads).flatMap(([role, head]) => ['--journal-head', `${role}=${head}`]);
      if (independent === undefined) throw new Error('there is no Python, or no openssl');
      const paper = plan === undefined ? [] : [plan];
      const { code, out, error } = await independent.check([folder, ...paper, ...typed]);
      // No character of a package reaches the terminal of whoever reads this.
      if (/[^\P{C}\n]/u.test(`${out}${error}`)) throw new Error('a character that cannot be seen was printed');
      const lines = out.split('\n');
      if (!lines.every((line) => line === '' || /^(?:good|open): /u.test(line))) throw new Error(`${out}${error}`);
      const open = lines.filter((line) => line.startsWith('open: '));
      if (code === 0) return open;
      if (code === 2 && /^INCOMPLETE: .+/u.test(error)) return [...open, error.trim()];
      if (code === 1 && /^NOT GOOD: .+/u.test(error)) return { verdict: 'refused', says: error.trim() };
      throw new Error(error);
    },
    /** The refusals of the independent checker that no row has led to. @param ofEmergency those that only the table of an emergency leads to */
    async unreached(ofEmergency: boolean): Promise<readonly string[]> {
      const unreached = (await independent?.unreached()) ?? [];
      return unreached.filter((each) => onlyInEmergency.test(each) === ofEmergency);
    },
  };
}

/** Refusals of the independent checker, by its functions and words, to which the table of an emergency leads. */
const onlyInEmergency = /^(?:check_(?:of_|one_)?emergency|check_revocation_list|certificate|der): |there is no journal of the machine/u;

/** What both say of one package: the same, and nothing in between. @returns what ours says */
export function agreed(row: Insider, one: Found, other: Found): Found {
  expect({ verdict: other.verdict, says: `${one.says} | ${other.says}` }).toEqual({
    verdict: one.verdict,
    says: expect.anything() as unknown,
  });
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
