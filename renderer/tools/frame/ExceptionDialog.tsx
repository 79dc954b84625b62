// An exception: the same fields as on the printed sheet, and which failed check is left through it.
import { useState } from 'react';
import type { FailedCheckView } from '#shared/contract/exception-view.ts';
import type { ExceptionSheet } from '#shared/journal/events.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Popup } from '#renderer/ui/Popup.tsx';
import { emptySheet, isWhole, type TypedSheet, typedSheet } from '#shared/formatting/exception-sheet.ts';

interface ExceptionDialogProps {
  readonly isOpen: boolean;
  /** Step of the script. */
  readonly step: string;
  /** The failed check that is left through it. */
  readonly failure: FailedCheckView | undefined;
  /** How many people must have decided. */
  readonly deciders: 1 | 2;
  /** Answers whether it was noted. */
  readonly onNote: (sheet: ExceptionSheet) => Promise<boolean>;
  readonly onClose: () => void;
}

export function ExceptionDialog({ isOpen, step, failure, deciders, onNote, onClose }: ExceptionDialogProps) {
  const t = useTexts('ceremony').exception;
  const [typed, setTyped] = useState(emptySheet);
  const save = async (): Promise<void> => {
    if (await onNote(typedSheet(typed, failure?.step ?? step))) setTyped(emptySheet);
    onClose();
  };
  return (
    <Popup title={t.title} isOpen={isOpen} onClose={onClose}>
      <p className="soft">{t.lead}</p>
      {failure !== undefined && <Leaves failure={failure} />}
      <ExceptionFields typed={typed} deciders={deciders} onChange={setTyped} />
      <div className="actions">
        <Action kind="primary" onPress={() => void save()} isDisabled={!isWhole(typed, deciders)}>
          {t.save}
        </Action>
        <Action kind="quiet" onPress={onClose}>
          {t.back}
        </Action>
      </div>
    </Popup>
  );
}

function Leaves({ failure: { check, fault } }: { readonly failure: FailedCheckView }) {
  const t = useTexts('ceremony').exception;
  const { word } = useSpokenTexts();
  return <Notice tone="warn">{t.leaves(word(check), fault)}</Notice>;
}

interface ExceptionFieldsProps {
  readonly typed: TypedSheet;
  readonly deciders: 1 | 2;
  readonly onChange: (typed: TypedSheet) => void;
}

function ExceptionFields({ typed, deciders, onChange }: ExceptionFieldsProps) {
  const t = useTexts('ceremony').exception;
  const field = (name: Exclude<keyof TypedSheet, 'affectsTrust'>, isLong: boolean, description?: string) => (
    <Field
      label={t[name]}
      value={typed[name]}
      onChange={(text) => onChange({ ...typed, [name]: text })}
      isLong={isLong}
      {...(description === undefined ? {} : { description })}
    />
  );
  return (
    <>
      {field('happened', true)}
      {field('expected', true)}
      {field('options', true)}
      {field('decision', true)}
      <div className="choices" data-columns="">
        {field('decidedBy', false, deciders === 2 ? t.decidedByTwo : t.decidedByNote)}
        {field('followUp', false)}
        {field('initials', false, t.initialsNote)}
      </div>
      <Choices
        legend={t.trust}
        value={typed.affectsTrust}
        onChange={(affectsTrust) => onChange({ ...typed, affectsTrust })}
        isInColumns
        choices={[
          { value: 'no', title: t.no },
          { value: 'yes', title: t.yes },
          { value: 'unknown', title: t.unknown },
        ]}
      />
    </>
  );
}
