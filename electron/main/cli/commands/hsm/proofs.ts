// `lifeboat hsm verify` and `hand-over`: the proof that the new HSM is the old one, and the table for those who used it.
import type { Command } from 'commander';
import { differenceRow, stoppingCount } from '#shared/inventory/difference-row.ts';
import type { InventoryDifference, NotCompared } from '#shared/inventory/inventory.ts';
import { notRestored } from '#shared/inventory/not-restored.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import type { OnlineCommandTexts } from '#shared/messages/en/commands/online.ts';
import type { OnlineTexts } from '#shared/messages/en/online.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { handOver } from '#core/inventory/hand-over.ts';
import { encodeInventory } from '#core/inventory/inventory-file.ts';
import { proveCanaries, verifyRecovered } from '#services/recovery/verify.ts';
import { refuseExisting, writeNewFile } from '#platform/files.ts';
import { loadPlan } from '../../ceremony-files.ts';
import { answers } from '../../context.ts';
import { fingerprintLines } from '../../row.ts';
import { type CommandResult, progressOf } from '../../output.ts';
import { printedSha256, type PlanOptions, withPlan } from '../../printed-values.ts';
import { refuseUsage } from '../../usage.ts';
import { readInventory } from '../../ceremony-inputs.ts';
import { type HsmContext, type StepOptions, withStep, withStepContext } from './step-options.ts';
import { differenceTable } from '#core/inventory/csv.ts';

interface VerifyOptions extends StepOptions {
  readonly inventory: string;
  readonly out: string;
  readonly publicHalves?: boolean;
  readonly canary?: string[];
  readonly differences?: string;
}
interface HandOverOptions extends PlanOptions {
  readonly inventory: string;
  readonly before?: string;
  readonly csv: string;
  readonly jsonFile: string;
}

export function registerProofs(group: Command, context: HsmContext): void {
  answers(
    withStep(group.command('verify').description('Compare the recovered HSM with the inventory of the backup.'))
      .requiredOption('--inventory <file>', 'the inventory that was exported with the backup')
      .requiredOption('--out <file>', 'where the inventory of the recovered HSM is written')
      .option('--public-halves', 'compare public halves, one query for each key version')
      .option('--differences <file>', 'where every difference is written as CSV; a stick, for instance')
      .option('--canary <key/version/sha256...>', 'keys whose public half is on paper: the HSM uses them'),
    context,
    (options: VerifyOptions) => verify(options, context),
  );
  answers(
    withPlan(group.command('hand-over').description('Write the table of old and new key addresses, without Azure.'))
      .requiredOption('--inventory <file>', 'the inventory of the recovered HSM')
      .option('--before <file>', 'the inventory of the backup: lists what people must set up by hand')
      .requiredOption('--csv <file>', 'where the table is written as CSV')
      .requiredOption('--json-file <file>', 'where the table is written as JSON'),
    context,
    writeHandOver,
  );
}

const verify = (options: VerifyOptions, context: HsmContext): Promise<CommandResult> =>
  withStepContext(options, context, async (step) => {
    await refuseExisting(options.out, ...(options.differences === undefined ? [] : [options.differences]));
    const expected = await readInventory(options.inventory);
    const canaries = (options.canary ?? []).map(canaryOf);
    const say = await progressOf(context);
    const { recovered, ...comparison } = await verifyRecovered(step, expected, {
      partial: `${options.out}.partial`,
      publicHalves: options.publicHalves ?? false,
      onKey: (done, of) => {
        if (done % 100 === 0) say(({ common }) => common.keysRead(done, of));
      },
    });
    const bytes = encodeInventory(recovered);
    await writeNewFile(options.out, bytes);
    if (options.differences !== undefined) {
      await writeNewFile(options.differences, differenceTable(comparison.differences).csv);
    }
    const proofs = await proveCanaries(step, canaries);
    const { keys, versions, roles, differences, notCompared } = comparison;
    const same = stoppingCount(differences) === 0;
    const byHand = differences.length - stoppingCount(differences);
    const of = ({ found, expected }: typeof roles): string => `${found ?? '?'}/${expected ?? '?'}`;
    return {
      refused: !same,
      ...(same && { next: [{ step: 'hand-over' as const }, { step: 'close' as const }] }),
      result: { same, ...comparison, proofs, file: options.out, sha256: sha256(bytes).toString('hex') },
      text: ({ commands: { hsm: texts }, screens, online }) => [
        texts.compared(of(keys), of(versions), of(roles)),
        ...comparison.differences.map((difference) =>
          differenceLine(difference, texts, screens.online.pages.verify.kinds),
        ),
        ...proofs.map(({ key, proven }) => texts.canary(key, proven.join(texts.and))),
        ...fingerprintLines(texts.recoveredInventory, sha256(bytes).toString('hex')),
        ...notComparedLines(notCompared, texts, online.inventory),
        ...(byHand > 0 ? [texts.byHand(byHand)] : []),
        same ? (notCompared.length === 0 ? texts.same : texts.sameAsCompared) : texts.notSame,
      ],
    };
  });

