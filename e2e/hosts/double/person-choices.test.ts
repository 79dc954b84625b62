// The folders of a preview that a person has opened: a rehearsal is found again, anything else is new.
import { rmSync, statSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { personFolders } from './person-folders.ts';
import { germanSystem } from '#shared/messages/de/system.ts';
import { englishSystem } from '#shared/messages/en/system.ts';

const workspace = '/rehearsals/one';
const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

describe.each([
  ['English', englishSystem.choose],
  ['German', germanSystem.choose],
])('a folder dialog in %s', (_, titles) => {
  it('about a rehearsal opens the same workspace each time', () => {
    const said: string[] = [];
    const pick = personFolders(workspace, (text) => said.push(text));
    const asked = [titles.rehearsal, titles.rehearsal];
    expect(asked.map(pick)).toEqual([workspace, workspace]);
    expect(said.at(-1)).toContain(workspace);
  });

  it('about anything else makes a new folder each time', () => {
    const pick = personFolders(workspace, () => undefined);
    made.push(pick(titles.stick), pick(titles.stick));
    expect(new Set(made).size).toBe(2);
    for (const folder of made) expect(statSync(folder).isDirectory()).toBe(true);
  });
});
