// Events as the bytes of a journal.
import type { JournalEvent } from '#shared/journal/events.ts';
import { emptyHead, nextLine } from '../chain.ts';

/** The lines of a journal of these events. @param at when the event at a place is written */
export function linesOf(
  events: readonly JournalEvent[],
  at: (place: number) => string = () => '2026-10-14T09:00:00.000Z',
): Buffer[] {
  let head = emptyHead;
  return events.map((event, place) => {
    const next = nextLine(head, at(place), event);
    head = next.head;
    return next.line;
  });
}

/** A whole journal of these events. */
export const journalOfEvents = (...given: Parameters<typeof linesOf>): Buffer => Buffer.concat(linesOf(...given));
