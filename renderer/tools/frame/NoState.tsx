// What is in the window where main could not even say in which state it is: a sentence, never an empty window.
import type { Fault } from '#shared/faults/fault.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Refused } from '#renderer/ui/Refused.tsx';

export function NoState({ fault }: { readonly fault: Fault }) {
  const t = useTexts('frame').notDrawn;
  return (
    <main className="frame-main stack">
      <h1>{t.title}</h1>
      <Refused fault={fault} />
    </main>
  );
}
