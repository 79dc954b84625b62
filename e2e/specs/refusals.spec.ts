// Every refusal as people meet it: what happened, what is still safe, what to do; for each fault that an action here can end in.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fakes/fake-test.ts';
import { offlineFaults } from '../fakes/offline-faults.ts';
import { expectAdvice } from '../fakes/refusal-walk.ts';
import { states } from '../fakes/states.ts';
import { slices } from '../support/long.ts';
import { root } from '#build/root.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { englishAdvice } from '#shared/messages/en/faults/index.ts';

// A code and its members belong together; entries of an object cannot say so, and the list itself is checked.
const faults = Object.entries(offlineFaults).map(([code, members]) => ({ code, ...members }) as Fault);

test('the list has each fault whose code stands in the offline program or its processes, and no other', () => {
  const program = [
    'electron/offline.cjs',
    'electron/drill-offline.cjs',
    'secrets/combiner.cjs',
    'secrets/key-worker.cjs',
    'secrets/token-worker.cjs',
    'secrets/key-maker.cjs',
    'secrets/reader.cjs',
  ]
    .map((file) => readFileSync(join(root, 'out', file), 'utf8'))
    .join('\n');
  // The books of advice have every code as the name of a member, without quotation marks.
  const spoken = new Set(program.match(/(?<=["'`])[A-Z][A-Z0-9_]+(?=["'`])/g));
  const reachable = Object.keys(englishAdvice).filter((code) => spoken.has(code));
  expect(Object.keys(offlineFaults).sort()).toEqual(reachable.sort());
});

// Who turns back in the view of main's own knows it: the page says nothing.
const spoken = faults.filter(({ code }) => code !== 'CONFIRMATION_NOT_GIVEN');
for (const { which, rows, details } of slices(spoken, 12)) {
  test(`each fault has its screen, on which nothing is left to guess: ${which}`, details, async ({ openOn }) => {
    await expectAdvice(await openOn({ view: states.clock }), rows);
  });
}
