// The screens of a session are read once the first screen is drawn: that one is there sooner.
import { type ComponentProps, use } from 'react';
import { readOnce } from '../read-once.ts';
import type { StepScreen } from './StepScreen.tsx';

/** Reads them ahead, so that nobody waits for the first step. */
export const readSteps = readOnce(async () => (await import('./StepScreen.tsx')).StepScreen);

export function LazyStep(props: ComponentProps<typeof StepScreen>) {
  const Step = use(readSteps());
  return <Step {...props} />;
}
