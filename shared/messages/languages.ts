// The languages that the product speaks. Every text has an entry in each; the compiler and a test miss none.

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** The languages by their own names, which nobody translates. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** The first of the wanted languages that we speak, else English. @param wanted language tags such as `de-AT` */
export function spokenLanguage(wanted: readonly string[]): Language {
  const mains = wanted.map((tag) => tag.split(/[-_.]/u)[0]?.toLowerCase());
  return mains.flatMap((main) => languages.filter((language) => language === main))[0] ?? 'en';
}
