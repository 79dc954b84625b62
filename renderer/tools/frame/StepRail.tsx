// Where we are: every step, which are done, and the way back to look at one again.
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { type MayLook, mayGo, type Step } from './step.ts';

export interface StepRailProps<Id extends string> {
  readonly steps: readonly Step<Id>[];
  readonly current: Id | undefined;
  readonly mayLook: MayLook;
  readonly version: string;
  readonly onLook: (step: Id) => void;
  /** What is above the steps. */
  readonly railHead?: ReactNode;
  /** What is below the steps. */
  readonly railFoot?: ReactNode;
}
/** `open`: done, and not known in everything. */
const markSigns = { busy: '…', stuck: '!', open: '✓' } as const;

export function StepRail<Id extends string>({
  steps,
  current,
  mayLook,
  version,
  onLook,
  railHead,
  railFoot,
}: StepRailProps<Id>) {
  const t = useTexts('frame');
  const rail = useRef<HTMLElement>(null);
  /** Asked for only where the window is narrow: elsewhere all steps are shown. */
  const [isOpen, setOpen] = useState(false);
  const whyId = useId();
  const first = steps.find((step) => !step.isDone)?.title;
  const place = steps.findIndex(({ id }) => id === current);
  // Where we are must be seen, however many steps there are.
  useEffect(() => {
    rail.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
    setOpen(false);
  }, [current]);
  return (
    <nav ref={rail} className="frame-rail" aria-label={t.steps} data-open={isOpen || undefined}>
      <Button className="rail-toggle" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
        <span>{place < 0 ? t.steps : t.stepOf(place + 1, steps.length, steps[place]?.title ?? '')}</span>
      </Button>
      {railHead}
      <ol className="steps">
        {steps.map(({ id, title, isDone, mark }, at) => (
          <li key={id}>
            <Button
              className="step"
              data-done={isDone && mark === undefined ? '' : undefined}
              data-mark={mark?.sign}
              isDisabled={!mayGo(steps, id, mayLook)}
              {...(mayGo(steps, id, mayLook) || first === undefined ? {} : { 'aria-describedby': whyId })}
              {...(id === current ? { 'aria-current': 'step' } : {})}
              onPress={() => onLook(id)}
            >
              <span className="step-number" aria-hidden="true">
                {mark !== undefined ? markSigns[mark.sign] : isDone ? '✓' : at + 1}
              </span>
              <span>
                {title}
                {mark !== undefined && <span className="step-word"> {mark.word}</span>}
                {isDone && mark === undefined && <span className="visually-hidden"> {t.done}</span>}
              </span>
            </Button>
          </li>
        ))}
      </ol>
      {/* Where nothing comes first, all is over. */}
      {first !== undefined && steps.some(({ id }) => !mayGo(steps, id, mayLook)) && (
        <p id={whyId} className="frame-foot">
          {t.notYet(first)}
        </p>
      )}
      {railFoot}
      <p className="frame-foot">{t.version(version)}</p>
    </nav>
  );
}
