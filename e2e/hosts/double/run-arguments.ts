// What the double's process was started with: its own options, and what Electron would have been started with.
import { parseArgs } from 'node:util';

const options = {
  headed: { type: 'boolean', default: false },
  // Beside the other app: on which half of the screen, `left` or `right`.
  half: { type: 'string' },
  // What stands for `app.getPath('appData')`; without it the profile ends with the program.
  'app-data': { type: 'string' },
  'short-lived': { type: 'boolean', default: false },
  'as-electron': { type: 'boolean', default: false },
  // A file to which every message between pages and main is written, as a line of JSON.
  messages: { type: 'string' },
  // For a person, not for a test: folder dialogs are answered, and each answer is printed. Those about a rehearsal are answered with this
  // one.
  rehearsal: { type: 'string' },
} as const;

/** @returns the double's own options; what is left, for Electron; and the first of it that is no switch: the app */
export function readArguments(given: readonly string[]) {
  const commandLineAt = given.findIndex((argument) => argument === '--cli' || argument === '--self-test');
  // What follows `--cli` or `--self-test` is for the program, as it is in a packaged one.
  const [before, after] =
    commandLineAt === -1 ? [given, []] : [given.slice(0, commandLineAt), given.slice(commandLineAt)];
  const { values, tokens } = parseArgs({
    args: [...before],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const isOwn = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== 'option' || !Object.hasOwn(options, token.name)) continue;
    isOwn.add(token.index);
    if (token.value !== undefined && !token.inlineValue) isOwn.add(token.index + 1);
  }
  const others = before.filter((_argument, at) => !isOwn.has(at));
  return {
    own: values as Own,
    argv: [...others, ...after],
    folder: others.find((argument) => !argument.startsWith('-')) ?? '',
  };
}

/** `strict: false` lets others' options pass, and forgets the types of ours. */
interface Own {
  readonly headed: boolean;
  readonly half?: string;
  readonly 'short-lived': boolean;
  readonly 'as-electron': boolean;
  readonly 'app-data'?: string;
  readonly messages?: string;
  readonly rehearsal?: string;
}
