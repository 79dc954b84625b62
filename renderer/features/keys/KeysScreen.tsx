// New custodian keys: one custodian after the other, each onto a new stick, encrypted before it leaves its process.
import { useState } from 'react';
import type { CreatedKey, View } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { WrittenFiles } from '../finish/WrittenFiles.tsx';
import { Sticks } from '../sticks/SticksScreen.tsx';

const labelPattern = /^[A-Za-z0-9][A-Za-z0-9 _-]{0,39}$/;

export function KeysScreen({ view }: { readonly view: View }) {
  const last = view.createdKeys.at(-1);
  return (
    <Screen
      title="Make a custodian’s key"
      lead="The custodian is alone at the screen; the others stand behind the line. The key leaves its process only encrypted."
    >
      {last && <Created created={last} count={view.createdKeys.length} />}
      <NewKey view={view} />
    </Screen>
  );
}

function NewKey({ view }: { readonly view: View }) {
  const [label, setLabel] = useState('');
  const [bits, setBits] = useState<'3072' | '4096'>('3072');
  const { deed, look, isWaiting } = useStore();
  const stick = view.volumes.find(({ role, present }) => role === 'custodian' && present);
  const create = async (): Promise<void> => {
    const done = await deed(() => lifeboat.keys.create({ label: label.trim(), bits: bits === '3072' ? 3072 : 4096 }));
    if (!done) return;
    setLabel('');
    look('keys');
  };
  return (
    <section className="card stack" aria-label="New key">
      <h2>Key number {view.createdKeys.length + 1}</h2>
      {stick ? (
        <p>
          Stick: <strong className="mono">{stick.name}</strong>
        </p>
      ) : (
        <Sticks view={view} roles={['custodian', 'none']} />
      )}
      <div className="measure">
        <Field
          label="Name on the stick’s label"
          value={label}
          onChange={setLabel}
          description="Letters, digits, spaces and hyphens. It becomes the name of the file and of the certificate."
          maxLength={40}
        />
      </div>
      <Choices
        legend="Size of the key"
        isInColumns
        value={bits}
        onChange={setBits}
        choices={[
          { value: '3072', title: 'RSA-3072', detail: 'Advised. Made in seconds.' },
          { value: '4096', title: 'RSA-4096', detail: 'Larger. May take a minute.' },
        ]}
      />
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={stick === undefined || !labelPattern.test(label.trim())}
          isPending={isWaiting}
          onPress={() => void create()}
        >
          Choose the passphrase and make the key
        </Action>
        {view.createdKeys.length > 0 && (
          <Action
            onPress={() => {
              look('finish');
            }}
          >
            No more keys: finish
          </Action>
        )}
      </div>
    </section>
  );
}

function Created({ created, count }: { readonly created: CreatedKey; readonly count: number }) {
  return (
    <section className="card stack" aria-label="Key made">
      <Notice tone="good">
        Key number {count}, “{created.label}”, is on the stick, encrypted with the passphrase.{' '}
        <strong>Take the stick out now.</strong>
      </Notice>
      <Fingerprint
        label="SHA-256 of the certificate: write it down in full"
        sha256={created.certificateSha256}
        show="both"
      />
      <WrittenFiles files={created.files} />
    </section>
  );
}
