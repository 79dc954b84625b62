// The dialogs of the preview: the system's are not there, so a person types the path into a line that the window asks for.
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve, sep } from 'node:path';
import { germanSystem } from '#shared/messages/de/system.ts';
import { englishSystem } from '#shared/messages/en/system.ts';
import type { Chooser } from './dialog.ts';

/** Asks for one line and proposes one; null if the person turned it away. */
export type AskLine = (question: string, proposed: string) => Promise<string | null>;

const isAboutRehearsal = (title: string): boolean =>
  [englishSystem, germanSystem].some(({ choose }) => choose.rehearsal === title);

/** A folder of today that is not there yet, by a name that people can read and find again. */
export function newFolder(purpose: 'practice' | 'rehearsal'): string {
  const today = join(tmpdir(), `lifeboat-${purpose}-${new Date().toISOString().slice(0, 10)}`);
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? today : `${today}-${number}`;
    if (!existsSync(folder)) return folder;
  }
}

/**
 * Proposes the workspace in dialogs about a rehearsal, which both apps open, a new folder in others about folders, and for a file the place
 * of the last one. A folder that is not there is made, as in a system's dialog.
 */
export function personChoices(workspace: string, ask: AskLine): Chooser {
  let place = workspace;
  return async ({ title = '', properties = [] }) => {
    const isFolder = properties.includes('openDirectory');
    const proposed = !isFolder ? place + sep : isAboutRehearsal(title) ? workspace : newFolder('practice');
    const several = properties.includes('multiSelections') ? `, several with “${delimiter}” between them` : '';
    const typed = await ask(`${title}\n\nThe preview has no dialog of the system. Type the path${several}.`, proposed);
    if (typed === null || typed.trim() === '') return null;
    const paths = (several === '' ? [typed] : typed.split(delimiter)).map((path) => resolve(path.trim()));
    if (isFolder) for (const path of paths) mkdirSync(path, { recursive: true });
    else place = dirname(paths[0] ?? place);
    return paths;
  };
}
