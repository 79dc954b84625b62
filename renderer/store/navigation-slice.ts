// Which step a person looks at: normally the one that is next; a finished one when they went back to read it.
import type { StateCreator } from 'zustand';
import type { StepId } from '../features/frame/steps.ts';
import { useDesk } from './desk-store.ts';
import type { Store } from './store.ts';

export interface NavigationSlice {
  readonly lookingAt: StepId | undefined;
  readonly look: (step: StepId | undefined) => void;
}

export const navigationSlice: StateCreator<Store, [], [], NavigationSlice> = (set) => ({
  lookingAt: undefined,
  look: (lookingAt) => {
    // Whoever goes to a step leaves the desk.
    useDesk.getState().openDesk(undefined);
    set({ lookingAt, refusal: undefined });
  },
});
