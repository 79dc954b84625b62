// What is done to session logs while failure scenarios happen, and what must hold afterwards.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEvent } from '#shared/journal/events.ts';
import { readJournal } from '#core/journal/chain.ts';
import { journalOfEvents } from '#core/journal/testdata/journal-lines.ts';
import { SessionJournal } from '#services/journal/session-journal.ts';
import type { Act } from './act-type.ts';

const now = (): Date => new Date('2026-10-14T09:00:00.000Z');
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

const linesOf = (count: number): Buffer => journalOfEvents(events.slice(0, count), () => now().toISOString());

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

/** Begins a log or goes on with one, and writes events from there. */
function session(name: string, before: number, end = Buffer.alloc(0)): Act {
  return {
    name,
    prepare: (folder) => {
      if (before === 0) return;
      mkdirSync(sessionsIn(folder), { recursive: true });
      writeFileSync(earlier(folder), Buffer.concat([linesOf(before), end]));
    },
    run: (folder, ack) => {
      const log =
        before === 0 ? SessionJournal.begin(sessionsIn(folder), id, now) : SessionJournal.resume(earlier(folder), now);
      for (const [i, event] of events.slice(before).entries()) {
        log.append(event);
        ack(String(before + i + 1));
      }
      return Promise.resolve();
    },
    check: (folder, acks) => {
      const least = Math.max(before, ...acks.map(Number));
      const log = logs(folder).find((each) => each.endsWith('.jsonl'));
      if (log === undefined) return Promise.resolve(least > 0 ? ['the log is gone'] : []);
      return Promise.resolve([
        ...checkLog(join(sessionsIn(folder), log), least),
        ...(end.length === 0 || isDamageThere(folder, before, end) ? [] : ['the damaged bytes are lost']),
      ]);
    },
  };
}

function checkLog(path: string, least: number): string[] {
  const bytes = readFileSync(path);
  const { entries, goodBytes } = readJournal(bytes);
  const wrong = [];
  if (entries.length < least) wrong.push(`${least} events were acknowledged, ${entries.length} are there`);
  if (!bytes.subarray(0, goodBytes).equals(linesOf(entries.length)))
    wrong.push('events are not those that were written');
  return [...wrong, ...resume(path, entries.length)];
}

/** Goes on as people would. */
function resume(path: string, count: number): string[] {
  const next = events[count];
  try {
    const log = SessionJournal.resume(path, now);
    if (next) log.append(next);
    return [];
  } catch (error) {
    return [`it cannot be resumed: ${String(error)}`];
  }
}

/** Beside the log once it was resumed, as everybody does who goes on. */
function isDamageThere(folder: string, before: number, end: Buffer): boolean {
  const whole = Buffer.concat([linesOf(before), end]);
  const kept = logs(folder).filter((name) => /[.]damaged-[0-9a-f]{16}$/.test(name));
  return kept.some((name) => readFileSync(join(sessionsIn(folder), name)).equals(whole));
}

export const sessionActs: readonly Act[] = [
  session('a session log begins', 0),
  session('a session log goes on', 3),
  session('a damaged session log goes on', 3, damagedEnd),
];
