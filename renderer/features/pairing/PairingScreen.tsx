// Pairing: one side reads the code aloud; the other types it before its own screen shows anything.
import { type ReactNode, useState } from 'react';
import { ceremonyIdPattern } from '../../../shared/schemas/ceremony-id.ts';
import type { Pairing, PickedFile } from '../../../shared/contract/desk.ts';
import { desk } from '../../desk-bridge.ts';
import { useDesk } from '../../store/desk-store.ts';
import { Action } from '../../ui/Action.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PickFile } from '../../ui/PickFile.tsx';
import { Screen } from '../../ui/Screen.tsx';

type Part = 'type' | 'read';
interface Pair {
  readonly ceremony: string;
  readonly offline: string;
  readonly online: string;
}

export function PairingScreen() {
  const [ceremony, setCeremony] = useState('');
  const [offline, setOffline] = useState<PickedFile | null>(null);
  const [online, setOnline] = useState<PickedFile | null>(null);
  const [part, setPart] = useState<Part>('type');
  const id = ceremony.trim();
  const pair =
    offline && online && ceremonyIdPattern.test(id)
      ? { ceremony: id, offline: offline.token, online: online.token }
      : undefined;
  return (
    <Screen
      title="Pair two machines"
      lead="Both sides compute a code from the two signing keys and the ceremony. If somebody swapped a key, the codes differ."
    >
      <section className="card stack" aria-label="The two machines">
        <div className="measure">
          <Field
            label="Ceremony id"
            value={ceremony}
            onChange={(text) => {
              setCeremony(text.toUpperCase());
            }}
            description="Typed from the cover of the printed script."
            isMono
            maxLength={40}
          />
        </div>
        <PickFile what="the offline identity" kind="identity" picked={offline} onPicked={setOffline} />
        <PickFile what="the online identity" kind="identity" picked={online} onPicked={setOnline} />
      </section>
      <Choices
        legend="What we do"
        isInColumns
        value={part}
        onChange={setPart}
        choices={[
          { value: 'type', title: 'We type', detail: 'The other side reads to us. Nothing is shown before it agrees.' },
          { value: 'read', title: 'We read aloud', detail: 'The other side types. Our code is shown.' },
        ]}
      />
      {pair === undefined ? (
        <p className="soft">Enter the id and choose both identities first; their public halves are enough.</p>
      ) : part === 'type' ? (
        <TypeCode pair={pair} />
      ) : (
        <ReadCode pair={pair} />
      )}
    </Screen>
  );
}

function TypeCode({ pair }: { readonly pair: Pair }) {
  const [typed, setTyped] = useState('');
  const [journal, setJournal] = useState<PickedFile | null>(null);
  const [paired, setPaired] = useState<Pairing>();
  const { ask, isWaiting } = useDesk();
  const compare = async (): Promise<void> => {
    const answer = await ask(() =>
      desk.pairing.compare({ pair, typed, journal: journal?.token ?? null, challenge: null }),
    );
    setTyped('');
    if (answer.ok) setPaired(answer.value);
  };
  if (paired) {
    return (
      <Code pairing={paired}>
        <Notice tone="good">
          They agree: both machines see the same two keys.
          {journal !== null && ' The journal now names the other machine’s key.'} Now change roles: read this code to
          the other side.
        </Notice>
      </Code>
    );
  }
  return (
    <section className="card stack" aria-label="Type the code">
      <Field
        label="The 32 words, as the other side reads them"
        value={typed}
        onChange={setTyped}
        description="With spaces between. After two wrong tries this pairing is closed."
        isLong
        maxLength={600}
      />
      <PickFile
        what="the journal"
        kind="journal"
        detail="Not needed. If you choose one, the pairing is noted in it."
        picked={journal}
        onPicked={setJournal}
      />
      <div className="actions">
        <Action kind="primary" isDisabled={typed.trim() === '' || isWaiting} onPress={() => void compare()}>
          Compare
        </Action>
      </div>
    </section>
  );
}

function ReadCode({ pair }: { readonly pair: Pair }) {
  const [shown, setShown] = useState<Pairing>();
  const { ask, isWaiting } = useDesk();
  const show = async (): Promise<void> => {
    const answer = await ask(() => desk.pairing.show(pair));
    if (answer.ok) setShown(answer.value);
  };
  if (shown) {
    return (
      <Code pairing={shown}>
        <Notice>Read the words slowly, row by row. The other side says whether they agree.</Notice>
      </Code>
    );
  }
  return (
    <div className="actions">
      <Action kind="primary" isDisabled={isWaiting} onPress={() => void show()}>
        Show our code
      </Action>
    </div>
  );
}

function Code({ pairing, children }: { readonly pairing: Pairing; readonly children: ReactNode }) {
  return (
    <section className="card stack" aria-label="Pairing code">
      {children}
      <dl className="facts">
        <dt>Offline machine</dt>
        <dd>
          {pairing.offline.role}, held by {pairing.offline.holder}
        </dd>
        <dt>Online machine</dt>
        <dd>
          {pairing.online.role}, held by {pairing.online.holder}
        </dd>
      </dl>
      <Fingerprint label="The code: words to read, digits to compare" sha256={pairing.code} show="both" />
    </section>
  );
}
