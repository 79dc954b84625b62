// `lifeboat hsm account`, `source`, `status` and `inventory`: what is there, and where the recovery stands. They change nothing.
import type { Command } from 'commander';
import { type Inventory, inventoryListNames } from '#shared/inventory/inventory.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { OnlineCommandTexts } from '#shared/messages/en/commands/online.ts';
import type { OnlineTexts } from '#shared/messages/en/online.ts';
import { findingText, todoText } from '#shared/messages/findings.ts';
import type { OnlineCheck } from '#shared/online/check-results.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { assessMap } from '#core/consumers/assess.ts';
import { assertMapOf } from '#core/consumers/map-file.ts';
import { encodeInventory } from '#core/inventory/inventory-file.ts';
import {
  type AttestationChecks,
  checkKeyAttestation,
  encodeKeyAttestations,
  isProven,
  type KeyAttestation,
  type KeyAttestations,
  maxAttestationBytes,
  parseKeyAttestations,
} from '#core/inventory/key-attestation.ts';
import { isCanary } from '#services/recovery/make-canary.ts';
import { runPreFlight } from '#services/recovery/pre-flight.ts';
import { holdOf } from '#services/recovery/hold.ts';
import { resourceOf, type StepContext } from '#services/recovery/step-context.ts';
import { takeInventoryKeeping } from '#services/recovery/kept-keys.ts';
import { whoIsHere, type WhoIsHere } from '#services/recovery/who.ts';
import { countsOf } from '#services/recovery/verify.ts';
import type { ManagedHsm } from '#azure/managed-hsm.ts';
import { typedObjectIds } from '../../printed-values.ts';
import { takeAttestations } from '#azure/take-inventory.ts';
import { readWholeFile, refuseExisting, writeNewFile } from '#platform/files.ts';
import { answers } from '../../context.ts';
import { type CommandResult, progressOf } from '../../output.ts';
import { belowCheck, checkRow, row, fingerprintLines } from '../../row.ts';
import type { Line } from '../../terminal-layout.ts';
import { type AccessOptions, withAccess } from './credentials.ts';
import { readInventory } from '../../ceremony-inputs.ts';
import { findingLines, needsLook } from '../consumer-findings.ts';
import { readMap } from '../consumer-list.ts';
import { type HsmContext, type StepOptions, withPlanAccess, withStep, withStepContext } from './step-options.ts';

interface SourceOptions extends StepOptions {
  readonly operators: string[];
  readonly inventory?: string;
}
interface InventoryOptions extends AccessOptions {
  readonly out: string;
  readonly source?: boolean;
  readonly publicHalves?: boolean;
  readonly rotationPolicies: boolean;
  readonly attestations?: string;
  readonly attestedKeys?: string[];
  readonly consumers?: string;
}
interface AttestationOptions {
  readonly file: string;
}

export function registerInspecting(group: Command, context: HsmContext): void {
  answers(
    withAccess(
      group.command('account').description('Show who is signed in, whether the plan knows them, and what they may do.'),
    ),
    context,
    (options: AccessOptions) => account(options, context),
  );
  answers(
    withStep(
      group
        .command('source')
        .description('Run the pre-flight checks: everything that would fail, before anybody travels.'),
    )
      .option(
        '--operators <ids...>',
        'object ids of those who work here, or of their group; else whoever is signed in',
        typedObjectIds('--operators'),
        [],
      )
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
      .option('--public-halves', 'with the public half of each key version, one query each')
      .option('--no-rotation-policies', 'without the rotation policy of each key, one query each')
      .option('--attestations <file>', 'where key attestations are written, one query for each version')
      .option('--attested-keys <names...>', 'of these keys only')
      .option('--consumers <file>', 'the map of consumers, to be compared: whose key or role the HSM does not have'),
    context,
    (options: InventoryOptions) => inventory(options, context),
  );
  answers(
    group
      .command('attestations')
      .description('Check key attestations without Azure.')
      .requiredOption('--file <file>', 'what “hsm inventory --attestations” wrote'),
    context,
    async ({ file }: AttestationOptions) => {
      const bytes = await readWholeFile(file, maxAttestationBytes);
      const checked = checkAll(parseKeyAttestations(bytes));
      return { result: { file, checked }, text: ({ commands: { hsm: texts } }) => attestationLines(checked, texts) };
    },
  );
}

