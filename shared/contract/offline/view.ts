// What the offline app shows: the whole state of a ceremony without any secret. Main holds it; a screen mirrors it.
import { z } from 'zod';
import { clockView } from '../clock-view.ts';
import { mapView } from '../map-view.ts';
import { recoveryClockView } from '../recovery-clock-view.ts';
import { exceptionView } from '../exception-view.ts';
import { writtenFile } from '../files.ts';
import { ourFault } from '../ours.ts';
import { activationView } from './activation-view.ts';
import { blobView } from './blob-view.ts';
import { custodiansView } from './custodians-view.ts';
import { emergencyView } from './emergency-view.ts';
import { exchangeKeyView } from './exchange-key-view.ts';
import { airGapView } from './machine-view.ts';
import { createdKey } from './new-key-view.ts';
import { recoveryView } from './recovery-view.ts';
import { securityDomainView } from './security-domain-view.ts';
import { ceremonyView, earlierCeremony, earlierSession } from './session-view.ts';
import { volumeView } from './volume-view.ts';

export const view = z.strictObject({
  version: z.string(),
  /** No Electron underneath: a preview, in which only practice is possible. */
  practiceOnly: z.boolean(),
  ceremony: ceremonyView,
  /** Null until the journal of a ceremony is open. */
  recovery: recoveryView.nullable(),
  /** Null in every other session. */
  emergency: emergencyView.nullable(),
  /** Null in every other session. */
  activation: activationView.nullable(),
  clock: clockView,
  airGap: airGapView,
  volumes: z.array(volumeView),
  /** Where everything is, by the journal that is open. */
  map: mapView,
  /** Null where no recovery is open. */
  recoveryTime: recoveryClockView.nullable(),
  securityDomain: securityDomainView,
  exchangeKey: exchangeKeyView,
  custodians: custodiansView,
  blob: blobView,
  /** The label of the key that is being made, while its maker is at the keyboard. */
  makingKey: z.string().nullable(),
  createdKeys: z.array(createdKey),
  written: z.array(writtenFile),
  exceptions: z.array(exceptionView),
  /** Something that happened by itself and that people must know: shown until they close it. */
  alarm: ourFault.nullable(),
  /** Seconds until the turn of somebody who touches nothing ends; null while that is far off. */
  idleSeconds: z.int().nullable(),
  /** Drills and makings of keys that ended without a finish, the latest first; shown while nothing runs. */
  earlier: z.array(earlierSession),
  /** Recoveries whose journals are not closed, the latest first; shown while nothing runs. */
  earlierCeremonies: z.array(earlierCeremony),
});
export type View = z.output<typeof view>;
