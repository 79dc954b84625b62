// The script of a plan, on paper: what people read before they approve it.
import type { PaperOrder } from '#shared/contract/tools/papers.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { PaperActions } from '../documents/PaperActions.tsx';

export function PrintPlan({ plan }: { readonly plan: PickedFile }) {
  const { language } = useSpokenTexts();
  const t = useTexts('plan').print;
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
  return (
    <section className="card stack" aria-label={t.heading}>
      <h2>{t.heading}</h2>
      <p className="measure">{t.text}</p>
      <PaperActions order={order} />
    </section>
  );
}
