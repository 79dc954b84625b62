// `lifeboat rehearsal`: makes the workspace of a guided rehearsal on one laptop, injects the chosen failure scenarios, and reports on them.
import { type Command, Option } from 'commander';
import { utcDateTime } from '#shared/formatting/date-time.ts';
import { rehearsalFaults, type RehearsalFault } from '#shared/rehearsal/faults.ts';
import { guideStages, nextStage, stagePlaces } from '#shared/rehearsal/guide.ts';
import { outcomeOf } from '#shared/rehearsal/report.ts';
import { partsOf, type Team } from '#shared/rehearsal/team.ts';
import { personName } from '#shared/schemas/atoms.ts';
import { maxJournalBytes } from '#core/journal/chain.ts';
import { encodeRehearsalFile } from '#core/rehearsal/rehearsal-files.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import type { Rehearsal } from '#drill/rehearsal/rehearsal.ts';
import { app, now } from '../ceremony-files.ts';
import { answers, type CommandContext } from '../context.ts';
import { type CommandResult, progressOf } from '../output.ts';
import { row, fingerprintLines } from '../row.ts';
import { shellCommand } from '#platform/shell-word.ts';
import { stageLine } from '../stage-lines.ts';
import { refuseUsage } from '../usage.ts';
import { wholeNumber } from '../printed-values.ts';

interface NewOptions {
  readonly trainerName: string;
  readonly fault: readonly RehearsalFault[];
  readonly custodians: string;
  readonly quorum: string;
  readonly player?: readonly string[];
}

interface ScenarioOptions {
  readonly fault: RehearsalFault;
}

interface InjectOptions extends ScenarioOptions {
  readonly custodian: string;
}

interface OwnerOptions {
  readonly owner?: readonly string[];
  readonly nobody: boolean;
}

interface ReportOptions {
  readonly journal?: readonly string[];
  readonly out: string;
}

export function registerRehearsal(program: Command, context: CommandContext): void {
  const group = program
    .command('rehearsal')
    .description('A guided rehearsal of both sides on one laptop. Touches no real HSM and no real key.');
  const scenario = (): Option =>
    new Option('--fault <name>', 'one of the chosen failure scenarios').choices(rehearsalFaults).makeOptionMandatory();
  answers(
    group
      .command('new <folder>')
      .description(
        'Make the workspace: sticks, identities, an approved plan, a lost HSM; and choose what will go wrong.',
      )
      .requiredOption('--trainer-name <name>', 'who chooses what will go wrong')
      .addOption(new Option('--fault <names...>', 'what will go wrong').choices(rehearsalFaults).makeOptionMandatory())
      .option('--custodians <n>', '3 to 10', '3')
      .option('--quorum <m>', '2 to the number of custodians', '2')
      .option('--player <role=name...>', 'who plays which role, such as OP=Anna; the others are named by their roles'),
    context,
    (folder: string, options: NewOptions) => create(folder, options, context),
  );
  answers(
    group
      .command('guide <folder>')
      .description('Which window, who, what next; and what the wall clock says.')
      .option('--journal <files...>', 'journals of both sides; those in the folder by default'),
    context,
    (folder: string, { journal }: { readonly journal?: readonly string[] }) => guide(folder, journal),
  );
  answers(
    group
      .command('inject <folder>')
      .description('For the trainer: inject a chosen failure scenario now.')
      .addOption(scenario())
      .option('--custodian <k>', 'whose stick or passphrase', '1'),
    context,
    injectNow,
  );
  answers(
    group
      .command('put-right <folder>')
      .description('For the trainer: undo what was done to sticks and clock.')
      .addOption(scenario()),
    context,
    putRightNow,
  );
  answers(
    group
      .command('move-owner <folder>')
      .description('For the trainer: play owners who were called, and point what is theirs to the new HSM.')
      .option('--owner <names...>', 'whom, by the tag; everybody, unless told')
      .option('--nobody', 'what belongs to nobody', false),
    context,
    moveOwners,
  );
  answers(
    group
      .command('report <folder>')
      .description('What was injected, what of it was noticed, at which step, and how it was answered.')
      .option('--journal <files...>', 'journals of both sides; those in the folder by default')
      .requiredOption('--out <file>', 'the report, for: lifeboat print rehearsal-report --data'),
    context,
    report,
  );
}

async function create(directory: string, options: NewOptions, context: CommandContext): Promise<CommandResult> {
  const custodians = wholeNumber(options.custodians, '--custodians', 3, 10);
  const required = wholeNumber(options.quorum, '--quorum', 2, custodians);
  const trainerName = personName.safeParse(options.trainerName);
  if (!trainerName.success) refuseUsage('line-form', '--trainer-name', '80');
  const team = teamOf(options.player ?? [], custodians);
  const say = await progressOf(context);
  const { makeWorkspace } = await import('#drill/rehearsal/make-workspace.ts');
  const { workspace, file } = await makeWorkspace({
    directory,
    trainerName: trainerName.data,
    faults: options.fault,
    custodians,
    required,
    team,
    appVersion: app.version,
    say: (event) => say((texts) => stageLine(event, texts)),
  });
  return {
    result: {
      practice: true,
      directory,
      ceremony: file.ceremony,
      planSha256: file.planSha256,
    },
    text: ({ commands: { common, rehearsal: texts } }) => [
      common.practiceRecovery,
      row(texts.workspace, directory),
      row(texts.ceremony, file.ceremony),
      row(texts.guide, shellCommand`lifeboat print rehearsal-guide --plan ${workspace.folder.plan} --out guide.pdf`),
      ...fingerprintLines(texts.plan, file.planSha256),
    ],
  };
}

