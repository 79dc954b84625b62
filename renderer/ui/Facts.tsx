// The three answers to a refusal, and its code for the record.
import type { Advice } from '#shared/messages/advice.ts';
import { CopyableFact } from './Copy.tsx';
import { useTexts } from '#renderer/texts/use-texts.ts';

export function Facts({ happened, safe, todo, code }: Advice & { readonly code: string }) {
  const t = useTexts('refused');
  return (
    <dl>
      <dt>{t.happened}</dt>
      <dd>{happened}</dd>
      <dt>{t.safe}</dt>
      <dd>{safe}</dd>
      <dt>{t.todo}</dt>
      <dd>{todo}</dd>
      {code !== '' && (
        <>
          <dt>{t.code}</dt>
          <CopyableFact what={t.code} value={code} />
        </>
      )}
    </dl>
  );
}
