// What can be typed at each place of a command line: read off the commands themselves, so that nothing is listed twice.
import type { Command } from 'commander';

/** A word, and what it is for. */
export interface Word {
  readonly word: string;
  readonly about: string;
}

/** An option; `values` is empty where it takes none or any, and `takesValue` tells these two apart. */
export interface OptionWord extends Word {
  readonly takesValue: boolean;
  readonly values: readonly string[];
}

/** A place: behind the words of a command. */
export interface Place {
  /** The words, each behind a space; empty behind the name of the program. */
  readonly path: string;
  /** Commands, or the values that an argument has. Without any, a file is meant. */
  readonly words: readonly Word[];
  readonly options: readonly OptionWord[];
}

/** All the places of a program, the outermost first. */
export function placesOf(command: Command, path = '', inherited: readonly OptionWord[] = []): readonly Place[] {
  const own = command.options.map(({ long, flags, description, required, optional, argChoices }): OptionWord => ({
    word: long ?? flags,
    about: description,
    takesValue: required || optional,
    values: argChoices ?? [],
  }));
  const options = [...inherited, ...own];
  const words = [
    ...command.commands.map((each) => ({ word: each.name(), about: each.description() })),
    ...command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices.map((word) => ({ word, about: '' }))),
  ];
  const language = inherited.length > 0 ? inherited : options.filter(({ word }) => word === '--language');
  const help = { word: '--help', about: '', takesValue: false, values: [] };
  return [
    { path, words, options: [...options, help] },
    ...command.commands.flatMap((each) => placesOf(each, `${path} ${each.name()}`, language)),
  ];
}
