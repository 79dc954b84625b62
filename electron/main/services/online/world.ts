// What the online part needs of the program around it, and what it shows beside the ceremony.
import type { AccountView, PracticeCloudView } from '#shared/contract/online/account-view.ts';
import type { DeletedHsmsView, RolesView } from '#shared/contract/online/administration-view.ts';
import type { PreFlightView } from '#shared/contract/online/pre-flight-view.ts';
import type { EarlierCeremony } from '#shared/contract/online/ceremony-view.ts';
import type { ReadinessView } from '#shared/contract/online/readiness-view.ts';
import type { BackupFolderView } from '#shared/contract/online/storage-view.ts';
import type { ConsumersView } from '#shared/contract/online/consumers-view.ts';
import type { HandOverView } from '#shared/contract/online/verification-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { WrittenFile } from '#shared/contract/files.ts';
import type { Fault } from '#shared/faults/fault.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import type { Waiting } from '#azure/polling.ts';
import type { AppServices } from '../app/app-services.ts';
import type { Confirm } from '../app/confirmation.ts';
import type { openAccess } from '../recovery/access.ts';

/** A practice cloud that this program serves, or has joined. */
export interface PracticePlaceOpen {
  readonly phase: 'serving' | 'joined';
  /** The folder of its state, by its own name. */
  readonly folder: string;
  readonly port: number;
  readonly caCertificatePem: string;
  readonly close: () => Promise<void>;
}

/** What the app state needs of the world. */
export interface OnlineWorld {
  readonly services: AppServices;
  readonly app: AppVersion;
  readonly waiting: Waiting;
  /** Where ceremonies lie whose folder nobody chose, and the practice cloud of such. */
  readonly ownFolders: { readonly ceremonies: string; readonly practice: string };
  readonly openAccess: typeof openAccess;
  readonly openPracticePlace: (directory: string) => Promise<PracticePlaceOpen>;
  /** Asks people in the confirmation view. @throws CONFIRMATION_NOT_GIVEN */
  readonly confirm: Confirm;
  readonly tell: (view: OnlineView) => void;
}

/** Everything that is shown and is not in the ceremony itself. */
export interface UiState {
  account: AccountView;
  practiceCloud: PracticeCloudView;
  preFlight: PreFlightView;
  backups: BackupFolderView[] | null;
  deletedHsms: DeletedHsmsView | null;
  roles: RolesView;
  /** What was found of a healthy HSM. */
  readiness: Extract<ReadinessView, { phase: 'open' }>['look'];
  handOver: HandOverView;
  consumers: ConsumersView;
  exporting: OnlineView['exporting'];
  written: WrittenFile[];
  earlier: EarlierCeremony[];
  lastContactUtc: string | null;
  alarm: Fault | null;
}
