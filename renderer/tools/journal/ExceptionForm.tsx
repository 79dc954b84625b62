// An exception written into a journal: main asks the people of the plan for the fields of the printed sheet.
import { useState } from 'react';
import type { JournalView } from '#shared/contract/tools/journals.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { FocusedResult } from '#renderer/ui/FocusedResult.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';

interface ExceptionFormProps {
  readonly journal: string;
  readonly view: JournalView;
  readonly onWritten: (view: JournalView) => void;
}

export function ExceptionForm({ journal, view, onWritten }: ExceptionFormProps) {
  const [plan, setPlan] = useState<PickedFile | null>(null);
  const [check, setCheck] = useState(view.failures[0] ?? '');
  const [written, setWritten] = useState<{ readonly number: number; readonly kept: string | null }>();
  // Open where there is something to leave; it stays as it is when that is done.
  const [isOpen] = useState(view.damage !== null || view.failures.length > 0);
  const { ask, isWaiting } = useTools();
  const { word } = useSpokenTexts();
  const t = useTexts('journal').except;
  const write = async (): Promise<void> => {
    if (plan === null) return;
    const order = { journal, plan: plan.token, check: check === '' ? null : check };
    const answer = await ask(() => tools.journals.except(order));
    if (!answer.ok) return;
    setWritten({ number: answer.value.journal.exceptions, kept: answer.value.kept });
    setCheck(answer.value.journal.failures[0] ?? '');
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
        {view.failures.length > 0 && (
          <Choices
            legend={t.check}
            isInColumns
            value={check}
            onChange={setCheck}
            choices={[
              ...view.failures.map((each) => ({ value: each, title: word(each) })),
              { value: '', title: t.noCheck },
            ]}
          />
        )}
        <PickFile what={t.plan} detail={t.planDetail} kind="plan" picked={plan} onPicked={setPlan} />
        <div className="actions">
          <Action kind="primary" isDisabled={plan === null} isPending={isWaiting} onPress={() => void write()}>
            {t.write}
          </Action>
        </div>
      </div>
    </details>
  );
}
