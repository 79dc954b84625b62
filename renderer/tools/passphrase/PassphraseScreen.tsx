// The passphrase window's page: one field, or two for a new passphrase. It lives as long as the typing.
import { type SubmitEvent, useCallback, useEffect, useState } from 'react';
import { maxPassphraseBytes, minPassphraseBytes } from '#shared/contract/passphrase-limit.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import type { PassphraseBridge, PassphraseOwner, PassphraseUse } from '#shared/contract/passphrase.ts';
import { Rich } from '#renderer/texts/Rich.tsx';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { KeyboardNote } from './KeyboardNote.tsx';
import { useKeepAlive } from '#renderer/offline/custodians/use-keep-alive.ts';

interface Request {
  readonly who: PassphraseOwner;
  readonly fileName: string;
  readonly use: PassphraseUse;
  readonly isPractice: boolean;
  readonly idleSeconds: number | null;
}

const ownerText = (who: PassphraseOwner, t: ScreenTexts['passphrase']): string => {
  if ('name' in who) return who.name;
  if ('turn' in who) return t.custodianOf(who.turn, who.of);
  return 'copy' in who ? t.withCopy(who.copy) : t.secretFor[who.action];
};

/** What is typed, where it is no passphrase. Tokens are long. */
const others = {
  'sas-token': { title: 'sasToken', label: 'sasTokenLabel' },
  'client-secret': { title: 'clientSecret', label: 'clientSecret' },
} as const;
const otherOf = (use: PassphraseUse) => (use === 'sas-token' || use === 'client-secret' ? others[use] : undefined);

export function PassphraseScreen({ bridge }: { readonly bridge: PassphraseBridge }) {
  const [request, setRequest] = useState<Request>();
  const stay = useCallback(() => void bridge.passphrase.typing(null), [bridge]);
  useKeepAlive(true, stay);
  useEffect(() => {
    const ask = (): void =>
      void bridge.passphrase.request(null).then((answer) => {
        if (answer.ok) setRequest(answer.value);
      });
    ask();
    const asking = setInterval(ask, countedEveryMs);
    return () => clearInterval(asking);
  }, [bridge]);
  if (request === undefined) return null;
  return (
    <>
      <Standing request={request} />
      <Form bridge={bridge} request={request} />
    </>
  );
}

/** The seconds of the last minute are counted down. */
const countedEveryMs = 1000;

/** As in the window behind: that it is practice, and that the turn is about to end. */
function Standing({ request: { isPractice, idleSeconds } }: { readonly request: Request }) {
  const { modes, idle } = useTexts('frame');
  return (
    <>
      {isPractice && <p className="passphrase-practice">{modes.practice}</p>}
      {idleSeconds !== null && (
        <div role="timer">
          <Notice tone="warn">
            <strong>{idle.somebody}</strong> {idle.ends(idleSeconds)}
          </Notice>
        </div>
      )}
    </>
  );
}

function Form({ bridge, request }: { readonly bridge: PassphraseBridge; readonly request: Request }) {
  const isNew = request.use === 'new-key' || request.use === 'new-identity';
  const other = otherOf(request.use);
  const t = useTexts('passphrase');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const send = (text: string): void => void bridge.passphrase.give(new TextEncoder().encode(text));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const found = problemOf(first, second, isNew);
    setProblem(found);
    if (found === undefined) send(first);
  };
  return (
    <Screen title={t[other?.title ?? (isNew ? 'choose' : 'yours')]}>
      <form className="stack" onSubmit={submit}>
        <p>
          <Rich
            text={t.forFile(ownerText(request.who, t), request.fileName)}
            tags={{ file: (name) => <strong className="mono">{name}</strong> }}
          />
        </p>
        <Field
          label={t[other?.label ?? 'label']}
          type="password"
          value={first}
          onChange={setFirst}
          maxLength={other ? maxPassphraseBytes : 256}
          isFirst
        />
        {isNew && <Field label={t.again} type="password" value={second} onChange={setSecond} maxLength={256} />}
        <KeyboardNote />
        {problem !== undefined && (
          <div role="alert">
            <Notice tone="warn">{t.problems[problem]}</Notice>
          </div>
        )}
        <div className="actions">
          <button className="button" data-kind="primary" type="submit">
            {t.actions[request.use]}
          </button>
          {request.use === 'share' && (
            <Action kind="quiet" onPress={() => send('')}>
              {t.none}
            </Action>
          )}
          <Action kind="quiet" onPress={() => void bridge.passphrase.cancel(null)}>
            {t.back}
          </Action>
        </div>
      </form>
    </Screen>
  );
}

type Problem = keyof ScreenTexts['passphrase']['problems'];

function problemOf(first: string, second: string, twice: boolean): Problem | undefined {
  if (first === '') return 'empty';
  if (new TextEncoder().encode(first).length > maxPassphraseBytes) return 'long';
  if (twice && first !== second) return 'differ';
  if (twice && first.length < minPassphraseBytes) return 'short';
  return undefined;
}
