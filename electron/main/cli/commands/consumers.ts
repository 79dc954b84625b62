// `lifeboat consumers`: who uses which key of an HSM; and after a recovery, who must change what, and who has.
import { join } from 'node:path';
import type { Command } from 'commander';
import {
  type Consumer,
  type ConsumerMap,
  type KeyUse,
  managementGroupName,
  regionName,
  shortName,
} from '#shared/consumers/consumers.ts';
import type { ConsumerProgress } from '#shared/consumers/work.ts';
import { awayText } from '#shared/messages/consumer-texts.ts';
import type { ConsumerTexts } from '#shared/messages/en/consumers.ts';
import { isPracticeAddress } from '#shared/schemas/cloud-suffixes.ts';
import { plainRegion } from '#core/azure/names.ts';
import { assessMap } from '#core/consumers/assess.ts';
import { keyAddress } from '#core/consumers/az-commands.ts';
import { backupFileNames } from '#core/backup-record/backup-record.ts';
import { assertMapOf, encodeConsumerMap } from '#core/consumers/map-file.ts';
import { consumerTable } from '#core/consumers/tables.ts';
import { byUrgency, progressOf } from '#core/consumers/work-list.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { targetTyped } from '#core/journal/emergency.ts';
import { encodeRegister, maxRegisterBytes, parseRegister } from '#core/register/register-file.ts';
import { realWaiting, type Waiting } from '#azure/polling.ts';
import { openAccess } from '#services/recovery/access.ts';
import { noteChecked } from '#services/consumers/note-list.ts';
import { type MapQuestion, takeConsumerMap } from '#services/consumers/take-map.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import { practiceTenantId } from '#simulator/practice-cloud.ts';
import { answers, type CommandContext } from '../context.ts';
import { type CommandResult, progressOf as progressLines } from '../output.ts';
import { checkRow, fingerprintLines } from '../row.ts';
import { type Line, toned } from '../terminal-layout.ts';
import { needed, taken } from '../usage.ts';
import { readInventory } from '../ceremony-inputs.ts';
import { assertInventoryOf } from '#core/inventory/of-source.ts';
import { findingLines, needsLook } from './consumer-findings.ts';
import {
  call,
  type CallOptions,
  list,
  type ListOptions,
  type NotedOptions,
  readMap,
  refuseTaken,
  withJournal,
  withMap,
  withNotes,
  withSheets,
} from './consumer-list.ts';
import { credentialsOf, type SignInOptions, withSignIn } from './hsm/credentials.ts';
import { type HsmContext, sayingWhy } from './hsm/step-options.ts';

interface AskOptions extends SignInOptions {
  readonly hsm: string;
  readonly tenant?: string;
  readonly hsmId?: string;
  readonly subscription?: readonly string[];
  readonly managementGroup?: string;
}
interface FindOptions extends AskOptions {
  readonly plannedRegion?: string;
  readonly ownerTag: string;
  readonly inventory?: string;
  readonly out?: string;
  readonly records?: string;
  readonly register?: string;
  readonly registerOut?: string;
  readonly csv?: string;
}
interface CheckOptions extends AskOptions, NotedOptions {}

/** @param waiting how time passes; tests do not wait */
export function registerConsumers(
  program: Command,
  commandContext: CommandContext,
  waiting: Waiting = realWaiting,
): void {
  const context: HsmContext = { ...commandContext, waiting };
  const group = program
    .command('consumers')
    .description('Who uses which key of an HSM, and who must change what after a recovery.');
  answers(
    withAsked(group.command('find').description('Ask Azure which resources use keys of an HSM, and write the map.'))
      .option('--planned-region <name>', 'where a new HSM would be made: whom it would strand')
      .option('--owner-tag <name>', 'the tag that says who owns a resource', 'owner')
      .option('--inventory <file>', 'the inventory of the newest backup: which keys it has, and who has which role')
      .option('--out <file>', 'where the map is written')
      .option('--records <folder>', 'where standing backups leave their records: the map is written beside them')
      .option('--register <file>', 'the register of custody, which takes the hash of the map')
      .option('--register-out <file>', 'the register with the hash; never over an existing one')
      .option('--csv <file>', 'where it is written as CSV, too'),
    context,
    (options: FindOptions) => find(options, context),
  );
  answers(
    withSheets(
      withMap(
        group
          .command('call')
          .description('While the keys are away: whom to call, by what stops first, from the map alone.'),
      ),
    ),
    context,
    (options: CallOptions) => call(options, context),
  );
  answers(
    withJournal(
      withSheets(
        withMap(
          group
            .command('list')
            .description('After a recovery: what each consumer must change, the most urgent first, without Azure.'),
        )
          .requiredOption('--inventory <file>', 'the inventory of the recovered HSM')
          .option('--region <name>', 'the region of the recovered HSM')
          .option('--csv <file>', 'where the list is written as CSV, sorted by owner'),
      ),
    ),
    context,
    (options: ListOptions) => list(options, context, waiting.now),
  );
  answers(
    withJournal(
      withMap(
        withAsked(group.command('check').description('Ask Azure who is back on the recovered HSM, and who is not.')),
      ),
    ),
    context,
    (options: CheckOptions) => check(options, context),
  );
}

