// What people must have at hand before a recovery begins.
import { useTexts } from '../../texts/use-texts.ts';
import { Notice } from '../../ui/Notice.tsx';

export function Bring() {
  const t = useTexts('ceremony').bring;
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
