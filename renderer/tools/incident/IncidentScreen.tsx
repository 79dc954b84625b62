// The incident branch as a page of its own: opened by people, or by a refusal of the desk.
import type { DeskSide } from '#shared/contract/desk/papers.ts';
import { useDesk } from '#renderer/store/desk-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Screen } from '#renderer/ui/Screen.tsx';
import { IncidentBranch } from './IncidentBranch.tsx';

export function IncidentScreen({ side }: { readonly side: DeskSide }) {
  const refusal = useDesk((store) => store.refusal);
  const t = useTexts('incident');
  return (
    <Screen title={t.title} lead={t.lead}>
      <IncidentBranch fault={refusal} side={side} />
    </Screen>
  );
}
