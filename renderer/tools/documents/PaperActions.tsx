// What can be done with a paper: looked at, saved as PDF, printed here; and what was saved.
import { useState } from 'react';
import type { PaperOrder, SavedPaper } from '#shared/contract/tools/papers.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { LocalPrint } from './LocalPrint.tsx';
import { Saved } from './Saved.tsx';

interface PaperActionsProps {
  readonly order: PaperOrder;
  /** The screen is for this paper alone. */
  readonly isPrimary?: boolean;
  /** Other words for looking at it; such a paper isn't printed here. */
  readonly look?: string;
}

export function PaperActions({ order, isPrimary = false, look }: PaperActionsProps) {
  const t = useTexts('papers');
  const [saved, setSaved] = useState<SavedPaper>();
  const { ask, isWaiting } = useTools();
  const save = async (): Promise<void> => {
    setSaved(undefined);
    const answer = await ask(() => tools.papers.savePdf(order));
    if (answer.ok && answer.value !== null) setSaved(answer.value);
  };
  return (
    <>
      <div className="actions">
        <Action
          kind={isPrimary ? 'primary' : 'plain'}
          isPending={isWaiting}
          onPress={() => void ask(() => tools.papers.preview(order))}
        >
          {look ?? t.look}
        </Action>
        <Action isPending={isWaiting} onPress={() => void save()}>
          {t.save}
        </Action>
        {look === undefined && <LocalPrint print={() => tools.papers.print(order)} />}
      </div>
      {saved && <Saved saved={saved} />}
    </>
  );
}
