// The store of one app's screens, one slice for each concern; the apps differ in what main holds and in their steps.
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { type ActionSlice, actionSlice, type ViewSlice, viewSlice } from './action-slice.ts';
import { type NavigationSlice, navigationSlice } from './navigation-slice.ts';

export type AppStore<View, StepId> = ViewSlice<View> & ActionSlice<View> & NavigationSlice<StepId>;

export const createAppStore = <View, StepId>(): UseBoundStore<StoreApi<AppStore<View, StepId>>> =>
  create<AppStore<View, StepId>>()((...parts) => ({
    ...viewSlice<View>()(...parts),
    ...actionSlice<View>()(...parts),
    ...navigationSlice<StepId>()(...parts),
  }));
