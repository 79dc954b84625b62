// Help in the language of the person. English is beside each option in the source; other languages are looked up by it.
import type { Command } from 'commander';
import type { Language } from '#shared/messages/languages.ts';

type Translate = (english: string) => string;

const load: Readonly<Record<Language, () => Promise<Translate>>> = {
  en: () => Promise.resolve((english) => english),
  de: async () => {
    const { germanHelp } = await import('#shared/messages/de/help.ts');
    // What the library adds behind a description.
    const added = (text: string): string =>
      text
        .replace(/\(choices: /u, '(möglich: ')
        .replace(/, default: /u, ', Vorgabe: ')
        .replace(/\(default: /u, '(Vorgabe: ');
    return (english) => germanHelp[english] ?? added(english);
  },
};

/** Has a whole tree of commands say its help in a language. */
export async function localizeHelp(language: Language, program: Command): Promise<void> {
  const translate = await load[language]();
  const say = (command: Command): void => {
    command.description(translate(command.description()));
    for (const each of [...command.options, ...command.registeredArguments]) {
      each.description = translate(each.description);
    }
    command.helpOption('-h, --help', translate('display help for command'));
    if (command.commands.length > 0) command.helpCommand('help [command]', translate('display help for command'));
    command.configureHelp({
      styleTitle: translate,
      styleOptionDescription: translate,
      styleArgumentDescription: translate,
    });
    command.commands.forEach(say);
  };
  say(program);
}
