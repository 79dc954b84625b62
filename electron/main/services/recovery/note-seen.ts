// What the record of a ceremony asks for at a step, as this program saw it.
import type { StepContext } from './step-context.ts';

/**
 * Notes values at a step of the script, by the ids of its fields; a check that is true has the value `yes`.
 * @param by who is named with them; what people add, they sign on paper
 */
export const noteSeen = (
  { journal }: Pick<StepContext, 'journal'>,
  step: string,
  by: readonly string[],
  seen: Readonly<Record<string, string>>,
): Promise<void> => {
  const values = Object.entries(seen).map(([field, value]) => ({ field, value }));
  return journal.append({ kind: 'step-done', step, by: [...by], values });
};
