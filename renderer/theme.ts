// Light or dark, and how strong the contrast: what people have set, else what the system wants. The style sheet knows two marks alone.
import { type Theme, themes } from '#shared/app-settings.ts';

/** Where the windows of one running app tell each other what was set. It is gone when the app ends. */
const chosen = 'theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const contrast = matchMedia('(prefers-contrast: more)');
let shown: Theme = 'system';

/** The theme that was chosen in any window of this app. */
export const firstTheme = (): Theme => themes.find((theme) => theme === localStorage.getItem(chosen)) ?? 'system';

/** Shows a theme from now on; the system may change what it wants meanwhile. */
export function showTheme(theme: Theme): void {
  shown = theme;
  mark();
}

/** The same, also in windows that open later. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(chosen, theme);
  showTheme(theme);
}

function mark(): void {
  const isDark = shown === 'dark' || (shown !== 'light' && dark.matches);
  const isStrong = shown === 'contrast' || contrast.matches;
  document.documentElement.toggleAttribute('data-dark', isDark);
  document.documentElement.toggleAttribute('data-contrast', isStrong);
}

for (const wish of [dark, contrast]) wish.addEventListener('change', mark);
