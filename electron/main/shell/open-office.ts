// The office of an app: its dialogs, its press, its passphrase window. Both apps have one; they differ in their side alone.
import { dialog } from 'electron';
import type { DeskSide } from '../../../shared/contract/desk.ts';
import { manualPictures, printStyle } from '../core/paper/print-style.ts';
import type { Office } from '../office/office.ts';
import { PickedFiles } from '../office/picked-files.ts';
import { appVersion } from './built.ts';
import { paperPress } from './paper-press.ts';

/** A host that is not Electron has none of its walls. */
export const isPracticeOnly = (): boolean => !Object.hasOwn(process.versions, 'electron');

export function openOffice(side: DeskSide, askPassphrase: Office['askPassphrase']): Office {
  return {
    side,
    version: appVersion,
    practiceOnly: isPracticeOnly(),
    printStyle,
    manualPictures,
    now: () => new Date(),
    files: new PickedFiles(),
    press: paperPress(),
    askPassphrase,
    pickFile: (title) => pick(title, 'openFile'),
    pickFiles: (title) => choose(title, ['openFile', 'multiSelections']),
    pickFolder: (title) => pick(title, 'openDirectory'),
  };
}

/** The system's dialog; undefined when the person turned back. */
export const pick = async (title: string, what: 'openDirectory' | 'openFile'): Promise<string | undefined> =>
  (await choose(title, [what]))[0];

async function choose(
  title: string,
  properties: readonly ('openDirectory' | 'openFile' | 'multiSelections')[],
): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title,
    properties: [...properties, 'dontAddToRecent'],
  });
  return canceled ? [] : filePaths;
}
