// Where we are: every step, which are done, and the way back to look at one again.
import { Button } from 'react-aria-components/Button';
import type { View } from '../../../shared/contract/offline/view.ts';
import { useStore } from '../../store/store.ts';
import { nextStep, type Step, type StepId } from './steps.ts';

interface StepRailProps {
  readonly steps: readonly Step[];
  readonly view: View;
  readonly current: StepId | undefined;
}

export function StepRail({ steps, view, current }: StepRailProps) {
  const look = useStore((store) => store.look);
  const next = nextStep(steps);
  const isRunning = view.ceremony.phase === 'running';
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
                look(id === next ? undefined : id);
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
      <p className="frame-foot">Version {view.version}</p>
    </nav>
  );
}
