// `lifeboat completion`: the script by which a shell completes the commands of this program.
import { Argument, type Command } from 'commander';
import { placesOf } from '../completion/places.ts';
import { completionScript, type Shell, shells } from '../completion/scripts.ts';
import { answers, type CommandContext } from '../context.ts';
import { documentLine } from '../row.ts';

/** Needs all the other commands to be declared beside it. */
export function registerCompletion(program: Command, context: CommandContext): void {
  answers(
    program
      .command('completion')
      .description('Print the script with which a shell completes these commands.')
      .addArgument(new Argument('<shell>', 'which shell').choices(shells)),
    context,
    (shell: Shell) => {
      const script = completionScript(shell, placesOf(program));
      return Promise.resolve({
        result: { shell, script: `${script.join('\n')}\n` },
        text: () => script.map(documentLine),
      });
    },
  );
}
