// What people have set in the app that this page is of: remembered by main between starts.
import { create } from 'zustand';
import type { AppSettings } from '#shared/app-settings.ts';
import { tools } from '../tools-bridge.ts';
import { chooseLanguage, firstLanguage, speak } from '../texts/use-texts.ts';
import { showTheme } from '../theme.ts';

interface SettingsStore {
  readonly settings: AppSettings;
  /** Whether settings were kept and cannot be read, or could not be kept; said where they are made. */
  readonly isLost: boolean;
}

export const useSettings = create<SettingsStore>()(() => ({
  settings: { language: firstLanguage(), theme: 'system', textSize: 100, sound: false },
  isLost: false,
}));

/** Takes what was set before, else what the system wants. */
export async function beginSettings(): Promise<void> {
  const system = firstLanguage();
  const answer = await tools.settings.begin({ system });
  if (answer.ok) useSettings.setState({ settings: answer.value.settings, isLost: answer.value.isKeptLost });
  const { language, theme } = useSettings.getState().settings;
  if (language === system) await speak(language);
  else await chooseLanguage(language);
  showTheme(theme);
}

/** Sets something from now on, and for the next start. */
export async function keepSettings(change: Partial<AppSettings>): Promise<void> {
  const settings = { ...useSettings.getState().settings, ...change };
  useSettings.setState({ settings });
  // Asked first: the window may be closed as soon as the choice is seen.
  const kept = tools.settings.choose(settings);
  showTheme(settings.theme);
  await chooseLanguage(settings.language);
  useSettings.setState({ isLost: !(await kept).ok });
}
