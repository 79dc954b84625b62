// `lifeboat recover-online`: the operators' half of an emergency without a plan. One folder holds its journal and the answers of the service;
// each step is the one that a ceremony takes, and can be interrupted and run again.
import { stoppingCount } from '#shared/inventory/difference-row.ts';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Command } from 'commander';
import type { z } from 'zod';
import { azurePlace, namedBackup, twoNames } from '#shared/contract/online/emergency-view.ts';
import { type EmergencyOrder, OpenEmergency } from '#services/online/open-emergency.ts';
import { guid } from '#shared/schemas/atoms.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { CommandTexts } from '#shared/messages/en/commands/index.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { decodeBase64 } from '#core/encoding/base64.ts';
import { parseExchangeKeyFile } from '#core/exchange-key/exchange-key-file.ts';
import { encodeInventory } from '#core/inventory/inventory-file.ts';
import { containerOf, openAccess } from '#services/recovery/access.ts';
import { realWaiting, type Waiting } from '#azure/polling.ts';
import { createHsm } from '#services/recovery/create.ts';
import { backUp } from '#services/recovery/back-up.ts';
import { initRecovery } from '#services/recovery/exchange-key.ts';
import { holdMinuteMs, holdOf } from '#services/recovery/hold.ts';
import { restore } from '#services/recovery/restore.ts';
import type { CallContext } from '#services/recovery/step-context.ts';
import { recoverWithBlob } from '#services/recovery/upload.ts';
import { countsOf, listRecovered, noteVerified, verifyRecovered } from '#services/recovery/verify.ts';
import { twoOfPlan } from '#shared/plan/people.ts';
import { refuseExisting, writeNewFile } from '#platform/files.ts';
import { app } from '../ceremony-files.ts';
import { answers, type CommandContext } from '../context.ts';
import { fingerprintLines } from '../fingerprint-lines.ts';
import { readInventory } from '../ceremony-inputs.ts';
import { readBlobFile } from '../input-files.ts';
import { type CommandResult, progressOf } from '../output.ts';
import { commandLine, row } from '../row.ts';
import { neededTogether, notOfPractice, refuseUsage } from '../usage.ts';
import { typedException } from '../whole-number.ts';
import { createdHsm, type NewHsmOptions, newHsmOrder, withNewHsm } from './hsm/creation-options.ts';
import { credentialsOf, type SignInOptions, withSignIn } from './hsm/credentials.ts';
import { notComparedLines } from './hsm/proofs.ts';
import { confirmationOf, type ConfirmOptions, progressTo, withConfirmation } from './hsm/step-options.ts';
import { storageAccess, type StorageOptions, withStorageAccess } from './hsm/storage-access.ts';

type AzurePlace = z.output<typeof azurePlace>;

interface BeginOptions extends Partial<Record<keyof AzurePlace, string>> {
  readonly folder: string;
  readonly address: string;
  readonly people: readonly string[];
  readonly tenant: string;
  readonly practice?: boolean;
}
type Options = SignInOptions & ConfirmOptions;
type StepName = keyof CommandTexts['recover']['steps'];

