// `lifeboat emergency`: the operators' half of an emergency, step after step. Each is the command of `lifeboat recover-online` that a script runs;
// what is known is in the folder of the emergency, and the rest is asked for.
import { type Command } from 'commander';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import { hasSucceeded } from '#shared/journal/call-index.ts';
import type { NextAction } from '#shared/journal/next-step.ts';
import { realWaiting } from '#azure/polling.ts';
import { emergencyFolder, unfinishedEmergencies } from '#services/journal/emergency-folder.ts';
import { OpenEmergency } from '#services/online/open-emergency.ts';
import { answers, type CommandContext } from '../../context.ts';
import type { CommandResult } from '../../output.ts';
import { Guide } from '../../guide.ts';
import { refuseUsage } from '../../usage.ts';
import { type SignInOptions, withSignIn } from '../hsm/credentials.ts';
import { typedPlace } from './begin.ts';
import { machineOf } from './within.ts';

type StepName = 'create' | 'key' | 'upload' | 'backup' | 'restore' | 'verify' | 'close';

interface GoOnOptions extends SignInOptions {
  readonly blob?: string;
}

export function registerEmergency(program: Command, context: CommandContext): void {
  answers(
    withSignIn(
      program
        .command('emergency [folder]')
        .description(
          'Emergency recovery without a plan, at the online machine: asks step by step, and goes on where it stopped.',
        ),
    ).option('--blob <file>', 'the restore blob, where it is built already'),
    context,
    (folder: string | undefined, options: GoOnOptions, command: Command) => goOn(folder, options, command, context),
  );
}

/** Others come next, or time must pass. */
const pauses: readonly StepName[] = ['key', 'backup'];

async function goOn(
  named: string | undefined,
  options: GoOnOptions,
  command: Command,
  context: CommandContext,
): Promise<CommandResult> {
  const { run } = context;
  const begun = named ?? onlyOne();
  if (begun === undefined) {
    const practice = options.practice === undefined ? [] : ['--practice'];
    const exit = await run(['recover-online', 'begin', ...practice, ...(await newPlace(context))]);
    if (exit !== 0) return ended(undefined, exit);
  }
  const folder = begun ?? onlyOne() ?? '';
  for (;;) {
    const step = await nextStep(folder, options);
    if (step === undefined) return ended(folder, 0);
    const blob = step === 'upload' && options.blob !== undefined ? ['--blob', options.blob] : [];
    const exit = await run(['recover-online', step, folder, ...(step === 'close' ? [] : typedFlags(command)), ...blob]);
    if (exit !== 0 || pauses.includes(step)) return ended(folder, exit, step);
  }
}

/** Whether there is an HSM is asked first: where there is none, `begin` asks where it is to be made. */
async function newPlace(context: CommandContext): Promise<readonly string[]> {
  if (!context.terminal) return [];
  const { recover: texts } = (await loadCatalogue(context.language)).commands;
  const guide = new Guide(context);
  const isThere = await guide.ask(texts.isThere, (answer) => {
    const given = answer.toLowerCase();
    if (given !== texts.yes && given !== texts.no) refuseUsage('one-of', '', `${texts.yes}, ${texts.no}`);
    return given === texts.yes;
  });
  return isThere ? [] : ['--subscription', await guide.ask(texts.subscription, typedPlace.subscription)];
}

/** The emergency that is open in this folder. @throws USAGE where there are several */
function onlyOne(): string | undefined {
  const open = unfinishedEmergencies('.').filter(({ journal }) => journal.head.state.emergency?.machine === 'online');
  const [first, ...others] = open.map(({ folder }) => folder.path);
  return others.length === 0 ? first : refuseUsage('one-of', '<folder>', [first, ...others].join(', '));
}

/** The first step that has not been taken; undefined where the journal is closed. */
async function nextStep(path: string, { blob }: GoOnOptions): Promise<StepName | undefined> {
  const { journal, typed } = await OpenEmergency.resume(path, machineOf(realWaiting));
  const { state } = journal;
  await journal.close();
  const isDone = (call: Parameters<typeof hasSucceeded>[1]): boolean => hasSucceeded(state, call);
  if (state.closed) return undefined;
  if (typed.place !== null && !isDone('create')) return 'create';
  if (!isDone('init-recovery') && blob === undefined && !state.blobRead) return 'key';
  if (!isDone('upload')) return 'upload';
  if (!isDone('backup')) return 'backup';
  if (!isDone('restore')) return 'restore';
  return state.restoreVerified === undefined ? 'verify' : 'close';
}

/** How people sign in, as they typed it; what they leave out is beside the journal. */
const typedFlags = (command: Command): readonly string[] =>
  command.options.flatMap((option) => {
    const name = option.attributeName();
    const isTyped =
      command.getOptionValueSource(name) === 'cli' && option.long !== '--blob' && option.long !== '--json';
    return isTyped ? [option.long ?? '', ...[command.getOptionValue(name) as string | string[]].flat()] : [];
  });

const custodiansNext: readonly NextAction[] = [{ step: 'custodians', isElsewhere: true }, { step: 'emergency' }];

const ended = (folder: string | undefined, exit: number, step?: StepName): CommandResult => ({
  result: { folder: folder ?? null, exit },
  ...(exit !== 0 && { exit }),
  text: () => [],
  ...(folder !== undefined && { known: { journal: emergencyFolder(folder).journal } }),
  ...(step === 'key' && exit === 0 && { next: custodiansNext }),
});
