// What the commands measured and the page of figures quotes, as `measured.json` beside this file has it.

/** Points at which a stick of one format was killed, made to fail, and pulled out. */
export interface StickFigures {
  readonly kills: number;
  readonly failures: number;
  readonly pulled: number;
  /** Of them, points at which its driver does otherwise than those of the systems, and nothing is proven. */
  readonly byDriver: number;
}

/** By the command that a reader gives; one that was never run whole is missing. */
export interface Proofs {
  readonly ledger: {
    readonly refusals: number;
    readonly held: number;
  };
  readonly 'test:memory': {
    readonly cli: {
      readonly secrets: number;
      readonly scans: number;
      readonly pauses: number;
      readonly mebibytes: number;
      readonly written: number;
    };
    readonly app: {
      readonly scans: number;
      readonly mebibytes: number;
      readonly messages: number;
      readonly looks: number;
      readonly files: number;
    };
  };
  readonly 'test:airgap': {
    readonly builtFiles: number;
    readonly commands: number;
    readonly screens: number;
    readonly packets: number;
    readonly controlOfBrowser: number;
    readonly control: number;
  };
  readonly 'test:crash': {
    readonly kills: number;
    readonly failures: number;
    readonly powerCuts: number;
    readonly changes: number;
    readonly kernelKills: number;
    readonly sticks: { readonly FAT: StickFigures; readonly exFAT: StickFigures };
  };
  readonly fuzz: {
    readonly inputs: number;
    readonly slowestMs: number;
    readonly peakMegabytes: number;
  };
  readonly 'test:mutation': {
    readonly guards: number;
    readonly mutants: number;
    /** By a test that failed. */
    readonly killed: number;
    /** The run did not end in time, even alone: whether a test would notice is not known. */
    readonly timedOut: number;
    readonly equivalent: number;
  };
  readonly coverage: { readonly branches: number; readonly taken: number; readonly unreachable: number };
}

interface Program {
  readonly wallMs: number;
  readonly largestProcessMB: number;
}

/** The part of the results of `npm run bench` that the page of figures quotes. */
export interface Bench {
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    readonly memoryGiB: number;
    readonly node: string;
  };
  readonly 'restore-blob': {
    readonly azVersion: string;
    readonly cases: readonly {
      readonly case: string;
      readonly lifeboat: Program;
      readonly az: Program;
      readonly wallTimeOfAz: number;
    }[];
  };
  readonly core: {
    readonly quorum10Rsa4096: { readonly floorMs: number; readonly wholeMs: number; readonly timesFloor: number };
  };
  readonly 'exchange-key': { readonly verdictMs: { readonly median: number } };
  readonly screens: {
    readonly start: { readonly medianMs: number };
    readonly pressToPictureMs: { readonly p95: number };
  };
  readonly online: {
    readonly recovery: { readonly totalMs: number; readonly requests: number };
    readonly inventory: {
      readonly cases: readonly { readonly readMs: number; readonly compareMs: number; readonly peakMiB: number }[];
      readonly listing: { readonly totalMs: number; readonly requests: number; readonly peakMiB: number };
    };
  };
  readonly consumers: {
    readonly cases: readonly {
      readonly consumers: number;
      readonly findMs: number;
      readonly readMs: number;
      readonly listMs: number;
      readonly peakMiB: number;
    }[];
  };
  readonly trust: {
    readonly bundleVerifyMs: number;
    readonly journalAppendWithFlushMs: { readonly median: number };
    readonly drillEvidence: { readonly files: number; readonly verifyMs: number };
  };
  readonly paper: { readonly scriptOfTenCustodians: { readonly pdfMs: number } };
  readonly load: {
    readonly journal: readonly GrowthRow[];
    readonly inventory: readonly GrowthRow[];
    readonly stick: { readonly listed: readonly GrowthRow[]; readonly bundles: readonly GrowthRow[] };
  };
  readonly startup: {
    readonly help: { readonly cpuMs: number; readonly peakMB: number };
    readonly mistyped: { readonly cpuMs: number; readonly peakMB: number };
  };
  readonly programs: Readonly<Record<'offline' | 'online', { readonly files: number; readonly bytes: number }>>;
  /** The last whole `npm test`, where one was recorded. */
  readonly tests?: TestRun;
}

/** What a whole `npm test` leaves in `out/test/whole.json`. */
export interface TestRun {
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One step of a growth: how long it took with how many, and what the process then held. */
interface GrowthRow {
  readonly size: number;
  readonly ms: number;
  readonly residentMB: number;
}

/** A proof that ran whole: the day, as `2026-11-27` in UTC, and what it covered. */
export interface Recorded<Figures> {
  readonly date: string;
  readonly figures: Figures;
}

export interface Measured {
  readonly proofs: { readonly [Command in keyof Proofs]?: Recorded<Proofs[Command]> };
  readonly bench: Bench;
}
