// A document that was saved: where, and the hash that people write on its cover.
import type { SavedPaper } from '#shared/contract/tools/papers.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { FocusedResult } from '#renderer/ui/FocusedResult.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

export function Saved({ saved: { file, journal } }: { readonly saved: SavedPaper }) {
  const t = useTexts('papers').saved;
  return (
    <FocusedResult label={t.region}>
      <Notice tone={journal === 'damaged' ? 'warn' : 'good'}>
        {t.text(file.volume)} {t.journal[journal]}
      </Notice>
      <dl className="facts">
        <dt>{t.file}</dt>
        <dd className="mono">{file.name}</dd>
        <dt>{t.size}</dt>
        <dd>{t.bytes(file.bytes)}</dd>
      </dl>
      <Fingerprint label={t.sha256} sha256={file.sha256} show="both" />
    </FocusedResult>
  );
}