const withAsked = (command: Command): Command =>
  withSignIn(command)
    .requiredOption('--hsm <uri>', 'address of the HSM')
    .option('--tenant <guid>', 'the directory in which you sign in')
    .option('--hsm-id <id>', 'resource id of the HSM: finds private endpoints, too')
    .option('--subscription <guids...>', 'subscriptions that must be seen; all that the account sees, unless told')
    .option('--management-group <name>', 'only subscriptions below it');

/** Asks Azure, over one way that is opened and closed. @param asked what each question is about */
async function askAzure(
  options: AskOptions,
  context: HsmContext,
  asked: readonly (Pick<MapQuestion, 'hsm'> & Partial<MapQuestion>)[],
): Promise<readonly ConsumerMap[]> {
  const practice = isPracticeAddress(options.hsm);
  const { hsmUri } = targetTyped(options.hsm, practice);
  const tenant = needed(options.tenant ?? (practice ? practiceTenantId : undefined), '--tenant');
  const plan = { practice, target: { uri: hsmUri, tenant }, source: null };
  const { managementGroup: group } = options;
  const managementGroup =
    group === undefined ? null : taken(managementGroupName, group, '--management-group', 'platform-prod');
  const waiting = sayingWhy(context.waiting, await progressLines(context));
  const access = openAccess(plan, await credentialsOf(options, plan, context), waiting);
  try {
    const maps: ConsumerMap[] = [];
    for (const question of asked) {
      maps.push(
        await takeConsumerMap(access.openResourceGraph(), {
          ...{ practice, resourceId: null, plannedRegion: null, ownerTag: 'owner', now: context.waiting.now() },
          ...{
            subscriptions: options.subscription ?? [],
            managementGroup,
            ...question,
          },
        }),
      );
    }
    return maps;
  } finally {
    access.close();
  }
}

const addressOf = ({ hsm }: AskOptions): string => targetTyped(hsm, isPracticeAddress(hsm)).hsmUri;

