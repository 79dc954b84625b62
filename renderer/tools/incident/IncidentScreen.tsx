// The incident branch as its own page: opened by people, or by a refusal of the tools.
import type { AppSide } from '#shared/contract/tools/papers.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Screen } from '#renderer/ui/Screen.tsx';
import { IncidentBranch } from './IncidentBranch.tsx';

export function IncidentScreen({ side }: { readonly side: AppSide }) {
  const refusal = useTools((store) => store.refusal);
  const t = useTexts('incident');
  return (
    <Screen title={t.title} lead={t.lead}>
      <IncidentBranch fault={refusal} side={side} />
    </Screen>
  );
}
