// `lifeboat recover-online`: the operators' half of an emergency without a plan. One folder holds its journal and the answers of the service;
// each step is the one that a ceremony takes, and can be interrupted and run again.
import type { Command } from 'commander';
import { realWaiting, type Waiting } from '#azure/polling.ts';
import { answers, type CommandContext } from '../../context.ts';
import { typedException, typedGuid, typedObjectIds } from '../../printed-values.ts';
import { type NewHsmOptions, withNewHsm } from '../hsm/creation-options.ts';
import { type SignInOptions, withSignIn } from '../hsm/credentials.ts';
import { withConfirmation } from '../hsm/step-options.ts';
import { withStorageAccess } from '../hsm/storage-access.ts';
import { begin, type BeginOptions, change, close, typedPlace } from './begin.ts';
import {
  backedUp,
  type BackupOptions,
  created,
  namedIn,
  type Options,
  restored,
  type RestoreOptions,
  saveKey,
  uploaded,
  type UploadOptions,
  verified,
  type VerifyOptions,
} from './steps.ts';
import { within } from './within.ts';

/** What people have on paper. */
const details = {
  address: ['--address <uri>', 'address of the new HSM, typed from paper'],
  people: ['--people <names...>', 'the two people who answer for it'],
  tenant: ['--tenant <guid>', 'the directory in which you sign in', typedGuid('--tenant')],
} as const;
const withPlace = (command: Command): Command =>
  command
    .option(
      '--subscription <guid>',
      'where there is no HSM yet: the subscription in which it is made',
      typedPlace.subscription,
    )
    .option('--resource-group <name>', 'where there is no HSM yet: its resource group', typedPlace.resourceGroup)
    .option('--location <region>', 'where there is no HSM yet: its region', typedPlace.location)
    .option(
      '--identity <id>',
      'where there is no HSM yet: resource id of the identity by which it reaches the storage account, or none',
      typedPlace.identity,
    );

/** @param waiting how time passes; tests do not wait */
export function registerRecoverOnline(program: Command, context: CommandContext, waiting: Waiting = realWaiting): void {
  const group = program
    .command('recover-online')
    .description('Emergency recovery without a plan: every call to Azure.');
  const step = (name: string, description: string): Command =>
    withSignIn(group.command(`${name} <folder>`).description(description));
  const opened = { context, waiting };
  answers(
    withPlace(
      group
        .command('begin')
        .description('Begin an emergency at this machine, by what two people have on paper.')
        .option('--folder <folder>', 'where the journal of the emergency is kept, in a folder of its own', '.')
        .requiredOption(...details.address)
        .requiredOption(...details.people)
        .requiredOption(...details.tenant),
    ).option('--practice', 'for practice'),
    context,
    (options: BeginOptions) => begin(options),
  );
  answers(
    withPlace(
      group
        .command('change <folder>')
        .description('Change what was typed at the beginning, before the first call to Azure; the rest stays as it is.')
        .option(...details.address)
        .option(...details.people)
        .option(...details.tenant),
    ),
    context,
    (folder: string, options: Partial<BeginOptions>) => change(folder, options),
  );
  answers(
    withNewHsm(
      withConfirmation(step('create', 'Create the new HSM in the place that was given at the beginning.')),
      true,
    ),
    context,
    (folder: string, options: SignInOptions & NewHsmOptions) =>
      within(folder, options, opened, (call) => created(call, options)),
  );
  answers(
    withConfirmation(step('key', 'Fetch the exchange key for the custodians.')).requiredOption(
      '--out <file>',
      'where the exchange key is written, as PEM',
    ),
    context,
    (folder: string, options: Options & { readonly out: string }) =>
      within(folder, options, opened, (call, emergency) => saveKey(call, emergency, options)),
  );
  answers(
    withConfirmation(step('upload', 'Upload the restore blob, whoever built it.'))
      .requiredOption('--blob <file>', 'the restore blob')
      .option(
        '--key-exception <n>',
        'the exception (step F4) by which two people upload it although the HSM showed another key twice',
        typedException,
      ),
    context,
    (folder: string, options: UploadOptions) =>
      within(folder, options, opened, (call, emergency) => uploaded(call, emergency, options)),
  );
  const backupPlace = (command: Command): Command =>
    command
      .requiredOption(
        '--account <url>',
        'storage account with the backup of the lost HSM, https://ACCOUNT.blob.core.windows.net',
      )
      .requiredOption('--container <name>', 'container with the backup of the lost HSM')
      .requiredOption('--typed-folder <folder>', 'folder of the backup, typed from paper');
  answers(
    withStorageAccess(backupPlace(step('backup', 'Take the restore point of the new HSM.'))),
    context,
    (folder: string, options: BackupOptions) =>
      within(folder, options, opened, (call, emergency) => backedUp(call, emergency, options), namedIn(options)),
  );
  answers(
    withStorageAccess(withConfirmation(step('restore', 'Replace everything in the new HSM by the backup.')))
      .requiredOption('--typed-folder <folder>', 'folder of the backup, typed from paper')
      .requiredOption(
        '--operators <ids...>',
        'object ids of those who work here, or of their group',
        typedObjectIds('--operators'),
      )
      .option('--inventory <file>', 'the inventory that was exported with the backup')
      .option('--hold-exception <n>', 'the exception (step F7) by which two people shorten the hold', typedException)
      .option('--lock-out-exception <n>', 'the exception (step F8) by which you go on without them', typedException)
      .option('--external-exception <n>', 'the exception (step F8) by which external keys come back', typedException),
    context,
    (folder: string, options: RestoreOptions) =>
      within(folder, options, opened, (call, emergency) => restored(call, emergency, options)),
  );
  answers(
    step('verify', 'List what came back, and compare it where there is an inventory.')
      .option('--inventory <file>', 'the inventory that was exported with the backup')
      .requiredOption('--out <file>', 'where the inventory of the recovered HSM is written'),
    context,
    (folder: string, options: VerifyOptions) =>
      within(folder, options, opened, (call, emergency) => verified(call, emergency, options)),
  );
  answers(
    group
      .command('close <folder>')
      .description('Close the journal of an emergency.')
      .requiredOption('--by <names...>', 'the two people who close it'),
    context,
    (folder: string, { by }: { readonly by: readonly string[] }) => close(folder, by, waiting),
  );
}