async function find(options: FindOptions, context: HsmContext): Promise<CommandResult> {
  const { plannedRegion: region, ownerTag, hsmId: resourceId = null, records, register, registerOut } = options;
  const plannedRegion =
    region === undefined ? null : plainRegion(taken(regionName, region, '--planned-region', 'northeurope'));
  const hsm = addressOf(options);
  const owner = { practice: isPracticeAddress(hsm), hsm };
  const began = new Date(context.waiting.now()).toISOString();
  const kept = records === undefined ? undefined : join(records, backupFileNames({ ...owner, began }).consumers);
  const file = needed(options.out ?? kept, '--out, --records');
  if (register !== undefined) needed(registerOut, '--register-out');
  await refuseTaken(file, options.csv, registerOut);
  const registered =
    register === undefined ? undefined : parseRegister(await readWholeFile(register, maxRegisterBytes));
  const inventory = await readInventory(options.inventory);
  if (inventory) assertInventoryOf(owner, inventory);
  if (registered) assertMapOf({ practice: registered.practice, hsm: registered.hsm.uri }, owner);
  const [map] = await askAzure(options, context, [{ hsm, plannedRegion, ownerTag, resourceId }]);
  const found = needed(map, '--hsm');
  const bytes = encodeConsumerMap(found);
  await writeNewFile(file, bytes);
  if (options.csv !== undefined) await writeNewFile(options.csv, consumerTable(found));
  const assessment = assessMap(found, inventory);
  const hash = sha256(bytes).toString('hex');
  if (registered && registerOut !== undefined) {
    await writeNewFile(registerOut, encodeRegister({ ...registered, consumersSha256: hash }));
  }
  return {
    end: needsLook(assessment) || found.notSeen.length > 0 ? 'attention' : 'done',
    result: {
      ...{ file, sha256: hash, hsm: found.hsm, seen: found.seen, notSeen: found.notSeen },
      consumers: found.consumers,
      stranded: assessment.stranded,
      // Without an inventory, nobody knows.
      withoutRole: inventory ? assessment.withoutRole : null,
      notBackedUp: inventory ? assessment.notBackedUp : null,
    },
    text: ({ consumers: t }) => [
      t.found(found.consumers.length, found.seen.length),
      ...(found.notSeen.length > 0 ? [toned('attention', t.notSeen(found.notSeen))] : []),
      ...found.consumers.toSorted(byUrgency).flatMap((each) => consumerLines(each, found, t)),
      ...findingLines(found, assessment, t),
      ...(inventory ? [] : [t.find.withoutInventory]),
      t.applications,
      ...fingerprintLines(t.map, hash),
    ],
  };
}

/** `database of server`, or the id where it has another form. */
function consumerLines(consumer: Consumer, { hsm }: ConsumerMap, t: ConsumerTexts): readonly Line[] {
  const { id, type, region, owner, uses, disks } = consumer;
  const about = [type, region, owner ?? t.noOwner, awayText(consumer, t), ...(disks === null ? [] : [t.disks(disks)])];
  return [`${shortName(id)}  ${about.join(' · ')}`, ...uses.map((use) => `  ${useText(use, hsm, t)}  ${use.path}`)];
}

const useText = (use: KeyUse, hsm: string, t: ConsumerTexts): string =>
  use.key === null
    ? t.noKey
    : `${keyAddress(hsm, use.key, use.version).slice(hsm.length + 6)}${use.version === null ? ` (${t.newest})` : ''}`;

const outcomes: Readonly<Record<ConsumerProgress, 'ok' | 'look' | 'stop' | 'unknown'>> = {
  back: 'ok',
  'not-working': 'stop',
  waiting: 'look',
  elsewhere: 'look',
  'not-seen': 'unknown',
};

async function check(options: CheckOptions, context: HsmContext): Promise<CommandResult> {
  const { map, bytes } = await readMap(options.map);
  const hsm = addressOf(options);
  assertMapOf({ practice: isPracticeAddress(hsm), hsm: map.hsm }, map);
  const isSame = hsm === map.hsm;
  const asked = [
    { hsm, resourceId: options.hsmId ?? null },
    ...(isSame ? [] : [{ hsm: map.hsm, resourceId: map.hsmId }]),
  ];
  const { progress, back } = await withNotes(options, map, context.waiting.now, async (journal) => {
    const [now, before] = await askAzure(options, context, asked);
    const progress = progressOf(map, { old: before ?? null, new: needed(now, '--hsm') });
    const back = progress.filter((each) => each.progress === 'back').length;
    if (journal) await noteChecked(journal, back, progress.length, bytes);
    return { progress, back };
  });
  return {
    end: back === progress.length ? 'done' : 'attention',
    result: {
      ...{ from: map.hsm, to: hsm, back, of: progress.length },
      consumers: progress.map(({ consumer: { id, type, owner, states }, progress: state }) => ({
        id,
        type,
        owner,
        states,
        progress: state,
      })),
    },
    text: ({ consumers: t }) => [
      ...progress.map(({ consumer, progress: state }) =>
        checkRow(
          outcomes[state],
          t.progress[state],
          shortName(consumer.id),
          [consumer.owner ?? t.noOwner, ...(state === 'back' ? [] : [awayText(consumer, t), ...consumer.states])].join(
            ' · ',
          ),
        ),
      ),
      back === progress.length ? toned('good', t.allBack) : toned('attention', t.progressCounts(back, progress.length)),
    ],
  };
}
