// What a person looks at beside the ceremony, in either app: papers, proofs, what went wrong. The ceremony waits where it is.
import { create } from 'zustand';
import type { Fault, Result } from '#shared/faults/fault.ts';
import { isIncident } from '#shared/faults/incident.ts';

/** The pages beside a ceremony. */
export const toolPages = [
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
export type ToolPage = (typeof toolPages)[number] | 'list';

export interface ToolsStore {
  /** Undefined while the ceremony itself is shown. */
  readonly page: ToolPage | undefined;
  readonly openTools: (page: ToolPage | undefined) => void;
  readonly isWaiting: boolean;
  /** What an action of the tools was refused with last; shown on the tools. */
  readonly refusal: Fault | undefined;
  readonly closeRefusal: () => void;
  /** Asks for an action of the tools; a refusal is shown, and one that may mean a stranger's key opens the incident branch. */
  readonly ask: <T>(action: () => Promise<Result<T>>) => Promise<Result<T>>;
}

export const useTools = create<ToolsStore>()((set) => ({
  page: undefined,
  openTools: (page) => set({ page, refusal: undefined }),
  isWaiting: false,
  refusal: undefined,
  closeRefusal: () => set({ refusal: undefined }),
  ask: async (action) => {
    set({ isWaiting: true, refusal: undefined });
    const answer = await action();
    // Whoever turns back in the confirmation view knows it.
    if (answer.ok || answer.fault.code === 'CONFIRMATION_NOT_GIVEN') set({ isWaiting: false });
    else set({ isWaiting: false, refusal: answer.fault, ...(isIncident(answer.fault) ? { page: 'incident' } : {}) });
    return answer;
  },
}));
