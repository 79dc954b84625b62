// What a command line leaves out: what was typed before is taken from beside the journal, and the rest is asked for at the terminal.
import { type Command, CommanderError, type Option } from 'commander';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { emptyJournal, type JournalState } from '#shared/journal/state.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import { readJournal } from '#core/journal/chain.ts';
import { emergencyFolder } from '#services/journal/emergency-folder.ts';
import { isTaken, refuseExisting } from '#platform/files.ts';
import { journalFile } from './ceremony-inputs.ts';
import { type Called, calledBy, isWritten, nameOf } from './called-command.ts';
import type { CommandContext } from './context.ts';
import { Guide } from './guide.ts';
import { readInput } from './input-files.ts';
import { blankText, wantedOf } from './next-lines.ts';
import type { Known } from './output.ts';
import { rememberedOf, usualJournal } from './remembered.ts';
import { notOfPractice, refuseUsage } from './usage.ts';

/** The journal that a command is about. */
async function journalOf({ command, words, operands, given }: Called): Promise<string | undefined> {
  const [group, name] = words;
  const [first] = operands;
  if (typeof given['journal'] === 'string') return given['journal'];
  if (group === 'recover-online' && first !== undefined) return emergencyFolder(first).journal;
  if (group === 'status' || (group === 'journal' && name !== 'begin' && name !== 'diff')) return first;
  const needsOne =
    group !== 'journal' &&
    command.options.some(
      (option) => option.mandatory && !option.variadic && ['journal', 'plan-sha256'].includes(nameOf(option)),
    );
  return needsOne && (await isTaken(usualJournal)) ? usualJournal : undefined;
}

async function stateOf(journal: string | undefined): Promise<JournalState> {
  if (journal === undefined) return emptyJournal;
  try {
    return (await readInput(journal, journalFile, (bytes) => readJournal(bytes))).head.state;
  } catch (error) {
    // The command itself refuses it.
    if (error instanceof Refusal) return emptyJournal;
    throw error;
  }
}

/** What is missing in a line: an option, or the argument behind the words. */
interface Gap {
  readonly option: Option | undefined;
  readonly text: string;
}

/**
 * A line with everything that can be known, and at a terminal with what is asked for.
 * @param load declares the command as it is, with the readers of its options
 */
export async function completedLine(
  called: Called,
  context: CommandContext,
  load: () => Promise<Command>,
): Promise<readonly string[]> {
  const journal = await journalOf(called);
  const state = await stateOf(journal);
  const added = await rememberedFor(called, journal, state);
  const gaps = await gapsOf({ ...called, given: { ...called.given, ...added } }, state, context);
  const real = gaps.length === 0 ? called.command : (calledBy(await load(), called.args)?.command ?? called.command);
  const { several: hint } = (await loadCatalogue(context.language)).commands.common;
  const guide = new Guide(context);
  const operands: string[] = [];
  const typed: Record<string, string | readonly string[]> = {};
  for (const { option, text } of gaps) {
    const several = option?.variadic === true;
    const values = await guide.ask(`${text}${several ? ` (${hint})` : ''}: `, async (answer) => {
      const parts = several ? answer.split(',').map((each) => each.trim()) : [answer];
      const reader = real.options.find((each) => option !== undefined && nameOf(each) === nameOf(option));
      for (const part of parts) readOption(reader, part);
      if (option) await checkAnswer(option, parts, state, 'practice' in called.given);
      return parts;
    });
    if (option === undefined) operands.push(...values);
    else typed[nameOf(option)] = several ? values : (values[0] ?? '');
  }
  return lineOf(called, operands, { ...added, ...typed });
}

/** Is loaded when somebody has typed: help and first lines come without it. */
type Check = (answer: readonly string[], state: JournalState, isPractice: boolean) => Promise<void>;

const twoPeople: Check = async (names) => {
  const { twoOfPlan } = await import('#shared/plan/people.ts');
  twoOfPlan({ people: null }, names);
};

/** What can be known of an answer when it is given, beside what its option reads: a slip costs this answer, and not those before. */
const checks: Readonly<Record<string, Check>> = {
  people: twoPeople,
  'confirmed-by': twoPeople,
  by: twoPeople,
  async address([address = ''], _, isPractice) {
    const { targetTyped } = await import('#core/journal/emergency.ts');
    targetTyped(notOfPractice(address, isPractice), isPractice);
  },
  async 'typed-name'([name = ''], { target }) {
    const { assertTypedTarget } = await import('#services/recovery/confirmation.ts');
    if (target !== undefined) assertTypedTarget({ target, source: null }, name);
  },
};

