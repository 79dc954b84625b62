// The mirror of what main holds; the screen never changes it by itself.
import type { StateCreator } from 'zustand';
import type { View } from '../../shared/contract/offline/view.ts';
import type { Store } from './store.ts';

export interface ViewSlice {
  /** Undefined until main has answered for the first time. */
  readonly view: View | undefined;
  readonly showView: (view: View) => void;
}

export const viewSlice: StateCreator<Store, [], [], ViewSlice> = (set) => ({
  view: undefined,
  showView: (view) => {
    set({ view });
  },
});
