// `lifeboat drill`: a whole recovery against the practice HSM, from the first custodian's key to the proof of the last key.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { refuse } from '../../../../shared/faults/fault.ts';
import { type DrillResult, type DrillWorld, resumeDrill, runDrill } from '../../practice/drill/drill.ts';
import { type DrillFault, drillFaults } from '../../practice/drill/faults.ts';
import { app } from '../ceremony-files.ts';
import { answers, type CommandContext } from '../context.ts';
import { type CommandResult, sayProgress } from '../output.ts';
import { wholeNumber } from '../whole-number.ts';

interface DrillCommandOptions {
  readonly out?: string;
  readonly resume?: string;
  readonly custodians: string;
  readonly quorum: string;
  readonly fault?: readonly DrillFault[];
}

export function registerDrill(program: Command, context: CommandContext): void {
  answers(
    program
      .command('drill')
      .description('Rehearse a whole recovery against a practice HSM. Touches no real HSM and no real key.')
      .option('--out <folder>', 'an empty or new folder for what the drill makes; a temporary one unless told')
      .option('--custodians <n>', '3 to 10', '3')
      .option('--quorum <m>', '2 to the number of custodians', '2')
      .addOption(
        new Option('--fault <names...>', 'do something wrong on purpose; several may be named').choices(drillFaults),
      )
      .addOption(
        new Option('--resume <folder>', 'go on with a drill that was killed, from its journals').conflicts([
          'out',
          'fault',
        ]),
      ),
    context,
    (options: DrillCommandOptions) => drill(options, context),
  );
}

async function drill(options: DrillCommandOptions, context: CommandContext): Promise<CommandResult> {
  const start = performance.now();
  const directory = options.resume ?? options.out ?? (await mkdtemp(join(tmpdir(), 'lifeboat-drill-')));
  const world = {
    directory,
    app,
    host: context.host,
    say: (line: string) => {
      sayProgress(context.streams, line);
    },
  };
  const result = options.resume === undefined ? await begin(options, world) : await resumeDrill(world);
  const milliseconds = Math.round(performance.now() - start);
  return {
    result: { practice: true, directory, milliseconds, ...result },
    text: summary(result, directory, milliseconds),
  };
}

function begin({ fault = [], ...options }: DrillCommandOptions, world: DrillWorld): Promise<DrillResult> {
  const custodians = wholeNumber(options.custodians, '--custodians', 3, 10);
  const required = wholeNumber(options.quorum, '--quorum', 2, custodians);
  if (fault.includes('lost-power') && fault.length > 1) {
    refuse({ code: 'USAGE', detail: '--fault lost-power stands alone' });
  }
  const resumeCommand = [process.execPath, process.argv[1] ?? '', 'drill', '--resume', world.directory];
  return runDrill({ ...world, custodians, required, faults: fault, resumeCommand });
}

function summary(
  { stages, keyVersions, ceremony, evidence }: DrillResult,
  directory: string,
  milliseconds: number,
): string[] {
  const width = Math.max(...stages.map(({ title }) => title.length));
  return [
    'PRACTICE – NOT A REAL RECOVERY',
    '',
    ...stages.flatMap(({ title, outcome, milliseconds: took, caught }) => [
      `${title.padEnd(width)}  ${String(took).padStart(6)} ms  ${outcome}`,
      ...caught.map((code) => `${''.padEnd(width)}             injected fault caught: ${code}`),
    ]),
    '',
    `Evidence of ${ceremony}: ${evidence.proven} findings proven, ${evidence.restsOnPeople} rest on people.`,
    `  lifeboat evidence verify ${join(directory, 'evidence')}`,
    `Recovered: ${keyVersions} key versions, in ${(milliseconds / 1000).toFixed(1)} s. Files: ${directory}`,
  ];
}
