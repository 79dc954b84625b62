// All texts of a language. They are many, and loaded only where and when they are needed.
import type { Catalogue } from './catalogue.ts';
import type { Language } from './languages.ts';

const load: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => (await import('./en/catalogue.ts')).english,
  de: async () => (await import('./de/catalogue.ts')).german,
};

export const loadCatalogue = (language: Language): Promise<Catalogue> => load[language]();
