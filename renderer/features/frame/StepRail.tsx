// Where we are: every step, which are done, and the way back to look at one again.
import { Button } from 'react-aria-components/Button';
import { nextStep, type Step } from './step.ts';

export interface StepRailProps<Id extends string> {
  readonly steps: readonly Step<Id>[];
  readonly current: Id | undefined;
  /** Nobody goes back in a session that is over. */
  readonly isRunning: boolean;
  readonly version: string;
  /** Undefined is the step that is next. */
  readonly onLook: (step: Id | undefined) => void;
}

export function StepRail<Id extends string>({ steps, current, isRunning, version, onLook }: StepRailProps<Id>) {
  const next = nextStep(steps);
  return (
    <nav className="frame-rail" aria-label="Steps">
      <ol className="steps">
        {steps.map(({ id, title, isDone }, at) => (
          <li key={id}>
            <Button
              className="step"
              data-done={isDone ? '' : undefined}
              isDisabled={!isRunning || !(isDone || id === next || id === 'finish')}
              {...(id === current ? { 'aria-current': 'step' } : {})}
              onPress={() => {
                onLook(id === next ? undefined : id);
              }}
            >
              <span className="step-number" aria-hidden="true">
                {isDone ? '✓' : at + 1}
              </span>
              <span>
                {title}
                {isDone && <span className="visually-hidden"> (done)</span>}
              </span>
            </Button>
          </li>
        ))}
      </ol>
      <p className="frame-foot">Version {version}</p>
    </nav>
  );
}
