// The dialogs of a preview that a person has opened: what is proposed, what is typed, and what is made.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, sep } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { germanSystem } from '#shared/messages/de/system.ts';
import { englishSystem } from '#shared/messages/en/system.ts';
import { personChoices } from './person-choices.ts';

let home: string;
let workspace: string;
const made: string[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'person-choices-'));
  workspace = join(home, 'rehearsal');
});
afterEach(() => {
  for (const folder of [home, ...made.splice(0)]) rmSync(folder, { recursive: true });
});

/** A person who types these lines, or takes what is proposed. */
function person(...lines: (string | null | undefined)[]) {
  const proposals: string[] = [];
  const choose = personChoices(workspace, (_question, proposed) => {
    proposals.push(proposed);
    const line = lines.shift();
    return Promise.resolve(line === undefined ? proposed : line);
  });
  return { choose, proposals };
}

describe.each([
  ['English', englishSystem.choose],
  ['German', germanSystem.choose],
])('a dialog in %s', (_, titles) => {
  it('about a rehearsal proposes the same workspace each time', async () => {
    const { choose } = person();
    const dialog = { title: titles.rehearsal, properties: ['openDirectory' as const] };
    expect([await choose(dialog), await choose(dialog)]).toEqual([[workspace], [workspace]]);
  });

  it('about any other folder proposes a new one, and makes it', async () => {
    const { choose } = person();
    const dialog = { title: titles.stick, properties: ['openDirectory' as const] };
    made.push(...((await choose(dialog)) ?? []), ...((await choose(dialog)) ?? []));
    expect(new Set(made).size).toBe(2);
    for (const folder of made) expect(folder).toMatch(/lifeboat-practice-\d{4}-\d\d-\d\d(?:-\d+)?$/);
    for (const folder of made) expect(statSync(folder).isDirectory()).toBe(true);
  });
});

it('proposes for a file the place of the last one, and takes several where several may be chosen', async () => {
  const [a, b] = [join(home, 'one', 'a.json'), join(home, 'one', 'b.json')];
  const { choose, proposals } = person(a, `${a}${delimiter} ${b}`);
  expect(await choose({ title: 'A file', properties: ['openFile'] })).toEqual([a]);
  expect(await choose({ title: 'Files', properties: ['openFile', 'multiSelections'] })).toEqual([a, b]);
  expect(proposals).toEqual([workspace + sep, join(home, 'one') + sep]);
});

it('takes nothing from a person who turns it away, and makes nothing', async () => {
  const { choose, proposals } = person(null, ' ');
  for (const turn of ['first', 'second'])
    expect(await choose({ title: turn, properties: ['openDirectory'] })).toBeNull();
  for (const folder of proposals) expect(() => statSync(folder)).toThrow('ENOENT');
});
