// The store of the offline screens.
import type { View } from '#shared/contract/offline/view.ts';
import type { StepId } from '#renderer/offline/frame/steps.ts';
import { createAppStore } from './app-store.ts';

export const useStore = createAppStore<View, StepId>();
