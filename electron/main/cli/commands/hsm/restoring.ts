// `lifeboat hsm backup`, `restore` and `decide`: the restore point, the restore, and a verdict on a call of unknown outcome.
import { type Command, Option } from 'commander';
import { type GuardedCall, guardedCalls } from '#shared/journal/events.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { backUp } from '#services/recovery/back-up.ts';
import { decide } from '#services/recovery/decide.ts';
import { holdOf } from '#services/recovery/hold.ts';
import { restore } from '#services/recovery/restore.ts';
import { answers } from '../../context.ts';
import type { CommandResult } from '../../output.ts';
import { readInventory } from '../../ceremony-inputs.ts';
import {
  confirmationOf,
  type ConfirmOptions,
  type HsmContext,
  type StepOptions,
  withConfirmation,
  withStep,
  withStepContext,
} from './step-options.ts';
import { printedSha256, typedException, typedObjectIds } from '../../printed-values.ts';
import { neededTogether, refuseUsage } from '../../usage.ts';
import { type SignInOptions, withSignIn } from './credentials.ts';
import { standingBackup, type StandingOptions, withHealthyHsm } from './standing.ts';
import { storageAccess, type StorageOptions, withStorageAccess } from './storage-access.ts';

interface BackupOptions
  extends StandingOptions, Partial<Omit<StepOptions, keyof SignInOptions>>, Omit<StorageOptions, 'sasFile'> {
  readonly standing?: boolean;
  readonly createContainer?: boolean;
  readonly canaryException?: number;
}
interface RestoreOptions extends StepOptions, ConfirmOptions, StorageOptions {
  readonly operators: string[];
  readonly inventory?: string;
  readonly holdException?: number;
  readonly lockOutException?: number;
  readonly externalException?: number;
  readonly key?: string;
}
interface DecideOptions extends StepOptions {
  readonly call: GuardedCall;
  readonly verdict: 'succeeded' | 'failed';
  readonly by: string[];
  readonly reason: string;
}

export function registerRestoring(group: Command, context: HsmContext): void {
  answers(
    withHealthyHsm(
      withStorageAccess(
        withSignIn(
          group
            .command('backup')
            .description(
              'Take the restore point of the new HSM; with --standing, a backup of a healthy HSM for a schedule.',
            )
            .option('--plan <file>', 'the approved plan')
            .option('--plan-sha256 <hash>', 'its hash, typed from paper', printedSha256)
            .option('--journal <file>', 'journal of this machine')
            .option('--answers <folder>', 'where the answers of the service are kept'),
        ),
      ),
    )
      .addOption(
        new Option('--standing', 'outside of a ceremony: no plan, no journal, no questions').conflicts([
          'plan',
          'planSha256',
          'journal',
          'answers',
          'sasFromAccount',
          'createContainer',
          'canaryException',
        ]),
      )
      .option('--records <folder>', 'standing: where the record of the backup is written, and none is overwritten')
      .option('--with-inventory', 'standing: take the inventory right before the backup, into the same folder')
      .option(
        '--card-plan <file>',
        'standing: write the emergency card, filled in from this plan, into the same folder',
      )
      .option('--create-container', 'make the container of the plan if it is missing')
      .option('--canary-exception <n>', 'the exception (step A26) by which you leave the test key out', typedException),
    context,
    (options: BackupOptions) =>
      options.standing === true ? standingBackup(options, context) : backup(ofCeremony(options), context),
  );
  answers(
    withStorageAccess(
      withConfirmation(
        withStep(group.command('restore').description('Replace everything in the new HSM by the backup.')),
      ),
    )
      .requiredOption('--typed-folder <folder>', 'folder of the backup, typed from paper')
      .requiredOption(
        '--operators <ids...>',
        'object ids of those who work here, or of their group',
        typedObjectIds('--operators'),
      )
      .option('--inventory <file>', 'the inventory that was exported with the backup')
      .option('--hold-exception <n>', 'the exception (step C19) by which two people shorten the hold', typedException)
      .option('--lock-out-exception <n>', 'the exception (step C5) by which you go on without them', typedException)
      .option('--external-exception <n>', 'the exception (step C20) by which external keys come back', typedException)
      .option('--key <name>', 'one key only'),
    context,
    (options: RestoreOptions) => restored(options, context),
  );
  answers(
    withStep(group.command('decide').description('Enter what two people found out about a call of unknown outcome.'))
      .addOption(new Option('--call <call>', 'which').choices(guardedCalls).makeOptionMandatory())
      .addOption(new Option('--verdict <verdict>', 'what').choices(['succeeded', 'failed']).makeOptionMandatory())
      .requiredOption('--by <names...>', 'the two people')
      .requiredOption('--reason <text>', 'where they looked, and what they saw'),
    context,
    (options: DecideOptions) =>
      withStepContext(options, context, async (step) => {
        const id = await decide(step, options);
        return {
          result: { id, verdict: options.verdict },
          text: ({ commands: { hsm } }) => [`${id}: ${hsm.decided[options.verdict]}`],
        };
      }),
  );
}

