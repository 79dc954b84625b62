// An exception written into a journal, with the people of the plan: the fields of the printed sheet.
import { useState } from 'react';
import type { JournalView } from '#shared/contract/tools/journals.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import type { PlanView } from '#shared/contract/tools/plans.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { FocusedResult } from '#renderer/ui/FocusedResult.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { PeopleChoice } from './PeopleChoice.tsx';
import { type SheetDraft, useSheet } from './use-sheet.ts';

interface ExceptionFormProps {
  readonly journal: string;
  readonly view: JournalView;
  readonly onWritten: (view: JournalView) => void;
}

export function ExceptionForm({ journal, view, onWritten }: ExceptionFormProps) {
  const [file, setFile] = useState<PickedFile | null>(null);
  const [plan, setPlan] = useState<PlanView>();
  const [written, setWritten] = useState<{ readonly number: number; readonly kept: string | null }>();
  // Open where there is something to leave; it stays as it is when that is done, with what was written in it.
  const [isOpen] = useState(view.damage !== null || view.failures.length > 0);
  const sheet = useSheet(view.failures[0] ?? null, view.damage !== null);
  const { ask, isWaiting } = useTools();
  const t = useTexts('journal').except;
  const load = async (picked: PickedFile): Promise<void> => {
    setFile(picked);
    const answer = await ask(() => tools.plans.load({ plan: picked.token }));
    setPlan(answer.ok ? answer.value : undefined);
  };
  const write = async (): Promise<void> => {
    if (file === null || sheet.whole === undefined) return;
    const order = { journal, plan: file.token, sheet: sheet.whole, check: sheet.draft.check };
    const answer = await ask(() => tools.journals.except(order));
    if (!answer.ok) return;
    setWritten({ number: answer.value.journal.exceptions, kept: answer.value.kept });
    sheet.clear();
    onWritten(answer.value.journal);
  };
  return (
    <details className="card" open={isOpen}>
      <summary>{t.heading}</summary>
      <div className="stack">
        {written && (
          <FocusedResult key={written.number}>
            <Notice tone="good">
              {t.written(written.number)} {written.kept !== null && t.kept(written.kept)}
            </Notice>
          </FocusedResult>
        )}
        <p className="soft measure">
          {t.text(view.exceptions + 1)} {view.damage !== null && t.closes}
        </p>
        <PickFile
          what={t.plan}
          detail={t.planDetail}
          kind="plan"
          picked={file}
          onPicked={(picked) => void load(picked)}
        />
        {plan && (
          <>
            <SheetFields
              sheet={sheet}
              people={plan.plan.people.map(({ name }) => name)}
              failures={view.failures}
              isDamaged={view.damage !== null}
            />
            <div className="actions">
              <Action
                kind="primary"
                isDisabled={sheet.whole === undefined}
                isPending={isWaiting}
                onPress={() => void write()}
              >
                {t.write}
              </Action>
            </div>
          </>
        )}
      </div>
    </details>
  );
}

interface SheetFieldsProps {
  readonly sheet: SheetDraft;
  readonly people: readonly string[];
  readonly failures: readonly string[];
  readonly isDamaged: boolean;
}

const texts = ['step', 'expected', 'happened', 'options', 'decision'] as const;

function SheetFields({ sheet: { draft, change }, people, failures, isDamaged }: SheetFieldsProps) {
  const t = useTexts('journal').except;
  const { word } = useSpokenTexts();
  return (
    <>
      {failures.length > 0 && (
        <Choices
          legend={t.check}
          isInColumns
          value={draft.check ?? ''}
          onChange={(check) => change({ check: check === '' ? null : check })}
          choices={[
            ...failures.map((check) => ({ value: check, title: word(check) })),
            { value: '', title: t.noCheck },
          ]}
        />
      )}
      {texts.map((member) => (
        <div className="measure" key={member}>
          <Field
            label={t[member]}
            value={draft[member]}
            onChange={(text) => change({ [member]: text })}
            maxLength={member === 'step' ? 32 : 500}
          />
        </div>
      ))}
      <PeopleChoice
        legend={draft.check === null && !isDamaged ? t.decidedBy : t.decidedByTwo}
        people={people}
        chosen={draft.decidedBy}
        onChange={(decidedBy) => change({ decidedBy })}
      />
      <Choices
        legend={t.affectsTrust}
        isInColumns
        value={draft.affectsTrust}
        onChange={(affectsTrust) => change({ affectsTrust })}
        choices={(['no', 'yes', 'unknown'] as const).map((value) => ({ value, title: t.trust[value] }))}
      />
      <Choices
        legend={t.followUp}
        isInColumns
        value={draft.followUp}
        onChange={(followUp) => change({ followUp })}
        choices={people.map((name) => ({ value: name, title: name }))}
      />
      <div className="measure">
        <Field
          label={t.initials}
          description={t.initialsDetail}
          value={draft.initials}
          onChange={(initials) => change({ initials: initials.toUpperCase() })}
          maxLength={80}
        />
      </div>
    </>
  );
}
