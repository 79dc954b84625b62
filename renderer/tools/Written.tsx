// A file that was written and read back, as people look for it on the stick.
import type { WrittenFile } from '#shared/contract/files.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { CopyableFact } from '#renderer/ui/Copy.tsx';

export function Written({ file: { volume, name, bytes, sha256 } }: { readonly file: WrittenFile }) {
  const t = useTexts('tools').written;
  return (
    <dl className="facts" aria-label={t.region}>
      <dt>{t.file}</dt>
      <dd className="mono">{name}</dd>
      <dt>{t.place}</dt>
      <dd className="mono">{volume}</dd>
      <dt>{t.size}</dt>
      <dd>{t.bytes(bytes)}</dd>
      <dt>SHA-256</dt>
      <CopyableFact what="SHA-256" value={sha256} />
    </dl>
  );
}
