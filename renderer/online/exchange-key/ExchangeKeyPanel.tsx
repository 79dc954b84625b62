// For operator 1: both observations side by side, then the bundle that both sign.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import type { BundleSummary, ExchangeView } from '#shared/contract/online/exchange-view.ts';
import { online } from '../../online-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { exceptionNumber } from '#shared/formatting/exception-number.ts';
import { ExceptionField } from '#renderer/ui/ExceptionField.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFiles } from '#renderer/ui/PickFile.tsx';
import { FetchAgain } from './ObserveForm.tsx';
import { Observation, Assessment } from './Observation.tsx';
import { TakeFile } from './TakeFile.tsx';

export function ExchangeKeyPanel({ exchange }: { readonly exchange: ExchangeView }) {
  const t = useTexts('online').pages['exchange-key'];
  const differ = exchange.isSame === false;
  const isMade = exchange.bundle.phase !== 'none';
  return (
    <>
      <Agreement exchange={exchange} />
      {(exchange.isSame === true || isMade) && <BundleCard bundle={exchange.bundle} />}
      <div className="columns pair">
        <Observation title={t.own} observation={exchange.own} />
        <Observation title={t.second} observation={exchange.second} />
      </div>
      {(exchange.second === null || (differ && !isMade)) && (
        <section className="card stack" aria-label={t.take}>
          <h2>{t.take}</h2>
          <TakeFile what={t.file} kind="observation" action={t.take} take={online.exchange.takeObservation} />
        </section>
      )}
      {differ && exchange.differed >= 2 && !isMade && <ChoiceCard />}
      <Assessment exchange={exchange} />
    </>
  );
}

function Agreement({ exchange: { isSame, differed, bundle } }: { readonly exchange: ExchangeView }) {
  const openTools = useTools((store) => store.openTools);
  const { pages, step } = useTexts('online');
  const t = pages['exchange-key'];
  if (isSame === null) return null;
  if (isSame) {
    return (
      <div className="verdict" data-tone="good" role="status">
        <strong>{t.same}</strong>
      </div>
    );
  }
  return (
    <section className="card stack" aria-label={t.differs}>
      <div className="verdict" data-tone="stop" role="status">
        <strong>{t.differs}</strong>
      </div>
      <p className="measure">{t.meaning}</p>
      <p className="measure">{differed >= 2 ? t.differAgain : t.differOnce}</p>
      {bundle.phase === 'none' && (
        <div className="actions">
          {differed < 2 && <FetchAgain />}
          <Action kind="stop" onPress={() => openTools('incident')}>
            {step.refused.incident}
          </Action>
        </div>
      )}
    </section>
  );
}

/** After both have fetched once more: whose key two people have chosen, and in which exception. */
function ChoiceCard() {
  const [lists, setLists] = useState<readonly PickedFile[]>([]);
  const [key, setKey] = useState<'operator-1' | 'operator-2' | null>(null);
  const [typed, setTyped] = useState('');
  const { action, isWaiting } = useOnline();
  const { word } = useSpokenTexts();
  const t = useTexts('online').pages['exchange-key'];
  const exception = exceptionNumber(typed) ?? null;
  return (
    <section className="card stack" aria-label={t.choice}>
      <h2>{t.choice}</h2>
      <Choices
        legend={t.choiceOf}
        isInColumns
        value={key}
        onChange={setKey}
        choices={(['operator-1', 'operator-2'] as const).map((value) => ({ value, title: word(value) }))}
      />
      <div className="measure">
        <ExceptionField label={t.exception} typed={typed} onTyped={setTyped} isNeeded />
      </div>
      <RevocationLists picked={lists} onPicked={setLists} />
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={key === null || exception === null}
          isPending={isWaiting}
          onPress={() => {
            if (key !== null && exception !== null)
              void action(() =>
                online.exchange.makeBundle({ choice: { key, exception }, revocationLists: tokensOf(lists) }),
              );
          }}
        >
          {t.make}
        </Action>
      </div>
    </section>
  );
}

/** Carried along in the bundle: the offline machine checks them by the clock on the wall. */
function RevocationLists({
  picked,
  onPicked,
}: {
  readonly picked: readonly PickedFile[];
  readonly onPicked: (picked: readonly PickedFile[]) => void;
}) {
  const { choose } = useTexts('tools');
  return (
    <PickFiles
      what={choose.revocationLists}
      detail={choose.revocationNote}
      kind="data"
      picked={picked}
      onPicked={onPicked}
    />
  );
}

const tokensOf = (files: readonly PickedFile[]): string[] => files.map(({ token }) => token);

function BundleCard({ bundle }: Pick<ExchangeView, 'bundle'>) {
  const [lists, setLists] = useState<readonly PickedFile[]>([]);
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages['exchange-key'];
  const make = (
    <Action
      kind={bundle.phase === 'none' ? 'primary' : 'plain'}
      isPending={isWaiting}
      onPress={() => void action(() => online.exchange.makeBundle({ choice: null, revocationLists: tokensOf(lists) }))}
    >
      {bundle.phase === 'none' ? t.make : t.again}
    </Action>
  );
  return (
    <section className="card stack" aria-label={t.bundle}>
      <h2>{t.bundle}</h2>
      {bundle.phase === 'none' && <p className="measure">{t.bundleNote}</p>}
      {bundle.phase !== 'none' && <BundleFacts bundle={bundle.bundle} isWhole={bundle.phase === 'sent'} />}
      {bundle.phase === 'draft' && (
        <TakeFile what={t.back} kind="bundle" action={t.takeBack} take={online.exchange.takeCountersigned} />
      )}
      {bundle.phase !== 'sent' && (
        <>
          <RevocationLists picked={lists} onPicked={setLists} />
          <div className="actions">{make}</div>
        </>
      )}
    </section>
  );
}

function BundleFacts({ bundle, isWhole }: { readonly bundle: BundleSummary; readonly isWhole: boolean }) {
  const { pages, step } = useTexts('online');
  const { word } = useSpokenTexts();
  const t = pages['exchange-key'];
  return (
    <>
      <Notice tone={isWhole ? 'good' : 'warn'}>{isWhole ? `${t.sent} ${t.wait}` : t.draft}</Notice>
      <dl className="facts">
        <dt>{step.facts.file}</dt>
        <dd className="mono">{bundle.name}</dd>
        <dt>{t.seq}</dt>
        <dd>{bundle.seq}</dd>
        <dt>{t.signers}</dt>
        <dd>{bundle.signers.map(({ holder, role }) => `${holder} (${word(role)})`).join(', ')}</dd>
      </dl>
      {isWhole && <Fingerprint label={step.facts['payload-sha256']} sha256={bundle.payloadSha256} show="both" />}
    </>
  );
}
