// The upload of the restore blob: bundle, read-back, comparison, and the second person's confirmation.
import { online } from '../../../online-bridge.ts';
import { useOnline } from '../../../store/online-store.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { Action } from '../../../ui/Action.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { PageProps } from '../pages.ts';
import { BundleStep } from './BundleStep.tsx';

export function UploadForm(page: PageProps) {
  const t = useTexts('online').pages.upload;
  return (
    <BundleStep page={page} texts={t} make={(order) => online.steps.upload(order)}>
      <Notice>{t.compared}</Notice>
    </BundleStep>
  );
}

/** After the upload: the outcome goes to the offline side. */
export function UploadOut() {
  const { deed, isWaiting } = useOnline();
  const t = useTexts('online').pages.upload;
  return (
    <div className="actions">
      <Action isDisabled={isWaiting} onPress={() => void deed(() => online.exchange.sendOutcome({ call: 'upload' }))}>
        {t.tell}
      </Action>
    </div>
  );
}