/** The form of a ceremony takes none of what names a healthy HSM. @throws USAGE */
function ofCeremony(options: BackupOptions): BackupOptions & StepOptions {
  const healthy = [
    'hsm',
    'tenant',
    'containerUri',
    'subscription',
    'resourceGroup',
    'identityId',
    'records',
    'cardPlan',
  ] as const;
  if (options.withInventory === true || healthy.some((each) => options[each] !== undefined)) {
    refuseUsage('group-with-option', healthyOptionNames, '--standing');
  }
  const given = neededTogether({
    '--plan': options.plan,
    '--plan-sha256': options.planSha256,
    '--journal': options.journal,
    '--answers': options.answers,
  });
  return {
    ...options,
    plan: given['--plan'],
    planSha256: given['--plan-sha256'],
    journal: given['--journal'],
    answers: given['--answers'],
  };
}

const healthyOptionNames =
  '--hsm, --tenant, --container-uri, --subscription, --resource-group, --identity-id, --records, --with-inventory';

const backup = (options: BackupOptions & StepOptions, context: HsmContext): Promise<CommandResult> =>
  withStepContext(options, context, async (step) => {
    const access = await storageAccess(options, 'backup', step);
    const { id, result } = await backUp(step, access, {
      createContainer: options.createContainer ?? false,
      ...(options.canaryException === undefined ? {} : { canaryException: options.canaryException }),
    });
    const hold = holdOf(step);
    const ends = hold.phase === 'no-restore-point' ? null : new Date(hold.endsMs).toISOString();
    return {
      result: { id, folderUri: result.folderUri, holdEnds: ends },
      text: ({ commands: { hsm: texts } }) => [
        texts.backedUp(result.folderUri),
        ...(ends === null ? [] : [texts.holdEnds(ends)]),
      ],
    };
  });

const restored = (options: RestoreOptions, context: HsmContext): Promise<CommandResult> =>
  withStepContext(options, context, async (step) => {
    const { id, result: restoredKey } = await restore(step, {
      access: await storageAccess(options, 'restore', step),
      confirmation: confirmationOf(options),
      operators: options.operators,
      inventory: await readInventory(options.inventory),
      ...(options.key === undefined ? {} : { keyName: options.key }),
      ...(options.holdException === undefined ? {} : { holdException: options.holdException }),
      ...(options.lockOutException === undefined ? {} : { lockOutException: options.lockOutException }),
      ...(options.externalException === undefined ? {} : { externalException: options.externalException }),
    });
    const { key } = options;
    if (key === undefined || restoredKey === true) {
      return { result: { id, verdict: 'succeeded' }, text: ({ commands }) => [commands.hsm.restored] };
    }
    const { restored: versions, notOverwritten = 0 } = restoredKey;
    return {
      result: { id, verdict: 'succeeded', key, versions: versions ?? null, notOverwritten },
      text: ({ commands: { hsm: texts } }) => [
        versions === undefined
          ? texts.keyRestoredUncounted(visibleText(key))
          : texts.keyRestored(visibleText(key), versions),
        ...(notOverwritten === 0 ? [] : [texts.notOverwritten(notOverwritten)]),
      ],
    };
  });
