// What Lifeboat Offline knows beside its journals: what people did, what the machine saw, and what is open. The view follows from it.
import type { ActivationView } from '#shared/contract/offline/activation-view.ts';
import type { CustodiansView } from '#shared/contract/offline/custodians-view.ts';
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { Ceremony, SetClock } from './ceremony/ceremony.ts';
import type { HeldKey } from './ceremony/exchange-key.ts';
import type { UncopiedKey } from './ceremony/new-keys.ts';
import type { NewDomain } from './ceremony/proofs.ts';
import type { CopySticks } from './copy-sticks.ts';
import type { EmergencyKey, EmergencyRecovery } from './emergency/emergency.ts';
import type { RecoverySession } from './recovery-session.ts';
import type { SessionLog } from './session-log.ts';

/** What is open. Screens see what follows from it; it is large, or not meant for them. Nothing in it is secret. */
export interface Held {
  /** The bytes of the security domain that is loaded. */
  readonly domainFile: Buffer | undefined;
  /** Of a recovery or an activation: its journal is open as long as it is here. */
  readonly ceremony: Ceremony | undefined;
  /** A recovery without a plan, and the file that was offered last as its exchange key. */
  readonly emergency: EmergencyRecovery | undefined;
  readonly emergencyKey: EmergencyKey | undefined;
  /** Of a drill or a making of keys. */
  readonly log: SessionLog | undefined;
  /** The clock on the wall, as often as it was read before there was a journal. */
  readonly readings: readonly SetClock[];
  readonly key: HeldKey | undefined;
  readonly outcome: RecoveryView['outcome'] | undefined;
  /** The custodian of the plan whose turn it is: the hash of their certificate, hex. */
  readonly expected: string | undefined;
  /** Holds the shares of a recovery or a drill, in its processes: from the first custodian on. */
  readonly shares: RecoverySession | undefined;
  /** A new key that waits for its second stick, encrypted as on the first. */
  readonly uncopied: UncopiedKey | undefined;
  /** The security domain of an activation. */
  readonly domain: NewDomain | undefined;
  /** Where the copies lie that were opened in this session. */
  readonly copySticks: CopySticks;
  /** The folder of a practice set that was made here: its operators can be asked. */
  readonly practiceSet: string | undefined;
}

export const nothingHeld: Held = {
  domainFile: undefined,
  ceremony: undefined,
  emergency: undefined,
  emergencyKey: undefined,
  log: undefined,
  readings: [],
  key: undefined,
  outcome: undefined,
  expected: undefined,
  shares: undefined,
  uncopied: undefined,
  domain: undefined,
  copySticks: new Map(),
  practiceSet: undefined,
};

type Shown = Pick<
  View,
  | 'airGap'
  | 'securityDomain'
  | 'blob'
  | 'makingKey'
  | 'idleSeconds'
  | 'earlier'
  | 'earlierCeremonies'
  // Where a journal is open, it has them; of `written`, what was written after its end.
  | 'clock'
  | 'exceptions'
  | 'written'
>;

/** All of it. It is never changed in place: `OfflineAppState.update` makes the next one. */
export interface OfflineState extends Shown, Held {
  readonly session: View['ceremony'];
  /** Everybody who gave, and who is at the screen. Whose share is still there, a journal says. */
  readonly custodians: Pick<CustodiansView, 'accepted' | 'turn' | 'who' | 'copy'>;
  /** Who makes, writes, checks or proves a new key at the screen. */
  readonly keyTurn: ActivationView['turn'];
}

/** Nobody is at the screen. */
export const nobody = { turn: { phase: 'nobody' }, who: null, copy: null } as const;

/** Before anything was begun. */
export const emptyState: OfflineState = {
  ...nothingHeld,
  session: { phase: 'none' },
  airGap: { phase: 'unknown' },
  securityDomain: { phase: 'none' },
  custodians: { accepted: [], ...nobody },
  keyTurn: null,
  blob: { phase: 'none' },
  makingKey: null,
  idleSeconds: null,
  earlier: [],
  earlierCeremonies: [],
  clock: { phase: 'unset' },
  exceptions: [],
  written: [],
};
