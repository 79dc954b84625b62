// The system's dialogs say what is chosen, on every system.
import { expect, it, vi } from 'vitest';
import { germanSystem } from '#shared/messages/de/system.ts';
import { AppLanguage } from '#services/app/app-language.ts';
import { pick } from './open-office.ts';

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
  const language = new AppLanguage('/no/settings.json', () => undefined);
  await language.begin('de');
  await pick(language, 'stick', 'openDirectory');
  const { stick } = germanSystem.choose;
  expect(shown).toHaveBeenCalledWith({
    title: stick,
    message: stick,
    properties: ['openDirectory', 'dontAddToRecent'],
  });
});
