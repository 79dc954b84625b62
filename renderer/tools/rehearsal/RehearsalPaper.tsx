// A document of the rehearsal: looked at, or saved as PDF.
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { PaperActions } from '../documents/PaperActions.tsx';

interface RehearsalPaperProps {
  readonly document: 'rehearsal-guide' | 'rehearsal-report';
  readonly plan: string;
  /** The token of the report; the guide needs none. */
  readonly data: string | null;
}

export function RehearsalPaper({ document, plan, data }: RehearsalPaperProps) {
  const t = useTexts('rehearsal').papers;
  const { language } = useSpokenTexts();
  return (
    <PaperActions
      order={{ document, plan, data, journal: null, side: null, custodian: null, paper: 'a4', language }}
      look={t[document]}
    />
  );
}
