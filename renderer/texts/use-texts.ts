// The catalogue that the screens speak from: one language at a time is loaded, by name, from files of the program.
import { create } from 'zustand';
import type { ScreenTexts, SpokenTexts } from '#shared/messages/catalogue.ts';
import { type Language, languages, spokenLanguage } from '#shared/messages/languages.ts';
import { localTime, utcDateTime } from '#shared/formatting/date-time.ts';

const loadSpoken: Readonly<Record<Language, () => Promise<SpokenTexts>>> = {
  en: async () => (await import('#shared/messages/en/spoken.ts')).englishSpoken,
  de: async () => (await import('#shared/messages/de/spoken.ts')).germanSpoken,
};

const useSpoken = create<{ readonly spoken: SpokenTexts | undefined }>()(() => ({ spoken: undefined }));

/** Loads a language and shows the screens in it. Every page waits for this before it draws itself for the first time. */
export async function speak(language: Language): Promise<void> {
  useSpoken.setState({ spoken: await loadSpoken[language]() });
  document.documentElement.lang = language;
}

/** Where the windows of one running app tell each other which language was chosen. It is gone when the app ends. */
const chosen = 'language';

/** The language that was chosen in any window of this app, else the one that the system wants, as far as we speak it. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(chosen);
  return languages.find((language) => language === kept) ?? spokenLanguage(navigator.languages);
}

/** Speaks a language from now on, also in windows that open later. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(chosen, language);
  await speak(language);
}

/** Language, texts of the screens, glossary and all else that they say, in the language that the screens are in. */
export function useSpokenTexts(): SpokenTexts {
  const { spoken } = useSpoken();
  if (spoken === undefined) throw new Error('a screen was drawn before its language was loaded');
  return spoken;
}

/** The texts of one feature: `const t = useTexts('clock')`, then `t.title`. */
export const useTexts = <Feature extends keyof ScreenTexts>(feature: Feature): ScreenTexts[Feature] =>
  useSpokenTexts().screens[feature];

/** Writes a moment, ISO 8601 in UTC, as every page has it: in UTC, as paper and journal have it, and by the clock of the machine where that is another time, as in `2026-10-14 13:05:09 UTC (15:05:09 local)`. */
export function useMoment(): (iso: string) => string {
  const t = useTexts('ui');
  return (iso) => {
    const instant = new Date(iso);
    const local = localTime(instant);
    return local === undefined ? utcDateTime(instant) : t.moment(utcDateTime(instant), local);
  };
}
