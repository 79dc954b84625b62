// What the online app shows: the whole state of the online part at this machine, without any secret. Main holds it; a screen mirrors it.
import { z } from 'zod';
import { utcTime } from '../../schemas/atoms.ts';
import { clockView } from '../clock-view.ts';
import { mapView } from '../map-view.ts';
import { exceptionView, failedCheck } from '../exception-view.ts';
import { writtenFile } from '../files.ts';
import { ourFault } from '../ours.ts';
import { accountView, practiceCloudView } from './account-view.ts';
import { preFlightView } from './pre-flight-view.ts';
import { activityView, earlierCeremony, onlineCeremonyView, peersView } from './ceremony-view.ts';
import { emergencyView } from './emergency-view.ts';
import { exchangeView, incomingView } from './exchange-view.ts';
import { goneThrough, onlineStepId, stepView } from './step-view.ts';
import { deletedHsmsView, rolesView } from './administration-view.ts';
import { consumersView } from './consumers-view.ts';
import { readinessView } from './readiness-view.ts';
import { backupFolderView, holdView, recoveryTimeView } from './storage-view.ts';
import { handOverView, verificationView } from './verification-view.ts';

export const onlineView = z.strictObject({
  version: z.string(),
  /** No Electron underneath: a preview, in which only practice is possible. */
  practiceOnly: z.boolean(),
  ceremony: onlineCeremonyView,
  /** Without a plan: while one is open, no ceremony is. */
  emergency: emergencyView,
  /** A healthy HSM: while one is open, no ceremony and no emergency is. */
  readiness: readinessView,
  /** Ceremonies that were not closed, the latest first; shown while none is open. */
  earlier: z.array(earlierCeremony),
  clock: clockView,
  account: accountView,
  practiceCloud: practiceCloudView,
  /** When Azure, or the practice cloud, last answered anything. */
  lastContactUtc: utcTime.nullable(),
  peers: peersView,
  preFlight: preFlightView,
  /** The steps of this machine in their order; empty while no ceremony is open. */
  steps: z.array(stepView),
  /** Steps whose file for another machine is not written: once they are done, nobody goes on without it. */
  unwritten: z.array(onlineStepId),
  exchange: exchangeView,
  /** The bundle from the offline side: restore blob, or certificates for an activation. */
  incoming: incomingView,
  hold: holdView,
  recoveryTime: recoveryTimeView,
  /** What is in the container; null until it has been listed. */
  backups: z.array(backupFolderView).nullable(),
  /** Deleted HSMs of the subscription; null until they have been listed. */
  deletedHsms: deletedHsmsView.nullable(),
  /** Role assignments inside the HSM. */
  roles: rolesView,
  verification: verificationView,
  handOver: handOverView,
  consumers: consumersView,
  /** How many keys of the inventory that is being exported have been read; null while none is. */
  exporting: goneThrough.nullable(),
  /** Everything that was written outside of the ceremony's own folder in this run. */
  written: z.array(writtenFile),
  /** Failed checks that stand: nothing goes on until an exception has been written. */
  failures: z.array(failedCheck),
  exceptions: z.array(exceptionView),
  /** Set where a failed check may mean that the blob was made for a stranger's key: the incident sheet comes first. */
  incident: z.string().nullable(),
  activity: activityView,
  /** Where everything is, by the journal that is open. */
  map: mapView,
  /** Something that happened by itself and that people must know: shown until they close it. */
  alarm: ourFault.nullable(),
});
export type OnlineView = z.output<typeof onlineView>;
