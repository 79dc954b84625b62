// Work at this machine: how long it usually takes, and how long it has taken since this was first shown.
import { useState } from 'react';
import { timeSpan } from '#shared/formatting/date-time.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { useNow } from './use-now.ts';

export function Elapsed({ usual }: { readonly usual: string }) {
  const [began] = useState(() => Date.now());
  const now = useNow();
  const t = useTexts('ui').elapsed;
  return (
    <dl className="facts figures">
      <dt>{t.usual}</dt>
      <dd>{usual}</dd>
      <dt>{t.since}</dt>
      <dd>{timeSpan(now - began)}</dd>
    </dl>
  );
}
