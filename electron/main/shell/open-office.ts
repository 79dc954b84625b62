// The office of an app: its dialogs, its press, its passphrase window. Both apps have one; they differ in their side alone.
import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import type { DeskSide } from '#shared/contract/desk/papers.ts';
import { manualPictures, printStyle } from '#core/paper/print-style.ts';
import { AppLanguage } from '#services/app/app-language.ts';
import type { DialogTitle, Office } from '#services/app/office.ts';
import { PickedFiles } from '#services/app/picked-files.ts';
import { appVersion } from './built.ts';
import { setMenu } from './run-app.ts';
import { paperPress } from './paper-press.ts';

/** A host that is not Electron has none of its walls. */
export const isPracticeOnly = (): boolean => !Object.hasOwn(process.versions, 'electron');

export function openOffice(
  side: DeskSide,
  language: AppLanguage,
  askPassphrase: Office['askPassphrase'],
  rehearsal: Office['rehearsal'],
): Office {
  return {
    language,
    side,
    version: appVersion,
    practiceOnly: isPracticeOnly(),
    printStyle,
    manualPictures,
    now: () => new Date(),
    files: new PickedFiles(),
    rehearsal,
    press: paperPress(),
    askPassphrase,
    pickFile: (title) => pick(language, title, 'openFile'),
    pickFiles: (title) => choose(language, title, ['openFile', 'multiSelections']),
    pickFolder: (title) => pick(language, title, 'openDirectory'),
  };
}

/** Every window hears that something has changed in the room of the rehearsal. */
export function tellRoomChanged(): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.send('rehearsal.changed', null);
}

/** The system's dialog; undefined when the person turned back. */
export const pick = async (
  language: AppLanguage,
  title: DialogTitle,
  what: 'openDirectory' | 'openFile',
): Promise<string | undefined> => (await choose(language, title, [what]))[0];

async function choose(
  language: AppLanguage,
  title: DialogTitle,
  properties: readonly ('openDirectory' | 'openFile' | 'multiSelections')[],
): Promise<readonly string[]> {
  const asked = (await language.texts()).choose[title];
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: asked,
    // macOS shows no title.
    message: asked,
    properties: [...properties, 'dontAddToRecent'],
  });
  return canceled ? [] : filePaths;
}

/** The language of the app that is starting. */
export const ownLanguage = (): AppLanguage => new AppLanguage(join(app.getPath('userData'), 'settings.json'), setMenu);
