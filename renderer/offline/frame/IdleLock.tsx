// The idle lock on the screen: says in the last minute that a turn is about to end, and that any key keeps it. Main hears of keys by itself.
import type { View } from '#shared/contract/offline/view.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';

export function IdleLock({ view: { idleSeconds } }: { readonly view: View }) {
  const t = useTexts('frame').idle;
  if (idleSeconds === null) return null;
  return (
    <div role="timer">
      <Notice tone="warn">
        <strong>{t.somebody}</strong> {t.ends(idleSeconds)}
      </Notice>
    </div>
  );
}
