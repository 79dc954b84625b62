// What the online app shows before a ceremony is open.
import { startMap } from '#shared/map/map.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { UiState } from './world.ts';

/** Before anything was done. */
export const emptyUiState = (): UiState => ({
  account: { phase: 'signed-out' },
  practiceCloud: { phase: 'none' },
  preFlight: { phase: 'not-looked' },
  backups: null,
  deletedHsms: null,
  roles: { listed: null, changed: null },
  readiness: { phase: 'not-looked' },
  handOver: { phase: 'none' },
  consumers: { phase: 'none' },
  exporting: null,
  written: [],
  earlier: [],
  lastContactUtc: null,
  alarm: null,
});

/** @param practiceOnly whether there is no Electron underneath */
export const emptyView = (version: string, practiceOnly: boolean): OnlineView => ({
  ...emptyUiState(),
  version,
  practiceOnly,
  ceremony: { phase: 'none' },
  emergency: { phase: 'none' },
  readiness: { phase: 'none' },
  clock: { phase: 'unset' },
  peers: { offlineKeyId: null, words: null, issued: null, noted: null, code: null },
  steps: [],
  unwritten: [],
  exchange: {
    own: null,
    checks: [],
    second: null,
    isSame: null,
    differed: 0,
    bundle: { phase: 'none' },
  },
  incoming: { phase: 'none' },
  hold: { phase: 'no-restore-point' },
  recoveryTime: null,
  map: startMap,
  verification: { phase: 'none' },
  failures: [],
  exceptions: [],
  incident: null,
  activity: { events: 0, head: '0'.repeat(64), latest: [] },
});
