// Tables with a fault in each row, which hits several steps alike.
import { it } from 'vitest';
import { long } from './long.ts';

/**
 * The tests of one row. `npm test` plays it on one step, and its neighbours on others; `npm run test:unit` plays it on each.
 * @param row its number in the table
 * @param title of a test, with `%s` for the step
 */
export function onStepsInTurn<Step extends string>(
  row: number,
  steps: readonly Step[],
  title: string,
  play: (step: Step) => Promise<void>,
): void {
  const first = steps[row % steps.length];
  it.each(steps.filter((step) => step === first))(title, play);
  it.each(steps.filter((step) => step !== first))(title, long, play);
}