async function checkAnswer(
  option: Option,
  answer: readonly string[],
  ...about: [JournalState, boolean]
): Promise<void> {
  await checks[nameOf(option)]?.(answer, ...about);
  if (!/<files?(?:[.]{3})?>$/u.test(option.flags)) return;
  if (isWritten(option)) return refuseExisting(...answer);
  for (const path of answer) {
    if (!(await isTaken(path))) refuse({ code: 'FILE_NOT_FOUND', name: visibleText(path) });
  }
}

/** Reads a value as the command will. @throws USAGE, and what the reader of the option throws */
function readOption(option: Option | undefined, value: string): void {
  try {
    option?.parseArg?.(value, undefined);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    refuseUsage('one-of', option?.flags ?? '', (option?.argChoices ?? []).join(', '));
  }
}

/** The very line where nothing is added. */
function lineOf({ args, before, words, behind }: Called, operands: readonly string[], added: Known): readonly string[] {
  if (operands.length + Object.keys(added).length === 0) return args;
  const options = Object.entries(added).flatMap(([name, value = []]) => [`--${name}`, ...[value].flat()]);
  return [...before, ...words, ...operands, ...behind, ...options];
}

/** What the command takes, is not in the line, and was typed before. */
async function rememberedFor(
  { command, given }: Called,
  journal: string | undefined,
  state: JournalState,
): Promise<Known> {
  if (journal === undefined) return {};
  const known: Known = {
    ...(await rememberedOf(journal)),
    journal,
    // It was typed from paper when the journal was begun.
    'plan-sha256': state.plan?.planSha256,
  };
  const taken = command.options.flatMap((option) => {
    const name = nameOf(option);
    const value = known[name];
    // With a journal of its own will, a command does more.
    if (name === 'journal' && !option.mandatory) return [];
    const isOne = typeof value === 'string' && option.required;
    const isFit = isOne || (Array.isArray(value) && option.variadic);
    return !isFit || name in given ? [] : [[name, value] as const];
  });
  return Object.fromEntries(taken);
}

/** Commands that take less where they are run outside of a ceremony, which is where they are given no journal. */
const alsoOutside: ReadonlySet<string> = new Set([
  'lifeboat restore-blob',
  'lifeboat bundle verify',
  'lifeboat hsm backup',
  'lifeboat recover',
]);

/** At a terminal, people are asked for what is on an exception sheet. */
const partsOfSheet = [
  ...['step', 'expected', 'happened', 'options', 'decision', 'decided-by', 'affects-trust', 'follow-up', 'initials'],
];

async function gapsOf({ command, words, operands, given }: Called, state: JournalState, context: CommandContext) {
  const catalogue = await loadCatalogue(context.language);
  const options = new Map(command.options.map((option) => [nameOf(option), option]));
  const gaps: Gap[] = [];
  const open = (name: string, text: string): void => {
    const option = options.get(name);
    // With a journal, a command does more than without.
    const isFree = name === 'journal' && option?.mandatory === false;
    const isOpen = option && !isFree && !(name in given) && gaps.every((gap) => gap.option !== option);
    if (isOpen) gaps.push({ option, text });
  };
  const line = [...words, ...('emergency' in given ? ['--emergency'] : operands)];
  const isInCeremony = state !== emptyJournal || !alsoOutside.has(`lifeboat ${words.join(' ')}`);
  const wanted = isInCeremony ? wantedOf(line, state) : [];
  const needed = operands.length === 0 ? command.registeredArguments.filter(({ required }) => required) : [];
  const argument = wanted.find(([option]) => option === '');
  for (const each of needed) {
    const isNamed = argument !== undefined && needed.length === 1;
    const text = isNamed ? blankText(argument[1], catalogue) : each.description || each.name();
    gaps.push({ option: undefined, text });
  }
  // Only what reaches a cloud is told which; `status` takes it to print it.
  const isFit = (option: string): boolean => (option !== 'practice' && option !== 'ca') || options.has('sign-in');
  for (const [option, blank] of wanted.filter(([name]) => isFit(name))) {
    const parts = option === 'sheet' && !('sheet' in given) ? partsOfSheet : undefined;
    if (parts === undefined) open(option, blankText(blank, catalogue));
    else for (const part of parts) open(part, options.get(part)?.description ?? part);
  }
  for (const option of command.options) if (option.mandatory) open(nameOf(option), option.description);
  // Where a new HSM is made is said whole.
  if ('subscription' in given) {
    for (const name of ['resource-group', 'location', 'identity']) open(name, options.get(name)?.description ?? name);
  }
  return gaps;
}
