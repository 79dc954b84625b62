// A step as the rail at the side shows it, and which one is on the screen; each app has its own steps.
import { useEffect } from 'react';
import type { NavigationSlice } from '#renderer/store/navigation-slice.ts';

export interface Step<Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** Whether people may go on from it to the next: well or badly. */
  readonly isDone: boolean;
  /** What else the rail says about it, in a word and by a shape. `busy`: at work by itself. `stuck`: people are needed. */
  readonly mark?: { readonly sign: 'busy' | 'stuck' | 'open'; readonly word: string };
}

/** `back`: to what is done or next; `anywhere`: looking at any step does no harm. */
export type MayLook = 'nowhere' | 'back' | 'anywhere';

/** The first step that is not done: what is next. Every row of steps ends with the finish. */
export const nextStep = <Id extends string>(steps: readonly Step<Id>[]): Id | 'finish' =>
  steps.find((step) => !step.isDone)?.id ?? 'finish';

/** Whether people may go to a step by the rail. */
export function mayGo<Id extends string>(steps: readonly Step<Id>[], id: Id, mayLook: MayLook): boolean {
  if (mayLook !== 'back') return mayLook === 'anywhere';
  return id === 'finish' || id === nextStep(steps) || steps.some((step) => step.id === id && step.isDone);
}

/** The step on the screen: the one that somebody has come to, as long as it can be worked on; else the one that is next. */
export const shownStep = <Id extends string>(
  steps: readonly Step<Id>[],
  lookingAt: Id | undefined,
  mayLook: MayLook,
): Id | 'finish' => (lookingAt !== undefined && mayGo(steps, lookingAt, mayLook) ? lookingAt : nextStep(steps));

/** The rule of both apps: a step that is on the screen stays there until somebody goes on (`NavigationSlice`). */
export function useFocusedResult<Id>(step: Id | undefined, { arrive }: Pick<NavigationSlice<Id>, 'arrive'>): void {
  useEffect(() => arrive(step), [step, arrive]);
}
