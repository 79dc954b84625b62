// `lifeboat status`: where a ceremony is at this machine, told from its journal alone, and the command that leads on. It sends nothing to
// Azure.
import type { Command } from 'commander';
import { recoveryClock, type RecoveryClock, restoresHere, timesOf } from '#shared/ceremony/recovery-time.ts';
import { clockLines } from '#shared/messages/clock-text.ts';
import { gradeOf } from '#shared/plan/kind.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { ReadJournal } from '#core/journal/chain.ts';
import { nextActions } from '#shared/journal/next-step.ts';
import { mapOfJournal } from '#shared/map/map.ts';
import { mapLines } from '#shared/map/text.ts';
import { openingOf } from '#shared/journal/grade.ts';
import { planOfJournal } from '#core/journal/plan-of-journal.ts';
import { answers, type CommandContext } from '../context.ts';
import { planFile, readWholeJournal } from '../ceremony-inputs.ts';
import { readInput } from '../input-files.ts';
import { commandOf } from '../next-lines.ts';
import type { CommandResult, Known } from '../output.ts';
import { printedSha256 } from '../printed-values.ts';
import { row } from '../row.ts';
import { openCalls } from '#shared/journal/call-index.ts';

interface StatusOptions {
  readonly plan?: string;
  readonly planSha256?: string;
  readonly answers?: string;
  readonly practice?: string;
  readonly ca?: string;
}

export function registerStatus(program: Command, context: CommandContext): void {
  answers(
    program
      .command('status <journal>')
      .description('Show where a ceremony stands at this machine, and the command that comes next.')
      .option('--plan <file>', 'the plan of this journal')
      .option('--plan-sha256 <hash>', 'its hash, typed from paper', printedSha256)
      .option('--answers <folder>', 'where the answers of the service are kept')
      .option('--practice <url>', 'the practice cloud, https://localhost:PORT, for practice')
      .option('--ca <file>', 'CA certificate of the practice cloud'),
    context,
    status,
  );
}

async function status(file: string, options: StatusOptions): Promise<CommandResult> {
  const journal = await readWholeJournal(file);
  const { state, n, sha256 } = journal.head;
  const plan =
    options.plan === undefined
      ? undefined
      : await readInput(options.plan, planFile, (bytes) => planOfJournal(bytes, journal));
  const { planSha256, answers: folder, practice, ca } = options;
  const known: Known = { journal: file, plan: options.plan, 'plan-sha256': planSha256, answers: folder, practice, ca };
  const opening = openingOf(state);
  const next = nextActions(state).map((action) => ({ ...action, command: commandOf(action, state, known) }));
  const clock = clockAtHome(journal, plan);
  const role = state.opened?.role ?? opening?.machine ?? null;
  return {
    result: {
      ceremony: opening?.ceremony ?? null,
      practice: opening?.practice ?? null,
      role,
      events: n,
      head: sha256,
      closed: state.closed,
      failures: state.failures.map(({ check }) => check),
      openCalls: openCalls(state).map(({ id, phase }) => ({ id, phase })),
      next,
      clock: clock ?? null,
    },
    text: ({ word, map, ceremony, screens, commands: { common, journal: texts, next: ahead } }) => [
      ...(opening
        ? [`${opening.practice ? common.practice : common.production}  ${opening.ceremony}, ${word(role ?? '')}`]
        : [ahead.notBegun]),
      texts.whole(n, sha256),
      ...(opening ? mapLines(mapOfJournal(state), { map, ceremony }) : []),
      ...(clock && !state.closed ? [clockLines(clock, Date.now(), screens.frame.recoveryClock).join(' ')] : []),
      ...state.failures.map(({ check }) => row(texts.failedCheck, texts.stands(word(check)))),
      ...openCalls(state).map(({ id, phase }) => row(texts.openCall, texts.askStatus(id, phase))),
      ...(state.closed ? [texts.closed] : []),
    ],
    known,
  };
}

/** The clock of a recovery, by the journal of its side; undefined where this machine has no part in its time, or nobody gave its plan. */
function clockAtHome({ head: { state } }: ReadJournal, plan: Plan | undefined): RecoveryClock | undefined {
  const { opened, emergency } = state;
  const isPlanned =
    plan?.kind === 'recovery' && (opened?.machine === 'offline' || restoresHere(plan.kind, opened?.role));
  if (emergency === undefined && !isPlanned) return undefined;
  const side = opened?.machine ?? emergency?.machine ?? 'online';
  return recoveryClock(timesOf(state), plan ? gradeOf(plan) : 'emergency', side);
}
