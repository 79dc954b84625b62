// What commands print: people's text or exactly one JSON document; faults and progress on standard error; exit codes.
import { type Fault, Refusal } from '#shared/faults/fault.ts';
import { adviceFor, adviceOfCheck } from '#shared/messages/advice.ts';
import type { Catalogue, RefusedTexts } from '#shared/messages/catalogue.ts';
import type { CommandTexts } from '#shared/messages/en/commands/index.ts';
import type { Language } from '#shared/messages/languages.ts';
import { type FaultKind, faultKind } from '#shared/faults/kinds.ts';
import { visibleJson, visibleLine, visibleLines } from '#shared/formatting/visible-text.ts';
import type { NextAction } from '#shared/journal/next-step.ts';
import { loadCatalogue, loadRefusedTexts } from '#shared/messages/load-catalogue.ts';
import { laidOut, type Line, type Tone, toned, wantsColours } from './terminal-layout.ts';

/** Options of a command and values of its answer, by the names of options: what the next command takes of them is filled in. */
export type Known = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a command has to say: data for scripts, lines for people. */
export interface CommandResult {
  readonly result: object;
  /** Lines for people, in their language. */
  readonly text: (catalogue: Catalogue) => readonly Line[];
  /** The answer is a no: it is printed like any other, and a script sees the exit code of a refusal. */
  readonly refused?: boolean;
  /** How the command ends where there is more to say than yes and no. */
  readonly end?: EndOf;
  /** The exit code of a command that it ran, and that did not go well. */
  readonly exit?: number;
  /** What of the answer the next command of a ceremony takes, by the names of its options. */
  readonly known?: Known;
  /** The steps that lead on, where they are not those that the journal tells. */
  readonly next?: readonly NextAction[];
  /** For a command that goes on after it has answered: when it has ended. */
  readonly until?: Promise<void>;
}

/** Exit codes of the command line; 0 is done. */
export const exitCodes = { defect: 1, usage: 2, refused: 3, media: 4, service: 5, attention: 6 } satisfies Record<
  FaultKind | 'defect' | 'attention',
  number
>;

/** What a script sees of an answer that was given. */
export type EndOf = 'done' | 'refused' | 'service' | 'attention';

/** Where output goes; tests give their own. */
export interface OutputStreams {
  readonly out: (text: string, tone?: Tone) => void;
  readonly error: (text: string, tone?: Tone) => void;
  /** Whether a person watches standard error. */
  readonly interactive: boolean;
}

/**
 * The one way to the terminal: whatever a service, a file or an argument has put into a line, it cannot move the cursor. Whatever happens to
 * the output, the command goes on to its end: it may have sent what is noted only afterwards.
 */
export function processStreams(language: Language): OutputStreams {
  const error = writerTo(process.stderr, () => undefined);
  const sayLost = (reason: string): void =>
    void faultLines(language, { code: 'OUTPUT_LOST', reason }).then((lines) => printLines(error, lines));
  return { out: writerTo(process.stdout, sayLost), error, interactive: process.stderr.isTTY };
}

/** @param sayLost is called with the system's code where somebody has counted on the output; the program then ends with that exit code */
function writerTo(stream: NodeJS.WriteStream, sayLost: (reason: string) => void): OutputStreams['out'] {
  stream.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
    // A reader that has gone, as `head` does, wants no more lines.
    if (code === 'EPIPE') return;
    process.exitCode ??= exitCodes.media;
    sayLost(code);
  });
  const colours = wantsColours(process.env);
  return (text, tone) => {
    const visible = visibleLines(text);
    stream.write(stream.isTTY ? laidOut(visible, tone, { columns: stream.columns, colours }) : visible);
  };
}

interface Speaking {
  readonly streams: OutputStreams;
  readonly language: Language;
}

/** Prints lines. A line feed inside of one is somebody's who wants to write a line of ours. */
export function printLines(write: OutputStreams['out'], lines: readonly Line[]): void {
  for (const line of lines) {
    const { text, tone } = typeof line === 'string' ? { text: line, tone: undefined } : line;
    write(`${visibleLine(text)}\n`, tone);
  }
}

/** Prints the answer; the texts of a language are loaded only where somebody reads them. */
export async function printResult(
  { streams, language }: Speaking,
  json: boolean,
  { result, text }: CommandResult,
): Promise<void> {
  if (json) streams.out(`${visibleJson({ result })}\n`, 'document');
  else printLines(streams.out, text(await loadCatalogue(language)));
}

/**
 * Prints what went wrong and tells the exit code. A defect of ours shows its stack: it is no secret and helps to mend it.
 * @param isCheck of a command that only reads what others have finished
 */
export async function printError(
  { streams, language }: Speaking,
  json: boolean,
  error: unknown,
  isCheck = false,
): Promise<number> {
  if (!(error instanceof Refusal)) {
    streams.error(
      `lifeboat: ${(await loadCatalogue(language)).commands.common.defect}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    if (json)
      streams.out(`${visibleJson({ fault: { code: 'UNEXPECTED', call: 'lifeboat' } satisfies Fault })}\n`, 'document');
    return exitCodes.defect;
  }
  const { fault, about } = error;
  if (json) streams.out(`${visibleJson({ fault: about === undefined ? fault : { ...fault, about } })}\n`, 'document');
  else printLines(streams.error, await faultLines(language, fault, about, isCheck));
  return exitCodes[faultKind(fault)];
}

/** The sentences of a fault, where there is no screen. They are loaded only when something is refused: there are many. */
export const faultLines = async (language: Language, fault: Fault, about?: string, isCheck = false): Promise<Line[]> =>
  adviceLines(await loadRefusedTexts(language, fault), fault, { about, isCheck });

/** Problems of a plan stand below each other. A line feed of somebody's own words begins no line of ours. */
function inLines(fault: Fault, happened: string): readonly string[] {
  const lines = happened.split('\n');
  return fault.code === 'PLAN_INVALID' && lines.length === fault.problems.length + 1 ? lines : [happened];
}

/** As `faultLines`, where the catalogue is at hand: of a check that failed, beside the answer. */
export function adviceLines(
  { advice, screens }: RefusedTexts,
  fault: Fault,
  { about, isCheck = false }: { readonly about?: string | undefined; readonly isCheck?: boolean } = {},
): Line[] {
  const { commandLine: labels, ofCheck } = screens.refused;
  const { happened, safe, todo } = isCheck ? adviceOfCheck(advice, ofCheck, fault) : adviceFor(advice, fault);
  const [first = '', ...each] = inLines(fault, happened);
  return [
    toned('stop', `lifeboat: ${about === undefined ? '' : `${about}: `}${first}`),
    ...each.map((text) => `  - ${text}`),
    `  ${labels.safe.padEnd(8)} ${safe}`,
    `  ${labels.todo.padEnd(8)} ${todo}`,
    `  (${labels.fault} ${fault.code})`,
  ];
}

/** Says one line about what is going on. */
export type Progress = (line: (texts: CommandTexts) => string) => void;

/** Says what is going on to a person at a terminal only; nobody else needs the texts. */
export async function progressOf({ streams, language }: Speaking): Promise<Progress> {
  if (!streams.interactive) return () => undefined;
  const { commands } = await loadCatalogue(language);
  return (line) => printLines(streams.error, [line(commands)]);
}
