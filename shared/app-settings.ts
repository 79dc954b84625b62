// What people may set in an app for themselves. No ceremony needs any of it.
import type { Language } from './messages/languages.ts';

/** `contrast`: the strongest contrast, light or dark as the system has it. */
export const themes = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

/** In per cent of the usual size. */
export const textSizes = [100, 125, 150, 200] as const;
export type TextSize = (typeof textSizes)[number];

export interface AppSettings {
  readonly language: Language;
  readonly theme: Theme;
  readonly textSize: TextSize;
  /** Whether a tone is heard when something has ended, or needs somebody. */
  readonly sound: boolean;
}
