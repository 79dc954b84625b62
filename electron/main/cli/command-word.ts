// Which command a command line names, before anything that could run it is loaded.

/** The first word that is no option; undefined where none is there, as where help is asked for. */
export function commandWord(args: readonly string[]): string | undefined {
  const at = args.findIndex((word, index) => !word.startsWith('-') && args[index - 1] !== '--language');
  return args[at];
}
