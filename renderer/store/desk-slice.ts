// What a person looks at beside the ceremony: papers, proofs, what went wrong. The ceremony waits where it is.
import type { StateCreator } from 'zustand';
import type { Result } from '../../shared/faults/fault.ts';
import type { Store } from './store.ts';

/** The pages beside a ceremony; `list` is where they are chosen. */
export type DeskPage = 'list' | 'papers' | 'evidence' | 'plan' | 'bundle' | 'pairing' | 'incident' | 'exceptions';

export interface DeskSlice {
  /** Undefined while the ceremony itself is shown. */
  readonly deskPage: DeskPage | undefined;
  readonly openDesk: (page: DeskPage | undefined) => void;
  /** Asks for a deed whose answer is not the state of the ceremony; a refusal is shown. */
  readonly ask: <T>(deed: () => Promise<Result<T>>) => Promise<Result<T>>;
}

export const deskSlice: StateCreator<Store, [], [], DeskSlice> = (set) => ({
  deskPage: undefined,
  openDesk: (deskPage) => {
    set({ deskPage, refusal: undefined });
  },
  ask: async (deed) => {
    set({ isWaiting: true, refusal: undefined });
    const answer = await deed();
    set(answer.ok ? { isWaiting: false } : { isWaiting: false, refusal: answer.fault });
    return answer;
  },
});
