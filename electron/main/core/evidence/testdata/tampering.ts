// What the tables of tampering share: alterations of a package.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEvent } from '#shared/journal/events.ts';
import { sha256 } from '../../encoding/bytes.ts';
import { encodeCanonicalJson } from '../../encoding/canonical-json.ts';
import { parseStrictJson } from '../../encoding/json.ts';
import { emptyHead, journalVersion, verifyJournal } from '../../journal/chain.ts';
import { withoutSignedEnd, withSignedEnd } from '../../journal/testdata/signed-end.ts';
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

/** A journal written anew, by somebody who has the key of its machine: where its end was signed, it is signed again. */
export const rewritten =
  (path: string, change: (lines: readonly Line[]) => readonly Line[]) =>
  (files: Files): void => {
    const honest = files.get(path) ?? Buffer.alloc(0);
    const unsigned = withoutSignedEnd(honest);
    const lines = verifyJournal(unsigned).entries.map(({ at, event }) => ({ at, event }));
    const anew = chainedLines(change(lines));
    files.set(path, unsigned.length < honest.length ? withSignedEnd(anew) : anew);
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
