// The fingerprint of a plan is compared with the printed cover by the program: digits, words or the code, and nobody compares them by eye alone.
import { useState } from 'react';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { bareHash, isHash, PlanHash } from '#renderer/ui/PlanHash.tsx';

export function CompareWithPaper({ planSha256 }: { readonly planSha256: string }) {
  const [typed, setTyped] = useState('');
  const t = useTexts('plan').facts;
  const isSame = bareHash(typed) === planSha256;
  return (
    <div className="stack" data-tight>
      <PlanHash value={typed} onChange={setTyped} note={t.compareNote} />
      <div role="status">
        {isHash(typed) && <Notice tone={isSame ? 'good' : 'warn'}>{isSame ? t.same : t.other}</Notice>}
      </div>
    </div>
  );
}
