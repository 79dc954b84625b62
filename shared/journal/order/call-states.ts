// What a journal knows of the outcome of its calls.
import type { GuardedCall } from '../events.ts';
import type { CallState, JournalState } from '../state.ts';

/** The calls of one name that have succeeded, in the order of their intents. */
export const succeeded = (state: JournalState, call: GuardedCall): readonly CallState[] =>
  Object.values(state.calls).filter((each) => each.call === call && each.phase === 'succeeded');

/** Whether a call has no verdict yet. */
export const isOpen = ({ phase }: CallState): boolean => phase !== 'succeeded' && phase !== 'failed';

/** Calls that were intended and have no verdict: after a crash, ask for their status. */
export const openCalls = (state: JournalState): readonly CallState[] => Object.values(state.calls).filter(isOpen);
