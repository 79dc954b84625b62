// What is done to session logs while failure scenarios happen, and what must hold afterwards.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEvent } from '#shared/journal/events.ts';
import { readJournal } from '#core/journal/chain.ts';
import { journalOfEvents } from '#core/journal/testdata/journal-lines.ts';
import { SessionJournal } from '#services/journal/session-journal.ts';
import type { Act } from './act-type.ts';

const now = (): string => '2026-10-14T09:00:00.000Z';
const app = { version: '0.1.0', build: 'test' };
const id = 'PRACTICE-1';
const events: readonly JournalEvent[] = [
  { kind: 'session-opened', ceremony: id, practice: true, machine: 'offline', purpose: 'quorum-drill', app },
  { kind: 'air-gap', closed: true, detail: 'no way out was found' },
  { kind: 'shares-gone', reason: 'cancelled' },
  { kind: 'session-resumed', app },
  { kind: 'shares-gone', reason: 'cancelled' },
  { kind: 'session-finished' },
];

const linesOf = (count: number): Buffer => journalOfEvents(events.slice(0, count), now);

const sessionsIn = (folder: string): string => join(folder, 'deep', 'sessions');
const earlier = (folder: string): string => join(sessionsIn(folder), 'earlier.jsonl');
const damagedEnd = Buffer.from('{"at":"2026');

function logs(folder: string): readonly string[] {
  try {
    return readdirSync(sessionsIn(folder));
  } catch {
    return [];
  }
}

/** Opens a log, or begins one. What goes on in memory alone has told of nothing: why is thrown. */
async function withLog(
  folder: string,
  path: string | undefined,
  work: (append: (event: JournalEvent) => Promise<void>) => Promise<void>,
): Promise<void> {
  let why: unknown;
  const unlessStopped = (): void => {
    if (why instanceof Error) throw why;
  };
  const writing = { clock: now, stopped: (error: unknown) => void (why = error) };
  const log = await (path === undefined
    ? SessionJournal.begin(sessionsIn(folder), id, writing)
    : SessionJournal.resume(path, writing));
  try {
    unlessStopped();
    await work((event) => log.append(event).then(unlessStopped));
  } finally {
    await log.close();
  }
}

/** Begins a log or goes on with one, and writes events from there. */
function session(name: string, before: number, end = Buffer.alloc(0)): Act {
  return {
    name,
    prepare: (folder) => {
      if (before === 0) return;
      mkdirSync(sessionsIn(folder), { recursive: true });
      writeFileSync(earlier(folder), Buffer.concat([linesOf(before), end]));
    },
    run: (folder, ack) =>
      withLog(folder, before === 0 ? undefined : earlier(folder), async (append) => {
        for (const [i, event] of events.slice(before).entries()) {
          await append(event);
          ack(String(before + i + 1));
        }
      }),
    check: async (folder, acks) => {
      const least = Math.max(before, ...acks.map(Number));
      const log = logs(folder).find((each) => each.endsWith('.jsonl'));
      if (log === undefined) return least > 0 ? ['the log is gone'] : [];
      return [
        ...(await checkLog(folder, join(sessionsIn(folder), log), least)),
        ...(end.length === 0 || isDamageThere(folder, end) ? [] : ['the damaged bytes are lost']),
      ];
    },
  };
}

async function checkLog(folder: string, path: string, least: number): Promise<string[]> {
  const bytes = readFileSync(path);
  const { entries, goodBytes } = readJournal(bytes);
  const wrong = [];
  if (entries.length < least) wrong.push(`${least} events were acknowledged, ${entries.length} are there`);
  if (!bytes.subarray(0, goodBytes).equals(linesOf(entries.length)))
    wrong.push('events are not those that were written');
  return [...wrong, ...(await resume(folder, path, events[entries.length]))];
}

/** Goes on as people would. */
async function resume(folder: string, path: string, next: JournalEvent | undefined): Promise<string[]> {
  try {
    await withLog(folder, path, async (append) => {
      if (next) await append(next);
    });
    return [];
  } catch (error) {
    return [`it cannot be resumed: ${String(error)}`];
  }
}

/** Beside the log once it was resumed, as everybody does who goes on. */
function isDamageThere(folder: string, end: Buffer): boolean {
  const kept = logs(folder).filter((name) => /[.]damaged-[0-9a-f]{16}$/.test(name));
  return kept.some((name) => readFileSync(join(sessionsIn(folder), name)).equals(end));
}

export const sessionActs: readonly Act[] = [
  session('a session log begins', 0),
  session('a session log goes on', 3),
  session('a damaged session log goes on', 3, damagedEnd),
];
