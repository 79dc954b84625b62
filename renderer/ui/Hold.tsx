// The gate before an action that cannot be undone: two people answer for it, then the button is pressed and held.
import { isPersonName, peopleAmong } from '#shared/formatting/person-name.ts';
import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from './Field.tsx';
import { holdMs } from './hold-time.ts';

interface HoldProps {
  readonly children: string;
  readonly isPending?: boolean;
  readonly onDone: () => void;
}

/** Where no plan names people: two different initials. */
export function Hold({ children, isPending = false, onDone }: HoldProps) {
  const t = useTexts('files');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const areTwo = [first, second].every(isPersonName) && peopleAmong([first, second]) === 2;
  return (
    <div className="stack" data-tight>
      <div className="row">
        <Field label={t.administrator} value={first} onChange={setFirst} />
        <Field label={t.witness} value={second} onChange={setSecond} />
      </div>
      <HeldButton isDisabled={!areTwo || isPending} onDone={onDone}>
        {children}
      </HeldButton>
      <p className="soft">{t.twoPeople}</p>
    </div>
  );
}

interface HeldButtonProps {
  readonly children: string;
  readonly isDisabled: boolean;
  readonly onDone: () => void;
}

function HeldButton({ children, isDisabled, onDone }: HeldButtonProps) {
  const t = useTexts('files');
  const [isHolding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = (): void => {
    clearTimeout(timer.current);
    setHolding(false);
  };
  useEffect(() => stop, []);
  return (
    <div className="actions">
      <Button
        className="button hold"
        data-kind="primary"
        data-holding={isHolding || undefined}
        isDisabled={isDisabled}
        onPressStart={() => {
          setHolding(true);
          timer.current = setTimeout(() => {
            stop();
            onDone();
          }, holdMs);
        }}
        onPressEnd={stop}
      >
        <span>{children}</span>
        <span className="hold-how" aria-hidden="true">
          {t.pressAndHold}
        </span>
      </Button>
    </div>
  );
}
