// A first activation: the custodians' certificates come in, the security domain comes out, once.
import { useState } from 'react';
import { online } from '../../../online-bridge.ts';
import { useOnline } from '../../../store/online-store.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { Action } from '../../../ui/Action.tsx';
import type { PageProps } from '../pages.ts';
import { WrittenFiles } from '../../finish/WrittenFiles.tsx';
import { Confirm } from '../step/Confirm.tsx';
import { isWholeCode } from '../step/SpokenCode.tsx';
import { TakeBundle } from '../upload/TakeBundle.tsx';

export function ActivateForm({ view: { incoming }, ceremony }: PageProps) {
  const [readBack, setReadBack] = useState('');
  const deed = useOnline((store) => store.deed);
  const t = useTexts('online').pages.activate;
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
            void deed(() => online.steps.activate({ confirmation: { by, typedName }, readBack }))
          }
        />
      )}
    </>
  );
}

/** After the activation: the security domain goes to the offline side, and says by itself that the activation succeeded. */
export function ActivationOut({ view }: PageProps) {
  const { deed, isWaiting } = useOnline();
  const t = useTexts('online').pages.activate;
  const sent = view.written.filter(({ name }) => name.endsWith('-security-domain.bundle.json'));
  return (
    <>
      {sent.length > 0 && <WrittenFiles files={sent} />}
      <div className="actions">
        <Action isDisabled={isWaiting} onPress={() => void deed(() => online.exchange.sendSecurityDomain(null))}>
          {t.send}
        </Action>
      </div>
    </>
  );
}
