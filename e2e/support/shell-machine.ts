// One machine of a ceremony that people conduct from a shell: a folder, a terminal, and what the program has said comes next. No command is
// run here that was not printed by the one before, or is in the help; what it leaves open, it asks for.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { builtProgram } from './built.ts';
import { referenceProgram } from './reference-tools.ts';
import { type Exchange, onTerminal, type TerminalRun } from './terminal.ts';

/** What a command asks for, in its words, and what a person types. */
export type Placeholders = Readonly<Record<string, string>>;

export interface Step {
  readonly placeholders?: Placeholders;
  /** What is added behind the printed command, as its help says. */
  readonly more?: readonly string[];
  readonly typed?: readonly Exchange[];
  readonly answers?: Placeholders;
  /** Whether what it prints as next is left aside. */
  readonly keepsNext?: boolean;
  /** The exit code that is expected. */
  readonly code?: number;
  /** Without any network, where this machine can be without: production asks for it. */
  readonly alone?: boolean;
}

/** Whether a program can be run here without a network. */
export const canBeAlone = (): boolean =>
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  referenceProgram('unshare', '-n', '-m', 'true') !== undefined;

const command = /^ {2}lifeboat (.*)$/gmu;

/** What people have typed at all machines. */
export const counted = { commands: 0, characters: 0 };

export class ShellMachine {
  readonly folder: string;
  /** The commands that the last answer printed, without the name of the program. */
  next: readonly string[] = [];
  /** Every command that was run, with its blanks. */
  readonly followed: string[] = [];

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  at(...names: readonly string[]): string {
    return join(this.folder, ...names);
  }

  /** Runs a line as it is typed. */
  async run(
    line: string,
    { typed = [], code = 0, alone = false, answers = {}, keepsNext = false }: Omit<Step, 'placeholders' | 'more'> = {},
  ): Promise<TerminalRun> {
    const { cli } = builtProgram();
    const run = await onTerminal(
      [
        ...(alone ? ['/usr/bin/unshare', '-n', '-m'] : []),
        '/bin/sh',
        '-c',
        `${alone ? 'mount -t sysfs sysfs /sys && ' : ''}cd '${this.folder}' && unset FORCE_COLOR && export NO_COLOR=1 && exec '${process.execPath}' '${cli}' ${line}`,
      ],
      typed,
      answers,
    );
    counted.commands += 1;
    counted.characters += `lifeboat ${line}`.length + run.typed;
    if (run.code !== code) throw new Error(`lifeboat ${line}\nended with ${String(run.code)}:\n${run.screen}`);
    const printed = [...run.screen.replaceAll('\r', '').matchAll(command)].map(([, words = '']) => words);
    if (printed.length > 0 && !keepsNext) this.next = printed;
    return run;
  }

  /**
   * Runs the command of the last answer that begins so, as it is printed.
   * @param begins the words of the command, or what it looks like
   */
  async follow(begins: string | RegExp, { placeholders = {}, more = [], ...rest }: Step = {}): Promise<TerminalRun> {
    const line = this.next.find((each) => (typeof begins === 'string' ? each.startsWith(begins) : begins.test(each)));
    if (line === undefined)
      throw new Error(`nothing says “lifeboat ${String(begins)}”; what comes next is:\n${this.next.join('\n')}`);
    this.followed.push(line);
    if (line.includes('<')) throw new Error(`what is printed cannot be pasted: lifeboat ${line}`);
    return this.run([line, ...more].join(' '), { ...rest, answers: placeholders });
  }
}

/** The 32 words below a title on a screen, as a person reads them out. */
export const wordsOn = (run: TerminalRun, title: string): string => rowsOn(run, title, /[A-D]/u);

/** The 64 digits below a title on a screen, in their groups: less to type than the words. */
export const digitsOn = (run: TerminalRun, title: string): string => rowsOn(run, title, /[1-4]/u);

function rowsOn({ screen }: TerminalRun, title: string, wanted: RegExp): string {
  const lines = screen.replaceAll('\r', '').split('\n');
  const from = lines.findIndex((line) => line.startsWith(title));
  if (from < 0) throw new Error(`there is no “${title}” on:\n${screen}`);
  const rows: string[] = [];
  let isWanted = false;
  for (const line of lines.slice(from + 1)) {
    // A row that is longer than the terminal goes on below its first word.
    const [, label, more = ''] = /^ {2}(?:([1-4A-D])| ) {2}(\S.*)$/u.exec(line) ?? [];
    if (more === '') break;
    if (label !== undefined) isWanted = wanted.test(label);
    if (isWanted) rows.push(more);
  }
  return rows.join(' ');
}

/** What is behind a label, or below it where it is longer than the line. */
export function valueOn({ screen }: TerminalRun, label: string): string {
  const lines = screen.replaceAll('\r', '').split('\n');
  const at = lines.findIndex((line) => line.startsWith(label));
  const beside = lines[at]?.slice(label.length).trim() ?? '';
  return beside === '' ? (lines[at + 1]?.trim() ?? '') : beside;
}
