// What an emergency goes without, in plain words: before it begins, and wherever it is looked back at.
import { missingOn, type MissingPart } from '#shared/journal/missing-parts.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';

/** Before the start: what this way is for, and what it leaves out. */
export function EmergencyNotice() {
  const t = useTexts('emergency').notice;
  return (
    <Notice tone="warn">
      <strong>{t.heading}.</strong> {t.recommended} {t.missing} <MissingParts parts={missingOn.offline} />. {t.bring}
    </Notice>
  );
}

/** In one line. */
export function MissingParts({ parts }: { readonly parts: readonly MissingPart[] }) {
  const t = useTexts('emergency').missing;
  return <>{parts.map((part) => t[part]).join(', ')}</>;
}
