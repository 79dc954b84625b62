// The store of the online screens.
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { OnlineStepId } from '#shared/contract/online/step-view.ts';
import { createAppStore } from './app-store.ts';

/** The pages of a ceremony: its steps, and what stands around them. */
export type PageId = 'begin' | 'account' | OnlineStepId | 'roles' | 'activity' | 'finish';

export const useOnline = createAppStore<OnlineView, PageId>();
