// A document of the rehearsal, through the press of all papers: looked at, or saved as PDF.
import { useState } from 'react';
import type { PaperOrder, SavedPaper } from '#shared/contract/tools/papers.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Saved } from '../documents/Saved.tsx';

interface PaperActionsProps {
  readonly document: 'rehearsal-guide' | 'rehearsal-report';
  readonly plan: string;
  /** The token of the report; the guide needs none. */
  readonly data: string | null;
}

export function PaperActions({ document, plan, data }: PaperActionsProps) {
  const t = useTexts('rehearsal').papers;
  const { language } = useSpokenTexts();
  const { ask, isWaiting } = useTools();
  const [saved, setSaved] = useState<SavedPaper>();
  const order: PaperOrder = {
    document,
    plan,
    data,
    journal: null,
    side: null,
    custodian: null,
    paper: 'a4',
    language,
  };
  const save = async (): Promise<void> => {
    const answer = await ask(() => tools.papers.savePdf(order));
    if (answer.ok && answer.value !== null) setSaved(answer.value);
  };
  return (
    <>
      <div className="actions">
        <Action isPending={isWaiting} onPress={() => void ask(() => tools.papers.preview(order))}>
          {t.show[document]}
        </Action>
        <Action isPending={isWaiting} onPress={() => void save()}>
          {t.save}
        </Action>
      </div>
      {saved && <Saved saved={saved} />}
    </>
  );
}