const account = (options: AccessOptions, context: HsmContext): Promise<CommandResult> =>
  withPlanAccess(options, context, async ({ plan }, { hsm, controlPlane, account: signIn, networkPath = null }) => {
    const who = await whoIsHere({ plan, hsm, controlPlane, account: signIn });
    return { result: { ...who, networkPath }, text: ({ online, commands }) => whoLines(who, online, commands.hsm) };
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
  withStepContext(options, context, async (step, { account: signIn }) => {
    const expected = await readInventory(options.inventory);
    // Where nobody is named, it is asked for the signed-in account.
    const operators = options.operators.length > 0 ? options.operators : [(await signIn()).objectId];
    const preFlight = await runPreFlight(step, { operators, inventory: expected });
    const ready = preFlight.every(({ outcome }) => outcome !== 'stop');
    return {
      refused: !ready,
      result: { ready, preFlight },
      text: (texts) => [
        ...preFlight.flatMap((check) => checkLines(check, texts)),
        ready ? texts.online.preFlightClear : texts.online.preFlightStops,
      ],
    };
  });

const checkLines = ({ id, outcome, found }: OnlineCheck, texts: Catalogue): Line[] => [
  checkRow(outcome, texts.online.outcomes[outcome], texts.online.checks[id], findingText(texts, found)),
  ...(outcome === 'ok' ? [] : [belowCheck(todoText({ ...texts, ...texts.online }, { id, found }))]),
];

function status(step: StepContext): Promise<CommandResult> {
  const { calls, failures: standing, exceptions } = step.journal.state;
  const failures = standing.map(({ check }) => check);
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

/** A question about the lost HSM needs a plan that names it. */
const missingSource = (): never => refuse({ code: 'STEP_NOT_PLANNED', missing: 'source' });

const inventory = (options: InventoryOptions, context: HsmContext): Promise<CommandResult> =>
  withPlanAccess(options, context, async ({ plan }, access) => {
    await refuseExisting(options.out, ...(options.attestations === undefined ? [] : [options.attestations]));
    const hsm = options.source === true ? (access.openSource() ?? missingSource()) : access.hsm;
    const map = options.consumers === undefined ? undefined : (await readMap(options.consumers)).map;
    if (map) assertMapOf({ practice: plan.practice, hsm: hsm.address.origin }, map);
    const say = await progressOf(context);
    const taken = await takeInventoryKeeping(`${options.out}.partial`, hsm, {
      now: context.waiting.now(),
      publicHalves: options.publicHalves ?? false,
      rotationPolicies: options.rotationPolicies,
      resource: resourceOf({ plan, controlPlane: access.controlPlane }, hsm.address.origin),
      onKey: (done, of) => {
        if (done % 100 === 0) say(({ common }) => common.keysRead(done, of));
      },
    });
    const bytes = encodeInventory(taken);
    await writeNewFile(options.out, bytes);
    const attested =
      options.attestations === undefined ? undefined : await attest(hsm, taken, options.attestations, options, context);
    const hash = sha256(bytes).toString('hex');
    const counts = countsOf(taken);
    const notRead = notReadOf(taken);
    const assessment = map && assessMap(map, taken);
    return {
      end: assessment && needsLook(assessment) ? 'attention' : 'done',
      result: {
        file: options.out,
        sha256: hash,
        hsm: taken.hsm,
        ...counts,
        notRead,
        ...(attested && { attestations: attested }),
        ...(assessment && { consumers: assessment }),
      },
      text: ({ commands: { hsm: texts }, online: { inventory }, consumers }) => [
        texts.counts(counts.keys, counts.versions, counts.roles, taken.hsm),
        ...notRead.map(({ list, reason }) => texts.notRead(inventory.lists[list], inventory.reasons[reason])),
        ...fingerprintLines(texts.inventory, hash),
        ...(attested ? attestationLines(attested, texts) : []),
        ...(map && assessment ? findingLines(map, assessment, consumers) : []),
      ],
    };
  });

/** Fetches attestations of the keys that were listed, of test keys always, keeps them, and checks them. */
async function attest(
  hsm: ManagedHsm,
  { keys }: Inventory,
  path: string,
  { attestedKeys }: InventoryOptions,
  { waiting }: HsmContext,
): Promise<CheckedAttestations> {
  const chosen = keys
    .filter(({ name }) => isCanary(name) || (attestedKeys?.includes(name) ?? true))
    .flatMap(({ name: key, versions }) => versions.map(({ version }) => ({ key, version })));
  const bytes = encodeKeyAttestations(await takeAttestations(hsm, chosen, { now: waiting.now() }));
  await writeNewFile(path, bytes);
  // What is checked is what is kept.
  return checkAll(parseKeyAttestations(bytes));
}

interface CheckedAttestations {
  readonly proven: number;
  readonly notProven: readonly (AttestationChecks & Pick<KeyAttestation, 'key' | 'version'>)[];
}

function checkAll({ keys }: KeyAttestations): CheckedAttestations {
  const checked = keys.map((each) => ({ key: each.key, version: each.version, ...checkKeyAttestation(each) }));
  const notProven = checked.filter((each) => !isProven(each));
  return { proven: checked.length - notProven.length, notProven };
}

/** As many as a person reads; the answer in JSON has all. */
const mostLines = 20;

const attestationLines = ({ proven, notProven }: CheckedAttestations, texts: OnlineCommandTexts): string[] => [
  texts.attested(proven, proven + notProven.length),
  ...notProven
    .slice(0, mostLines)
    .map(({ key, version, isSigned, isOfMaker, isSameKey, isNeverExtractable }) =>
      texts.notAttested(
        `${key}/${version}`,
        !isSigned
          ? 'signature'
          : !isOfMaker
            ? 'maker'
            : isSameKey !== true
              ? 'key'
              : isNeverExtractable === false
                ? 'extractable'
                : 'unsaid',
      ),
    ),
];

/** The lists that are not read, and why. */
const notReadOf = (taken: Inventory) =>
  inventoryListNames.flatMap((list) => {
    const found = taken[list];
    return found.read ? [] : [{ list, reason: found.reason }];
  });
