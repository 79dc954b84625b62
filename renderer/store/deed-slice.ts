// What the screen has asked main for: whether an answer is awaited, and what was refused last.
import type { StateCreator } from 'zustand';
import type { Fault, Result } from '#shared/faults/fault.ts';
import type { ViewSlice } from './view-slice.ts';

export interface DeedSlice<View> {
  readonly isWaiting: boolean;
  readonly refusal: Fault | undefined;
  readonly closeRefusal: () => void;
  /**
   * Asks for a deed whose answer is the new state; true when it was done, false when it was refused and is shown. The step stays on the
   * screen either way: what came of it is read first (`arrive` in the navigation).
   */
  readonly deed: (ask: () => Promise<Result<View>>) => Promise<boolean>;
  readonly refuse: (fault: Fault) => void;
}

export const deedSlice =
  <View>(): StateCreator<DeedSlice<View> & ViewSlice<View>, [], [], DeedSlice<View>> =>
  (set) => ({
    isWaiting: false,
    refusal: undefined,
    closeRefusal: () => {
      set({ refusal: undefined });
    },
    refuse: (refusal) => {
      set({ refusal });
    },
    deed: async (ask) => {
      set({ isWaiting: true, refusal: undefined });
      const answer = await ask();
      set({ isWaiting: false, ...(answer.ok ? { view: answer.value } : { refusal: answer.fault }) });
      return answer.ok;
    },
  });
