// The application menu: sizes of the screen and the way out. The default one would bring reload and developer tools.
import type { MenuItemConstructorOptions } from 'electron';

/** @param platform as `process.platform` says; macOS looks for the program's own menu first */
export function menuTemplate(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const size: MenuItemConstructorOptions = {
    label: 'Size',
    submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
  };
  const program: MenuItemConstructorOptions = { label: 'Lifeboat', submenu: [{ role: 'quit' }] };
  return platform === 'darwin' ? [program, size] : [size];
}
