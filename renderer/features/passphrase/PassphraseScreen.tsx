// The passphrase window's page: one field, or two for a new passphrase. It lives as long as the typing.
import { type SubmitEvent, useCallback, useEffect, useState } from 'react';
import { maxPassphraseBytes } from '../../../shared/contract/passphrase-limit.ts';
import type { PassphraseBridge, PassphraseUse } from '../../../shared/contract/passphrase.ts';
import { Action } from '../../ui/Action.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useStay } from '../custodians/use-stay.ts';

interface Request {
  readonly who: string;
  readonly fileName: string;
  readonly use: PassphraseUse;
}

const deeds: Readonly<Record<PassphraseUse, string>> = {
  share: 'Open my share',
  'new-key': 'Make the key',
  identity: 'Open my identity',
  'new-identity': 'Make the identity',
  'sas-token': 'Use this SAS token',
  'client-secret': 'Sign in with this secret',
};

/** What is typed, where it is no passphrase. Tokens are long. */
const others: Readonly<Partial<Record<PassphraseUse, { readonly title: string; readonly label: string }>>> = {
  'sas-token': { title: 'SAS token', label: 'SAS token (legacy)' },
  'client-secret': { title: 'Client secret', label: 'Client secret' },
};

export function PassphraseScreen({ bridge }: { readonly bridge: PassphraseBridge }) {
  const [request, setRequest] = useState<Request>();
  const stay = useCallback(() => void bridge.passphrase.typing(null), [bridge]);
  useStay(true, stay);
  useEffect(() => {
    void bridge.passphrase.request(null).then((answer) => {
      if (answer.ok) setRequest(answer.value);
    });
  }, [bridge]);
  return request === undefined ? null : <Form bridge={bridge} request={request} />;
}

function Form({ bridge, request }: { readonly bridge: PassphraseBridge; readonly request: Request }) {
  const isNew = request.use === 'new-key' || request.use === 'new-identity';
  const other = others[request.use];
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [problem, setProblem] = useState<string>();
  const send = (text: string): void => {
    void bridge.passphrase.give(new TextEncoder().encode(text));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const found = problemOf(first, second, isNew);
    setProblem(found);
    if (found === undefined) send(first);
  };
  return (
    <Screen title={other?.title ?? (isNew ? 'Choose a passphrase' : 'Your passphrase')}>
      <form className="stack" onSubmit={submit}>
        <p>
          {request.who}, for <strong className="mono">{request.fileName}</strong>. Only you look at the screen now.
        </p>
        <Field
          label={other?.label ?? 'Passphrase'}
          type="password"
          value={first}
          onChange={setFirst}
          maxLength={other ? maxPassphraseBytes : 256}
          isFirst
        />
        {isNew && (
          <Field label="The same once more" type="password" value={second} onChange={setSecond} maxLength={256} />
        )}
        {problem !== undefined && (
          <div role="alert">
            <Notice tone="warn">{problem}</Notice>
          </div>
        )}
        <div className="actions">
          <button className="button" data-kind="primary" type="submit">
            {deeds[request.use]}
          </button>
          {request.use === 'share' && (
            <Action
              kind="quiet"
              onPress={() => {
                send('');
              }}
            >
              This key has no passphrase
            </Action>
          )}
          <Action kind="quiet" onPress={() => void bridge.passphrase.cancel(null)}>
            Back
          </Action>
        </div>
      </form>
    </Screen>
  );
}

function problemOf(first: string, second: string, twice: boolean): string | undefined {
  if (first === '') return 'Type your passphrase first.';
  if (new TextEncoder().encode(first).length > maxPassphraseBytes) return 'This is too long.';
  if (twice && first !== second) return 'The two are not the same. Type both again, slowly.';
  if (twice && first.length < 12) return 'Use at least twelve characters; four random words are good.';
  return undefined;
}
