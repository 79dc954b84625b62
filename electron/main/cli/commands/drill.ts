// `lifeboat drill`: a whole recovery against the practice HSM, from the first custodian's key to the proof of the last key.
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { CommandTexts } from '#shared/messages/en/commands/index.ts';
import { type DrillResult, type DrillWorld, resumeDrill, runDrill } from '#drill/drill.ts';
import { type DrillFault, drillFaults } from '#drill/faults.ts';
import { drillFolder } from '#drill/folder.ts';
import { app } from '../ceremony-files.ts';
import { answers, type CommandContext } from '../context.ts';
import { type CommandResult, progressOf } from '../output.ts';
import { commandLine } from '../row.ts';
import { shellCommand } from '#platform/shell-word.ts';
import type { Line } from '../terminal-layout.ts';
import { stageLine, stageOutcome } from '../stage-lines.ts';
import { refuseUsage } from '../usage.ts';
import { wholeNumber } from '../printed-values.ts';

interface DrillCommandOptions {
  readonly out?: string;
  readonly resume?: string;
  readonly custodians: string;
  readonly quorum: string;
  readonly tokens?: boolean;
  readonly fault?: readonly DrillFault[];
}

export function registerDrill(program: Command, context: CommandContext): void {
  answers(
    program
      .command('drill')
      .description('Rehearse a whole recovery against a practice HSM. Touches no real HSM and no real key.')
      .option('--out <folder>', 'an empty or new folder for what the drill makes; a temporary one by default')
      .option('--custodians <n>', '3 to 10', '3')
      .option('--quorum <m>', '2 to the number of custodians', '2')
      .option('--tokens', 'keep the keys of all custodians but the first on tokens of SoftHSM')
      .addOption(new Option('--fault <names...>', 'faults to inject; several may be named').choices(drillFaults))
      .addOption(
        new Option('--resume <folder>', 'go on with a drill that was killed, from its journals').conflicts([
          'out',
          'fault',
          'tokens',
        ]),
      ),
    context,
    (options: DrillCommandOptions) => drill(options, context),
  );
}

async function drill(options: DrillCommandOptions, context: CommandContext): Promise<CommandResult> {
  const start = performance.now();
  const directory = options.resume ?? options.out ?? (await mkdtemp(join(tmpdir(), 'lifeboat-drill-')));
  const say = await progressOf(context);
  const world: DrillWorld = {
    directory,
    app,
    host: context.host,
    say: (event) => say((texts) => stageLine(event, texts)),
  };
  const result = options.resume === undefined ? await begin(options, world) : await resumeDrill(world);
  const planSha256 = (await readFile(drillFolder(directory).planSha256, 'utf8')).trim();
  const milliseconds = Math.round(performance.now() - start);
  return {
    result: { practice: true, directory, milliseconds, ...result },
    text: ({ commands }) => summary(result, directory, planSha256, milliseconds, commands),
  };
}

function begin(
  { fault = [], tokens = false, ...options }: DrillCommandOptions,
  world: DrillWorld,
): Promise<DrillResult> {
  const custodians = wholeNumber(options.custodians, '--custodians', 3, 10);
  const required = wholeNumber(options.quorum, '--quorum', 2, custodians);
  if (fault.includes('lost-power') && fault.length > 1) {
    refuseUsage('stands-alone', '--fault lost-power');
  }
  const resumeCommand = [process.execPath, process.argv[1] ?? '', 'drill', '--resume', world.directory];
  return runDrill({ ...world, custodians, required, tokens, faults: fault, resumeCommand });
}

function summary(
  { stages, keyVersions, ceremony, evidence }: DrillResult,
  directory: string,
  planSha256: string,
  milliseconds: number,
  { common, drill: texts }: CommandTexts,
): Line[] {
  const folder = drillFolder(directory);
  const width = Math.max(...stages.map(({ stage }) => texts.stages[stage].title.length));
  return [
    common.practiceRecovery,
    '',
    ...stages.flatMap(({ stage, values, milliseconds: took, caught }) => [
      `${texts.stages[stage].title.padEnd(width)}  ${String(took).padStart(6)} ms  ${stageOutcome(texts, stage, values)}`,
      ...caught.map((code) => `${''.padEnd(width)}             ${texts.caught(code)}`),
    ]),
    '',
    texts.evidence(ceremony, evidence.proven, evidence.restsOnPeople),
    commandLine(shellCommand`lifeboat evidence verify ${folder.evidence} --plan-sha256 ${planSha256}`),
    texts.recovered(keyVersions, (milliseconds / 1000).toFixed(1), directory),
  ];
}
