// `lifeboat rehearsal`: makes the room for a guided rehearsal on one laptop, injects what the trainer has sealed, and scores it.
import { mkdir, readdir } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { refuse } from '../../../../shared/faults/fault.ts';
import { visibleText } from '../../../../shared/formatting/visible-text.ts';
import type { JournalState } from '../../../../shared/journal/state.ts';
import { rehearsalFaults, type RehearsalFault } from '../../../../shared/rehearsal/faults.ts';
import { nextStage, stagePlaces } from '../../../../shared/rehearsal/guide.ts';
import { outcomeOf, pointsOf } from '../../../../shared/rehearsal/score.ts';
import { maxJournalBytes, readJournal } from '../../core/journal/chain.ts';
import { scoreJournals } from '../../core/rehearsal/score-journals.ts';
import { encodeRehearsalFile, sealList } from '../../core/rehearsal/seal.ts';
import { readWholeFile, writeNewFile } from '../../ports/files.ts';
import { withCloud } from '../../practice/drill/drill.ts';
import { loadApprovedPlan } from '../../practice/drill/drill-plan.ts';
import { journaling } from '../../practice/drill/folder.ts';
import { openIdentities } from '../../practice/drill/identities.ts';
import { prepare } from '../../practice/drill/preparation.ts';
import { StageLog } from '../../practice/drill/stage.ts';
import { type DeedWorld, inject, putRight } from '../../practice/rehearsal/deeds.ts';
import { RehearsalRoom, TrainerFolder } from '../../practice/rehearsal/room.ts';
import { app, now } from '../ceremony-files.ts';
import { answers, type CommandContext } from '../context.ts';
import { fingerprintLines } from '../fingerprint-lines.ts';
import { type CommandResult, progressOf } from '../output.ts';
import { row } from '../row.ts';
import { stageLine } from '../stage-lines.ts';
import { wholeNumber } from '../whole-number.ts';

interface NewOptions {
  readonly trainer: string;
  readonly trainerName: string;
  readonly fault: readonly RehearsalFault[];
  readonly custodians: string;
  readonly quorum: string;
}

interface DeedOptions {
  readonly trainer: string;
  readonly fault: RehearsalFault;
  readonly custodian: string;
}

interface ScoreOptions {
  readonly trainer: string;
  readonly journal?: readonly string[];
  readonly out: string;
}

export function registerRehearsal(program: Command, context: CommandContext): void {
  const group = program
    .command('rehearsal')
    .description('A guided rehearsal of both sides on one laptop. Touches no real HSM and no real key.');
  const onList = (): Option =>
    new Option('--fault <name>', 'what is on the sealed list').choices(rehearsalFaults).makeOptionMandatory();
  const trainer = ['--trainer <folder>', 'the trainer’s folder, best on an own stick'] as const;
  answers(
    group
      .command('new <folder>')
      .description(
        'Make the room: sticks, identities, an approved plan, a lost HSM; and seal the list of what will go wrong.',
      )
      .requiredOption(...trainer)
      .requiredOption('--trainer-name <name>', 'who chose the list')
      .addOption(new Option('--fault <names...>', 'what will go wrong').choices(rehearsalFaults).makeOptionMandatory())
      .option('--custodians <n>', '3 to 10', '3')
      .option('--quorum <m>', '2 to the number of custodians', '2'),
    context,
    (folder: string, options: NewOptions) => create(folder, options, context),
  );
  answers(
    group
      .command('guide <folder>')
      .description('Which window, who, what next; and what the clock on the wall says.')
      .option('--journal <files...>', 'journals of both sides; those in the folder unless told'),
    context,
    (folder: string, { journal }: { readonly journal?: readonly string[] }) => guide(folder, journal),
  );
  answers(
    group
      .command('inject <folder>')
      .description('For the trainer: do it now.')
      .requiredOption(...trainer)
      .addOption(onList())
      .option('--custodian <k>', 'whose stick or passphrase', '1'),
    context,
    (folder: string, options: DeedOptions) => deed(folder, 'injected', options),
  );
  answers(
    group
      .command('put-right <folder>')
      .description('For the trainer: what was done to sticks and clock is undone.')
      .requiredOption(...trainer)
      .addOption(onList())
      .option('--custodian <k>', 'whose stick or passphrase', '1'),
    context,
    (folder: string, options: DeedOptions) => deed(folder, 'put-right', options),
  );
  answers(
    group
      .command('score <folder>')
      .description('Open the envelope, and say what was noticed, at which step, and by whom.')
      .requiredOption(...trainer)
      .option('--journal <files...>', 'journals of both sides; those in the folder unless told')
      .requiredOption('--out <file>', 'the score, for: lifeboat print rehearsal-report --data'),
    context,
    score,
  );
}

