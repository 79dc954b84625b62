// What the rules ask about the calls of a journal, looked up instead of searched for: a journal may hold very many.
import type { GuardedCall } from './events.ts';

/** A call that must not be made twice, from its intent to its verdict. */
export interface CallState {
  readonly id: string;
  readonly call: GuardedCall;
  /** Address of the HSM that it is about. */
  readonly target: string;
  readonly subject: string | null;
  readonly folder: string | null;
  /** `intended`: it may or may not have reached the service. Only a status query can tell; never a repeat. */
  readonly phase: 'intended' | 'answered' | 'succeeded' | 'failed' | 'unknown';
  readonly job: string | null;
  /** When its intent was written, ISO 8601 by the clock of the machine; null where no times are read. */
  readonly intendedAt: string | null;
  /** When its last verdict was written, ISO 8601 by the clock of the machine; null before it, and where no times are read. */
  readonly settledAt: string | null;
  /** Whether the hold after it is over. */
  readonly held: boolean;
  /** Whether the service was asked once more what became of it, after the program had let it go. */
  readonly asked: boolean;
  /**
   * `first`: sent once. `not-taken`: the last try was not taken on, and may be repeated. `again`: it was repeated after that, and may or
   * may not have reached the service.
   */
  readonly sending: 'first' | 'not-taken' | 'again';
}

/** What the journal says of a call in `call-queried`, where something follows from it. Other words there are for readers. */
export const queryWords = { resumed: 'resumed', notTaken: 'not-taken', sentAgain: 'sent-again' } as const;

type Calls = Readonly<Record<string, CallState>>;

export interface CallIndex {
  /** Calls without a verdict, by their names. */
  readonly open: ReadonlyMap<string, CallState>;
  /** Names of the calls that succeeded. */
  readonly succeeded: ReadonlyMap<GuardedCall, ReadonlySet<string>>;
  /** The last restore point that was made after the upload. */
  readonly restorePoint: string | undefined;
  /** Whether there is any call. */
  readonly any: boolean;
}

interface OwnIndex {
  readonly open: Map<string, CallState>;
  readonly succeeded: Map<GuardedCall, Set<string>>;
  restorePoint: string | undefined;
  any: boolean;
}

const indexes = new WeakMap<Calls, OwnIndex>();

/** Whether a call has no verdict yet. */
export const isOpen = ({ phase }: CallState): boolean => phase !== 'succeeded' && phase !== 'failed';

/** The index of a state's calls; it is made once for each table. */
export function indexOf(calls: Calls): CallIndex {
  const found = indexes.get(calls);
  if (found) return found;
  const index: OwnIndex = { open: new Map(), succeeded: new Map(), restorePoint: undefined, any: false };
  for (const call of Object.values(calls)) note(index, call);
  indexes.set(calls, index);
  return index;
}

/** Keeps the index of a table that has grown in place. */
export function noteChanged(calls: Calls, call: CallState): void {
  const index = indexes.get(calls);
  if (index) note(index, call);
}

function note(index: OwnIndex, call: CallState): void {
  index.any = true;
  if (isOpen(call)) index.open.set(call.id, call);
  else index.open.delete(call.id);
  if (call.phase !== 'succeeded') return;
  const others = index.succeeded.get(call.call) ?? new Set();
  index.succeeded.set(call.call, others);
  // A verdict is final. What is noted of the call after it, such as its hold, is no second success.
  if (others.has(call.id)) return;
  others.add(call.id);
  // Calls go one at a time, so the order of the verdicts is that of the intents.
  if (call.call === 'backup' && index.succeeded.has('upload')) index.restorePoint = call.id;
}

interface WithCalls {
  readonly calls: Calls;
}

/** Whether a call of this name has succeeded. */
export const hasSucceeded = ({ calls }: WithCalls, call: GuardedCall): boolean => indexOf(calls).succeeded.has(call);

/** Calls that were intended and have no verdict: after a crash, ask for their status. */
export const openCalls = ({ calls }: WithCalls): readonly CallState[] => [...indexOf(calls).open.values()];
