// Read-backs at one machine: what is asked stays until it is answered, and another value begins another.
import { expect, it } from 'vitest';
import { wordsAsked } from '#e2e/support/words-asked.ts';
import { faultOf } from '#e2e/support/faults.ts';
import { WordChecks } from './word-check.ts';

const [one, other] = ['ab'.repeat(32), 'cd'.repeat(32)] as const;
const wrong = Array.from({ length: 7 }, () => 'aardvark');

it('asks for the same words until they were answered or closed, and for others of another value', () => {
  const checks = new WordChecks<'plan' | 'pairing'>();
  const check = checks.asked('plan', one);
  expect(checks.asked('plan', one)).toBe(check);
  expect(checks.asked('pairing', one)).not.toBe(check);
  check.take(wordsAsked(one, check.view));
  expect(check.view).toEqual({ phase: 'agreed' });
  expect(checks.asked('plan', one)).not.toBe(check);
  const again = checks.asked('plan', one);
  expect(checks.asked('plan', other)).not.toBe(again);
});

it('is closed by the second wrong try, and takes no right words afterwards', () => {
  const check = new WordChecks<'plan'>().asked('plan', one);
  const { view } = check;
  expect(faultOf(() => check.take(wrong))).toEqual({ code: 'WORDS_WRONG', triesLeft: 1 });
  expect(faultOf(() => check.take(wrong))).toEqual({ code: 'WORDS_LOCKED' });
  expect(faultOf(() => check.take(wordsAsked(one, view)))).toEqual({ code: 'WORDS_LOCKED' });
  expect(check.view).toEqual({ phase: 'locked' });
});

it('only says whether words fit where a journal counts the tries', () => {
  const check = new WordChecks<'plan'>().asked('plan', one);
  expect([check.fits(wrong), check.fits(wrong), check.fits(wordsAsked(one, check.view))]).toEqual([false, false, true]);
  expect(check.view).toMatchObject({ phase: 'asking', triesLeft: 2 });
});
