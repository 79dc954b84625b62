// What a rule of the order is, and how one is written about some kinds of event, or about the intent of some calls.
import type { EventKind, EventOf, GuardedCall, JournalEvent } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';

export interface OrderRule {
  readonly name: string;
  /** The kinds of event it speaks about; undefined for all. */
  readonly on: readonly EventKind[] | undefined;
  readonly holds: (state: JournalState, event: JournalEvent) => boolean;
}

/** A rule about one kind of event, or several of the same members; a guard asks it about no others. */
export function rule<Kind extends EventKind>(
  name: string,
  on: Kind | readonly Kind[],
  holds: (state: JournalState, event: EventOf<Kind>) => boolean,
): OrderRule {
  const kinds: readonly EventKind[] = typeof on === 'string' ? [on] : on;
  return {
    name,
    on: kinds,
    holds: (state, event) => holds(state, event as EventOf<Kind>),
  };
}

/** A rule about the intent of one call. */
export const callRule = (
  name: string,
  calls: readonly GuardedCall[],
  holds: (state: JournalState, event: EventOf<'call-intended'>) => boolean,
): OrderRule => rule(name, 'call-intended', (state, event) => !calls.includes(event.call) || holds(state, event));
