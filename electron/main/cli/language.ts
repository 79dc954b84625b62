// The language of what the command line says to people. JSON and exit codes are the same in every language.
import { type Language, languages, spokenLanguage } from '#shared/messages/languages.ts';

const option = '--language';

/**
 * `--language` on the command line, else what the system says for messages (POSIX: LC_ALL, then LC_MESSAGES, then LANG).
 * A value that is no language of ours is refused later, where the options are read.
 */
export function commandLanguage(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const at = args.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
  const given = at === -1 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1]);
  const asked = languages.find((language) => language === given);
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return (
    asked ?? spokenLanguage([[LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '') ?? ''])
  );
}
