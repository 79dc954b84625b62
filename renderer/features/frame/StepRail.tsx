// Where we are: every step, which are done, and the way back to look at one again.
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTexts } from '../../texts/use-texts.ts';
import { nextStep, type Step } from './step.ts';

export interface StepRailProps<Id extends string> {
  readonly steps: readonly Step<Id>[];
  readonly current: Id | undefined;
  /** `back`: to what is done; `anywhere`: looking at any step does no harm. */
  readonly mayLook: 'nowhere' | 'back' | 'anywhere';
  readonly version: string;
  /** Undefined is the step that is next. */
  readonly onLook: (step: Id | undefined) => void;
  /** What stands below the steps. */
  readonly railFoot?: ReactNode;
}
const markSigns = { busy: '…', stuck: '!' } as const;

export function StepRail<Id extends string>({ steps, current, mayLook, version, onLook, railFoot }: StepRailProps<Id>) {
  const t = useTexts('frame');
  const next = nextStep(steps);
  const rail = useRef<HTMLElement>(null);
  // Where we are must be seen, however many steps there are.
  useEffect(() => {
    rail.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <nav ref={rail} className="frame-rail" aria-label={t.steps}>
      <ol className="steps">
        {steps.map(({ id, title, isDone, mark }, at) => (
          <li key={id}>
            <Button
              className="step"
              data-done={isDone ? '' : undefined}
              data-mark={mark}
              isDisabled={!mayGo({ isDone, isNext: id === next || id === 'finish' }, mayLook)}
              {...(id === current ? { 'aria-current': 'step' } : {})}
              onPress={() => {
                onLook(id === next ? undefined : id);
              }}
            >
              <span className="step-number" aria-hidden="true">
                {isDone ? '✓' : mark === undefined ? at + 1 : markSigns[mark]}
              </span>
              <span>
                {title}
                {isDone && <span className="visually-hidden"> {t.done}</span>}
              </span>
            </Button>
          </li>
        ))}
      </ol>
      {railFoot}
      <p className="frame-foot">{t.version(version)}</p>
    </nav>
  );
}

const mayGo = (step: { isDone: boolean; isNext: boolean }, mayLook: 'nowhere' | 'back' | 'anywhere'): boolean =>
  mayLook === 'anywhere' || (mayLook === 'back' && (step.isDone || step.isNext));
