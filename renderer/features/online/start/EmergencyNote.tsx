// Before an emergency begins: that the other door is the recommended one, what is still checked here, and what is missing.
import type { MissingPart } from '../../../../shared/journal/emergency-events.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { MissingParts } from '../../emergency/Missing.tsx';

/** As the journal of this machine will name them. */
const missing: readonly MissingPart[] = [
  'plan',
  'approvals',
  'pairing',
  'signed-bundles',
  'second-observer',
  'read-back',
  'baseline',
];

export function EmergencyNote() {
  const { notice } = useTexts('emergency');
  const t = useTexts('online').emergency.begin;
  return (
    <Notice tone="warn">
      <strong>{notice.heading}.</strong> {t.recommended}
      <p>
        {notice.missing} <MissingParts parts={missing} />.
      </p>
    </Notice>
  );
}
