// The end of the online part: what is not done, what was written, and closing the journal for good.
import { useState } from 'react';
import { online } from '../../../online-bridge.ts';
import { useOnline } from '../../../store/online-store.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { Action } from '../../../ui/Action.tsx';
import { Fingerprint } from '../../../ui/Fingerprint.tsx';
import { HeldButton } from '../../../ui/Hold.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Screen } from '../../../ui/Screen.tsx';
import { WrittenFiles } from '../../finish/WrittenFiles.tsx';
import { type OpenCeremony, type PageProps, railOf, stepOf } from '../pages.ts';
import { SecondPerson } from '../step/SecondPerson.tsx';
import { useRailTexts } from '../use-rail-texts.ts';

export function FinishPage({ view, ceremony }: PageProps) {
  const { deed, isWaiting } = useOnline();
  const { pages, step } = useTexts('online');
  const rail = railOf(view, useRailTexts());
  const t = pages.finish;
  const isClosed = ceremony.phase === 'closed';
  const open = rail.filter(({ id, isDone }) => !isDone && id !== 'finish');
  const bad = rail.filter(({ isDone, mark }) => isDone && mark?.sign === 'stuck');
  const leave = async (): Promise<void> => {
    await deed(() => online.session.leave(null));
  };
  return (
    <Screen title={isClosed ? t.closedTitle : t.title} lead={isClosed ? t.closedLead : t.lead}>
      {!isClosed && open.length > 0 && <Notice tone="warn">{t.open(open.map(({ title }) => title).join(', '))}</Notice>}
      {bad.length > 0 && (
        <Notice tone="warn">{t.bad(bad.map(({ title, mark }) => `${title} (${mark?.word ?? ''})`).join(', '))}</Notice>
      )}
      <section className="card stack" data-tight aria-label={t.events}>
        <dl className="facts">
          <dt>{t.events}</dt>
          <dd>{view.activity.events}</dd>
        </dl>
        <Fingerprint label={t.head} sha256={view.activity.head} show={isClosed ? 'both' : 'hex'} />
      </section>
      {view.written.length === 0 ? <Notice>{t.none}</Notice> : <WrittenFiles files={view.written} />}
      {stepOf(view, 'restore')?.state.phase === 'done' && !isClosed && (
        <div className="actions">
          <Action
            isDisabled={isWaiting}
            onPress={() => void deed(() => online.exchange.sendOutcome({ call: 'restore' }))}
          >
            {t.outcome}
          </Action>
        </div>
      )}
      {!isClosed && <CloseForm ceremony={ceremony} hint={step.confirm.hold} />}
      <div className="actions">
        <Action kind={isClosed ? 'primary' : 'plain'} isDisabled={isWaiting} onPress={() => void leave()}>
          {isClosed ? t.back : t.leave}
        </Action>
      </div>
    </Screen>
  );
}

function CloseForm({ ceremony, hint }: { readonly ceremony: OpenCeremony; readonly hint: string }) {
  const [second, setSecond] = useState<string | null>(null);
  const { deed, isWaiting } = useOnline();
  const t = useTexts('online').pages.finish;
  const finish = async (): Promise<void> => {
    if (second === null) return;
    await deed(() => online.session.finish({ by: [ceremony.holder, second] }));
  };
  return (
    <section className="card stack" aria-label={t.close}>
      <SecondPerson ceremony={ceremony} value={second} onChange={setSecond} legend={t.second} />
      <div className="stack" data-tight>
        <HeldButton isDisabled={second === null || isWaiting} onDone={() => void finish()}>
          {t.close}
        </HeldButton>
        <p className="soft">{hint}</p>
      </div>
    </section>
  );
}
