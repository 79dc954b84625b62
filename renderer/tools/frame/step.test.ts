// Which step is on the screen: the one that somebody has come to stays, and gives way only where it can no longer be worked on.
import { expect, it } from 'vitest';
import { shownStep, type Step } from './step.ts';

type Id = 'custodians' | 'build' | 'export' | 'finish';
const steps = (done: readonly Id[]): Step<Id>[] =>
  (['custodians', 'build', 'export', 'finish'] as const).map((id) => ({ id, title: id, isDone: done.includes(id) }));

it('shows the step that is next where nobody has come to one, or somebody has gone on', () => {
  expect(shownStep(steps([]), undefined, 'back')).toBe('custodians');
  expect(shownStep(steps(['custodians']), undefined, 'back')).toBe('build');
});

it('stays at a step that is done', () => {
  expect(shownStep(steps(['custodians', 'build']), 'build', 'back')).toBe('build');
  expect(shownStep(steps(['custodians']), 'custodians', 'back')).toBe('custodians');
});

it('leaves a step for which something is missing again, to what is missing', () => {
  // The shares are gone: nothing can be built.
  expect(shownStep(steps([]), 'build', 'back')).toBe('custodians');
  // Where looking anywhere does no harm, the step itself says what it waits for.
  expect(shownStep(steps([]), 'build', 'anywhere')).toBe('build');
});

it('is at the finish where everything is done', () => {
  expect(shownStep(steps(['custodians', 'build', 'export', 'finish']), undefined, 'back')).toBe('finish');
});
