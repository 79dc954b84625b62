// What the online app shows before a ceremony is open.
import type { OnlineView } from '#shared/contract/online/view.ts';

/** @param practiceOnly whether there is no Electron underneath */
export const emptyView = (version: string, practiceOnly: boolean): OnlineView => ({
  version,
  practiceOnly,
  ceremony: { phase: 'none' },
  emergency: { phase: 'none' },
  readiness: { phase: 'none' },
  earlier: [],
  clock: { phase: 'unset' },
  account: { phase: 'signed-out' },
  practiceCloud: { phase: 'none' },
  lastContactUtc: null,
  peers: { offlineKeyId: null, issued: null, noted: null },
  board: { phase: 'not-looked' },
  steps: [],
  exchange: { own: null, checks: [], second: null, isSame: null, differed: 0, bundle: { phase: 'none' } },
  incoming: { phase: 'none' },
  hold: { phase: 'no-restore-point' },
  backups: null,
  deletedHsms: null,
  roles: { listed: null, changed: null },
  verification: { phase: 'none' },
  handOver: { phase: 'none' },
  exporting: null,
  written: [],
  failures: [],
  exceptions: [],
  incident: null,
  activity: { events: 0, head: '0'.repeat(64), latest: [] },
  alarm: null,
});
