// `lifeboat hsm`: the online part of a recovery, step by step; each can be interrupted and run again.
import { type Command, Option } from 'commander';
import { guardedCalls, type GuardedCall } from '../../../../shared/journal/events.ts';
import type { Catalogue } from '../../../../shared/messages/catalogue.ts';
import type { OnlineCommandTexts } from '../../../../shared/messages/en/commands/online.ts';
import type { OnlineTexts } from '../../../../shared/messages/en/online.ts';
import { findingText } from '../../../../shared/messages/findings.ts';
import type { OnlineCheck } from '../../../../shared/online/checks.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { encodeInventory } from '../../core/inventory/inventory-file.ts';
import { maxBundleBytes } from '../../core/transfer/envelope.ts';
import { realWaiting, type Waiting } from '../../online/polling.ts';
import { activate } from '../../online/steps/activate.ts';
import { backUp } from '../../online/steps/back-up.ts';
import { lookAtBoard } from '../../online/steps/board.ts';
import { createHsm } from '../../online/steps/create.ts';
import { decide } from '../../online/steps/decide.ts';
import { initRecovery, observationFile, observe, type ObservedKey } from '../../online/steps/exchange-key.ts';
import { holdOf } from '../../online/steps/hold.ts';
import { restore } from '../../online/steps/restore.ts';
import type { StepContext } from '../../online/steps/step-context.ts';
import { upload } from '../../online/steps/upload.ts';
import { whoIsHere, type WhoIsHere } from '../../online/steps/who.ts';
import { takeInventory } from '../../online/take-inventory.ts';
import { readWholeFile, refuseExisting, writeNewFile } from '../../ports/files.ts';
import { answers, type CommandContext } from '../context.ts';
import { fingerprintLines } from '../fingerprint-lines.ts';
import {
  confirmationOf,
  type ConfirmOptions,
  type HsmContext,
  type AccessOptions,
  type StepOptions,
  storageAccess,
  type StorageOptions,
  withAccess,
  withConfirmation,
  withPlanAccess,
  withStep,
  withStepContext,
  withStorageAccess,
} from '../hsm-access.ts';
import { readInventory, registerHsmProofs } from '../hsm-proofs.ts';
import { type CommandResult, progressOf } from '../output.ts';
import { row } from '../row.ts';
import { refuseUsage } from '../usage.ts';

/** @param waiting how time passes; tests do not wait */
export function registerHsm(program: Command, commandContext: CommandContext, waiting: Waiting = realWaiting): void {
  const context: HsmContext = { ...commandContext, waiting };
  const group = program.command('hsm').description('The online part of a recovery: every call to Azure.');
  registerLooking(group, context);
  registerSteps(group, context);
  registerRestoring(group, context);
  registerHsmProofs(group, context);
}

function registerLooking(group: Command, context: HsmContext): void {
  answers(
    withAccess(
      group.command('account').description('Show who is signed in, whether the plan knows them, and what they may do.'),
    ),
    context,
    (options: AccessOptions) => account(options, context),
  );
  answers(
    withStep(group.command('source').description('Look at everything that would fail, before anybody travels.'))
      .option('--operators <ids...>', 'object ids of those who work here, or of their group', [])
      .option('--inventory <file>', 'the inventory that was exported with the source’s backup'),
    context,
    (options: SourceOptions) => source(options, context),
  );
  answers(
    withStep(group.command('status').description('Show where the recovery stands, and what is open.')),
    context,
    (options: StepOptions) => withStepContext(options, context, status),
  );
  answers(
    withAccess(group.command('inventory').description('Export what an HSM holds.'))
      .requiredOption('--out <file>', 'where the inventory is written')
      .option('--source', 'of the HSM that was lost, while it still answers')
      .option('--public-halves', 'with the public half of each key version, one question each'),
    context,
    (options: InventoryOptions) => inventory(options, context),
  );
}

