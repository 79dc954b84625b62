// What a ceremony script is made of: parts and steps as data, and the model of the room that each step needs and changes.

/** The printable ceremonies. A re-wrap is an activation of new custodians for a domain that exists. */
export type CeremonyKind =
  | 'activation'
  | 're-wrap'
  | 'recovery-offline'
  | 'recovery-online'
  | 'drill'
  | 'emergency-offline'
  | 'emergency-online';

/** How much a ceremony asks for: an emergency has no plan, and every page of it says so. */
export const isEmergency = (kind: CeremonyKind): kind is 'emergency-offline' | 'emergency-online' =>
  kind === 'emergency-offline' || kind === 'emergency-online';

/** The letter on the document; activation and re-wrap share one. */
export const ceremonyLetters: Readonly<Record<CeremonyKind, 'a' | 'b' | 'c' | 'd' | 'e' | 'f'>> = {
  activation: 'a',
  're-wrap': 'a',
  'recovery-offline': 'b',
  'recovery-online': 'c',
  drill: 'd',
  'emergency-offline': 'e',
  'emergency-online': 'f',
};

/** Who acts. `C` is the custodian whose turn it is, `SL` the security lead, `ALL` everyone present. */
export type Role = 'CA' | 'OP' | 'C' | 'RO1' | 'RO2' | 'W1' | 'W2' | 'MC' | 'SL' | 'ALL';

/** How deep a drill goes: from looking at shares to a recovery of an HSM without keys. */
export const drillLevels = ['D1', 'D2', 'D3', 'D4'] as const;
export type DrillLevel = (typeof drillLevels)[number];

/** What a plan can choose; a part, step or field with conditions is printed only where all of them hold. */
export type Condition = 'new-hsm' | 're-wrap' | 'identity' | 'sas' | 'creation' | 'full' | DrillLevel;

/** How much a script asks for: every step with its own initials, or the checks alone, for teams whose risk is small. */
export const scriptGrades = ['short', 'full'] as const;
export type ScriptGrade = (typeof scriptGrades)[number];

/** What is ticked, chosen, written or compared in a step. The label is in the catalogue under the same id. */
export type FieldShape =
  /** Must be true, or it is an exception. */
  | { readonly kind: 'check' }
  /** Exactly one. */
  | { readonly kind: 'choose'; readonly options: readonly string[] }
  /** Exactly one of the custodians of the plan. */
  | { readonly kind: 'choose-custodian' }
  | { readonly kind: 'write'; readonly size: 'short' | 'medium' | 'long' }
  /** One box for each character: serials, bag numbers. */
  | { readonly kind: 'boxes'; readonly count: number }
  /**
   * A SHA-256. What is `written` goes onto this paper by hand, because another hand reads from it or compares with it: its 32 words, or
   * its 64 digits too. Otherwise the screens compare it in full, and the paper keeps its short form.
   */
  | { readonly kind: 'fingerprint'; readonly written: false | 'words' | 'all' };

export type Field = FieldShape & {
  readonly id: string;
  /** The application sees this value itself and the journal keeps it; the rest only the paper knows. */
  readonly recorded: boolean;
  readonly only: readonly Condition[];
};

/** The states of one laptop, in the only order that leads to a key. */
export type MachineState =
  | 'sealed'
  | 'inspected'
  | 'clock-set'
  | 'booted'
  | 'app-verified'
  | 'checked'
  | 'clock-noted'
  | 'journal-begun'
  | 'plan-loaded'
  | 'ready'
  | 'off';

/** What is true in the room of one document. */
export interface CeremonyModel {
  readonly session: 'before' | 'opened' | 'identified' | 'briefed' | 'signed' | 'closed';
  readonly plan: 'unchecked' | 'compared' | 'approved';
  readonly materials: 'put-away' | 'laid-out' | 'bags-checked' | 'accounted-for' | 'destroyed';
  readonly offline: MachineState;
  readonly online1: MachineState;
  readonly online2: MachineState;
  /** Journal and plan of the offline laptop, which goes off for good: nothing else proves what was done on it. */
  readonly records: 'none' | 'closed' | 'out';
  /** The stick of the custodian whose turn it is. */
  readonly custodianStick: 'none' | 'new' | 'labelled' | 'written' | 'checked' | 'open' | 'in' | 'out';
  /** A private key or passphrase in the memory of the offline laptop. */
  readonly custodianKey: 'none' | 'in-memory';
  /** Whether this side has given its number to the other one, and has the other's. */
  readonly pairing: 'none' | 'paired';
  /** How many shares are in memory. */
  readonly shares: number;
  /** How many custodians have a certificate on the list. */
  readonly certificates: number;
  /** How many custodians have opened their own share of the file. */
  readonly proven: number;
}

