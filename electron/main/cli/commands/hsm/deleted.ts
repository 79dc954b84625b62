// `lifeboat hsm delete-failed`, and `lifeboat hsm deleted list`, `recover` and `purge`: HSMs that were deleted and keep their names, brought
// back or destroyed for good.
import { type Command, Option } from 'commander';
import { readableUtc } from '#shared/formatting/date-time.ts';
import type { OnlineCommandTexts } from '#shared/messages/en/commands/online.ts';
import {
  deleteFailedHsm,
  listDeletedHsms,
  type ListedDeletedHsm,
  type PlannedHsm,
  purgeDeletedHsm,
  recoverDeletedHsm,
} from '#services/recovery/deleted-hsms.ts';
import { answers } from '../../context.ts';
import type { CommandResult } from '../../output.ts';
import { row } from '../../row.ts';
import { confirmationOf, type ConfirmOptions, type HsmContext, type StepOptions } from './step-options.ts';
import { withConfirmedBy, withStep, withStepContext } from './step-options.ts';

interface DeletedOptions extends StepOptions, ConfirmOptions {
  readonly hsm: PlannedHsm;
}

export function registerDeleted(group: Command, context: HsmContext): void {
  answers(
    withConfirmedBy(
      withStep(
        group
          .command('delete-failed')
          .description('Delete the HSM of the plan that failed creation, so that it can be created again.'),
      ),
    ).requiredOption('--typed-name <name>', 'name of the HSM, typed whole from paper'),
    context,
    (options: StepOptions & ConfirmOptions) =>
      withStepContext(options, context, async (step) => {
        const { id, result: name } = await deleteFailedHsm(step, confirmationOf(options));
        return { result: { id, deleted: name }, text: ({ commands: { hsm: texts } }) => [texts.deletedFailed(name)] };
      }),
  );
  const deleted = group.command('deleted').description('Deleted HSMs: list them, recover or purge those of the plan.');
  answers(
    withStep(deleted.command('list').description('List the deleted HSMs of the subscription.')),
    context,
    (options: StepOptions) => withStepContext(options, context, async (step) => listed(await listDeletedHsms(step))),
  );
  answers(
    withDeleted(deleted.command('recover').description('Bring a deleted HSM back, with all its keys.')),
    context,
    (options: DeletedOptions) =>
      withStepContext(options, context, async (step) => {
        const { id, result } = await recoverDeletedHsm(step, {
          which: options.hsm,
          confirmation: confirmationOf(options),
        });
        return {
          result: { id, hsm: result },
          text: ({ commands: { hsm: texts }, findings }) => [
            texts.recovered(result.name, findings.activations[result.activation]),
            row(texts.resource, result.resourceId),
          ],
        };
      }),
  );
  answers(
    withDeleted(
      deleted.command('purge').description('Destroy a deleted HSM and its keys for good. Nobody can bring them back.'),
    ),
    context,
    (options: DeletedOptions) =>
      withStepContext(options, context, async (step) => {
        const { id, result: name } = await purgeDeletedHsm(step, {
          which: options.hsm,
          confirmation: confirmationOf(options),
        });
        return { result: { id, purged: name }, text: ({ commands: { hsm: texts } }) => [texts.purged(name)] };
      }),
  );
}

const withDeleted = (command: Command): Command =>
  withConfirmedBy(withStep(command))
    .addOption(
      new Option('--hsm <which>', 'the HSM of the plan that was lost, or one that has the name of its new HSM')
        .choices(['source', 'target'])
        .makeOptionMandatory(),
    )
    .requiredOption('--typed-name <name>', 'name of the deleted HSM, typed from paper');

const listed = (hsms: readonly ListedDeletedHsm[]): CommandResult => ({
  result: { hsms },
  text: ({ commands: { hsm: texts } }) =>
    hsms.length === 0 ? [texts.noneDeleted] : hsms.flatMap((each) => lines(each, texts)),
});

function lines(
  { name, location, deleted, scheduledPurge, purgeProtection, planned }: ListedDeletedHsm,
  texts: OnlineCommandTexts,
): string[] {
  const when = (time: string | undefined): string => (time === undefined ? texts.notTold : readableUtc(time));
  return [
    row(name, `${location}${planned === null ? '' : `, ${texts.plannedHsm[planned]}`}`),
    row('', texts.deletedSince(when(deleted), when(scheduledPurge))),
    ...(purgeProtection ? [row('', texts.purgeProtected)] : []),
  ];
}
