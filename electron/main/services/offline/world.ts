// The machine of the offline part, as its services see it: sticks, processes, journals, clocks, and the windows that ask a person.
import type { View } from '#shared/contract/offline/view.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import type { AirGap } from '#platform/air-gap/air-gap.ts';
import type { TokenModule } from '#platform/token-modules.ts';
import type { TrackedHost } from '#secrets/host/tracked-host.ts';
import type { PassphraseRequest } from '../app/app-services.ts';
import type { Confirm } from '../app/confirmation.ts';
import type { EarlierCeremonies } from './ceremony/earlier.ts';
import type { EarlierSessions } from './session-log.ts';
import type { VolumeRegister } from './volume-register.ts';

/** What the offline part needs of the machine that it runs on. */
export interface OfflineWorld {
  readonly app: AppVersion;
  readonly practiceOnly: boolean;
  readonly airGap: AirGap;
  readonly volumes: VolumeRegister;
  readonly host: TrackedHost;
  /** The modules of tokens that are on this machine. @throws PROGRAM_REFUSED */
  readonly tokenModules: () => Promise<readonly TokenModule[]>;
  /** Where the logs of drills and of makings of keys lie. */
  readonly sessions: EarlierSessions;
  /** Where the journals of recoveries lie. */
  readonly ceremonies: EarlierCeremonies;
  readonly now: () => Date;
  /** Milliseconds that have passed since some moment; nobody can set this clock. */
  readonly elapsedMs: () => number;
  /** Milliseconds for which the machine has slept, counted from any moment, as far as the system tells. */
  readonly sleptMs: () => number;
  /** Asks in the confirmation view. @throws PASSPHRASE_CANCELLED */
  readonly askPassphrase: (request: PassphraseRequest) => Promise<Buffer>;
  /** Asks people in the confirmation view. @throws CONFIRMATION_NOT_GIVEN */
  readonly confirm: Confirm;
  /** Ends whatever somebody is asked, wherever they are in typing. */
  readonly dismissPassphrase: () => void;
  /** The system's dialog; undefined when the person turned back. */
  readonly pickFolder: () => Promise<string | undefined>;
  readonly tell: (view: View) => void;
}