async function create(directory: string, options: NewOptions, context: CommandContext): Promise<CommandResult> {
  const custodians = wholeNumber(options.custodians, '--custodians', 3, 10);
  const required = wholeNumber(options.quorum, '--quorum', 2, custodians);
  const room = new RehearsalRoom(directory);
  await mkdir(directory, { recursive: true });
  if ((await readdir(directory)).length > 0) refuse({ code: 'FILE_EXISTS', name: visibleText(directory) });
  const trainer = await TrainerFolder.make(options.trainer, room);
  const say = await progressOf(context);
  const log = new StageLog((event) => {
    say((texts) => stageLine(event, texts));
  });
  await withCloud(room.folder, (cloud, connection) =>
    prepare({
      folder: room.folder,
      host: context.host,
      cloud,
      connection,
      log,
      custodians,
      required,
      appVersion: app.version,
      prefix: 'PRACTICE-REHEARSAL',
    }),
  );
  await room.makeSecondSticks(custodians);
  const plan = await loadApprovedPlan(room.folder);
  const { envelope, seal } = sealList({ plan, trainer: options.trainerName, faults: options.fault, now: now() });
  await trainer.writeEnvelope(envelope);
  await room.writeSeal(seal);
  return {
    result: {
      practice: true,
      directory,
      ceremony: seal.ceremony,
      planSha256: seal.planSha256,
      sealSha256: seal.sealSha256,
    },
    text: ({ commands: { common, rehearsal: texts } }) => [
      common.practiceRecovery,
      row(texts.room, directory),
      row(texts.ceremony, seal.ceremony),
      row(
        texts.guide,
        `lifeboat print rehearsal-guide --plan ${room.folder.plan} --data ${room.sealPath} --out guide.pdf`,
      ),
      ...fingerprintLines(texts.plan, seal.planSha256),
      ...fingerprintLines(texts.seal, seal.sealSha256),
    ],
  };
}

async function guide(directory: string, journals: readonly string[] | undefined): Promise<CommandResult> {
  const room = new RehearsalRoom(directory);
  const states = (await readJournals(room, journals)).map((bytes) => readJournal(bytes).head.state);
  // Of two journals online the first operator's is the one that acts.
  const of = (role: string): JournalState | undefined => states.find(({ opened }) => opened?.role === role);
  const stage = nextStage({ offline: of('offline'), online: of('operator-1') });
  const ahead = await room.wallClockAheadSeconds();
  const wall = new Date(Date.parse(now()) + ahead * 1000).toISOString();
  const clock = wall.slice(0, 16).replace('T', ' ');
  if (stage === undefined) {
    return {
      result: { practice: true, next: null, wallUtc: wall },
      text: ({ rehearsal }) => [rehearsal.wallClock(clock), rehearsal.over],
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

async function deed(directory: string, what: 'injected' | 'put-right', options: DeedOptions): Promise<CommandResult> {
  const { fault } = options;
  const room = new RehearsalRoom(directory);
  const trainer = new TrainerFolder(options.trainer);
  const seal = await room.seal();
  const envelope = await trainer.envelope(seal);
  if (!envelope.faults.includes(fault)) refuse({ code: 'REHEARSAL_NOT_ON_LIST', fault });
  const done = (await trainer.injections()).filter((each) => each.fault === fault).map((each) => each.deed);
  if (done.includes(what)) refuse({ code: 'REHEARSAL_DONE', fault, deed: what });
  if (what === 'put-right' && !done.includes('injected')) refuse({ code: 'REHEARSAL_NOT_INJECTED', fault });
  const approved = await loadApprovedPlan(room.folder);
  const { custodians } = approved.plan.quorum;
  const custodian = wholeNumber(options.custodian, '--custodian', 1, custodians);
  const world: DeedWorld = {
    room,
    trainer,
    approved,
    signers: await openIdentities(room.folder),
    now: () => new Date(now()),
    custodian,
  };
  await (what === 'injected' ? inject : putRight)(fault, world);
  await trainer.note({
    format: 'lifeboat-rehearsal-injection',
    v: 1,
    ceremony: seal.ceremony,
    fault,
    at: now(),
    deed: what,
  });
  return {
    result: { practice: true, fault, deed: what },
    text: ({ rehearsal: { faults, putRight: done } }) => {
      const { name, deed: text, lesson } = faults[fault];
      return what === 'injected' ? [name, text, lesson] : [done(name)];
    },
  };
}

async function score(directory: string, options: ScoreOptions): Promise<CommandResult> {
  const room = new RehearsalRoom(directory);
  const trainer = new TrainerFolder(options.trainer);
  const seal = await room.seal();
  const result = scoreJournals({
    seal,
    envelope: await trainer.envelope(seal),
    injections: await trainer.injections(),
    journals: await readJournals(room, options.journal),
  });
  await writeNewFile(options.out, encodeRehearsalFile(result));
  const { have, of } = pointsOf(result);
  return {
    result: { file: options.out, points: have, of, ...result },
    text: ({ rehearsal: { faults, outcomes, points, nothingInjected, sides, report }, commands: { common } }) => [
      `${common.practice}, ${result.ceremony}: ${of === 0 ? nothingInjected : points(have, of)}`,
      ...result.faults.map((each) => {
        const { noticed, answered } = each;
        const where = noticed === null ? '' : `, ${sides[noticed.machine]} ${noticed.step ?? ''} ${noticed.sign}`;
        const who = answered === null ? '' : `, ${report.exception(answered.exception)}: ${answered.by.join(', ')}`;
        return `${faults[each.fault].name}: ${outcomes[outcomeOf(each)]}${where}${who}`;
      }),
      ...(result.unplanned.length === 0 ? [] : [`${report.unplanned}:`]),
      ...result.unplanned.map(({ at, machine, step, fault }) => `  ${at} ${sides[machine]} ${step} ${fault}`),
      `lifeboat print rehearsal-report --plan ${room.folder.plan} --data ${options.out} --out report.pdf`,
    ],
  };
}

/** The journals that are named, or those of the room as far as they have been begun. */
async function readJournals(room: RehearsalRoom, named: readonly string[] | undefined): Promise<readonly Buffer[]> {
  if (named) return Promise.all(named.map((path) => readWholeFile(path, maxJournalBytes)));
  const found = await Promise.all(
    journaling.map(async (role) => {
      const names = await readdir(room.folder.machine[role]);
      return names.includes('journal.jsonl') ? readWholeFile(room.folder.journal(role), maxJournalBytes) : undefined;
    }),
  );
  return found.filter((bytes) => bytes !== undefined);
}
