// The incident branch as a page of its own: opened by people, or by a refusal of the desk.
import { Suspense } from 'react';
import type { DeskSide } from '#shared/contract/desk/papers.ts';
import { useDesk } from '#renderer/store/desk-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Screen } from '#renderer/ui/Screen.tsx';
import { LazyIncident } from './LazyIncident.tsx';

export function IncidentScreen({ side }: { readonly side: DeskSide }) {
  const refusal = useDesk((store) => store.refusal);
  const t = useTexts('incident');
  return (
    <Screen title={t.title} lead={t.lead}>
      <Suspense fallback={null}>
        <LazyIncident fault={refusal} side={side} />
      </Suspense>
    </Screen>
  );
}
