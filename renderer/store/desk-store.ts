// What a person looks at beside the ceremony, in either app: papers, proofs, what went wrong. The ceremony waits where it is.
import { create } from 'zustand';
import type { Fault, Result } from '#shared/faults/fault.ts';
import { isIncident } from '#shared/faults/incident.ts';

/** The pages beside a ceremony. */
export const deskPages = [
  'manual',
  'papers',
  'identity',
  'plan',
  'pairing',
  'send',
  'observer',
  'bundle',
  'journal',
  'pack',
  'evidence',
  'custody',
  'rehearsal',
  'exceptions',
  'incident',
  'settings',
  'about',
] as const;
/** `list` is where they are chosen. */
export type DeskPage = (typeof deskPages)[number] | 'list';

export interface DeskStore {
  /** Undefined while the ceremony itself is shown. */
  readonly page: DeskPage | undefined;
  readonly openDesk: (page: DeskPage | undefined) => void;
  readonly isWaiting: boolean;
  /** What a deed of the desk was refused with last; shown on the desk. */
  readonly refusal: Fault | undefined;
  readonly closeRefusal: () => void;
  /** Asks for a deed of the desk; a refusal is shown, and one that may mean a stranger's key opens the incident branch. */
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
    if (answer.ok) set({ isWaiting: false });
    else set({ isWaiting: false, refusal: answer.fault, ...(isIncident(answer.fault) ? { page: 'incident' } : {}) });
    return answer;
  },
}));
