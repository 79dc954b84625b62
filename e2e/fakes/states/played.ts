// Journals as a machine writes them: each event asks the rules of the order first, so that no fake shows what cannot happen.
import type { JournalEvent } from '#shared/journal/events.ts';
import { applyAt } from '#shared/journal/fold.ts';
import { emptyJournal, type JournalState } from '#shared/journal/state.ts';
import { brokenRules } from '#core/journal/order/order.ts';
import { sha } from './hashes.ts';

/** A journal that is open. */
export interface Played {
  readonly state: JournalState;
  readonly head: { readonly n: number; readonly sha256: string };
  readonly entries: readonly { readonly n: number; readonly at: string; readonly event: JournalEvent }[];
}

/** The first event of every journal, and how long each takes until the next. */
const begunMs = Date.parse('2026-10-14T09:12:00Z');
const eventMs = 2 * 60_000;

/** @throws Error where the events are in no order that the rules allow */
export function play(events: readonly JournalEvent[]): Played {
  const entries = events.map((event, place) => ({
    n: place + 1,
    at: new Date(begunMs + place * eventMs).toISOString(),
    event,
  }));
  const state = entries.reduce((before, { n, at, event }) => {
    const broken = brokenRules(before, event);
    if (broken.length > 0) throw new Error(`event ${n}, ${event.kind}, breaks ${broken.join(', ')}`);
    return applyAt(before, event, at);
  }, emptyJournal);
  return { state, head: { n: events.length, sha256: sha }, entries };
}
