// `lifeboat drill`: a whole recovery against the practice HSM, from the first custodian's key to the proof of the last key.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { refuse } from '../../../../shared/faults/fault.ts';
import { type DrillResult, runDrill } from '../../practice/drill/drill.ts';
import { type DrillFault, drillFaults } from '../../practice/drill/injections.ts';
import { answers, type CommandContext } from '../context.ts';
import { type CommandResult, sayProgress } from '../output.ts';

interface DrillCommandOptions {
  readonly out?: string;
  readonly custodians: string;
  readonly quorum: string;
  readonly fault?: DrillFault;
}

export function registerDrill(program: Command, context: CommandContext): void {
  answers(
    program
      .command('drill')
      .description('Rehearse a whole recovery against a practice HSM. Touches no real HSM and no real key.')
      .option('--out <folder>', 'an empty or new folder for what the drill makes; a temporary one unless told')
      .option('--custodians <n>', '3 to 10', '3')
      .option('--quorum <m>', '2 to the number of custodians', '2')
      .addOption(new Option('--fault <name>', 'do one thing wrong on purpose').choices(drillFaults)),
    context,
    (options: DrillCommandOptions) => drill(options, context),
  );
}

async function drill({ out, fault, ...options }: DrillCommandOptions, context: CommandContext): Promise<CommandResult> {
  const custodians = wholeNumber(options.custodians, '--custodians', 3, 10);
  const required = wholeNumber(options.quorum, '--quorum', 2, custodians);
  const directory = out ?? (await mkdtemp(join(tmpdir(), 'lifeboat-drill-')));
  const start = performance.now();
  const result = await runDrill({
    directory,
    custodians,
    required,
    fault,
    host: context.host,
    say: (line) => {
      sayProgress(context.streams, line);
    },
  });
  const milliseconds = Math.round(performance.now() - start);
  return {
    result: { practice: true, directory, milliseconds, ...result },
    text: summary(result, directory, milliseconds),
  };
}

function wholeNumber(text: string, option: string, min: number, max: number): number {
  const value = /^[0-9]{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : refuse({ code: 'USAGE', detail: `${option} takes ${min} to ${max}` });
}

function summary({ stages, keyVersions }: DrillResult, directory: string, milliseconds: number): string[] {
  const width = Math.max(...stages.map(({ title }) => title.length));
  return [
    'PRACTICE – NOT A REAL RECOVERY',
    '',
    ...stages.flatMap(({ title, outcome, milliseconds: took, caught }) => [
      `${title.padEnd(width)}  ${String(took).padStart(6)} ms  ${outcome}`,
      ...caught.map((code) => `${''.padEnd(width)}             injected fault caught: ${code}`),
    ]),
    '',
    `Recovered: ${keyVersions} key versions, in ${(milliseconds / 1000).toFixed(1)} s. Files: ${directory}`,
  ];
}
