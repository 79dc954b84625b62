// What a journal knows of the outcome of its calls.
import { indexOf } from './call-index.ts';
import type { GuardedCall } from './events.ts';
import type { JournalState } from './state.ts';
import type { CallState } from './call-index.ts';

/** Whether a call of this name has succeeded. */
export const hasSucceeded = ({ calls }: JournalState, call: GuardedCall): boolean => indexOf(calls).succeeded.has(call);

/** Calls that were intended and have no verdict: after a crash, ask for their status. */
export const openCalls = ({ calls }: JournalState): readonly CallState[] => [...indexOf(calls).open.values()];
