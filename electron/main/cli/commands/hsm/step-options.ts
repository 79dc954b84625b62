// What the commands of the online part share: plan, journal and folder of answers, and what two people confirm.
import { timeSpan, utcDateTime } from '#shared/formatting/date-time.ts';
import type { Command } from 'commander';
import type { Plan } from '#shared/plan/plan.ts';
import { assertPlanOfJournal } from '#core/plan/facts.ts';
import { type Access, containerOf, openAccess } from '#services/recovery/access.ts';
import type { Waiting } from '#azure/polling.ts';
import { AnswerFolder, ownerOf } from '#services/recovery/answer-folder.ts';
import { holdMinuteMs } from '#services/recovery/hold.ts';
import type { Confirmation, StepContext } from '#services/recovery/step-context.ts';
import { StepJournal } from '#services/recovery/step-journal.ts';
import { loadPlan } from '../../ceremony-files.ts';
import type { CommandContext } from '../../context.ts';
import { type Progress, progressOf } from '../../output.ts';
import { type AccessOptions, credentialsOf, withAccess } from './credentials.ts';

/** What the commands of the online part are given beside the usual: how time passes. */
export interface HsmContext extends CommandContext {
  readonly waiting: Waiting;
}

export interface StepOptions extends AccessOptions {
  readonly journal: string;
  readonly answers: string;
}

export interface ConfirmOptions {
  readonly confirmedBy: string[];
  readonly typedName: string;
  readonly typedFolder?: string;
}

/** Options of every command that takes a step. */
export const withStep = (command: Command): Command =>
  withAccess(command)
    .requiredOption('--journal <file>', 'journal of this machine')
    .requiredOption('--answers <folder>', 'where the answers of the service are kept');

/** Options of what two people confirm. */
export const withConfirmation = (command: Command): Command => withTypedName(withConfirmedBy(command));

/** The option of who confirms. */
export const withConfirmedBy = (command: Command): Command =>
  command.requiredOption('--confirmed-by <names...>', 'the two people who confirm');

/** The option of the name that the operator types from paper. */
export const withTypedName = (command: Command): Command =>
  command.requiredOption('--typed-name <name>', 'name of the target HSM, typed from paper');

export const confirmationOf = ({ confirmedBy, typedName, typedFolder }: ConfirmOptions): Confirmation => ({
  by: confirmedBy,
  typedName,
  ...(typedFolder === undefined ? {} : { typedFolder }),
});

/**
 * Opens what a step needs, does something with it, and lets it all go.
 * @throws PLAN_MISMATCH if the journal follows another plan: its hold, its target and its people are not this one's
 */
export async function withStepContext<T>(
  options: StepOptions,
  context: HsmContext,
  work: (step: StepContext, access: Access) => Promise<T>,
): Promise<T> {
  return withPlanAccess(options, context, async ({ plan, planSha256 }, access) => {
    const say = await progressOf(context);
    const journal = await StepJournal.open(options.journal, context.waiting.now);
    try {
      assertPlanOfJournal(journal.state, planSha256);
      const { hsm, controlPlane, networkPath, versions } = access;
      const step: StepContext = {
        plan,
        planSha256,
        hsm,
        controlPlane,
        container: containerOf(access, plan),
        networkPath,
        versions,
        journal,
        answers: new AnswerFolder(options.answers, ownerOf({ plan, planSha256 }), context.waiting.now),
        waiting: context.waiting,
        polling: progressTo(say),
        holdMinuteMs: holdMinuteMs(plan),
      };
      return await work(step, access);
    } finally {
      await journal.close();
    }
  });
}

/** Opens the way to what a plan names. */
export async function withPlanAccess<T>(
  options: AccessOptions,
  context: HsmContext,
  work: (approved: { readonly plan: Plan; readonly planSha256: string }, access: Access) => Promise<T>,
): Promise<T> {
  const approved = await loadPlan(options);
  const credentials = await credentialsOf(options, approved.plan, context);
  const waiting = sayingWhy(context.waiting, await progressOf(context));
  const access = openAccess(approved.plan, credentials, waiting);
  try {
    return await work(approved, access);
  } finally {
    access.close();
  }
}

/** Says why a question is asked again. */
export const sayingWhy = (waiting: Waiting, say: Progress): Waiting => ({
  ...waiting,
  onTrouble: ({ code }) => say(({ hsm: texts }) => texts.askedAgain(code)),
});

/** Says how a call that waits gets on: at first, with how long it usually takes, then once a minute, and where a question was not answered. */
export function progressTo(say: Progress, now = Date.now): NonNullable<StepContext['polling']> {
  const begun = now();
  let saidAt = -Infinity;
  return {
    onProgress: ({ operation, lastContact, trouble }) => {
      const at = now();
      if (trouble === undefined && at - saidAt < 60_000) return;
      const isFirst = saidAt === -Infinity;
      saidAt = at;
      say(({ hsm: texts }) => {
        const contact = lastContact === undefined ? texts.noContact : utcDateTime(new Date(lastContact));
        const why = trouble === undefined ? '' : texts.notAnswered(trouble.code);
        const usual = isFirst ? (texts.usual[operation] ?? '') : '';
        return `${texts.waits(timeSpan(at - begun), contact)}${why}${usual}`;
      });
    },
  };
}
