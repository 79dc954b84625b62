// The upload of the restore blob: bundle, read-back, comparison, and the second person's confirmation.
import { useState } from 'react';
import { online } from '../../../online-bridge.ts';
import { useOnline } from '../../../store/online-store.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { Action } from '../../../ui/Action.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import type { PageProps } from '../pages.ts';
import { Confirm } from '../step/Confirm.tsx';
import { isWholeCode } from '../step/SpokenCode.tsx';
import { TakeBundle } from './TakeBundle.tsx';

export function UploadForm({ view: { incoming }, ceremony }: PageProps) {
  const [readBack, setReadBack] = useState('');
  const deed = useOnline((store) => store.deed);
  const t = useTexts('online').pages.upload;
  const isAgreed = incoming.phase === 'accepted' && incoming.readBack.phase === 'agreed';
  return (
    <>
      <TakeBundle
        what={t.bundle}
        readBackLabel={t.readBack}
        incoming={incoming}
        typed={readBack}
        onTyped={setReadBack}
      />
      {incoming.phase === 'accepted' && (
        <Confirm
          ceremony={ceremony}
          deed={t.deed}
          isReady={isAgreed || isWholeCode(readBack)}
          onDone={({ by, typedName }) =>
            void deed(() => online.steps.upload({ confirmation: { by, typedName }, readBack }))
          }
        >
          <Notice>{t.compared}</Notice>
        </Confirm>
      )}
    </>
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
