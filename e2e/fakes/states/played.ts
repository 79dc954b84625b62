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

/** How time passes in a journal. */
interface Pace {
  /** When the last event was written, before the fake is looked at. */
  readonly agoMinutes?: number | undefined;
  /** How long each event takes until the next. */
  readonly eventMinutes?: number;
}

/** The moment at which every fake is looked at. */
export const fakeNow = Date.parse('2026-10-14T10:40:00Z');

/**
 * A wall clock that was read agrees with the machine's.
 * @throws Error where the events are in no order that the rules allow
 */
export function play(events: readonly JournalEvent[], { agoMinutes = 2, eventMinutes = 5.5 }: Pace = {}): Played {
  const lastMs = fakeNow - agoMinutes * 60_000;
  const entries = events.map((event, place) => {
    const at = new Date(lastMs - (events.length - 1 - place) * eventMinutes * 60_000).toISOString();
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
