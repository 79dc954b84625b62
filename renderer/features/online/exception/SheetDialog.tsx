// An exception: the fields of the printed sheet, and the failed check that is left through it.
import { useState } from 'react';
import type { ExceptionSheet } from '../../../../shared/journal/events.ts';
import { online } from '../../../online-bridge.ts';
import { useOnline } from '../../../store/online-store.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { Action } from '../../../ui/Action.tsx';
import { Choices } from '../../../ui/Choices.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Popup } from '../../../ui/Popup.tsx';

const fields = ['step', 'expected', 'happened', 'options', 'decision', 'decidedBy', 'followUp', 'initials'] as const;
type Note = Record<(typeof fields)[number], string> & { trust: ExceptionSheet['affectsTrust'] };
const empty: Note = {
  step: '',
  expected: '',
  happened: '',
  options: '',
  decision: '',
  decidedBy: '',
  followUp: '',
  initials: '',
  trust: 'unknown',
};
const isLong: ReadonlySet<string> = new Set(['expected', 'happened', 'options', 'decision']);
/** Where no failed check is left through the exception. */
const noCheck = '';

interface SheetDialogProps {
  readonly isOpen: boolean;
  readonly failures: readonly string[];
  readonly onClose: () => void;
}

export function SheetDialog({ isOpen, failures, onClose }: SheetDialogProps) {
  const [note, setNote] = useState(empty);
  const [check, setCheck] = useState(noCheck);
  const { deed, isWaiting } = useOnline();
  const t = useTexts('online').exception;
  const sheet = sheetOf(note);
  const isWhole = fields.every((name) => note[name].trim() !== '') && sheet.initials.length >= 2;
  const save = async (): Promise<void> => {
    const isWritten = await deed(() =>
      online.session.noteException({ sheet, check: check === noCheck ? null : check }),
    );
    if (isWritten) setNote(empty);
    onClose();
  };
  return (
    <Popup title={t.title} isOpen={isOpen} onClose={onClose}>
      <p className="soft">{t.lead}</p>
      {failures.length > 0 && (
        <Choices
          legend={t.check}
          value={check}
          onChange={setCheck}
          choices={[
            ...failures.map((name) => ({ value: name, title: <span className="mono">{name}</span> })),
            { value: noCheck, ...t.noCheck },
          ]}
        />
      )}
      {fields.map((name) => (
        <Field
          key={name}
          label={t[name]}
          value={note[name]}
          onChange={(text) => {
            setNote({ ...note, [name]: text });
          }}
          isLong={isLong.has(name)}
          maxLength={isLong.has(name) ? 500 : 200}
        />
      ))}
      <Choices
        legend={t.trust}
        value={note.trust}
        onChange={(trust) => {
          setNote({ ...note, trust });
        }}
        isInColumns
        choices={(['no', 'yes', 'unknown'] as const).map((value) => ({ value, title: t.trusts[value] }))}
      />
      <div className="stack" data-tight>
        <div className="actions">
          <Action kind="primary" isDisabled={!isWhole || isWaiting} onPress={() => void save()}>
            {t.deed}
          </Action>
          <Action kind="quiet" onPress={onClose}>
            {t.back}
          </Action>
        </div>
        {!isWhole && <p className="soft">{t.missing}</p>}
      </div>
    </Popup>
  );
}

/** The sheet as the journal takes it: every text on one line, names and initials as lists. */
function sheetOf({ trust, decidedBy, initials, ...texts }: Note): ExceptionSheet {
  const line = (text: string): string => text.replace(/\s+/gu, ' ').trim();
  return {
    step: line(texts.step),
    expected: line(texts.expected),
    happened: line(texts.happened),
    options: line(texts.options),
    decision: line(texts.decision),
    followUp: line(texts.followUp),
    decidedBy: listOf(decidedBy),
    affectsTrust: trust,
    initials: listOf(initials.toUpperCase()),
  };
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
