// Has one action after another refused on a page, and compares what the screen says with the book of advice.
import { expect } from '@playwright/test';
import type { Fault } from '#shared/faults/fault.ts';
import { isIncident } from '#shared/faults/incident.ts';
import { adviceFor } from '#shared/messages/advice.ts';
import { englishAdvice } from '#shared/messages/en/faults/index.ts';
import type { FakePage } from './fake-app.ts';

/**
 * Runs in the page: lets one action after another be refused, reads what the screen says, and closes it. Hundreds of them from outside would
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

/** On the page where the wall clock is entered, which both apps have: each fault says what happened, what is safe and what to do. */
export async function expectAdvice({ page, complaints }: FakePage, faults: readonly Fault[]): Promise<void> {
  // In the offline app main's own view asks for them.
  if ((await page.getByLabel(/^Date/).count()) > 0) {
    await page.getByLabel(/^Date/).fill('2026-10-14');
    await page.getByLabel(/^Time/).fill('09:12');
  }
  const said = await page.evaluate(
    readRefusals,
    faults.map((fault) => ({ fault, leave: isIncident(fault) ? 'Leave the incident' : 'Close' })),
  );
  for (const [at, fault] of faults.entries()) {
    const { happened, safe, todo } = adviceFor(englishAdvice, fault);
    // A page shows a line break as a blank.
    for (const part of [happened.replaceAll('\n', ' '), safe, todo, fault.code])
      expect(said[at], fault.code).toContain(part);
    // What a sentence has no words for would show as one of these.
    expect(said[at], fault.code).not.toMatch(/undefined|\[object|NaN|\bnull\b/);
  }
  expect(complaints).toEqual([]);
}
