// Light or dark, and how strong the contrast: what people have set, else what the system wants. The style sheet knows two marks alone.
import type { Theme } from '#shared/app-settings.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');
const contrast = matchMedia('(prefers-contrast: more)');
let shown: Theme = 'system';

/** Shows a theme from now on; the system may change what it wants meanwhile. */
export function showTheme(theme: Theme): void {
  shown = theme;
  mark();
}

function mark(): void {
  const isDark = shown === 'dark' || (shown !== 'light' && dark.matches);
  const isStrong = shown === 'contrast' || contrast.matches;
  document.documentElement.toggleAttribute('data-dark', isDark);
  document.documentElement.toggleAttribute('data-contrast', isStrong);
}

for (const wish of [dark, contrast]) wish.addEventListener('change', mark);
