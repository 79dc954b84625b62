// A custodian chooses their stick and key file; the passphrase is typed in a window of its own, never on a page.
import { type ReactNode, useState } from 'react';
import type { View } from '#shared/contract/offline/view.ts';
import type { VolumeView } from '#shared/contract/offline/volume-view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { FileChooser } from '#renderer/ui/FileChooser.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { BroughtStick, custodianStick } from '../sticks/BroughtStick.tsx';

export function KeyFileStep({ view, children }: { readonly view: View; readonly children?: ReactNode }) {
  const t = useTexts('custodians').key;
  const action = useStore((store) => store.action);
  const stick = custodianStick(view);
  const { who, copy, have, required } = view.custodians;
  const emergency = useTexts('emergency').build;
  const lead = (): string => {
    if (copy !== null) return t.withCopy(copy);
    // Without a plan the custodian is known by the order alone.
    return t.only(who ?? emergency.custodian(have + 1, required));
  };
  const back = (
    <Action kind="quiet" onPress={() => void action(() => lifeboat.custodians.end(null))}>
      {t.back}
    </Action>
  );
  return (
    <Screen title={stick === undefined ? t.insert : t.title} lead={lead()}>
      {view.emergency !== null && <Notice tone="warn">{emergency.lookAway}</Notice>}
      {children}
      {stick === undefined ? (
        <BroughtStick view={view}>{back}</BroughtStick>
      ) : (
        <KeyFile key={stick.id} stick={stick}>
          {back}
        </KeyFile>
      )}
    </Screen>
  );
}

interface KeyFileProps {
  readonly stick: VolumeView;
  /** Further actions beside the main button. */
  readonly children: ReactNode;
}

/** What is chosen on a stick is chosen as long as that stick is in. */
function KeyFile({ stick, children }: KeyFileProps) {
  const t = useTexts('custodians').key;
  const [file, setFile] = useState<string | null>(null);
  const { action, isWaiting } = useStore();
  return (
    <>
      <FileChooser legend={t.which} kind="custodian-key" volumes={[stick]} chosen={file} onChange={setFile} />
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={file === null}
          isPending={isWaiting}
          onPress={() => {
            if (file !== null) void action(() => lifeboat.custodians.open({ file }));
          }}
        >
          {t.type}
        </Action>
        <Action
          kind="quiet"
          onPress={() => void action(() => lifeboat.volumes.assign({ volume: stick.id, role: 'none' }))}
        >
          {t.otherStick}
        </Action>
        {children}
      </div>
    </>
  );
}
