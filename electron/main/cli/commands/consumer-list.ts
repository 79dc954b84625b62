// What the commands of consumers make of a map without Azure: whom to call, the list with its papers, and what a journal keeps of it.
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { type ConsumerMap, shortName } from '#shared/consumers/consumers.ts';
import { awayOf } from '#shared/consumers/kinds.ts';
import { awayText } from '#shared/messages/consumer-texts.ts';
import type { ConsumerTexts } from '#shared/messages/en/consumers.ts';
import { plainRegion } from '#core/azure/names.ts';
import { assertMapOf, maxConsumerMapBytes, parseConsumerMap } from '#core/consumers/map-file.ts';
import { workTable } from '#core/consumers/tables.ts';
import { byUrgency, ownersToCall, type WorkItem, workList } from '#core/consumers/work-list.ts';
import { callListDocument, consumerSheets } from '#core/documents/consumer-sheets.ts';
import type { Paper, PrintOptions } from '#core/documents/document.ts';
import { noteFile, noteListed } from '#services/consumers/note-list.ts';
import { StepJournal } from '#services/recovery/step-journal.ts';
import { readWholeFile, refuseExisting, writeNewFile } from '#platform/files.ts';
import { shellLine } from '#platform/shell-word.ts';
import { readInventory } from '../ceremony-inputs.ts';
import type { CommandContext } from '../context.ts';
import type { CommandResult } from '../output.ts';
import { commandLine } from '../row.ts';
import { type Line, toned } from '../terminal-layout.ts';
import { version } from '../version.ts';

export interface NotedOptions {
  readonly map: string;
  readonly journal?: string;
}
interface PaperOptions {
  readonly sheets?: string;
  readonly paper: Paper;
}
export interface CallOptions extends PaperOptions {
  readonly map: string;
}
export interface ListOptions extends PaperOptions, NotedOptions {
  readonly inventory: string;
  readonly region?: string;
  readonly csv?: string;
}

export const withMap = (command: Command): Command =>
  command.requiredOption('--map <file>', 'the map from before the loss');

export const withJournal = (command: Command): Command =>
  command.option('--journal <file>', 'journal of the machine that restored: it keeps the hashes for the evidence');

export const withSheets = (command: Command): Command =>
  command
    .option('--sheets <file>', 'where it is written for the printer, as PDF')
    .addOption(new Option('--paper <paper>', 'size').choices(['a4', 'letter']).default('a4'));

/** Refuses before anything is done what could not be written at the end. */
export const refuseTaken = (...files: readonly (string | undefined)[]): Promise<void> =>
  refuseExisting(...files.filter((file) => file !== undefined));

/** A map, and its bytes: their hash names it. */
export async function readMap(file: string): Promise<{ readonly map: ConsumerMap; readonly bytes: Buffer }> {
  const bytes = await readWholeFile(file, maxConsumerMapBytes);
  return { map: parseConsumerMap(bytes), bytes };
}

/** Does something while the journal is open that keeps it, where one is given. @throws CONSUMERS_FOREIGN for a journal of another HSM */
export async function withNotes<T>(
  { journal: path }: NotedOptions,
  map: ConsumerMap,
  now: () => number,
  work: (journal: StepJournal | undefined) => Promise<T>,
): Promise<T> {
  if (path === undefined) return work(undefined);
  const journal = await StepJournal.open(path, now);
  try {
    const { opened, plan } = journal.state;
    assertMapOf({ practice: opened?.practice ?? map.practice, hsm: plan?.source?.uri ?? map.hsm }, map);
    return await work(journal);
  } finally {
    await journal.close();
  }
}

async function writtenSheets(
  { sheets, paper }: PaperOptions,
  { language, printer }: CommandContext,
  document: (options: PrintOptions) => string,
): Promise<Buffer | undefined> {
  if (sheets === undefined) return undefined;
  const { printStyle: css } = await import('#core/paper/print-style.ts');
  const bytes = await printer().print(document({ language, paper, css, appVersion: version }));
  await writeNewFile(sheets, bytes);
  return bytes;
}

