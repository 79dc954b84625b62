// The gate before a call that cannot be taken back: two people, one of whom types the target from paper, then the button is held.
import { type ReactNode, useContext, useState } from 'react';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { HeldButton } from '#renderer/ui/Hold.tsx';
import type { Acting } from '../pages.ts';
import { Attempt } from './attempt.ts';
import { useTwoPeople } from './use-two-people.tsx';

interface Confirmation {
  readonly by: string[];
  readonly typedName: string;
  readonly typedFolder: string;
}

interface ConfirmProps {
  readonly ceremony: Acting;
  readonly withFolder?: boolean;
  readonly action: string;
  /** What is typed in full, where it is not the HSM that the ceremony acts on. */
  readonly wholeName?: string;
  /** Whether the rest of the form is whole. */
  readonly isReady: boolean;
  readonly onDone: (confirmation: Confirmation) => void;
  /** What must stand right above the button. */
  readonly children?: ReactNode;
}

/** Each try is confirmed by itself. */
export const Confirm = (props: ConfirmProps) => <Confirmed key={useContext(Attempt)} {...props} />;

function Confirmed({ ceremony, withFolder = false, action, wholeName, isReady, onDone, children }: ConfirmProps) {
  const [by, people] = useTwoPeople(ceremony);
  const [typedName, setTypedName] = useState('');
  const [typedFolder, setTypedFolder] = useState('');
  const isWaiting = useOnline((store) => store.isWaiting);
  const t = useTexts('online').step.confirm;
  const isWhole =
    isReady && by !== null && typedName.trim() !== '' && (!withFolder || typedFolder.trim() !== '') && !isWaiting;
  const done = (): void => {
    if (by === null) return;
    onDone({ by, typedName: typedName.trim(), typedFolder: typedFolder.trim() });
  };
  return (
    <section className="card stack" aria-label={t.title}>
      <div>
        <h2>{t.title}</h2>
        <p className="soft">{t.lead}</p>
      </div>
      {people}
      <div className="row fields">
        <Field label={wholeName ?? t.name} value={typedName} onChange={setTypedName} isMono maxLength={80} />
        {withFolder && <Field label={t.folder} value={typedFolder} onChange={setTypedFolder} isMono maxLength={120} />}
      </div>
      {children}
      <div className="stack" data-tight>
        <HeldButton isDisabled={!isWhole} onDone={done}>
          {action}
        </HeldButton>
        <p className="soft">{isWhole ? t.hold : t.choose}</p>
      </div>
    </section>
  );
}
