// An exception: the same fields as on the printed sheet.
import { useState } from 'react';
import type { ExceptionNote } from '../../../shared/contract/offline/view.ts';
import { Action } from '../../ui/Action.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { Popup } from '../../ui/Popup.tsx';

const empty: ExceptionNote = { expected: '', happened: '', decision: '', decidedBy: '', trust: 'unknown' };

interface ExceptionDialogProps {
  readonly isOpen: boolean;
  /** Answers whether it was noted. */
  readonly onNote: (note: ExceptionNote) => Promise<boolean>;
  readonly onClose: () => void;
}

export function ExceptionDialog({ isOpen, onNote, onClose }: ExceptionDialogProps) {
  const [note, setNote] = useState(empty);
  const set = (change: Partial<ExceptionNote>): void => {
    setNote({ ...note, ...change });
  };
  const save = async (): Promise<void> => {
    if (await onNote(note)) setNote(empty);
    onClose();
  };
  return (
    <Popup title="Note an exception" isOpen={isOpen} onClose={onClose}>
      <p className="soft">
        An exception is not a failure of yours. Write down what happened; the administrator decides.
      </p>
      <Field
        label="What was expected"
        value={note.expected}
        onChange={(expected) => {
          set({ expected });
        }}
        isLong
      />
      <Field
        label="What happened"
        value={note.happened}
        onChange={(happened) => {
          set({ happened });
        }}
        isLong
      />
      <Field
        label="What was decided"
        value={note.decision}
        onChange={(decision) => {
          set({ decision });
        }}
        isLong
      />
      <Field
        label="Decided by"
        value={note.decidedBy}
        onChange={(decidedBy) => {
          set({ decidedBy });
        }}
      />
      <Choices
        legend="Does it affect trust in the result?"
        value={note.trust}
        onChange={(trust) => {
          set({ trust });
        }}
        isInColumns
        choices={[
          { value: 'no', title: 'No' },
          { value: 'yes', title: 'Yes' },
          { value: 'unknown', title: 'Not known yet' },
        ]}
      />
      <div className="actions">
        <Action kind="primary" onPress={() => void save()} isDisabled={note.happened.trim() === ''}>
          Note it
        </Action>
        <Action kind="quiet" onPress={onClose}>
          Back
        </Action>
      </div>
    </Popup>
  );
}
