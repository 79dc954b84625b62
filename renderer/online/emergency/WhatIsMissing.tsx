// What this emergency goes without, as its journal says, and how its record is printed.
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { MissingParts } from '#renderer/tools/emergency/Missing.tsx';
import type { OpenEmergency } from '../pages.ts';

export function WhatIsMissing({ emergency: { missing } }: { readonly emergency: OpenEmergency }) {
  const { missingAnd } = useTexts('emergency');
  const t = useTexts('online').emergency;
  return (
    <Notice tone="warn">
      <strong>{missingAnd}</strong> <MissingParts parts={missing} />. {t.record}
    </Notice>
  );
}
