// A drill as a list of stages: each does one thing that people would do, and says in one line what came of it.
import { type Fault, type FaultCode, Refusal } from '../../../../shared/faults/fault.ts';

export interface StageReport {
  readonly title: string;
  readonly outcome: string;
  readonly milliseconds: number;
  /** Faults that were injected here, and caught. */
  readonly caught: readonly FaultCode[];
}

/** Runs stages, times them, and keeps what is reported at the end. */
export class StageLog {
  readonly #reports: StageReport[] = [];
  readonly #say: (line: string) => void;
  #caught: FaultCode[] = [];

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  get reports(): readonly StageReport[] {
    return this.#reports;
  }

  /** @param work tells in a few words what came of it */
  async stage<T>(title: string, work: () => Promise<{ readonly value: T; readonly outcome: string }>): Promise<T> {
    this.#say(`… ${title}`);
    const start = performance.now();
    this.#caught = [];
    const { value, outcome } = await work();
    const milliseconds = Math.round(performance.now() - start);
    this.#reports.push({ title, outcome, milliseconds, caught: this.#caught });
    this.#say(`✓ ${title}: ${outcome} (${milliseconds} ms)`);
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
    this.#say(`  ! injected fault caught: ${code}`);
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
