// What commands print: people's text or exactly one JSON document; faults and progress on standard error; exit codes.
import { type Fault, Refusal } from '../../../shared/faults/fault.ts';
import { type FaultKind, faultKind } from '../../../shared/faults/kinds.ts';

/** What a command has to say: data for scripts, lines for people. */
export interface CommandResult {
  readonly result: object;
  readonly text: readonly string[];
  /** The answer is a no: it is printed like any other, and a script sees the exit code of a refusal. */
  readonly refused?: boolean;
  /** For a command that goes on after it has answered: when it has ended. */
  readonly until?: Promise<void>;
}

/** Exit codes of the command line; 0 is done. */
export const exitCodes = { defect: 1, usage: 2, refused: 3, media: 4, service: 5 } satisfies Record<
  FaultKind | 'defect',
  number
>;

/** Where output goes; tests give their own. */
export interface OutputStreams {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Whether a person watches standard error. */
  readonly interactive: boolean;
}

export const processStreams = (): OutputStreams => ({
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  interactive: process.stderr.isTTY,
});

export function printResult(streams: OutputStreams, json: boolean, { result, text }: CommandResult): void {
  streams.out(json ? `${JSON.stringify({ result })}\n` : `${text.join('\n')}\n`);
}

/** Prints what went wrong and tells the exit code. A defect of ours shows its stack: it is no secret and helps to mend it. */
export async function printError(streams: OutputStreams, json: boolean, error: unknown): Promise<number> {
  if (!(error instanceof Refusal)) {
    streams.error(
      `lifeboat: a defect of this program\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    if (json) streams.out(`${JSON.stringify({ fault: { code: 'UNEXPECTED', call: 'lifeboat' } satisfies Fault })}\n`);
    return exitCodes.defect;
  }
  const { fault, about } = error;
  if (json) streams.out(`${JSON.stringify({ fault: about === undefined ? fault : { ...fault, about } })}\n`);
  else streams.error(`${(await faultText(fault, about)).join('\n')}\n`);
  return exitCodes[faultKind(fault)];
}

/** The sentences are loaded only when something is refused: there are many. */
async function faultText(fault: Fault, about: string | undefined): Promise<string[]> {
  const { adviceFor, englishAdvice } = await import('./advice.ts');
  const { happened, safe, todo } = adviceFor(englishAdvice, fault);
  return [
    `lifeboat: ${about === undefined ? '' : `${about}: `}${happened}`,
    `  Safe:    ${safe}`,
    `  To do:   ${todo}`,
    `  (fault ${fault.code})`,
  ];
}

/** Says what is going on, to a person at a terminal only. */
export function sayProgress(streams: OutputStreams, text: string): void {
  if (streams.interactive) streams.error(`${text}\n`);
}
