// What a folder dialog of the preview answers to a person: there is no real dialog, so each kind of folder has its place.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { germanSystem } from '#shared/messages/de/system.ts';
import { englishSystem } from '#shared/messages/en/system.ts';

/** The two folders of a rehearsal: both apps open the same ones, whether they are made now or were made before. */
export interface RehearsalPlaces {
  readonly rehearsal: string;
  readonly trainer: string;
}

/**
 * Answers folder dialogs by their title: those of a rehearsal with its places, any other with a new folder.
 * @param say prints what was answered
 */
export function personFolders(places: RehearsalPlaces, say: (text: string) => void): (title: string) => string {
  return (title) => {
    const known = (['rehearsal', 'trainer'] as const).find((what) =>
      [englishSystem, germanSystem].some(({ choose }) => choose[what] === title),
    );
    const folder = known === undefined ? mkdtempSync(join(tmpdir(), 'lifeboat-practice-')) : places[known];
    say(`The preview has no folder dialog; it uses this folder: ${folder}`);
    return folder;
  };
}