/** What is true for both sides at once: what travels between them, and the HSM. */
export interface Link {
  readonly bundle: 'none' | 'certificates-written' | 'certificates-read' | 'certificates-agreed';
  readonly domain: 'none' | 'downloaded' | 'inspected' | 'logged' | 'on-stick' | 'in-hand' | 'loaded' | 'placed';
  readonly exchange:
    | 'none'
    | 'fetched'
    | 'seen-twice'
    | 'bundled'
    | 'handed-over'
    | 'arrived'
    | 'signed'
    | 'examined'
    | 'agreed';
  readonly blob:
    | 'none'
    | 'built'
    | 'recorded'
    | 'bundled'
    | 'scanned'
    | 'handed-over'
    | 'received'
    | 'agreed'
    | 'compared'
    | 'uploaded';
  /** The message about the upload, on its way to the custodians who wait for it. */
  readonly outcome: 'none' | 'handed-over' | 'read';
  readonly hsm:
    | 'unknown'
    | 'source-lost'
    | 'name-free'
    | 'backup-found'
    | 'preflight-done'
    | 'provisioned'
    | 'observed'
    | 'recovery'
    | 'activated'
    | 'identity-read'
    | 'restore-point'
    | 'hold-over'
    | 'go'
    | 'restored'
    | 'compared'
    | 'roles-checked'
    | 'verified';
}

export type State = CeremonyModel & Link;

/** The counted things, and how a step may need them. */
export type Counted = 'shares' | 'certificates' | 'proven';
type Count = 'none' | 'below' | 'full';

/** A need: one of the listed values, or for counted things none, not yet all, or all that the plan asks for. */
type Needs = {
  readonly [Key in keyof State]?: Key extends Counted ? Count | readonly Count[] : State[Key] | readonly State[Key][];
};

/** An effect: a new value, or for counted things one more or none. */
export type Sets = {
  readonly [Key in keyof State]?: Key extends Counted ? 'one-more' | 'clear' : State[Key];
};

export interface Step {
  /** Stable: shared by script, screen, journal, catalogue and tests. */
  readonly id: string;
  readonly who: readonly Role[];
  /** How long it takes its people. */
  readonly minutes: number;
  /** How long the service works after that, or a time runs, before the step is over; nobody is needed for it. */
  readonly service: number;
  /** Nothing goes on until two people have put their initials. */
  readonly hold: boolean;
  /** Done only if something happens; the walk goes past it. */
  readonly branch: boolean;
  /** Steps of the other document that must be over. */
  readonly after: readonly string[];
  /** The instance of the step on the other paper that is the same telephone call. */
  readonly together?: string;
  /** It cannot begin before the custodian of its turn has come, or before as many have as the quorum asks for. */
  readonly awaitsCustodians?: true;
  readonly needs: Needs;
  readonly sets: Sets;
  readonly fields: readonly Field[];
  readonly only: readonly Condition[];
}

/** How often a part is printed: for each custodian of the plan, for as many as the quorum asks, or once. */
type Repeat = 'once' | 'custodians' | 'quorum';

export interface Part {
  /** Key of its title in the catalogue. */
  readonly id: string;
  readonly repeat: Repeat;
  /** Tells instances of a block apart that stands twice in one script, such as the machine block. */
  readonly suffix?: string;
  /** A sheet that is used only if something happens. */
  readonly branch: boolean;
  readonly only: readonly Condition[];
  readonly steps: readonly Step[];
}

export interface Script {
  readonly kind: CeremonyKind;
  /** The roles that a step may name. */
  readonly cast: readonly Role[];
  /** What differs from the common start. */
  readonly start: Partial<State>;
  readonly parts: readonly Part[];
}
