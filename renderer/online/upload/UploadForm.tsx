// The upload of the restore blob: bundle, read-back and comparison.
import { useState } from 'react';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { exceptionNumber } from '#shared/formatting/exception-number.ts';
import { ExceptionField } from '#renderer/ui/ExceptionField.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { PageProps } from '../pages.ts';
import { BundleStep } from './BundleStep.tsx';

export function UploadForm({ view }: Pick<PageProps, 'view'>) {
  const [typed, setTyped] = useState('');
  const t = useTexts('online').pages.upload;
  const keyException = exceptionNumber(typed);
  return (
    <BundleStep
      view={view}
      texts={t}
      isFilledIn={view.exceptions.length > 0 ? keyException !== undefined : undefined}
      make={() => online.steps.upload({ keyException: keyException ?? null })}
    >
      <Notice>{t.compared}</Notice>
      {view.exceptions.length > 0 && <ExceptionField label={t.keyException} typed={typed} onTyped={setTyped} />}
    </BundleStep>
  );
}

/** After the upload: the outcome goes to the offline side. */
export function UploadOut({ view: { unwritten } }: PageProps) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.upload;
  return (
    <div className="actions">
      <Action
        kind={unwritten.includes('upload') ? 'primary' : 'plain'}
        isPending={isWaiting}
        onPress={() => void action(() => online.exchange.sendOutcome({ call: 'upload' }))}
      >
        {t.tell}
      </Action>
    </div>
  );
}
