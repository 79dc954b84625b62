// The rehearsal that is open on the tools: it stays open while people go back to the session and return. The trainer's list is never kept.
import { create } from 'zustand';
import type { RehearsalView } from '#shared/contract/tools/rehearsal.ts';

interface RehearsalStore {
  readonly view: RehearsalView | undefined;
  readonly show: (view: RehearsalView | undefined) => void;
}

export const useRehearsal = create<RehearsalStore>()((set) => ({
  view: undefined,
  show: (view) => set({ view }),
}));
