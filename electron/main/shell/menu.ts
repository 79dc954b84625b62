// The application menu: sizes of the screen and the way out. The default one would bring reload and developer tools.
import type { MenuItemConstructorOptions } from 'electron';
import type { SystemTexts } from '../../../shared/messages/en/system.ts';

/**
 * @param platform as `process.platform` says; macOS looks for the program's own menu first
 * @param texts every entry has its own word: those of the roles are English in every language
 */
export function menuTemplate(platform: NodeJS.Platform, texts: SystemTexts['menu']): MenuItemConstructorOptions[] {
  const size: MenuItemConstructorOptions = {
    label: texts.size,
    submenu: [
      { role: 'resetZoom', label: texts.asItIs },
      { role: 'zoomIn', label: texts.larger },
      { role: 'zoomOut', label: texts.smaller },
      { role: 'togglefullscreen', label: texts.wholeScreen },
    ],
  };
  const program: MenuItemConstructorOptions = {
    label: 'Lifeboat',
    submenu: [{ role: 'quit', label: texts.quit }],
  };
  return platform === 'darwin' ? [program, size] : [size];
}
