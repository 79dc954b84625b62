// The screens of a session are read once the first screen is drawn: that one is there sooner.
import { lazy } from 'react';

const load = () => import('./StepScreen.tsx');

export const LazyStep = lazy(async () => ({ default: (await load()).StepScreen }));

/** Reads them ahead, so that nobody waits for the first step. */
export const readSteps = async (): Promise<void> => {
  await load();
};
