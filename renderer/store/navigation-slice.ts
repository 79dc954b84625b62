// Which step is on the screen. One that has come there stays, whatever becomes of it, until somebody goes on or to another: nobody misses
// a result because the next step took its place.
import type { StateCreator } from 'zustand';
import type { ActionSlice } from './action-slice.ts';
import { useTools } from './tools-store.ts';

export interface NavigationSlice<StepId> {
  /** Undefined where nobody has come to a step yet, or somebody has gone on: then the one that is next comes. */
  readonly lookingAt: StepId | undefined;
  /** Goes to a step; undefined goes on to the one that is next. */
  readonly look: (step: StepId | undefined) => void;
  /** Notes the step that has come onto the screen, however it came there. Undefined: no session is open. */
  readonly arrive: (step: StepId | undefined) => void;
}

type Neighbours<StepId> = NavigationSlice<StepId> & Pick<ActionSlice<unknown>, 'refusal'>;

export const navigationSlice =
  <StepId>(): StateCreator<Neighbours<StepId>, [], [], NavigationSlice<StepId>> =>
  (set) => ({
    lookingAt: undefined,
    look: (lookingAt) => {
      // Going to a step leaves the tools.
      useTools.getState().openTools(undefined);
      set({ lookingAt, refusal: undefined });
    },
    arrive: (lookingAt) => set({ lookingAt }),
  });