/** @param waiting how time passes; tests do not wait */
export function registerRecoverOnline(program: Command, context: CommandContext, waiting: Waiting = realWaiting): void {
  const group = program
    .command('recover-online')
    .description('Emergency recovery without a plan: every call to Azure.');
  const step = (name: string, description: string): Command =>
    withSignIn(group.command(`${name} <folder>`).description(description));
  const opened = { context, waiting };
  answers(
    group
      .command('begin')
      .description('Begin an emergency at this machine, by what two people have on paper.')
      .option('--folder <folder>', 'where the journal of the emergency is kept, in a folder of its own', '.')
      .requiredOption('--address <uri>', 'address of the new HSM, typed from paper')
      .requiredOption('--people <names...>', 'the two people who answer for it')
      .requiredOption('--tenant <guid>', 'the directory in which you sign in')
      .option('--subscription <guid>', 'where there is no HSM yet: the subscription in which it is made')
      .option('--resource-group <name>', 'where there is no HSM yet: its resource group')
      .option('--location <region>', 'where there is no HSM yet: its region')
      .option(
        '--identity <id>',
        'where there is no HSM yet: resource id of the identity by which it reaches the storage account',
      )
      .option('--practice', 'for practice'),
    context,
    (options: BeginOptions) => begin(options),
  );
  answers(
    withNewHsm(withConfirmation(step('create', 'Create the new HSM in the place that was given at the beginning.'))),
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
        'the exception (step C14) by which two people upload it although the HSM showed another key twice',
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
      .requiredOption('--operators <ids...>', 'object ids of those who work here, or of their group')
      .option('--inventory <file>', 'the inventory that was exported with the backup')
      .option('--hold-exception <n>', 'the exception (step C19) by which two people shorten the hold', typedException),
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

interface UploadOptions extends Options {
  readonly blob: string;
  readonly keyException?: number;
}
interface BackupOptions extends SignInOptions, StorageOptions {
  readonly account: string;
  readonly container: string;
  readonly typedFolder: string;
}
interface RestoreOptions extends Options, StorageOptions {
  readonly operators: string[];
  readonly inventory?: string;
  readonly holdException?: number;
}
interface VerifyOptions extends SignInOptions {
  readonly inventory?: string;
  readonly out: string;
}

const machineOf = (waiting: Waiting) => ({
  now: waiting.now,
  app,
  // An emergency pairs with no other machine.
  challenge: () => '',
  onEvent: () => undefined,
});

async function begin(options: BeginOptions): Promise<CommandResult> {
  const { folder, address, practice = false } = options;
  // Checked before anything is written: a folder that cannot be opened again is worth nothing.
  const people = taken(twoNames, options.people, '--people', "'NAME' 'NAME'");
  const tenant = taken(guid, options.tenant.toLowerCase(), '--tenant', exampleGuid);
  const place = placeOf(options);
  notOfPractice(address, practice);
  const start = place === null ? 'blob' : 'new-hsm';
  const order: EmergencyOrder = { address, tenant, start, people, place };
  const emergency = await OpenEmergency.begin(folder, practice, order, machineOf(realWaiting));
  const { id, opened } = emergency;
  await emergency.journal.close();
  const path = join(folder, id);
  return answer(path, place === null ? ['key', 'upload'] : ['create', 'key', 'upload'], {
    result: { ceremony: id, folder: path, practice: opened.practice, missing: opened.missing },
    text: ({ commands: { recover: texts }, screens }) => [
      texts.opened(id, visibleText(path)),
      texts.noPlan,
      ...opened.missing.map((part) => `  ${screens.emergency.missing[part]}`),
    ],
  });
}

const exampleGuid = '00000000-0000-0000-0000-000000000000';
const exampleIdentity =
  '/subscriptions/…/resourceGroups/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/…';

/** Where a new HSM is made; null where it is there already. @throws USAGE */
function placeOf(options: BeginOptions): AzurePlace | null {
  const { subscription, resourceGroup, location, identity } = options;
  if ([subscription, resourceGroup, location, identity].every((each) => each === undefined)) return null;
  const given = neededTogether({
    '--subscription': subscription,
    '--resource-group': resourceGroup,
    '--location': location,
  });
  const { shape } = azurePlace;
  return {
    subscription: taken(shape.subscription, given['--subscription'].toLowerCase(), '--subscription', exampleGuid),
    resourceGroup: taken(shape.resourceGroup, given['--resource-group'], '--resource-group', 'a-Z 0-9 _ . ( ) -'),
    location: taken(shape.location, given['--location'].toLowerCase(), '--location', 'northeurope'),
    identity: taken(shape.identity, identity ?? null, '--identity', exampleIdentity),
  };
}

/** A value as its schema has it. @param form how it is written @throws USAGE */
function taken<T>(schema: z.ZodType<T>, value: unknown, option: string, form: string): T {
  const read = schema.safeParse(value);
  return read.success ? read.data : refuseUsage('value-form', option, form);
}

interface Opened {
  readonly context: CommandContext;
  readonly waiting: Waiting;
}

/** Opens the emergency of a folder and the way to its HSM, does something, and lets it all go. */
async function within(
  path: string,
  options: SignInOptions,
  { context, waiting }: Opened,
  work: (call: CallContext, emergency: OpenEmergency, path: string) => Promise<(path: string) => CommandResult>,
  first: (emergency: OpenEmergency) => Promise<void> = () => Promise.resolve(),
): Promise<CommandResult> {
  const emergency = await OpenEmergency.resume(path, machineOf(waiting));
  try {
    await first(emergency);
    const { particulars: plan, journal, answers: kept } = emergency;
    const access = openAccess(plan, await credentialsOf(options, plan, context), waiting);
    try {
      const { hsm, controlPlane, networkPath } = access;
      const call: CallContext = {
        ...{
          plan,
          hsm,
          controlPlane,
          container: containerOf(access, plan),
          networkPath,
          journal,
          answers: kept,
          waiting,
        },
        polling: progressTo(await progressOf(context)),
        holdMinuteMs: holdMinuteMs(plan),
      };
      return (await work(call, emergency, path))(path);
    } finally {
      access.close();
    }
  } finally {
    await emergency.journal.close();
  }
}

/** An answer, with the commands that lead on. */
const answer = (path: string, next: readonly StepName[], { result, text, ...more }: CommandResult): CommandResult => ({
  result,
  ...more,
  text: (catalogue) => [
    ...text(catalogue),
    ...next.flatMap((name, at) => {
      const { recover: texts, next: ahead } = catalogue.commands;
      return [
        row(at === 0 ? ahead.next : ahead.orElse, texts.steps[name]),
        commandLine(`lifeboat recover-online ${name} ${visibleText(path)} --help`),
      ];
    }),
  ],
});

async function created(call: CallContext, options: NewHsmOptions) {
  const made = createdHsm(await createHsm(call, newHsmOrder(options)));
  return (path: string): CommandResult => answer(path, ['key'], made);
}

async function saveKey(call: CallContext, emergency: OpenEmergency, options: Options & { readonly out: string }) {
  await refuseExisting(options.out);
  const { observation, key, verdict } = await initRecovery(call, confirmationOf(options));
  await emergency.keepObservation(observation, verdict.checks);
  const pem = encodePem('CERTIFICATE', parseExchangeKeyFile(decodeBase64(observation.answer)).certificateDer);
  await writeNewFile(options.out, Buffer.from(pem, 'latin1'));
  return (path: string): CommandResult =>
    answer(path, ['upload'], {
      result: { file: options.out, exchange: key, verdict },
      text: ({ commands: { hsm: texts, recover } }) => [
        row(recover.keySaved, visibleText(options.out)),
        ...fingerprintLines(texts.exchangeCertificate, key.certificateSha256),
      ],
    });
}

async function uploaded(call: CallContext, emergency: OpenEmergency, options: UploadOptions) {
  const { bytes: blob } = await readBlobFile(options.blob);
  const { state } = call.journal;
  const blobSha256 = sha256(blob).toString('hex');
  if (state.blobRead?.blobSha256 !== blobSha256) await emergency.takeBlob(blob);
  const { keyException } = options;
  const order = { blob, confirmation: confirmationOf(options), ...(keyException !== undefined && { keyException }) };
  await recoverWithBlob(call, order, ({ observation, verdict }) =>
    emergency.keepObservation(observation, verdict.checks),
  );
  return (path: string): CommandResult =>
    answer(path, ['backup'], {
      result: { verdict: 'succeeded', blobSha256 },
      text: ({ commands: { recover: texts } }) => [texts.uploaded],
    });
}

/** Notes where the backup lies, before the way to it is opened. @throws USAGE */
const namedIn =
  (options: BackupOptions) =>
  async (emergency: OpenEmergency): Promise<void> => {
    const { shape } = namedBackup;
    const account = options.account.replace(/\/$/u, '');
    const named = {
      account: taken(shape.account, account, '--account', 'https://ACCOUNT.blob.core.windows.net'),
      container: taken(shape.container, options.container, '--container', 'mhsm-backups'),
      folder: taken(shape.folder, options.typedFolder, '--typed-folder', 'mhsm-NAME-20261014120000'),
    };
    if (!isDeepStrictEqual(emergency.backup, named)) await emergency.nameBackup(named);
  };

async function backedUp(call: CallContext, _: OpenEmergency, options: BackupOptions) {
  const { id, result } = await backUp(call, await storageAccess(options, 'backup', call));
  const hold = holdOf(call);
  const holdEnds = hold.phase === 'no-restore-point' ? null : new Date(hold.endsMs).toISOString();
  return (path: string): CommandResult =>
    answer(path, ['restore'], {
      result: { id, folderUri: result.folderUri, holdEnds, backup: options.typedFolder },
      text: ({ commands: { hsm: texts } }) => [
        texts.backedUp(result.folderUri),
        ...(holdEnds === null ? [] : [texts.holdEnds(holdEnds)]),
      ],
    });
}

async function restored(call: CallContext, _: OpenEmergency, options: RestoreOptions) {
  const { holdException } = options;
  const { id } = await restore(call, {
    access: await storageAccess(options, 'restore', call),
    confirmation: confirmationOf(options),
    operators: options.operators,
    inventory: await readInventory(options.inventory),
    ...(holdException !== undefined && { holdException }),
  });
  return (path: string): CommandResult =>
    answer(path, ['verify'], {
      result: { id, verdict: 'succeeded' },
      text: ({ commands }) => [commands.hsm.restored],
    });
}

async function verified(call: CallContext, { typed }: OpenEmergency, options: VerifyOptions) {
  await refuseExisting(options.out);
  const expected = await readInventory(options.inventory);
  const comparison = expected && (await verifyRecovered(call, expected));
  const recovered = comparison?.recovered ?? (await listRecovered(call));
  const bytes = encodeInventory(recovered);
  await writeNewFile(options.out, bytes);
  const differences = comparison?.differences ?? [];
  const stopping = stoppingCount(differences);
  const notCompared = comparison?.notCompared ?? [];
  const compared = expected && { expected, differences: stopping };
  await noteVerified(call, recovered, compared, typed.people);
  const counts = countsOf(recovered);
  return (path: string): CommandResult =>
    answer(path, ['close'], {
      refused: stopping > 0,
      result: { compared: expected !== undefined, differences, notCompared, ...counts, file: options.out },
      text: ({ commands: { recover: texts, hsm }, online }) => [
        expected === undefined
          ? texts.listed(counts.keys, counts.versions, counts.roles)
          : stopping > 0
            ? hsm.notSame
            : notCompared.length > 0
              ? hsm.sameAsCompared
              : hsm.same,
        ...notComparedLines(notCompared, hsm, online.inventory),
        ...(differences.length > stopping ? [hsm.byHand(differences.length - stopping)] : []),
        ...fingerprintLines(hsm.recoveredInventory, sha256(bytes).toString('hex')),
      ],
    });
}

async function close(path: string, by: readonly string[], waiting: Waiting): Promise<CommandResult> {
  const emergency = await OpenEmergency.resume(path, machineOf(waiting));
  try {
    await emergency.journal.append({ kind: 'journal-closed', by: twoOfPlan({ people: null }, by) });
    const { sha256: head, n } = emergency.journal.head;
    return {
      result: { ceremony: emergency.id, events: n, head, closed: true },
      text: ({ commands: { recover: texts, journal } }) => [texts.closed, ...fingerprintLines(journal.head, head)],
    };
  } finally {
    await emergency.journal.close();
  }
}
