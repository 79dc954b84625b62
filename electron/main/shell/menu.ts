// The application menu: sizes of the screen and the way out; on macOS also what its keys need. The default one would bring reload and developer
// tools.
import type { MenuItemConstructorOptions } from 'electron';
import type { SystemTexts } from '#shared/messages/en/system.ts';

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
  return platform === 'darwin' ? [programMenu(texts), editMenu(texts), size, windowMenu(texts)] : [size];
}

/** macOS looks for the program's own menu first. */
const programMenu = (texts: SystemTexts['menu']): MenuItemConstructorOptions => ({
  label: 'Lifeboat',
  submenu: [
    { role: 'hide', label: texts.hide },
    { role: 'hideOthers', label: texts.hideOthers },
    { role: 'unhide', label: texts.showAll },
    { role: 'quit', label: texts.quit },
  ],
});

/** There, the keys for copying and pasting belong to entries of a menu; without one they do nothing. */
const editMenu = (texts: SystemTexts['menu']): MenuItemConstructorOptions => ({
  label: texts.edit,
  submenu: [
    { role: 'undo', label: texts.undo },
    { role: 'redo', label: texts.redo },
    { role: 'cut', label: texts.cut },
    { role: 'copy', label: texts.copy },
    { role: 'paste', label: texts.paste },
    { role: 'selectAll', label: texts.selectAll },
  ],
});

const windowMenu = (texts: SystemTexts['menu']): MenuItemConstructorOptions => ({
  label: texts.window,
  submenu: [
    { role: 'minimize', label: texts.minimize },
    { role: 'close', label: texts.close },
  ],
});
