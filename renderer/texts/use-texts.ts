// The catalogue that the screens speak from: one language at a time is loaded, by name, from files of the program. What every screen needs
// is there before the first one is drawn; the rest comes right after it.
import { use } from 'react';
import { create } from 'zustand';
import { readOnce } from '../read-once.ts';
import type { FurtherTexts, ScreenTexts, SpokenTexts } from '#shared/messages/catalogue.ts';
import type { ManualTexts } from '#shared/messages/en/manual.ts';
import { type Language, languages, spokenLanguage } from '#shared/messages/languages.ts';

const loadSpoken: Readonly<Record<Language, () => Promise<SpokenTexts>>> = {
  en: async () => (await import('#shared/messages/en/spoken.ts')).englishSpoken,
  de: async () => (await import('#shared/messages/de/spoken.ts')).germanSpoken,
};
const furtherTexts: Readonly<Record<Language, () => Promise<FurtherTexts>>> = {
  en: readOnce(async () => (await import('#shared/messages/en/further.ts')).englishFurther),
  de: readOnce(async () => (await import('#shared/messages/de/further.ts')).germanFurther),
};

const useSpoken = create<{ readonly spoken: SpokenTexts | undefined }>()(() => ({ spoken: undefined }));

/** Loads a language and shows the screens in it. Every page waits for this before it draws itself for the first time. */
export async function speak(language: Language): Promise<void> {
  const spoken = await loadSpoken[language]();
  // A screen that is there already changes as a whole.
  if (useSpoken.getState().spoken !== undefined) await furtherTexts[language]();
  useSpoken.setState({ spoken });
  document.documentElement.lang = language;
}

/** Reads the further texts, once the first screen is drawn: later nobody waits for them. */
export async function readFurther(): Promise<void> {
  await furtherTexts[spokenNow(useSpoken.getState().spoken).language]();
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

function spokenNow(spoken: SpokenTexts | undefined): SpokenTexts {
  if (spoken === undefined) throw new Error('a screen was drawn before its language was loaded');
  return spoken;
}

/** Language, texts of the screens and glossary, in the language that the screens are in. */
export const useSpokenTexts = (): SpokenTexts => spokenNow(useSpoken(({ spoken }) => spoken));

/** What is said of refusals, checks and ceremonies. A screen waits for it where it is not there yet, and not for a moment where it is. */
export function useFurtherTexts(): FurtherTexts {
  const { language } = useSpokenTexts();
  return use(furtherTexts[language]());
}

const manualTexts: Readonly<Record<Language, () => Promise<ManualTexts>>> = {
  en: readOnce(async () => (await import('#shared/messages/en/manual.ts')).englishManual),
  de: readOnce(async () => (await import('#shared/messages/de/manual.ts')).germanManual),
};

/** The manual of the roles, which is read when somebody opens it. */
export const useManual = (): ManualTexts => use(manualTexts[useSpokenTexts().language]());

/** The texts of one feature: `const t = useTexts('clock')`, then `t.title`. Those of a later screen may have to be waited for. */
export function useTexts<Feature extends keyof ScreenTexts>(feature: Feature): ScreenTexts[Feature] {
  const { language, screens } = useSpokenTexts();
  if (Object.hasOwn(screens, feature)) return (screens as ScreenTexts)[feature];
  const { laterScreens } = use(furtherTexts[language]());
  return (laterScreens as ScreenTexts)[feature];
}
