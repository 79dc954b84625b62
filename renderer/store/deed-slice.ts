// What the screen has asked main for: whether an answer is awaited, and what was refused last.
import type { StateCreator } from 'zustand';
import type { Fault, Result } from '../../shared/faults/fault.ts';
import type { NavigationSlice } from './navigation-slice.ts';
import type { ViewSlice } from './view-slice.ts';

export interface DeedSlice<View, StepId> {
  readonly isWaiting: boolean;
  readonly refusal: Fault | undefined;
  readonly closeRefusal: () => void;
  /**
   * Asks for a deed whose answer is the new state; true when it was done, false when it was refused and is shown.
   * With `stayAt` its step stays on the screen when it is done, so that what came of it is read first.
   */
  readonly deed: (ask: () => Promise<Result<View>>, stayAt?: StepId) => Promise<boolean>;
  readonly refuse: (fault: Fault) => void;
}

type Neighbours<View, StepId> = DeedSlice<View, StepId> & ViewSlice<View> & NavigationSlice<StepId>;

export const deedSlice =
  <View, StepId>(): StateCreator<Neighbours<View, StepId>, [], [], DeedSlice<View, StepId>> =>
  (set, get) => ({
    isWaiting: false,
    refusal: undefined,
    closeRefusal: () => {
      set({ refusal: undefined });
    },
    refuse: (refusal) => {
      set({ refusal });
    },
    deed: async (ask, stayAt) => {
      // Before it is asked for: main shows the new state before it answers, and whoever has pressed "Go on" by then
      // must not be brought back.
      const before = get().lookingAt;
      if (stayAt !== undefined) get().look(stayAt);
      set({ isWaiting: true, refusal: undefined });
      const answer = await ask();
      if (answer.ok) {
        set({ isWaiting: false, view: answer.value });
      } else {
        // Nothing is there to be read: the screen is where it would be had nobody asked.
        const isHeld = stayAt !== undefined && get().lookingAt === stayAt;
        set({ isWaiting: false, refusal: answer.fault, ...(isHeld ? { lookingAt: before } : {}) });
      }
      return answer.ok;
    },
  });
