// Loads an exchange key: the file from the IN stick, the HSM's address from paper.
import { useState } from 'react';
import type { View } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Field } from '../../ui/Field.tsx';
import { FileChooser } from '../../ui/FileChooser.tsx';

export function LoadExchangeKey({ view, isAgain }: { readonly view: View; readonly isAgain: boolean }) {
  const [file, setFile] = useState<string | null>(null);
  const [host, setHost] = useState('');
  const { deed, look, isWaiting } = useStore();
  const load = async (): Promise<void> => {
    if (file === null) return;
    if (await deed(() => lifeboat.exchangeKey.load({ file, host: host.trim() }))) look('exchange-key');
  };
  return (
    <section className="stack" data-tight aria-label="Choose the exchange key">
      <FileChooser
        legend="Which file is the exchange key?"
        volume={view.volumes.find(({ role }) => role === 'in')}
        missing="The IN stick is not here. Insert it and give it its role under “Sticks”."
        chosen={file}
        onChange={setFile}
      />
      <div className="measure">
        <Field
          label="Address of the new HSM"
          value={host}
          onChange={setHost}
          description="Type it from the paper plan, never from the stick: name.managedhsm.azure.net"
          isMono
          maxLength={253}
        />
      </div>
      <div className="actions">
        <Action
          kind={isAgain ? 'plain' : 'primary'}
          isDisabled={file === null || host.trim() === ''}
          isPending={isWaiting}
          onPress={() => void load()}
        >
          {isAgain ? 'Load another' : 'Load and check'}
        </Action>
      </div>
    </section>
  );
}
