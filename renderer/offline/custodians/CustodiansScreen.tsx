// Custodians, one at a time: who is at the screen, what happens there, and how many have given.
import { useState } from 'react';
import type { CustodiansView } from '#shared/contract/offline/custodians-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { shortThumbprint } from '#shared/formatting/thumbprint.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { Rich } from '#renderer/texts/Rich.tsx';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Term } from '#renderer/ui/Term.tsx';
import { whoIsLeft } from './plan-custodians.ts';
import { ProvenCopies } from './ProvenCopies.tsx';
import { Table } from '#renderer/ui/Table.tsx';

/** A custodian's whole turn is in main's own view, above this page. */
export function CustodiansScreen({ view }: { readonly view: View }) {
  const t = useTexts('custodians').atScreen;
  if (view.custodians.turn.phase === 'nobody') return <Waiting view={view} />;
  return (
    <Screen title={t.title}>
      <Notice>{t.lead}</Notice>
    </Screen>
  );
}

/** “2 of 3”, and a seat for each. */
function Count({ custodians, word }: { readonly custodians: CustodiansView; readonly word: string }) {
  const t = useTexts('custodians');
  const seats = Array.from({ length: custodians.required }, (_none, at) => at);
  return (
    <div className="stack" data-tight>
      <p className="count">
        <strong>{t.count(custodians.have, custodians.required)}</strong>
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
  const t = useTexts('custodians').waiting;
  const [custodian, setCustodian] = useState<string | null>(null);
  const [copy, setCopy] = useState<'1' | '2' | null>(null);
  const { action, look } = useStore();
  const { custodians } = view;
  const isCheck = view.ceremony.phase === 'running' && view.ceremony.purpose === 'share-check';
  const isFull = custodians.have >= custodians.required;
  // With a plan people are chosen by name; in a drill it matters which of the two sticks has come. In an emergency every holder of a key may come.
  const isDrill = view.recovery === null && view.emergency === null;
  const isChosen = view.emergency !== null || (isDrill ? copy : custodian) !== null;
  const begin = async (): Promise<void> => {
    const given = useStore.getState().view?.custodians.have;
    await action(() => lifeboat.custodians.begin({ custodian, copy: copy === null ? null : copy === '1' ? 1 : 2 }));
    const { have, required } = useStore.getState().view?.custodians ?? custodians;
    // In an emergency every click counts: the next custodian comes at once, what is asked of the others is on their screen, and the last one was
    // told that all have been here.
    if (view.emergency === null || have === given) return;
    if (have < required) await begin();
    else look(undefined);
  };
  return (
    <Screen
      title={isFull ? (isCheck ? t.allProven : t.full) : t.next}
      lead={
        isCheck ? (
          <>
            <Rich text={t.drillLead} tags={{ check: (words) => <Term name="share check">{words}</Term> }} />
          </>
        ) : (
          <>
            <Rich
              text={t.lead}
              tags={{
                custodian: (words) => <Term name="custodian">{words}</Term>,
                share: (words) => <Term name="share">{words}</Term>,
              }}
            />
          </>
        )
      }
    >
      <div className="card stack">
        <Count custodians={custodians} word={isCheck ? t.proven : t.given} />
        {!isFull && (
          <>
            <Notice tone="warn">
              <strong>{t.before}</strong> {t.lookAway}
            </Notice>
            {view.recovery !== null && (
              <Choices
                legend={t.who}
                isInColumns
                value={custodian}
                onChange={setCustodian}
                choices={whoIsLeft(view.recovery, view).map(({ id, name }) => ({ value: id, title: name, aside: id }))}
              />
            )}
            {isDrill && (
              <Choices
                legend={t.which}
                isInColumns
                value={copy}
                onChange={setCopy}
                choices={([1, 2] as const).map((number) => ({
                  value: number === 1 ? ('1' as const) : ('2' as const),
                  title: t.copy(number),
                }))}
              />
            )}
            <div className="actions">
              <Action kind="primary" isDisabled={!isChosen} onPress={() => void begin()}>
                {t.begin}
              </Action>
              {isCheck && custodians.have > 0 && (
                <Action kind="quiet" onPress={() => look('finish')}>
                  {t.stop(custodians.required - custodians.have)}
                </Action>
              )}
            </div>
          </>
        )}
        {isFull && (
          <div className="actions">
            <ContinueButton look={look}>{t.goOn}</ContinueButton>
          </div>
        )}
      </div>
      {isCheck && <ProvenCopies view={view} />}
      {custodians.accepted.length > 0 && !isCheck && <AcceptedList custodians={custodians} />}
      {custodians.accepted.length > 0 && !isCheck && view.blob.phase === 'none' && <Restart />}
    </Screen>
  );
}

/** What cannot be undone: people answer for it in main's own view. */
function Restart() {
  const t = useTexts('custodians').restart;
  const action = useStore((store) => store.action);
  return (
    <div>
      <Action kind="stop" onPress={() => void action(() => lifeboat.custodians.restart(null))}>
        {t.open}
      </Action>
    </div>
  );
}

function AcceptedList({ custodians }: { readonly custodians: CustodiansView }) {
  const t = useTexts('custodians').list;
  const { copy: copyText } = useTexts('custodians').waiting;
  const moment = useMoment();
  return (
    <Table columns={[t.number, t.keyFile, t.thumbprint, t.time]}>
      {custodians.accepted.map(({ thumbprint, fileName, who, copy, atUtc }, at) => (
        <tr key={thumbprint}>
          <td>{at + 1}</td>
          <td>
            {who} <span className="mono">{fileName}</span>
            {copy !== null && `, ${copyText(copy)}`}
          </td>
          <td className="mono">{shortThumbprint(thumbprint)}</td>
          <td>{moment(atUtc)}</td>
        </tr>
      ))}
    </Table>
  );
}
