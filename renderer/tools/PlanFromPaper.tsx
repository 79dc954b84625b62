// The approved plan and its hash from paper: what every bundle is checked against.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { bareHash, isHash, PlanHash } from '#renderer/ui/PlanHash.tsx';

export interface PaperPlan {
  readonly plan: PickedFile | null;
  readonly typed: string;
  readonly set: (plan: PickedFile | null, typed: string) => void;
  /** What an action is given; undefined until both are there. */
  readonly chosen: { readonly plan: string; readonly planSha256: string } | undefined;
}

export function usePaperPlan(): PaperPlan {
  const [{ plan, typed }, setState] = useState<{ plan: PickedFile | null; typed: string }>({ plan: null, typed: '' });
  return {
    plan,
    typed,
    set: (nextPlan, nextTyped) => setState({ plan: nextPlan, typed: nextTyped }),
    chosen: plan !== null && isHash(typed) ? { plan: plan.token, planSha256: bareHash(typed) } : undefined,
  };
}

export function PlanFromPaper({ paper: { plan, typed, set } }: { readonly paper: PaperPlan }) {
  const t = useTexts('tools');
  return (
    <>
      <PickFile what={t.choose.plan} kind="plan" picked={plan} onPicked={(picked) => set(picked, typed)} />
      <PlanHash value={typed} onChange={(text) => set(plan, text)} note={t.planHash.proves} />
    </>
  );
}
