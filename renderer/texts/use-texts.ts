// The catalogue that the screens speak from: one language at a time is loaded, by name, from files of the program.
import { create } from 'zustand';
import type { Catalogue, ScreenTexts } from '../../shared/messages/catalogue.ts';
import { type Language, spokenLanguage } from '../../shared/messages/languages.ts';

const load: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => (await import('../../shared/messages/en/catalogue.ts')).english,
  de: async () => (await import('../../shared/messages/de/catalogue.ts')).german,
};

const useSpoken = create<{ readonly catalogue: Catalogue | undefined }>()(() => ({ catalogue: undefined }));

/** Loads a language and shows the screens in it. Every page waits for this before it draws itself for the first time. */
export async function speak(language: Language): Promise<void> {
  useSpoken.setState({ catalogue: await load[language]() });
  document.documentElement.lang = language;
}

/** The language that the system wants, as far as we speak it. */
export const systemLanguage = (): Language => spokenLanguage(navigator.languages);

/** The whole catalogue of the language that the screens are in. */
export function useCatalogue(): Catalogue {
  const { catalogue } = useSpoken();
  if (catalogue === undefined) throw new Error('a screen was drawn before its language was loaded');
  return catalogue;
}

/** The texts of one feature: `const t = useTexts('clock')`, then `t.title`. */
export const useTexts = <Feature extends keyof ScreenTexts>(feature: Feature): ScreenTexts[Feature] =>
  useCatalogue().screens[feature];
