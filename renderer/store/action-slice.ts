// What the screen has asked main for: whether an answer is awaited, and what was refused last.
import type { StateCreator } from 'zustand';
import type { Fault, Result } from '#shared/faults/fault.ts';

export interface ActionSlice<View> {
  readonly isWaiting: boolean;
  readonly refusal: Fault | undefined;
  readonly closeRefusal: () => void;
  /**
   * Asks for an action whose answer is the new state; true when it was done, false when it was refused and is shown. The step stays on the
   * screen either way: what came of it is read first (`arrive` in the navigation).
   */
  readonly action: (ask: () => Promise<Result<View>>) => Promise<boolean>;
  readonly refuse: (fault: Fault) => void;
}

export const actionSlice =
  <View>(): StateCreator<ActionSlice<View> & ViewSlice<View>, [], [], ActionSlice<View>> =>
  (set) => ({
    isWaiting: false,
    refusal: undefined,
    closeRefusal: () => set({ refusal: undefined }),
    refuse: (refusal) => set({ refusal }),
    action: async (ask) => {
      set({ isWaiting: true, refusal: undefined });
      const answer = await ask();
      // Whoever turns back in the confirmation view knows it.
      const isSilent = !answer.ok && answer.fault.code === 'CONFIRMATION_NOT_GIVEN';
      const change = answer.ok ? { view: answer.value } : isSilent ? {} : { refusal: answer.fault };
      set({ isWaiting: false, ...change });
      return answer.ok;
    },
  });

/** The mirror of what main holds; the screen never changes it by itself. */
export interface ViewSlice<View> {
  /** Undefined until main has answered for the first time. */
  readonly view: View | undefined;
  readonly showView: (view: View) => void;
}

export const viewSlice =
  <View>(): StateCreator<ViewSlice<View>> =>
  (set) => ({
    view: undefined,
    showView: (view) => set({ view }),
  });
