// `lifeboat hsm verify` and `hand-over`: the proof that the new HSM is the old one, and the table for those who used it.
import type { Command } from 'commander';
import { refuse } from '../../../shared/faults/fault.ts';
import type { Inventory, InventoryDifference } from '../../../shared/inventory/inventory.ts';
import { sha256 } from '../core/encoding/bytes.ts';
import { alsoToRepoint, handOver } from '../core/inventory/hand-over.ts';
import { encodeInventory, maxInventoryBytes, parseInventory } from '../core/inventory/inventory-file.ts';
import { type CanaryProof, proveCanary } from '../online/steps/canary.ts';
import { verifyRecovered } from '../online/steps/verify.ts';
import { readWholeFile, refuseExisting, writeNewFile } from '../ports/files.ts';
import { loadPlan, type PlanOptions } from './ceremony-files.ts';
import { answers } from './context.ts';
import { fingerprintLines } from './fingerprint-lines.ts';
import { type HsmContext, type StepOptions, withStep, withStepContext } from './hsm-access.ts';
import { type CommandResult, sayProgress } from './output.ts';

interface VerifyOptions extends StepOptions {
  readonly inventory: string;
  readonly out: string;
  readonly publicHalves?: boolean;
  readonly canary?: string[];
}
interface HandOverOptions extends PlanOptions {
  readonly inventory: string;
  readonly csv: string;
  readonly jsonFile: string;
}

export function registerHsmProofs(group: Command, context: HsmContext): void {
  answers(
    withStep(group.command('verify').description('Compare the recovered HSM with the inventory of the backup.'))
      .requiredOption('--inventory <file>', 'the inventory that was exported with the backup')
      .requiredOption('--out <file>', 'where the inventory of the recovered HSM is written')
      .option('--public-halves', 'compare public halves, one question for each key version')
      .option('--canary <key/version/sha256...>', 'keys whose public half is on paper: the HSM uses them'),
    context,
    (options: VerifyOptions) => verify(options, context),
  );
  answers(
    group
      .command('hand-over')
      .description('Write the table of old and new key addresses. Nothing is asked of Azure.')
      .requiredOption('--plan <file>', 'the approved plan')
      .requiredOption('--plan-sha256 <hex>', 'its hash, typed from paper')
      .requiredOption('--inventory <file>', 'the inventory of the recovered HSM')
      .requiredOption('--csv <file>', 'where the table is written as CSV')
      .requiredOption('--json-file <file>', 'where the table is written as JSON'),
    context,
    writeHandOver,
  );
}

export async function readInventory(file: string | undefined): Promise<Inventory | undefined> {
  return file === undefined ? undefined : parseInventory(await readWholeFile(file, maxInventoryBytes));
}

const verify = (options: VerifyOptions, context: HsmContext): Promise<CommandResult> =>
  withStepContext(options, context, async (step) => {
    await refuseExisting(options.out);
    const expected = parseInventory(await readWholeFile(options.inventory, maxInventoryBytes));
    const canaries = (options.canary ?? []).map(canaryOf);
    const { recovered, ...comparison } = await verifyRecovered(step, expected, {
      publicHalves: options.publicHalves ?? false,
      onKey: (done, of) => {
        if (done % 100 === 0) sayProgress(context.streams, `${done} of ${of} keys`);
      },
    });
    const bytes = encodeInventory(recovered);
    await writeNewFile(options.out, bytes);
    const proofs: CanaryProof[] = [];
    for (const canary of canaries) proofs.push(await proveCanary(step.hsm, canary));
    const same = comparison.differences.length === 0;
    const { keys, versions, roles } = comparison;
    return {
      result: { same, ...comparison, proofs, file: options.out, sha256: sha256(bytes).toString('hex') },
      text: [
        `Keys ${keys.found}/${keys.expected}, versions ${versions.found}/${versions.expected}, roles ${roles.found}/${roles.expected}`,
        ...comparison.differences.map(differenceLine),
        ...proofs.map(({ key, proven }) => `Canary ${key}: ${proven.join(' and ')} proven`),
        ...fingerprintLines('Inventory of the recovered HSM, SHA-256', sha256(bytes).toString('hex')),
        same ? 'THE SAME as at the time of the backup.' : 'NOT THE SAME: go through the differences one by one.',
      ],
    };
  });

function canaryOf(text: string) {
  const [key, version, publicSha256] = text.split('/');
  if (key === undefined || version === undefined || !/^[0-9a-fA-F]{64}$/.test(publicSha256 ?? '')) {
    return refuse({ code: 'USAGE', detail: '--canary takes KEY/VERSION/SHA256' });
  }
  return { key, version, publicSha256: publicSha256 ?? '' };
}

function differenceLine(difference: InventoryDifference): string {
  switch (difference.kind) {
    case 'key-missing':
    case 'key-added':
      return `  ${difference.kind}  ${difference.key}, ${difference.versions} versions`;
    case 'version-missing':
    case 'version-added':
      return `  ${difference.kind}  ${difference.key}/${difference.version}`;
    case 'attribute': {
      const { key, version, field, expected, found } = difference;
      return `  ${field}  ${key}/${version}: ${expected} expected, ${found} found`;
    }
    case 'role-missing':
    case 'role-added':
      return `  ${difference.kind}  ${difference.role} on ${difference.scope} for ${difference.principalId}`;
  }
}

async function writeHandOver(options: HandOverOptions): Promise<CommandResult> {
  const { plan } = await loadPlan(options);
  await refuseExisting(options.csv, options.jsonFile);
  const { rows, csv, json } = handOver(plan, parseInventory(await readWholeFile(options.inventory, maxInventoryBytes)));
  await writeNewFile(options.csv, csv);
  await writeNewFile(options.jsonFile, json);
  return {
    result: { csv: options.csv, json: options.jsonFile, rows: rows.length, alsoToRepoint },
    text: [
      `${rows.length} key versions in ${options.csv}`,
      'Also to be re-pointed:',
      ...alsoToRepoint.map((each) => `  ${each}`),
    ],
  };
}
