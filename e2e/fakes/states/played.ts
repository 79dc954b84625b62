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

/** When the last event was written, shortly before a fake is looked at, and how long each takes. */
const lastMs = Date.parse('2026-10-14T10:38:00Z');
const eventMs = 5.5 * 60_000;

/**
 * A wall clock that was read agrees with the machine's.
 * @throws Error where the events are in no order that the rules allow
 */
export function play(events: readonly JournalEvent[]): Played {
  const entries = events.map((event, place) => {
    const at = new Date(lastMs - (events.length - 1 - place) * eventMs).toISOString();
    const isClock = event.kind === 'wall-clock' || event.kind === 'clock-read';
    return { n: place + 1, at, event: isClock ? { ...event, wall: at } : event };
  });
  const state = entries.reduce((before, { n, at, event }) => {
    const broken = brokenRules(before, event);
    if (broken.length > 0) throw new Error(`event ${n}, ${event.kind}, breaks ${broken.join(', ')}`);
    return applyAt(before, event, at);
  }, emptyJournal);
  return { state, head: { n: events.length, sha256: sha }, entries };
}
