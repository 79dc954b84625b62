// Before an emergency begins: that the other door is the recommended one, what is still checked here, and what is missing.
import { missingOn } from '#shared/journal/missing-parts.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { MissingParts } from '#renderer/tools/emergency/Missing.tsx';

export function EmergencyNote() {
  const { notice } = useTexts('emergency');
  const t = useTexts('online').emergency.begin;
  return (
    <Notice tone="warn">
      <strong>{notice.heading}.</strong> {t.recommended}
      <p>
        {notice.missing} <MissingParts parts={missingOn.online} />.
      </p>
    </Notice>
  );
}
