// What a person looks at beside the ceremony, in either app: papers, proofs, what went wrong. The ceremony waits where it is.
import { create } from 'zustand';
import type { Fault, Result } from '../../shared/faults/fault.ts';

/** The pages beside a ceremony; `list` is where they are chosen. */
export type DeskPage = 'list' | 'papers' | 'evidence' | 'plan' | 'bundle' | 'pairing' | 'incident' | 'exceptions';

export interface DeskStore {
  /** Undefined while the ceremony itself is shown. */
  readonly page: DeskPage | undefined;
  readonly openDesk: (page: DeskPage | undefined) => void;
  readonly isWaiting: boolean;
  /** What a deed of the desk was refused with last; shown on the desk. */
  readonly refusal: Fault | undefined;
  readonly closeRefusal: () => void;
  /** Asks for a deed of the desk; a refusal is shown. */
  readonly ask: <T>(deed: () => Promise<Result<T>>) => Promise<Result<T>>;
}

export const useDesk = create<DeskStore>()((set) => ({
  page: undefined,
  openDesk: (page) => {
    set({ page, refusal: undefined });
  },
  isWaiting: false,
  refusal: undefined,
  closeRefusal: () => {
    set({ refusal: undefined });
  },
  ask: async (deed) => {
    set({ isWaiting: true, refusal: undefined });
    const answer = await deed();
    set(answer.ok ? { isWaiting: false } : { isWaiting: false, refusal: answer.fault });
    return answer;
  },
}));
