// All texts of a language. They are many, and loaded only where and when they are needed.
import type { Fault } from '../faults/fault.ts';
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

const loadRefused: Readonly<Record<Language, (isUsage: boolean) => Promise<RefusedTexts>>> = {
  en: async (isUsage) => ({
    advice: isUsage
      ? (await import('./en/faults/usage.ts')).usageAdvice
      : (await import('./en/faults/index.ts')).englishAdvice,
    screens: await import('./en/screens/frame.ts'),
  }),
  de: async (isUsage) => ({
    advice: isUsage
      ? (await import('./de/faults/usage.ts')).usageAdvice
      : (await import('./de/faults/index.ts')).germanAdvice,
    screens: await import('./de/screens/frame.ts'),
  }),
};

export const loadCatalogue = (language: Language): Promise<Catalogue> => load[language]();

/** What the system shows around the screens, alone: an app needs it before its first screen. */
export const loadSystemTexts = (language: Language): Promise<SystemTexts> => loadSystem[language]();

/** What is said of a refusal, alone: a mistyped command is answered without the rest, and without all other refusals. */
export const loadRefusedTexts = (language: Language, { code }: Pick<Fault, 'code'>): Promise<RefusedTexts> =>
  loadRefused[language](code === 'USAGE');
