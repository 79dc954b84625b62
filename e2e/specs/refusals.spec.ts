// Every refusal as people meet it: what happened, what is still safe, what to do; for each fault that a deed here can end in.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, test } from '@playwright/test';
import { fakeContext, launchChromium, openFake } from '../fakes/fake-app.ts';
import { offlineFaults } from '../fakes/offline-faults.ts';
import { states } from '../fakes/states.ts';
import { root } from '../../build/root.ts';
import type { Fault } from '../../shared/faults/fault.ts';
import { isIncident } from '../../shared/faults/incident.ts';
import { adviceFor } from '../../shared/messages/advice.ts';
import { englishAdvice } from '../../shared/messages/en/faults/index.ts';

// A code and its members belong together; entries of an object cannot say so, and the list itself is checked.
const faults = Object.entries(offlineFaults).map(([code, members]) => ({ code, ...members }) as Fault);

let browser: Browser;
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser.close());

test('the list has each fault whose code stands in the offline program or its processes, and no other', () => {
  const program = ['electron/offline.cjs', 'custody/combiner.cjs', 'custody/key-worker.cjs', 'custody/key-maker.cjs']
    .map((file) => readFileSync(join(root, 'out', file), 'utf8'))
    .join('\n');
  // The books of advice have every code as the name of a member, without quotation marks.
  const spoken = new Set(program.match(/(?<=["'`])[A-Z][A-Z0-9_]+(?=["'`])/g));
  const reachable = Object.keys(englishAdvice).filter((code) => spoken.has(code));
  expect(Object.keys(offlineFaults).sort()).toEqual(reachable.sort());
});

/**
 * Runs in the page: lets one deed after another be refused, reads what the screen says, and closes it. Hundreds of them from outside would
 * take minutes. @returns what was said, in the order of the faults
 */
async function readRefusals(refused: readonly { readonly fault: object; readonly leave: string }[]): Promise<string[]> {
  const until = async <T>(what: string, found: () => T | null | undefined | false): Promise<T> => {
    for (let frames = 0; frames < 600; frames += 1) {
      const value = found();
      if (value) return value;
      await new Promise((done) => requestAnimationFrame(done));
    }
    throw new Error(`${what} did not come`);
  };
  const button = (name: string) =>
    until(name, () => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name));
  const alert = () => document.querySelector('[role=alert]');
  const said: string[] = [];
  for (const { fault, leave } of refused) {
    (globalThis as { nextFault?: object }).nextFault = fault;
    (await button('Enter this time')).click();
    const leaving = await button(leave);
    said.push((alert()?.textContent ?? '').replace(/\s+/g, ' '));
    leaving.click();
    await until(`the end of ${JSON.stringify(fault)}`, () => alert() === null);
  }
  return said;
}

test('each fault has its screen, on which nothing is left to guess', async () => {
  test.setTimeout(120_000);
  const { context } = await fakeContext(browser);
  const { page, complaints } = await openFake(context, { view: states.clock });
  await page.getByLabel(/^Date/).fill('2026-10-14');
  await page.getByLabel(/^Time/).fill('09:12');
  const said = await page.evaluate(
    readRefusals,
    faults.map((fault) => ({ fault, leave: isIncident(fault) ? 'Leave the incident' : 'Close' })),
  );
  for (const [at, fault] of faults.entries()) {
    const { happened, safe, todo } = adviceFor(englishAdvice, fault);
    for (const part of [happened, safe, todo, fault.code]) expect(said[at], fault.code).toContain(part);
    // What a sentence has no words for would show as one of these.
    expect(said[at], fault.code).not.toMatch(/undefined|\[object|NaN|\bnull\b/);
  }
  expect(complaints).toEqual([]);
  await context.close();
});
