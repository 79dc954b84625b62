// What `lifeboat emergency` asks at the beginning: each answer is checked when it is given, and a slip costs no other answer.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { refuse } from '#shared/faults/fault.ts';
import { keptContext } from '#e2e/support/command-run.ts';
import { allCommands } from '../../all-commands.ts';
import { runCommandLine } from '../../command-line.ts';
import { exitCodes } from '../../output.ts';

const root = mkdtempSync(join(tmpdir(), 'lifeboat-emergency-'));
const before = process.cwd();
afterAll(() => {
  process.chdir(before);
  rmSync(root, { recursive: true });
});
let folder: string;
beforeEach(() => {
  vi.stubGlobal('__APP_VERSION__', '0.0.0');
  folder = mkdtempSync(join(root, 'in-'));
  process.chdir(folder);
});

const guid = '00000000-0000-4000-8000-000000000001';
const address = 'https://new-hsm.managedhsm.practice.invalid';

/** Types one answer after the other. @returns each prompt with what was said after its answer */
async function typing(language: 'en' | 'de', answers: readonly string[]) {
  const left = [...answers];
  const talk: string[] = [];
  const say = (text: string): void => void talk.push(text);
  const { context, end } = keptContext({
    language,
    terminal: true,
    streams: { out: say, error: say, interactive: true },
    askLine: (prompt) => {
      talk.push(`? ${prompt}`);
      const next = left.shift();
      return next === undefined ? refuse({ code: 'ENTRY_CANCELLED' }) : Promise.resolve(next);
    },
  });
  await runCommandLine(['emergency', '--practice', 'https://localhost:1', '--ca', 'ca.pem'], allCommands, context);
  expect(end().exit).toBe(exitCodes.refused);
  return talk.join('\n');
}
const typedIn = (): unknown => {
  const [name = ''] = readdirSync(folder);
  return JSON.parse(readFileSync(join(folder, name, 'emergency.json'), 'utf8'));
};

it('asks whether there is an HSM, and where it is to be made; what does not fit is asked again alone', async () => {
  const talk = await typing('en', [
    ...['perhaps', 'no', 'mine', guid],
    ...['practice', address],
    ...['Ada Lovelace', 'Ada Lovelace, ada  lovelace', 'Ada Lovelace, Grace Hopper'],
    ...['a tenant', guid, 'in/valid', 'lifeboat', 'westeurope', 'mine', 'none'],
    ...['other-hsm', 'new-hsm', 'mine'],
  ]);
  // Each of these is asked once, and once more for each slip.
  expect(talk.match(/^[?] /gmu)).toHaveLength(20);
  expect(talk.match(/That does not fit[.] What fits: .*/gu)).toMatchInlineSnapshot(`
    [
      "That does not fit. What fits: yes, no",
      "That does not fit. What fits: 00000000-0000-0000-0000-000000000000",
      "That does not fit. What fits: 00000000-0000-0000-0000-000000000000",
      "That does not fit. What fits: a-Z 0-9 _ . ( ) -",
      "That does not fit. What fits: /subscriptions/…/resourceGroups/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/…",
      "That does not fit. What fits: 00000000-0000-0000-0000-000000000000",
    ]
  `);
  for (const code of ['HSM_CLOUD_UNKNOWN', 'CONFIRMATION_ONE_PERSON', 'CONFIRMATION_DIFFERS']) {
    expect(talk).toContain(`fault ${code}`);
  }
  expect(typedIn()).toMatchObject({
    people: ['Ada Lovelace', 'Grace Hopper'],
    tenant: guid,
    place: { subscription: guid, resourceGroup: 'lifeboat', location: 'westeurope', identity: null },
  });
});

it('asks for no place where the HSM is there', async () => {
  const talk = await typing('de', ['ja', address, 'Ada Lovelace, Grace Hopper', guid]);
  expect(talk).toContain('? Gibt es das neue HSM schon (ja oder nein): ');
  expect(talk).not.toContain('Ressourcengruppe');
  expect(typedIn()).toMatchObject({ place: null, start: 'blob' });
});
