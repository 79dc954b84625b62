// The store of the offline screens, one slice for each concern.
import { create } from 'zustand';
import { type DeedSlice, deedSlice } from './deed-slice.ts';
import { type NavigationSlice, navigationSlice } from './navigation-slice.ts';
import { type ViewSlice, viewSlice } from './view-slice.ts';

export type Store = ViewSlice & DeedSlice & NavigationSlice;

export const useStore = create<Store>()((...parts) => ({
  ...viewSlice(...parts),
  ...deedSlice(...parts),
  ...navigationSlice(...parts),
}));