function canaryOf(text: string) {
  const [key, version, publicSha256] = text.split('/');
  if (key === undefined || version === undefined || publicSha256 === undefined) {
    return refuseUsage('value-form', '--canary', 'KEY/VERSION/SHA256');
  }
  return { key, version, publicSha256: printedSha256(publicSha256) };
}

/** What was compared with nothing, and why: a list that is not read says nothing about the HSM. */
export const notComparedLines = (
  notCompared: readonly NotCompared[],
  texts: OnlineCommandTexts,
  { lists, reasons }: OnlineTexts['inventory'],
): string[] =>
  notCompared.flatMap(({ list, expected, found }) => {
    const reason = expected ?? found;
    return reason === null ? [] : [texts.notCompared(lists[list], reasons[reason])];
  });

/** The kinds of differences in words, as the screen says them. */
type DifferenceKinds = ScreenTexts['online']['pages']['verify']['kinds'];

function differenceLine(difference: InventoryDifference, texts: OnlineCommandTexts, kinds: DifferenceKinds): string {
  switch (difference.kind) {
    case 'key-missing':
    case 'key-added':
      return `  ${kinds[difference.kind]}  ${texts.keyOf(difference.key, difference.versions)}`;
    case 'version-missing':
    case 'version-added':
      return `  ${kinds[difference.kind]}  ${difference.key}/${difference.version}`;
    case 'attribute': {
      const { key, version, field, expected, found } = difference;
      return `  ${field}  ${texts.attribute(`${key}/${version}`, expected, found)}`;
    }
    case 'release-policy-differs':
    case 'rotation-policy-differs':
    case 'setting-differs':
    case 'region-missing':
    case 'region-added':
    case 'soft-deleted-missing':
    case 'soft-deleted-added': {
      const { kind, subject, expected, found } = differenceRow(difference);
      return `  ${kinds[kind]}  ${texts.attribute(subject, expected || '-', found || '-')}`;
    }
    case 'role-missing':
    case 'role-added': {
      const { kind, role, scope, principalId } = difference;
      return `  ${kinds[kind]}  ${texts.roleFor(role, scope, principalId)}`;
    }
  }
}

async function writeHandOver(options: HandOverOptions): Promise<CommandResult> {
  const { plan } = await loadPlan(options);
  await refuseExisting(options.csv, options.jsonFile);
  const recovered = await readInventory(options.inventory);
  const { rows, byHand, csv, json } = handOver(plan, recovered, await readInventory(options.before));
  await writeNewFile(options.csv, csv);
  await writeNewFile(options.jsonFile, json);
  return {
    result: { csv: options.csv, json: options.jsonFile, rows: rows.length, notRestored, byHand },
    text: ({ commands: { hsm: texts }, consumers, online, screens }) => [
      texts.rows(rows.length, options.csv),
      consumers.workOff,
      texts.notRestored,
      ...notRestored.map((each) => `  ${online.inventory.notRestored[each]}`),
      ...(byHand === null ? [texts.nothingBefore] : byHand.length > 0 ? [texts.toSetUp] : []),
      ...(byHand ?? []).map((each) => differenceLine(each, texts, screens.online.pages.verify.kinds)),
    ],
  };
}
