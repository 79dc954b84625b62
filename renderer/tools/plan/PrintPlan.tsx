// The script of a plan, on paper: what people read before they approve it.
import { useState } from 'react';
import type { PaperOrder, SavedPaper } from '#shared/contract/tools/papers.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { LocalPrint } from '../documents/LocalPrint.tsx';
import { Saved } from '../documents/Saved.tsx';

export function PrintPlan({ plan }: { readonly plan: PickedFile }) {
  const [saved, setSaved] = useState<SavedPaper>();
  const { ask, isWaiting } = useTools();
  const { language } = useSpokenTexts();
  const t = useTexts('plan').print;
  const papers = useTexts('papers');
  const order: PaperOrder = {
    document: 'script',
    plan: plan.token,
    journal: null,
    data: null,
    side: 'offline',
    custodian: null,
    paper: 'a4',
    language,
  };
  const save = async (): Promise<void> => {
    setSaved(undefined);
    const answer = await ask(() => tools.papers.savePdf(order));
    if (answer.ok && answer.value !== null) setSaved(answer.value);
  };
  return (
    <section className="card stack" aria-label={t.heading}>
      <h2>{t.heading}</h2>
      <p className="measure">{t.text}</p>
      <div className="actions">
        <Action isPending={isWaiting} onPress={() => void ask(() => tools.papers.preview(order))}>
          {papers.look}
        </Action>
        <Action isPending={isWaiting} onPress={() => void save()}>
          {papers.save}
        </Action>
        <LocalPrint onPrint={(printer) => tools.papers.print({ order, printer })} />
      </div>
      {saved && <Saved saved={saved} />}
    </section>
  );
}