function registerSteps(group: Command, context: HsmContext): void {
  answers(
    withConfirmation(withStep(group.command('create').description('Create the new HSM of the plan.')))
      .requiredOption('--administrators <ids...>', 'object ids of its administrators; a group is advised')
      .option('--retention-days <n>', 'how long it is kept after a deletion, 7 to 90', days, 90)
      .option('--purge-protection', 'it cannot be purged early, and is billed for the whole retention; for good'),
    context,
    (options: CreateOptions) => create(options, context),
  );
  answers(
    withConfirmation(
      withStep(group.command('init-recovery').description('Fetch the exchange key, as operator 1.')),
    ).requiredOption('--out <file>', 'where the observation is written'),
    context,
    (options: ObserveOptions & ConfirmOptions) =>
      observed(options, context, (step) => initRecovery(step, confirmationOf(options))),
  );
  answers(
    withStep(
      group.command('observe').description('Fetch the exchange key again, as operator 2 on another machine.'),
    ).requiredOption('--out <file>', 'where the observation is written'),
    context,
    (options: ObserveOptions) => observed(options, context, observe),
  );
  answers(
    withBundle(
      group
        .command('activate')
        .description(
          'Activate a new HSM that is not recovered, or take the security domain of an active one for new custodians.',
        ),
    ).requiredOption('--out <file>', 'where the security domain is written'),
    context,
    (options: BundleOptions & { readonly out: string }) => activated(options, context),
  );
  answers(
    withBundle(group.command('upload').description('Upload the restore blob that the custodians built.')),
    context,
    (options: BundleOptions) => uploaded(options, context),
  );
}

