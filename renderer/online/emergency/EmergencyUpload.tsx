// The upload of a blob from a stick, whoever built it: what it is for is compared with the HSM before anything is sent.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { exceptionNumber } from '#shared/formatting/exception-number.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { CopyableFact } from '#renderer/ui/Copy.tsx';
import { ExceptionField } from '#renderer/ui/ExceptionField.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Ask } from '../step/Ask.tsx';
import type { EmergencyFormProps } from '../pages.ts';

export function EmergencyUpload({ view, emergency: { blob } }: EmergencyFormProps) {
  const [typed, setTyped] = useState('');
  const action = useOnline((store) => store.action);
  const { pages, emergency } = useTexts('online');
  const t = emergency.blob;
  const keyException = exceptionNumber(typed);
  const mayExcept = view.exceptions.length > 0;
  const take = (file: PickedFile): void => void action(() => online.emergency.takeBlob({ file: file.token }));
  return (
    <>
      <section className="card stack" data-tight aria-label={t.title}>
        {blob !== null && (
          <>
            <Notice tone="good">{t.taken(blob.bytes)}</Notice>
            <dl className="facts">
              <dt>{t.sha256}</dt>
              <CopyableFact what={t.sha256} value={blob.sha256} />
              <dt>{t.names}</dt>
              <CopyableFact what={t.names} value={blob.certificateSha256} />
            </dl>
          </>
        )}
        <PickFile
          what={blob === null ? t.file : t.another}
          detail={t.detail}
          kind="restore-blob"
          picked={null}
          onPicked={take}
        />
      </section>
      {blob !== null && (
        <section className="stack" aria-label={pages.upload.action}>
          <Notice>{pages.upload.compared}</Notice>
          {mayExcept && <ExceptionField label={pages.upload.keyException} typed={typed} onTyped={setTyped} />}
          {/* Another blob is another question. */}
          <Ask
            key={blob.sha256}
            ask={() => online.emergency.upload({ keyException: keyException ?? null })}
            {...(mayExcept && { isFilledIn: keyException !== undefined })}
          >
            {pages.upload.action}
          </Ask>
        </section>
      )}
    </>
  );
}
