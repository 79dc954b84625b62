// The second observer: a draft from the first operator, compared by machine and by eye with this machine's own fetch, then signed.
import { useState } from 'react';
import type { DraftView, SentBundle } from '#shared/contract/tools/bundles.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { readableHttpDate } from '#shared/formatting/date-time.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { FocusedResult } from '#renderer/ui/FocusedResult.tsx';
import { exceptionNumber } from '#shared/formatting/exception-number.ts';
import { ExceptionField } from '#renderer/ui/ExceptionField.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Written } from '../Written.tsx';
import { BundleFacts } from './BundleFacts.tsx';
import { Table } from '#renderer/ui/Table.tsx';

interface DraftOrder {
  readonly draft: string;
  readonly plan: string;
  readonly own: string;
  readonly journal: string;
  readonly exception: number | null;
}

export function ObserverScreen() {
  const [plan, setPlan] = useState<PickedFile | null>(null);
  const [draft, setDraft] = useState<PickedFile | null>(null);
  const [own, setOwn] = useState<PickedFile | null>(null);
  const [journal, setJournal] = useState<PickedFile | null>(null);
  const [typed, setTyped] = useState('');
  const [seen, setSeen] = useState<{ readonly view: DraftView; readonly order: DraftOrder }>();
  const { ask, isWaiting } = useTools();
  const t = useTexts('bundle').observer;
  const { choose } = useTexts('tools');
  const exception = exceptionNumber(typed);
  const order =
    plan && draft && own && journal && exception !== undefined
      ? { plan: plan.token, draft: draft.token, own: own.token, journal: journal.token, exception }
      : undefined;
  const compare = async (): Promise<void> => {
    if (order === undefined) return;
    setSeen(undefined);
    const answer = await ask(() => tools.bundles.readDraft(order));
    if (answer.ok) setSeen({ view: answer.value, order });
  };
  return (
    <Screen title={t.title} lead={t.lead}>
      <section className="card stack" aria-label={t.files}>
        <PickFile what={choose.plan} kind="plan" picked={plan} onPicked={setPlan} />
        <PickFile what={t.draft} kind="bundle" picked={draft} onPicked={setDraft} />
        <PickFile what={t.own} detail={t.ownDetail} kind="observation" picked={own} onPicked={setOwn} />
        <PickFile
          what={choose.journal}
          detail={t.journalDetail}
          kind="journal"
          picked={journal}
          onPicked={setJournal}
        />
        <div className="measure">
          <ExceptionField label={t.exception} typed={typed} onTyped={setTyped} />
        </div>
      </section>
      <div className="actions">
        <Action
          kind={seen ? 'plain' : 'primary'}
          isDisabled={isWaiting || order === undefined}
          onPress={() => void compare()}
        >
          {t.compare}
        </Action>
      </div>
      {seen && <Compared {...seen} />}
    </Screen>
  );
}

function Compared({ view, order }: { readonly view: DraftView; readonly order: DraftOrder }) {
  const [identity, setIdentity] = useState<PickedFile | null>(null);
  const [stick, setStick] = useState<PickedFile | null>(null);
  const [signed, setSigned] = useState<SentBundle>();
  const { ask, isWaiting } = useTools();
  const t = useTexts('bundle').observer;
  const choose = useTexts('tools').choose;
  const sign = async (): Promise<void> => {
    if (identity === null || stick === null) return;
    const parts = { ...order, seen: view.bundle.payloadSha256, identity: identity.token, folder: stick.token };
    const answer = await ask(() => tools.bundles.countersign(parts));
    if (answer.ok) setSigned(answer.value);
  };
  if (signed) {
    return (
      <BundleFacts bundle={signed.bundle}>
        <p className="measure">{t.signed}</p>
        <Written file={signed.file} />
      </BundleFacts>
    );
  }
  return (
    <FocusedResult label={t.region}>
      {order.exception === null ? <Notice tone="good">{t.same}</Notice> : <Notice tone="warn">{t.decided}</Notice>}
      <Observations view={view} />
      {view.bundle.exchange !== null && <Fingerprint label={t.certificate} sha256={view.bundle.exchange} show="both" />}
      <Fingerprint label={t.key} sha256={view.spkiSha256} />
      <PickFile what={choose.identity} kind="identity" picked={identity} onPicked={setIdentity} />
      <PickFile what={choose.target} kind="folder" picked={stick} onPicked={setStick} />
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={isWaiting || identity === null || stick === null}
          onPress={() => void sign()}
        >
          {t.sign}
        </Action>
      </div>
    </FocusedResult>
  );
}

function Observations({ view: { observations } }: { readonly view: DraftView }) {
  const moment = useMoment();
  const t = useTexts('bundle').observer;
  const { word } = useSpokenTexts();
  return (
    <Table columns={[t.observer, t.fetchedAt, t.serverDate, t.requestId, t.chain]}>
      {observations.map(({ observer, fetchedAt, serverDate, requestId, tlsCertificates }) => (
        <tr key={observer}>
          <td>{word(observer)}</td>
          <td>{moment(fetchedAt)}</td>
          <td>{serverDate === null ? t.noServerDate : readableHttpDate(serverDate)}</td>
          <td className="mono">{requestId}</td>
          <td>{tlsCertificates}</td>
        </tr>
      ))}
    </Table>
  );
}
