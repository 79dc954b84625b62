// Something that is done to files while failure scenarios happen.
import type { FaultCode } from '#shared/faults/fault.ts';

export interface Act {
  readonly name: string;
  /** With what it is refused even where nothing goes wrong; it tells nothing then. */
  readonly refusal?: FaultCode;
  /** What is in the folder before. */
  readonly prepare: (folder: string) => void;
  /** @param ack is told of everything that people would be told is done */
  readonly run: (folder: string, ack: (what: string) => void) => Promise<void>;
  /** Everything that does not hold. */
  readonly check: (folder: string, acks: readonly string[]) => Promise<string[]>;
}
