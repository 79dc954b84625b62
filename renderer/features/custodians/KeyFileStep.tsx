// A custodian chooses their stick and key file, then how to type the passphrase.
import { type ReactNode, useState } from 'react';
import type { View } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Field } from '../../ui/Field.tsx';
import { FileChooser } from '../../ui/FileChooser.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Term } from '../../ui/Term.tsx';
import { Sticks } from '../sticks/SticksScreen.tsx';

export function KeyFileStep({ view, children }: { readonly view: View; readonly children?: ReactNode }) {
  const [file, setFile] = useState<string | null>(null);
  const { deed, isWaiting } = useStore();
  const stick = view.volumes.find(({ role }) => role === 'custodian');
  return (
    <Screen
      title="Insert your stick and choose your key"
      lead={
        view.custodians.who === null
          ? 'Only you look at this screen now.'
          : `Only ${view.custodians.who} looks at this screen now.`
      }
    >
      {children}
      {stick?.present === true ? (
        <FileChooser legend="Which file is your key?" volumes={[stick]} missing="" chosen={file} onChange={setFile} />
      ) : (
        <Sticks view={view} roles={['custodian', 'none']} />
      )}
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={file === null || stick?.present !== true}
          isPending={isWaiting}
          onPress={() => {
            if (file !== null) void deed(() => lifeboat.custodians.open({ file }));
          }}
        >
          Type the passphrase
        </Action>
        <Action kind="quiet" onPress={() => void deed(() => lifeboat.custodians.end(null))}>
          I step back
        </Action>
      </div>
      {file !== null && stick?.present === true && <TypeHere file={file} />}
    </Screen>
  );
}

/** The accessible alternative; its price is stated where it is chosen. */
function TypeHere({ file }: { readonly file: string }) {
  const [isOpen, setOpen] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const deed = useStore((store) => store.deed);
  const open = (): void => {
    const bytes = new TextEncoder().encode(passphrase);
    setPassphrase('');
    void deed(() => lifeboat.custodians.openHere({ file, passphrase: bytes }));
  };
  if (!isOpen) {
    return (
      <div>
        <Action
          kind="quiet"
          onPress={() => {
            setOpen(true);
          }}
        >
          I cannot use a second window
        </Action>
      </div>
    );
  }
  return (
    <section className="card stack" data-tight aria-label="Passphrase on this screen">
      <Notice tone="warn">
        This way works with every screen reader. Its price: the <Term name="passphrase" /> passes through this window,
        which lives on until the session ends, and parts of it may stay in its memory until then.
      </Notice>
      <div className="measure">
        <Field label="Passphrase" type="password" value={passphrase} onChange={setPassphrase} maxLength={256} />
      </div>
      <div className="actions">
        <Action onPress={open}>Open my share</Action>
      </div>
    </section>
  );
}
