// The store of the offline screens.
import type { View } from '#shared/contract/offline/view.ts';
import { createAppStore } from './app-store.ts';

/** The steps of every purpose of a session, as the rail names them. */
export type StepId =
  | 'clock'
  | 'gap'
  | 'sticks'
  | 'plan'
  | 'pairing'
  | 'outcome'
  | 'security-domain'
  | 'exchange-key'
  | 'custodians'
  | 'build'
  | 'export'
  | 'keys'
  | 'new-keys'
  | 'certificates'
  | 'domain'
  | 'proofs'
  | 'register'
  | 'finish';

export const useStore = createAppStore<View, StepId>();
