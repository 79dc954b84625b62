// What a folder dialog of the preview answers to a person: there is no real dialog, so each kind of folder has its place.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { germanSystem } from '#shared/messages/de/system.ts';
import { englishSystem } from '#shared/messages/en/system.ts';

/**
 * Answers folder dialogs by their title: those about a rehearsal with its workspace, which both apps open, any other with a new folder.
 * @param say prints what was answered
 */
export function personFolders(workspace: string, say: (text: string) => void): (title: string) => string {
  return (title) => {
    const isRehearsal = [englishSystem, germanSystem].some(({ choose }) => choose.rehearsal === title);
    const folder = isRehearsal ? workspace : mkdtempSync(join(tmpdir(), 'lifeboat-practice-'));
    say(`The preview has no folder dialog; it uses this folder: ${folder}`);
    return folder;
  };
}