function registerRestoring(group: Command, context: HsmContext): void {
  answers(
    withStorageAccess(withStep(group.command('backup').description('Take the restore point of the new HSM.'))).option(
      '--create-container',
      'make the container of the plan if it is missing',
    ),
    context,
    (options: BackupOptions) => backup(options, context),
  );
  answers(
    withStorageAccess(
      withConfirmation(
        withStep(group.command('restore').description('Replace everything in the new HSM by the backup.')),
      ),
    )
      .requiredOption('--typed-folder <folder>', 'folder of the backup, typed from paper')
      .requiredOption('--operators <ids...>', 'object ids of those who work here, or of their group')
      .option('--inventory <file>', 'the inventory that was exported with the backup')
      .option('--hold-exception <n>', 'the exception (step C19) by which two people shorten the hold', exceptionNumber)
      .option('--lock-out-exception <n>', 'the exception (step C5) by which you go on without them', exceptionNumber)
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

const withBundle = (command: Command): Command =>
  withConfirmation(withStep(command))
    .requiredOption('--bundle <file>', 'the bundle from the offline side')
    .requiredOption('--read-back <hex>', 'the bundle’s hash as the offline side read it out');

function days(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 7 || value > 90) refuseUsage('number-range', '--retention-days', '7–90');
  return value;
}

/** As it stands on the sheet, `EX-3`, or the bare number. */
function exceptionNumber(text: string): number {
  const digits = /^(?:EX-)?([1-9][0-9]{0,2})$/i.exec(text)?.[1];
  return digits === undefined ? refuseUsage('number-range', 'EX-…', 'EX-1–EX-999') : Number(digits);
}

interface SourceOptions extends StepOptions {
  readonly operators: string[];
  readonly inventory?: string;
}
interface InventoryOptions extends AccessOptions {
  readonly out: string;
  readonly source?: boolean;
  readonly publicHalves?: boolean;
}
interface CreateOptions extends StepOptions, ConfirmOptions {
  readonly administrators: string[];
  readonly retentionDays: number;
  readonly purgeProtection?: boolean;
}
interface ObserveOptions extends StepOptions {
  readonly out: string;
}
interface BundleOptions extends StepOptions, ConfirmOptions {
  readonly bundle: string;
  readonly readBack: string;
}
interface BackupOptions extends StepOptions, StorageOptions {
  readonly createContainer?: boolean;
}
interface RestoreOptions extends StepOptions, ConfirmOptions, StorageOptions {
  readonly operators: string[];
  readonly inventory?: string;
  readonly holdException?: number;
  readonly lockOutException?: number;
  readonly key?: string;
}
interface DecideOptions extends StepOptions {
  readonly call: GuardedCall;
  readonly verdict: 'succeeded' | 'failed';
  readonly by: string[];
  readonly reason: string;
}

const account = (options: AccessOptions, context: HsmContext): Promise<CommandResult> =>
  withPlanAccess(options, context, async ({ plan }, { hsm, controlPlane, account: signIn }) => {
    const who = await whoIsHere({ plan, hsm, controlPlane, account: signIn });
    return { result: { ...who }, text: ({ online, commands }) => whoLines(who, online, commands.hsm) };
  });

function whoLines(
  { account: { name, objectId, tenantId }, part, people, operators, azure, hsm }: WhoIsHere,
  texts: OnlineTexts,
  own: OnlineCommandTexts,
): string[] {
  const named = (list: WhoIsHere['people']): string =>
    list.map((person) => `${person.name} (${person.roles.join(', ')})`).join('; ') || own.nobody;
  return [
    row(own.account, name),
    row(own.objectId, objectId),
    row(own.tenant, tenantId),
    row(own.inThePlan, `${named(people)}: ${texts.parts[part]}`),
    row(own.operators, named(operators)),
    ...(azure ?? []).map(({ step, role, action, granted }) =>
      row(texts.granted[granted], `${step}: ${role} (${action.name})`),
    ),
    ...(hsm ?? []).map(({ scope, role }) => row(own.hsmRole, own.roleOn(role, scope))),
    ...(hsm === null ? [texts.rolesNotTold] : hsm.length === 0 ? [texts.rolesThroughGroup] : []),
  ];
}

const source = (options: SourceOptions, context: HsmContext): Promise<CommandResult> =>
  withStepContext(options, context, async (step) => {
    const expected = await readInventory(options.inventory);
    const board = await lookAtBoard(step, { operators: options.operators, inventory: expected });
    const ready = board.every(({ outcome }) => outcome !== 'stop');
    return {
      result: { ready, board },
      text: (texts) => [
        ...board.flatMap((check) => checkLines(check, texts)),
        ready ? texts.online.boardClear : texts.online.boardStops,
      ],
    };
  });

const checkLines = ({ id, outcome, found }: OnlineCheck, texts: Catalogue): string[] => [
  `${texts.online.outcomes[outcome].padEnd(8)} ${texts.online.checks[id].padEnd(58)} ${findingText(texts, found)}`,
  ...(outcome === 'ok' ? [] : [`${' '.repeat(9)}${texts.online.todo[id]}`]),
];

function status(step: StepContext): Promise<CommandResult> {
  const { calls, failures, exceptions } = step.journal.state;
  const hold = holdOf(step);
  const left = hold.phase === 'running' ? Math.ceil((hold.endsMs - step.waiting.now()) / step.holdMinuteMs) : 0;
  return Promise.resolve({
    result: { calls: Object.values(calls), hold, failures, exceptions },
    text: ({ online: texts, commands: { common, hsm: own } }) => [
      `${step.plan.practice ? common.practice : common.production}  ${step.plan.ceremony}, ${step.plan.target.name}`,
      ...Object.values(calls).map(({ id, phase }) => `${id.padEnd(20)} ${texts.phases[phase]}`),
      `${own.hold.padEnd(20)} ${texts.hold[hold.phase]}${left > 0 ? own.minutesLeft(left) : ''}`,
      ...failures.map((check) => `${own.stopped.padEnd(20)} ${own.onlyException(check)}`),
    ],
  });
}

const inventory = (options: InventoryOptions, context: HsmContext): Promise<CommandResult> =>
  withPlanAccess(options, context, async (_, access) => {
    await refuseExisting(options.out);
    const hsm = (options.source === true ? access.openSource() : undefined) ?? access.hsm;
    const say = await progressOf(context);
    const taken = await takeInventory(hsm, {
      now: context.waiting.now(),
      publicHalves: options.publicHalves ?? false,
      onKey: (done, of) => {
        if (done % 100 === 0) say(({ common }) => common.keysRead(done, of));
      },
    });
    const bytes = encodeInventory(taken);
    await writeNewFile(options.out, bytes);
    const hash = sha256(bytes).toString('hex');
    const versions = taken.keys.reduce((sum, key) => sum + key.versions.length, 0);
    const counts = { keys: taken.keys.length, versions, roles: taken.roles.length };
    return {
      result: { file: options.out, sha256: hash, hsm: taken.hsm, ...counts },
      text: ({ commands: { hsm: texts } }) => [
        texts.counts(counts.keys, counts.versions, counts.roles, taken.hsm),
        ...fingerprintLines(texts.inventory, hash),
      ],
    };
  });

const create = (options: CreateOptions, context: HsmContext): Promise<CommandResult> =>
  withStepContext(options, context, async (step) => {
    const { administrators, retentionDays, purgeProtection = false } = options;
    const order = { confirmation: confirmationOf(options), administrators, retentionDays, purgeProtection };
    const { id, result } = await createHsm(step, order);
    return {
      result: { id, hsm: result },
      text: ({ commands: { hsm: texts }, findings }) => [
        texts.created(result.hsmUri ?? '', findings.activations[result.activation]),
        row(texts.resource, result.resourceId),
      ],
    };
  });

async function observed(
  options: ObserveOptions,
  context: HsmContext,
  fetch: (step: StepContext) => Promise<ObservedKey>,
): Promise<CommandResult> {
  return withStepContext(options, context, async (step) => {
    await refuseExisting(options.out);
    const { observation, key, verdict } = await fetch(step);
    const file = observationFile(observation);
    await writeNewFile(options.out, file.bytes);
    return {
      result: { file: options.out, sha256: file.sha256, exchange: key, verdict },
      text: ({ online, commands: { hsm: texts } }) => [
        row(texts.request, texts.requestAt(observation.requestId, observation.serverDate)),
        row(texts.path, texts.certificates(observation.tlsChain.length)),
        ...fingerprintLines(texts.exchangeCertificate, key.x5tS256),
        online.notProvenAlone,
      ],
    };
  });
}

const bundleOrder = async (options: BundleOptions) => ({
  bundle: await readWholeFile(options.bundle, maxBundleBytes),
  readBackSha256: options.readBack,
  confirmation: confirmationOf(options),
});

const activated = (options: BundleOptions & { readonly out: string }, context: HsmContext): Promise<CommandResult> =>
  withStepContext(options, context, async (step) => {
    await refuseExisting(options.out);
    const made = await activate(step, await bundleOrder(options));
    await writeNewFile(options.out, made.securityDomain);
    const { shares, required } = made.inspected;
    return {
      result: { id: made.id, file: options.out, sha256: made.sha256, custodians: shares.length, required },
      text: ({ commands: { hsm: texts } }) => [
        texts.activated(shares.length, required, options.out),
        ...fingerprintLines(texts.securityDomain, made.sha256),
      ],
    };
  });

const uploaded = (options: BundleOptions, context: HsmContext): Promise<CommandResult> =>
  withStepContext(options, context, async (step) => {
    const { id } = await upload(step, await bundleOrder(options));
    return {
      result: { id, verdict: 'succeeded' },
      text: ({ online, commands }) => [commands.hsm.uploaded, online.tellOffline],
    };
  });

const backup = (options: BackupOptions, context: HsmContext): Promise<CommandResult> =>
  withStepContext(options, context, async (step) => {
    const access = await storageAccess(options, 'backup', step);
    const { id, result } = await backUp(step, access, { createContainer: options.createContainer ?? false });
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
    const { id } = await restore(step, {
      access: await storageAccess(options, 'restore', step),
      confirmation: confirmationOf(options),
      operators: options.operators,
      inventory: await readInventory(options.inventory),
      ...(options.key === undefined ? {} : { keyName: options.key }),
      ...(options.holdException === undefined ? {} : { holdException: options.holdException }),
      ...(options.lockOutException === undefined ? {} : { lockOutException: options.lockOutException }),
    });
    return { result: { id, verdict: 'succeeded' }, text: ({ commands }) => [commands.hsm.restored] };
  });
