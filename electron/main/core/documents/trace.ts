// What a line of the journal says about a step of a script.
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { timeSpan } from '#shared/formatting/date-time.ts';
import type { EventKind, EventOf } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { holdMinutes } from '../journal/order/restore.ts';

/** Evidence of a step in the journal. Values are keyed by field id; a check that passed has the value `yes`. */
export interface Trace {
  /** Instance id, such as `B10.2`. */
  readonly step: string;
  /** By field id; a check that passed has the value `yes`, one that did not has `no`. */
  readonly values: Readonly<Record<string, string>>;
  /** What the event makes of the step; without it, the step is done. `begun`: more must follow before it is. */
  readonly verdict?: 'begun' | 'failed' | 'unknown' | undefined;
}

/** What is known where an event stands: the plan, the machine, the state with it, and its time. */
export interface Place {
  readonly plan: ScriptPlan;
  /** The machine that writes this journal, as the scripts name it. */
  readonly machine: string;
  /** What the journal amounts to with the event in it. */
  readonly state: JournalState;
  /** When the event was written, as the record prints moments. */
  readonly at: string;
  /** The same, ISO 8601 in UTC. */
  readonly iso: string;
}

/** What one kind of event says about steps. */
export type Tracer<Kind extends EventKind> = (
  event: EventOf<Kind>,
  place: Place,
) => Trace | readonly Trace[] | undefined;
export type Tracers = { readonly [Kind in EventKind]?: Tracer<Kind> };

/** A check whose two sides the record compares itself. */
export const checked = (field: string, isTrue: boolean): Record<string, string> => ({ [field]: isTrue ? 'yes' : 'no' });

/**
 * How long a hold lasted by the lines of the journal, and whether that was the time of the rule. Neither an exception nor a practice clock
 * makes it longer.
 */
export function holdValues(id: string, { state, iso }: Place): Record<string, string> {
  const began = Date.parse(state.calls[id]?.settledAt ?? '');
  if (Number.isNaN(began)) return {};
  const lasted = Date.parse(iso) - began;
  return { held: timeSpan(lasted), ...checked('timer', lasted >= holdMinutes * 60_000) };
}
