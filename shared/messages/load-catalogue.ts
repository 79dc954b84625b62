// All texts of a language. They are many, and loaded only where and when they are needed.
import type { Catalogue, RefusedTexts } from './catalogue.ts';
import type { SystemTexts } from './en/system.ts';
import type { Language } from './languages.ts';

const load: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => (await import('./en/catalogue.ts')).english,
  de: async () => (await import('./de/catalogue.ts')).german,
};

const loadSystem: Readonly<Record<Language, () => Promise<SystemTexts>>> = {
  en: async () => (await import('./en/system.ts')).englishSystem,
  de: async () => (await import('./de/system.ts')).germanSystem,
};

const loadRefused: Readonly<Record<Language, () => Promise<RefusedTexts>>> = {
  en: async () => {
    const { englishAdvice: advice } = await import('./en/faults/index.ts');
    return { advice, screens: await import('./en/screens/frame.ts') };
  },
  de: async () => {
    const { germanAdvice: advice } = await import('./de/faults/index.ts');
    return { advice, screens: await import('./de/screens/frame.ts') };
  },
};

export const loadCatalogue = (language: Language): Promise<Catalogue> => load[language]();

/** What the system shows around the screens, alone: an app needs it before its first screen. */
export const loadSystemTexts = (language: Language): Promise<SystemTexts> => loadSystem[language]();

/** What is said of a refusal, alone: a mistyped command is answered without the rest. */
export const loadRefusedTexts = (language: Language): Promise<RefusedTexts> => loadRefused[language]();
