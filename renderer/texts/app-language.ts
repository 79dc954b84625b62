// The language of the app that this page is of: remembered by main between starts.
import { create } from 'zustand';
import { type Language, languages } from '#shared/messages/languages.ts';
import { desk } from '../desk-bridge.ts';
import { chooseLanguage, firstLanguage, speak } from './use-texts.ts';

/** Whether a choice was kept and cannot be read; said where the language is chosen. */
export const useKeptLanguage = create<{ readonly isLost: boolean }>()(() => ({ isLost: false }));

/** Speaks what was chosen before, else what the system wants. */
export async function speakAsBefore(): Promise<void> {
  const system = firstLanguage();
  const answer = await desk.language.begin({ system });
  const begun = answer.ok ? answer.value : { language: system, isKeptLost: false };
  const language = languages.find((one) => one === begun.language) ?? system;
  // Other windows of this app find it where this one does.
  if (language === system) await speak(language);
  else await chooseLanguage(language);
  useKeptLanguage.setState({ isLost: begun.isKeptLost });
}

/** Speaks a language from now on, and at the next start. */
export async function keepLanguage(language: Language): Promise<void> {
  await chooseLanguage(language);
  const { ok } = await desk.language.choose({ language });
  useKeptLanguage.setState({ isLost: !ok });
}
