// What commands are called and take, as data: it is made when the command line is built. Help, and a refusal of how a command was called, then
// load nothing that a command does.
import { Argument, type Command, Option } from 'commander';

interface DeclaredOption {
  readonly flags: string;
  readonly description: string;
  readonly isMandatory: boolean;
  readonly conflicts: readonly string[];
  readonly choices?: readonly string[];
  readonly usual?: unknown;
  /** What help says in place of `usual`. */
  readonly usualText?: string;
}

interface DeclaredArgument {
  readonly name: string;
  readonly description: string;
  readonly choices?: readonly string[];
}

export interface DeclaredCommand {
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly DeclaredArgument[];
  readonly options: readonly DeclaredOption[];
  readonly commands: readonly DeclaredCommand[];
}

/** What a command has declared, and all below it. How it reads the values of its options is not among it. */
export function declarationOf(command: Command): DeclaredCommand {
  // The library keeps it for itself.
  const conflictsOf = (option: Option): readonly string[] =>
    (option as Option & { readonly conflictsWith: readonly string[] }).conflictsWith;
  return {
    name: command.name(),
    description: command.description(),
    arguments: command.registeredArguments.map((each) => ({
      name: each.required ? `<${each.name()}>` : `[${each.name()}]`,
      description: each.description,
      ...(each.argChoices && { choices: each.argChoices }),
    })),
    options: command.options.map((option) => ({
      flags: option.flags,
      description: option.description,
      isMandatory: option.mandatory,
      conflicts: conflictsOf(option),
      ...(option.argChoices && { choices: option.argChoices }),
      ...(option.defaultValue !== undefined && { usual: option.defaultValue as unknown }),
      ...(option.defaultValueDescription !== undefined && { usualText: option.defaultValueDescription }),
    })),
    commands: command.commands.map(declarationOf),
  };
}

/** Declares a command below another one. @param called runs in place of what it does */
export function declare(parent: Command, declared: DeclaredCommand, called: () => void): void {
  const command = parent.command(declared.name).description(declared.description);
  for (const { name, description, choices } of declared.arguments) {
    const argument = new Argument(name, description);
    command.addArgument(choices === undefined ? argument : argument.choices(choices));
  }
  for (const { flags, description, isMandatory, conflicts, choices, usual, usualText } of declared.options) {
    const option = new Option(flags, description).makeOptionMandatory(isMandatory).conflicts([...conflicts]);
    if (choices !== undefined) option.choices(choices);
    command.addOption(usual === undefined ? option : option.default(usual, usualText));
  }
  for (const each of declared.commands) declare(command, each, called);
  if (doesSomething(command)) command.action(called);
}

/** Every command that answers can do so in JSON; a group has no options, and shows its help. */
export const doesSomething = (command: Command): boolean => command.options.some(({ long }) => long === '--json');
