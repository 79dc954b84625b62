// The store of the online screens.
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { PageId } from '#renderer/online/pages.ts';
import { createAppStore } from './app-store.ts';

export const useOnline = createAppStore<OnlineView, PageId>();