export async function call(options: CallOptions, context: CommandContext): Promise<CommandResult> {
  await refuseTaken(options.sheets);
  const { map } = await readMap(options.map);
  await writtenSheets(options, context, (style) => callListDocument(map, style));
  return {
    result: {
      ...{ hsm: map.hsm, taken: map.taken, sheets: options.sheets ?? null },
      consumers: map.consumers
        .toSorted(byUrgency)
        .map(({ id, type, region, owner }) => ({ id, type, region, owner, ...awayOf(type) })),
    },
    text: ({ consumers: t }) => [
      t.sheets.callTitle,
      ...ownersToCall(map.consumers).flatMap(({ owner, consumers: own }) => [
        t.owner(owner ?? t.noOwner, own.length),
        ...own.map((each) => `  ${shortName(each.id)}  ${[each.type, each.region, awayText(each, t)].join(' · ')}`),
      ]),
      ...(options.sheets === undefined ? [] : [t.sheets.written(options.sheets)]),
      t.applications,
    ],
  };
}

/** @param now Unix milliseconds, for the journal */
export async function list(options: ListOptions, context: CommandContext, now: () => number): Promise<CommandResult> {
  await refuseTaken(options.csv, options.sheets);
  const { map, bytes } = await readMap(options.map);
  const recovered = await readInventory(options.inventory);
  const { practice, hsm: to } = recovered;
  assertMapOf({ practice, hsm: map.hsm }, map);
  const items = workList(map, recovered, options.region === undefined ? null : plainRegion(options.region));
  await withNotes(options, map, now, async (journal) => {
    const table = options.csv === undefined ? undefined : workTable(items, shellLine);
    if (options.csv !== undefined && table) await writeNewFile(options.csv, table);
    const view = { practice, from: map.hsm, to, items };
    const sheets = await writtenSheets(options, context, (style) => consumerSheets(view, shellLine, style));
    if (!journal) return;
    for (const [file, written] of [
      [options.map, bytes],
      [options.csv, table],
      [options.sheets, sheets],
    ] as const) {
      if (file !== undefined && written) await noteFile(journal, basename(file), written);
    }
    await noteListed(journal, items.length, bytes, table);
  });
  const owners = Map.groupBy(items, ({ consumer: { owner } }) => owner);
  return {
    result: {
      ...{ from: map.hsm, to, csv: options.csv ?? null, sheets: options.sheets ?? null },
      items: items.map(({ consumer, commands, ...item }) => ({
        ...{ id: consumer.id, type: consumer.type, owner: consumer.owner, ...item },
        commands: commands.map((words) => shellLine(words)),
      })),
    },
    text: ({ consumers: t }) => [
      t.unchanged,
      ...[...owners].map(([owner, { length }]) => t.owner(owner ?? t.noOwner, length)),
      ...items.flatMap((item) => itemLines(item, t)),
      ...(options.csv === undefined ? [] : [t.table(items.length, options.csv)]),
      ...(options.sheets === undefined ? [] : [t.sheets.written(options.sheets)]),
      t.applications,
    ],
  };
}

function itemLines(item: WorkItem, t: ConsumerTexts): readonly Line[] {
  const { consumer, how, moves, missing, isStranded: stranded, role, roleState, commands, source } = item;
  return [
    `${shortName(consumer.id)}  ${[consumer.type, consumer.owner ?? t.noOwner, awayText(consumer, t)].join(' · ')}`,
    ...moves.map(({ oldUri, newUri }) => (newUri === oldUri ? `  ${oldUri}` : `  ${oldUri} → ${newUri}`)),
    ...(stranded ? [toned('attention', `  ${t.bound(consumer.region)}`)] : []),
    ...(missing.length > 0 ? [toned('stop', `  ${t.missing(missing)}`)] : []),
    ...(roleState === 'has' ? [] : [`  ${t.role(role, roleState)}`]),
    `  ${t.how[how]}`,
    ...commands.map((words) => commandLine(shellLine(words))),
    ...(how === 'in-place' || source === null ? [] : [`  ${t.source(source)}`]),
  ];
}
