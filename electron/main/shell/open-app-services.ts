// The app’s services of an app: its dialogs, its press, its questions for secrets. Both apps have one; they differ in their side alone.
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain } from 'electron';
import type { AppSide } from '#shared/contract/tools/papers.ts';
import { dropContract } from '#shared/contract/tools/picked.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { manualPictures, printStyle } from '#core/paper/print-style.ts';
import { OwnSettings } from '#services/app/app-settings.ts';
import type { DialogTitle, AppServices } from '#services/app/app-services.ts';
import { RefusalLog } from '#services/app/refusal-log.ts';
import { PickedFiles } from '#services/app/picked-files.ts';
import { PlanWords } from '#services/app/plan-words.ts';
import { register, type Registrar } from '#ipc/registrar.ts';
import { appVersion } from './built.ts';
import { builtFolder } from './built-folder.ts';
import { setMenu } from './run-app.ts';
import { documentPrinter } from './document-printer.ts';

/** A host that is not Electron has none of its walls. */
export const isPracticeOnly = (): boolean => !Object.hasOwn(process.versions, 'electron');

export function openAppServices(
  side: AppSide,
  settings: OwnSettings,
  { askPassphrase, confirm, rehearsal }: Pick<AppServices, 'askPassphrase' | 'confirm' | 'rehearsal'>,
): AppServices {
  return {
    settings,
    side,
    version: appVersion,
    programFile: programFile(side),
    refusals: new RefusalLog(() => new Date()),
    practiceOnly: isPracticeOnly(),
    printStyle,
    manualPictures,
    now: () => new Date(),
    files: new PickedFiles(),
    rehearsal,
    press: documentPrinter(),
    planWords: new PlanWords(),
    confirm,
    askPassphrase,
    pickFile: (title) => pick(settings, title, 'openFile'),
    pickFiles: (title) => choose(settings, title, ['openFile', 'multiSelections']),
    pickFolder: (title) => pick(settings, title, 'openDirectory'),
  };
}

/** The main file of an app. */
export const programFile = (side: AppSide): string => join(builtFolder(), 'electron', `${side}.cjs`);

/** Notes what a page was refused. */
export const noted =
  ({ refusals }: AppServices) =>
  (call: string, fault: Fault): void =>
    refusals.note(call, fault);

/** What people drop on a chooser counts as chosen there. Only the preload script can say so. */
export function registerDrops(isOwn: Registrar['isOwn'], services: AppServices): void {
  register({ ipc: ipcMain, isOwn, onRefusal: noted(services) }, dropContract, {
    drops: {
      take({ what, slot, paths }) {
        const files = paths.map((path) => services.files.remember(path, what));
        for (const window of BrowserWindow.getAllWindows()) window.webContents.send('files.dropped', { slot, files });
        return null;
      },
    },
  });
}

/** Every window hears that something has changed in the room of the rehearsal. */
export function reportWorkspaceChanged(): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.send('rehearsal.changed', null);
}

/** The system's dialog; undefined when the person turned back. */
export const pick = async (
  settings: OwnSettings,
  title: DialogTitle,
  what: 'openDirectory' | 'openFile',
): Promise<string | undefined> => (await choose(settings, title, [what]))[0];

async function choose(
  settings: OwnSettings,
  title: DialogTitle,
  properties: readonly ('openDirectory' | 'openFile' | 'multiSelections')[],
): Promise<readonly string[]> {
  const asked = (await settings.texts()).choose[title];
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: asked,
    // macOS shows no title.
    message: asked,
    properties: [...properties, 'dontAddToRecent'],
  });
  return canceled ? [] : filePaths;
}

/** What was set in the app that is starting. All windows of our pages have one size: Chromium keeps it by origin. */
export const ownSettings = (side: AppSide): OwnSettings =>
  new OwnSettings(join(app.getPath('userData'), 'settings.json'), side, (texts, { textSize }) => {
    setMenu(texts);
    for (const window of BrowserWindow.getAllWindows()) window.webContents.setZoomFactor(textSize / 100);
  });
