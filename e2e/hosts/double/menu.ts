// `Menu`: lib/browser/api/menu.ts and menu-item.ts. The double draws none; it takes and refuses what Electron takes and refuses.
import type * as Electron from 'electron';
import { standIn } from './stand-in.ts';

type Template = Parameters<typeof Electron.Menu.buildFromTemplate>[0];
type ItemOptions = Electron.MenuItemConstructorOptions;

const types: readonly string[] = ['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette'];
const menus = new WeakSet<object>();
let applicationMenu: Parameters<typeof Electron.Menu.setApplicationMenu>[0] = null;

export const menu: Pick<typeof Electron.Menu, 'buildFromTemplate' | 'getApplicationMenu' | 'setApplicationMenu'> = {
  buildFromTemplate(template) {
    if (!Array.isArray(template)) {
      throw new TypeError('Invalid template for Menu: Menu template must be an array');
    }
    if (!template.every(isValidItem)) {
      throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
    }
    const built = standIn<Electron.Menu>('Menu')({ items: template.map(menuItem) });
    menus.add(built);
    return built;
  },
  getApplicationMenu: () => applicationMenu,
  setApplicationMenu(given) {
    if (given !== null && !menus.has(given)) throw new TypeError('Invalid menu');
    applicationMenu = given;
  },
};

const isValidItem = (item: Template[number]): boolean =>
  Object.hasOwn(item, 'label') || Object.hasOwn(item, 'role') || item.type === 'separator';

function menuItem(options: ItemOptions | Electron.MenuItem): Electron.MenuItem {
  const { submenu } = options;
  const type = options.type ?? (submenu === undefined ? 'normal' : 'submenu');
  if (!types.includes(type)) throw new Error(`Unknown menu item type: ${type}`);
  return standIn<Electron.MenuItem>('MenuItem')({
    type,
    label: options.label ?? '',
    enabled: options.enabled ?? true,
    visible: options.visible ?? true,
    ...(submenu === undefined ? {} : { submenu: Array.isArray(submenu) ? menu.buildFromTemplate(submenu) : submenu }),
  });
}
