// Commands that people copy into a shell: every value in them is one word there, whatever is in it.

/** Read by every shell as it stands; at the beginning, a mark may mean something. */
const plain = /^(?![=@+])[\w./:@=+-]+$/u;
const plainOnWindows = /^(?![=@+])[\w./:\\@=+-]+$/u;

/**
 * What cmd.exe and PowerShell read differently between double quotes, and no spelling makes the same in both: a variable of cmd.exe; a variable,
 * an escape and the other quotation marks of PowerShell. No Windows shows such names often; none may run as a command in one of the two.
 */
const ambiguous = /["`\u201C-\u201E\p{Cc}]|%(?=[^%]*%)|(?<=%[^%]*)%|\$(?=[\w({?^$:])/gu;

/**
 * One word of a command line.
 * - POSIX (sh, bash, zsh, also fish): single quotes. Inside them fish alone takes a backslash for more than itself, so it stands outside, doubled.
 * - Windows: double quotes, read alike by cmd.exe, PowerShell and programs (CommandLineToArgvW). What the shells read differently becomes a question
 *   mark, which is in no name: the command then finds nothing, and runs nothing.
 */
export function shellWord(value: string, platform: NodeJS.Platform = process.platform): string {
  if (platform !== 'win32') return plain.test(value) ? value : `'${value.replace(/['\\]/gu, String.raw`'\$&'`)}'`;
  if (plainOnWindows.test(value)) return value;
  // Backslashes before the closing quotation mark are doubled, or it would be part of the word.
  return `"${value.replace(ambiguous, '?').replace(/\\+$/u, '$&$&')}"`;
}

/** A command, whose values are words: ``shellCommand`lifeboat plan check ${file}` ``. */
export const shellCommand = (texts: TemplateStringsArray, ...values: readonly string[]): string =>
  texts.reduce((line, text, at) => line + shellWord(values[at - 1] ?? '') + text);

/** A command as its words, for the shell of this machine, or of another system. */
export const shellLine = (words: readonly string[], platform?: NodeJS.Platform): string =>
  words.map((word) => shellWord(word, platform)).join(' ');
