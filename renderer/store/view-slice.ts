// The mirror of what main holds; the screen never changes it by itself.
import type { StateCreator } from 'zustand';

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
