// The words of a code that this side reads aloud. They're fetched only when somebody asks: what is typed here must come from the other side.
import { useState } from 'react';
import type { Fault, Result } from '#shared/faults/fault.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from './Action.tsx';
import { Fingerprint } from './Fingerprint.tsx';

interface OurWordsProps {
  readonly ask: () => Promise<Result<{ readonly code: string }>>;
  readonly onRefused: (fault: Fault) => void;
}

export function OurWords({ ask, onRefused }: OurWordsProps) {
  const [code, setCode] = useState<string>();
  const t = useTexts('ui').ourWords;
  const show = async (): Promise<void> => {
    const answer = await ask();
    if (answer.ok) setCode(answer.value.code);
    else onRefused(answer.fault);
  };
  return (
    <section className="card stack" data-tight aria-label={t.title}>
      <h2>{t.title}</h2>
      <p className="soft measure">{t.lead}</p>
      {code === undefined ? (
        <div className="actions">
          <Action onPress={() => void show()}>{t.show}</Action>
        </div>
      ) : (
        <Fingerprint label={t.words} sha256={code} show="words" />
      )}
    </section>
  );
}
