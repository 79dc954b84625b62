// The system's dialogs say what is chosen, on every system.
import { expect, it, vi } from 'vitest';
import { germanSystem } from '#shared/messages/de/system.ts';
import { OwnSettings } from '#services/app/app-settings.ts';
import { pick } from './open-app-services.ts';

const shown = vi.hoisted(() => vi.fn(() => Promise.resolve({ canceled: true, filePaths: [] })));
vi.mock('electron', () => ({
  app: {},
  BrowserWindow: {},
  dialog: { showOpenDialog: shown },
  ipcMain: {},
  Menu: {},
  net: {},
  protocol: {},
  session: {},
}));
vi.mock('./built.ts', () => ({ builtFiles: {}, appVersion: '0.1.0' }));
vi.mock('#core/paper/print-style.ts', () => ({ printStyle: '', manualPictures: {} }));

it('has its title as the message too, which is all that macOS shows', async () => {
  const settings = new OwnSettings('/no/settings.json', 'online', () => undefined);
  await settings.begin('de');
  await pick(settings, 'stick', 'openDirectory');
  const { stick } = germanSystem.choose;
  expect(shown).toHaveBeenCalledWith({
    title: stick,
    message: stick,
    properties: ['openDirectory', 'dontAddToRecent'],
  });
});
