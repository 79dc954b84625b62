// A drill as a list of stages: each does one thing that people would do, and says what came of it.
import { type Fault, type FaultCode, Refusal } from '#shared/faults/fault.ts';
import type { DrillStage, DrillStageValues } from '#shared/rehearsal/drill-stages.ts';

export interface StageReport<S extends DrillStage = DrillStage> {
  readonly stage: S;
  /** What came of it, for the sentence about this stage. */
  readonly values: DrillStageValues[S];
  readonly milliseconds: number;
  /** Faults that were injected here, and caught. */
  readonly caught: readonly FaultCode[];
}

/** What a stage reports. */
export type StageEvent =
  | { readonly kind: 'begun'; readonly stage: DrillStage }
  | { readonly kind: 'caught'; readonly code: FaultCode }
  | { readonly kind: 'done'; readonly report: StageReport };

/** Runs stages, times them, and keeps what is reported at the end. */
export class StageLog {
  readonly #reports: StageReport[] = [];
  readonly #log: (event: StageEvent) => void;
  #caught: FaultCode[] = [];

  constructor(say: (event: StageEvent) => void) {
    this.#log = say;
  }

  get reports(): readonly StageReport[] {
    return this.#reports;
  }

  /** @param work tells what came of it */
  async stage<S extends DrillStage, T>(
    stage: S,
    work: () => Promise<{ readonly value: T; readonly values: DrillStageValues[S] }>,
  ): Promise<T> {
    this.#log({ kind: 'begun', stage });
    const start = performance.now();
    this.#caught = [];
    const { value, values } = await work();
    const milliseconds = Math.round(performance.now() - start);
    const report: StageReport = { stage, values, milliseconds, caught: this.#caught };
    this.#reports.push(report);
    this.#log({ kind: 'done', report });
    return value;
  }

  /**
   * Does what must be refused, and goes on only if it was refused for the right reason.
   * @returns what was refused, for the journal
   * @throws Error if it was accepted, or refused for another reason: then the drill has failed
   */
  async expectRefusal(codes: readonly FaultCode[], attempt: () => Promise<unknown>): Promise<Fault> {
    const fault = await refusedWith(attempt);
    if (fault === undefined || !codes.includes(fault.code)) {
      throw new Error(`an injected fault was ${fault === undefined ? 'not caught' : `taken for ${fault.code}`}`);
    }
    this.caught(fault.code);
    return fault;
  }

  /** Reports a fault that was caught in the stage that is running. */
  caught(code: FaultCode): void {
    this.#caught.push(code);
    this.#log({ kind: 'caught', code });
  }
}

async function refusedWith(attempt: () => Promise<unknown>): Promise<Fault | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.fault;
    throw error;
  }
}
