// Custodians, one at a time: who is at the screen, what happens there, and how many have given.
import { useState } from 'react';
import type { CustodiansView, View } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Refused } from '../../ui/Refused.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Term } from '../../ui/Term.tsx';
import { KeyFileStep } from './KeyFileStep.tsx';
import { whoIsLeft } from './plan-custodians.ts';

export function CustodiansScreen({ view }: { readonly view: View }) {
  const { turn } = view.custodians;
  switch (turn.phase) {
    case 'nobody':
      return <Waiting view={view} />;
    case 'choosing':
      return <KeyFileStep view={view} />;
    case 'passphrase':
      return (
        <Screen
          title="Type your passphrase"
          lead="A small window has opened for it. It shows no letters and keeps nothing."
        >
          <Notice>
            Key file: <strong className="mono">{turn.fileName}</strong>. If you change your mind, close the small
            window.
          </Notice>
        </Screen>
      );
    case 'opening':
      return (
        <Screen
          title="Opening your share …"
          lead="A process of its own does this. It ends with your key as soon as it is done."
        >
          <Notice>
            Key file: <strong className="mono">{turn.fileName}</strong>
          </Notice>
        </Screen>
      );
    case 'accepted':
      return <Accepted view={view} fileName={turn.fileName} thumbprint={turn.thumbprint} />;
    case 'refused':
      return (
        <KeyFileStep view={view}>
          <Refused fault={turn.fault} title={`“${turn.fileName}” did not open a share`} />
        </KeyFileStep>
      );
  }
}

/** “2 of 3”, and a seat for each. */
function Count({ custodians, word }: { readonly custodians: CustodiansView; readonly word: string }) {
  const seats = Array.from({ length: custodians.required }, (_none, at) => at);
  return (
    <div className="stack" data-tight>
      <p className="count">
        <strong>
          {custodians.have} of {custodians.required}
        </strong>
        <span>{word}</span>
      </p>
      <div className="seats" aria-hidden="true">
        {seats.map((at) => (
          <span key={at} className="seat" data-filled={at < custodians.have ? '' : undefined}>
            {at < custodians.have ? '✓' : at + 1}
          </span>
        ))}
      </div>
    </div>
  );
}

function Waiting({ view }: { readonly view: View }) {
  const [custodian, setCustodian] = useState<string | null>(null);
  const { deed, look } = useStore();
  const { custodians } = view;
  const isDrill = view.ceremony.phase === 'running' && view.ceremony.purpose === 'share-check';
  const isFull = custodians.have >= custodians.required;
  return (
    <Screen
      title={isFull ? 'Everybody who is needed has been here' : 'Who comes next?'}
      lead={
        isDrill ? (
          <>
            <Term name="share check">Share check</Term>: each custodian proves their own share. Nothing is put together,
            nothing is kept.
          </>
        ) : (
          <>
            Each <Term name="custodian" /> comes alone. Only the opened <Term name="share" /> stays in memory, in a
            process that has no way out; the key is forgotten each time.
          </>
        )
      }
    >
      <div className="card stack">
        <Count custodians={custodians} word={isDrill ? 'custodians proven' : 'shares given'} />
        {!isFull && (
          <>
            <Notice tone="warn">
              <strong>Before you go on:</strong> ask everybody but the next custodian to look away from screen and
              keyboard.
            </Notice>
            {view.recovery !== null && (
              <Choices
                legend="Who comes?"
                isInColumns
                value={custodian}
                onChange={setCustodian}
                choices={whoIsLeft(view.recovery, view).map(({ id, name }) => ({ value: id, title: name, aside: id }))}
              />
            )}
            <div className="actions">
              <Action
                kind="primary"
                isDisabled={view.recovery !== null && custodian === null}
                onPress={() => void deed(() => lifeboat.custodians.begin({ custodian }))}
              >
                The others look away. I am the custodian.
              </Action>
            </div>
          </>
        )}
        {isFull && (
          <div className="actions">
            <Action
              kind="primary"
              onPress={() => {
                look(undefined);
              }}
            >
              Go on
            </Action>
          </div>
        )}
      </div>
      {custodians.accepted.length > 0 && <AcceptedList custodians={custodians} />}
      {custodians.accepted.length > 0 && !isDrill && view.blob.phase === 'none' && (
        <div>
          <Action kind="stop" onPress={() => void deed(() => lifeboat.custodians.restart(null))}>
            Drop all shares and begin again
          </Action>
        </div>
      )}
    </Screen>
  );
}

function AcceptedList({ custodians }: { readonly custodians: CustodiansView }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">No.</th>
          <th scope="col">Custodian and key file</th>
          <th scope="col">Thumbprint of the custodian’s certificate</th>
          <th scope="col">Time (UTC)</th>
        </tr>
      </thead>
      <tbody>
        {custodians.accepted.map(({ thumbprint, fileName, who, atUtc }, at) => (
          <tr key={thumbprint}>
            <td>{at + 1}</td>
            <td>
              {who} <span className="mono">{fileName}</span>
            </td>
            <td className="mono">{thumbprint}</td>
            <td>{atUtc.slice(11, 19)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface AcceptedProps {
  readonly view: View;
  readonly fileName: string;
  readonly thumbprint: string;
}

function Accepted({ view, fileName, thumbprint }: AcceptedProps) {
  const deed = useStore((store) => store.deed);
  return (
    <Screen
      title="Your share is accepted"
      lead="Thank you. Your part is done, and your key is out of this machine’s memory."
    >
      <div className="card stack">
        <Count custodians={view.custodians} word="so far" />
        <dl className="facts">
          <dt>Key file</dt>
          <dd className="mono">{fileName}</dd>
          <dt>Your certificate</dt>
          <dd className="mono">{thumbprint}</dd>
          <dt>Key and passphrase</dt>
          <dd>overwritten; the process that had them has ended</dd>
          <dt>On your stick</dt>
          <dd>nothing was written</dd>
        </dl>
        <Notice>
          <strong>Take your stick out now</strong>, and hand it to the media controller to be sealed.
        </Notice>
        <div className="actions">
          <Action kind="primary" onPress={() => void deed(() => lifeboat.custodians.end(null))}>
            My stick is out
          </Action>
        </div>
      </div>
    </Screen>
  );
}
