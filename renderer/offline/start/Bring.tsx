// What people must have at hand before a ceremony begins.
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';

export function Bring({ purpose }: { readonly purpose: 'recovery' | 'activation' }) {
  const recovery = useTexts('ceremony').bring;
  const activation = useTexts('activation').bring;
  const t = purpose === 'recovery' ? recovery : activation;
  return (
    <Notice>
      <strong>{t.heading}</strong>
      <ol>
        <li>{t.plan}</li>
        <li>{t.identity}</li>
        <li>{t.sticks}</li>
      </ol>
    </Notice>
  );
}
