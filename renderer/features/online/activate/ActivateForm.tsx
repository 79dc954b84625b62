// An activation or a re-wrap: the custodians' certificates come in, the security domain comes out.
import { useState } from 'react';
import { online } from '../../../online-bridge.ts';
import { useOnline } from '../../../store/online-store.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { Action } from '../../../ui/Action.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { WrittenFiles } from '../../finish/WrittenFiles.tsx';
import type { PageProps } from '../pages.ts';
import { Confirm } from '../step/Confirm.tsx';
import { isWholeCode } from '../step/SpokenCode.tsx';
import { TakeBundle } from '../upload/TakeBundle.tsx';

export function ActivateForm({ view: { incoming }, ceremony }: PageProps) {
  const [readBack, setReadBack] = useState('');
  const deed = useOnline((store) => store.deed);
  const { activate: t, 're-wrap': reWrap } = useTexts('online').pages;
  const isReWrap = ceremony.kind === 're-wrap';
  const isAgreed = incoming.phase === 'accepted' && incoming.readBack.phase === 'agreed';
  return (
    <>
      {isReWrap && <Notice>{reWrap.log}</Notice>}
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
          deed={isReWrap ? reWrap.deed : t.deed}
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