/** `OP=Anna Berg` and so on. @throws USAGE */
function teamOf(players: readonly string[], custodians: number): Team {
  const named = players.map((player) => {
    const [role = '', ...rest] = player.split('=');
    if (rest.length === 0) refuseUsage('player-form', '--player', 'ROLE=NAME');
    const part = partsOf(custodians).find((each) => each === role);
    const name = personName.safeParse(rest.join('='));
    if (part === undefined) return refuseUsage('one-of', '--player ROLE', partsOf(custodians).join(', '));
    return name.success ? ([part, name.data] as const) : refuseUsage('line-form', '--player', '80');
  });
  const team: Team = Object.fromEntries(named);
  return Object.keys(team).length === players.length ? team : refuseUsage('player-form', '--player', 'ROLE=NAME');
}

async function guide(directory: string, journals: readonly string[] | undefined): Promise<CommandResult> {
  const rehearsal = await opened(directory);
  const stage = nextStage(await rehearsal.sides(await named(journals)));
  const wall = (await rehearsal.wallClock()).toISOString();
  const clock = wall.slice(0, 16).replace('T', ' ');
  if (stage === undefined) {
    return {
      result: { practice: true, next: null, wallUtc: wall },
      text: ({ rehearsal: texts }) => [texts.wallClock(clock), texts.over],
    };
  }
  const { window, who } = stagePlaces[stage];
  return {
    result: { practice: true, next: stage, window, who, wallUtc: wall },
    text: ({ rehearsal: { wallClock, next, windows, stages } }) => [
      wallClock(clock),
      `${next}: ${stages[stage].title}, ${windows[window]}, ${who.join(', ')}`,
      stages[stage].what,
    ],
  };
}

async function injectNow(directory: string, { fault, ...options }: InjectOptions): Promise<CommandResult> {
  const rehearsal = await opened(directory);
  const custodian = wholeNumber(options.custodian, '--custodian', 1, rehearsal.approved.plan.quorum.custodians);
  // The command line does not look for ways out: what the offline app has noted of them in its journal counts.
  await rehearsal.inject({ fault, custodian, gapOpen: false });
  return {
    result: { practice: true, fault, action: 'injected' },
    text: ({ rehearsal: { faults } }) => {
      const { name, action, lesson } = faults[fault];
      return [name, action, lesson];
    },
  };
}

async function putRightNow(directory: string, { fault }: ScenarioOptions): Promise<CommandResult> {
  const rehearsal = await opened(directory);
  await rehearsal.putRight(fault);
  return {
    result: { practice: true, fault, action: 'put-right' },
    text: ({ rehearsal: { faults, putRight } }) => [putRight(faults[fault].name)],
  };
}

async function moveOwners(directory: string, { owner: names, nobody }: OwnerOptions): Promise<CommandResult> {
  const rehearsal = await opened(directory);
  const owners = (await rehearsal.owners()).map(({ owner }) => owner);
  const known = owners.filter((owner) => owner !== null);
  const stranger = names?.find((name) => !known.includes(name));
  if (stranger !== undefined) refuseUsage('one-of', '--owner', known.join(', '));
  const meant = names === undefined && !nobody ? owners : [...(names ?? []), ...(nobody ? [null] : [])];
  for (const owner of meant) await rehearsal.moveOwner(owner);
  const after = await rehearsal.owners();
  return {
    result: { practice: true, owners: after },
    text: ({ consumers, rehearsal: { ownerMoved, ownerWaits } }) =>
      after.map(({ owner, resources, hasMoved }) =>
        (hasMoved ? ownerMoved : ownerWaits)(consumers.owner(owner ?? consumers.noOwner, resources)),
      ),
  };
}

async function report(directory: string, options: ReportOptions): Promise<CommandResult> {
  const rehearsal = await opened(directory);
  const result = await rehearsal.report(await named(options.journal));
  await writeNewFile(options.out, encodeRehearsalFile(result));
  return {
    result: { file: options.out, ...result },
    text: ({ rehearsal: texts, commands: { common } }) => {
      const { faults, outcomes, sides, report: words, reportedAt, notFinished, stages } = texts;
      const { stage } = result;
      return [
        `${common.practice}, ${result.ceremony}`,
        reportedAt(utcDateTime(new Date(result.reportedAt))),
        ...(stage === null
          ? []
          : [notFinished(guideStages.indexOf(stage) + 1, guideStages.length, stages[stage].title)]),
        ...result.faults.map((each) => {
          const { noticed, answered } = each;
          const where = noticed === null ? '' : `, ${sides[noticed.machine]} ${noticed.step ?? ''} ${noticed.sign}`;
          const who = answered === null ? '' : `, ${words.exception(answered.exception)}: ${answered.by.join(', ')}`;
          return `${faults[each.fault].name}: ${outcomes[outcomeOf(each)]}${where}${who}`;
        }),
        ...(result.unplanned.length === 0 ? [] : [`${words.unplanned}:`]),
        ...result.unplanned.map(({ at, machine, step, fault }) => `  ${at} ${sides[machine]} ${step} ${fault}`),
        shellCommand`lifeboat print rehearsal-report --plan ${rehearsal.workspace.folder.plan} --data ${options.out} --out report.pdf`,
      ];
    },
  };
}

const date = (): Date => new Date(now());

async function opened(directory: string): Promise<Rehearsal> {
  const { Rehearsal } = await import('#drill/rehearsal/rehearsal.ts');
  return Rehearsal.open(directory, date);
}

/** The journals that are named; undefined where those of the workspace are meant. */
const named = async (paths: readonly string[] | undefined): Promise<readonly Buffer[] | undefined> =>
  paths && Promise.all(paths.map((path) => readWholeFile(path, maxJournalBytes)));
