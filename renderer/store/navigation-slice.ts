// Which step a person looks at: normally the one that is next; a finished one when they went back to read it.
import type { StateCreator } from 'zustand';
import type { DeedSlice } from './deed-slice.ts';
import { useDesk } from './desk-store.ts';

export interface NavigationSlice<StepId> {
  readonly lookingAt: StepId | undefined;
  readonly look: (step: StepId | undefined) => void;
}

type Neighbours<StepId> = NavigationSlice<StepId> & Pick<DeedSlice<unknown, StepId>, 'refusal'>;

export const navigationSlice =
  <StepId>(): StateCreator<Neighbours<StepId>, [], [], NavigationSlice<StepId>> =>
  (set) => ({
    lookingAt: undefined,
    look: (lookingAt) => {
      // Whoever goes to a step leaves the desk.
      useDesk.getState().openDesk(undefined);
      set({ lookingAt, refusal: undefined });
    },
  });
