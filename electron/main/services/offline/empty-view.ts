// What the offline app shows before anything is there.
import type { View } from '#shared/contract/offline/view.ts';

/** @param practiceOnly whether there is no Electron underneath */
export const emptyView = (version: string, practiceOnly: boolean): View => ({
  version,
  practiceOnly,
  ceremony: { phase: 'none' },
  recovery: null,
  emergency: null,
  activation: null,
  clock: { phase: 'unset' },
  airGap: { phase: 'unknown' },
  volumes: [],
  securityDomain: { phase: 'none' },
  exchangeKey: { phase: 'none' },
  custodians: { have: 0, required: 0, accepted: [], turn: { phase: 'nobody' }, who: null, copy: null },
  blob: { phase: 'none' },
  makingKey: null,
  createdKeys: [],
  written: [],
  exceptions: [],
  alarm: null,
  idleSeconds: null,
  earlier: [],
  earlierCeremonies: [],
});
