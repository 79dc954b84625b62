// The end of the online part: what is not done, what was written, and closing the journal for good.
import type { ReactNode } from 'react';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';
import { type ActingProps, railOf, stepOf } from '../pages.ts';
import { Confirm } from '../step/Confirm.tsx';
import { useRailTexts } from '../OnlineFrame.tsx';
import { Verdict } from '../verify/Verification.tsx';
import { SaveRecords } from './SaveRecords.tsx';

interface FinishProps extends ActingProps {
  /** What else people must know at the end. */
  readonly more?: ReactNode;
}

export function FinishPage({ view, ceremony, more }: FinishProps) {
  const { action, isWaiting } = useOnline();
  const { pages, emergency } = useTexts('online');
  const rail = railOf(view, useRailTexts());
  const t = pages.finish;
  const isClosed = ceremony.phase === 'closed';
  const titles = ceremony.kind === 'emergency' ? emergency.finish : t;
  const open = rail.filter(({ id, isDone }) => !isDone && id !== 'finish');
  const bad = rail.filter(({ isDone, mark }) => isDone && mark?.sign === 'stuck');
  const leave = async (): Promise<void> => {
    await action(() => online.session.leave(null));
  };
  return (
    <Screen title={isClosed ? titles.closedTitle : titles.title} lead={isClosed ? t.closedLead : t.lead}>
      <Landing view={view} />
      {!isClosed && open.length > 0 && <Notice tone="warn">{t.open(open.map(({ title }) => title).join(', '))}</Notice>}
      {bad.length > 0 && (
        <Notice tone="warn">{t.bad(bad.map(({ title, mark }) => `${title} (${mark?.word ?? ''})`).join(', '))}</Notice>
      )}
      {isClosed && <SaveRecords written={view.written} />}
      {more}
      {view.written.length === 0 ? <Notice>{t.none}</Notice> : <WrittenFiles files={view.written} />}
      {ceremony.kind !== 'emergency' && stepOf(view, 'restore')?.state.phase === 'done' && !isClosed && (
        <div className="actions">
          <Action
            isPending={isWaiting}
            onPress={() => void action(() => online.exchange.sendOutcome({ call: 'restore' }))}
          >
            {t.outcome}
          </Action>
        </div>
      )}
      {!isClosed && <Confirm action={t.close} onDone={() => void action(() => online.session.finish(null))} />}
      <section className="card stack" data-tight aria-label={t.events}>
        <dl className="facts">
          <dt>{t.events}</dt>
          <dd>{view.activity.events}</dd>
        </dl>
        <Fingerprint label={t.head} sha256={view.activity.head} show={isClosed ? 'both' : 'hex'} />
      </section>
      <div className="actions">
        <Action kind={isClosed ? 'primary' : 'plain'} isPending={isWaiting} onPress={() => void leave()}>
          {isClosed ? t.back : t.leave}
        </Action>
      </div>
    </Screen>
  );
}

/** What was achieved and what is next, before any hash. */
function Landing({ view }: Pick<FinishProps, 'view'>) {
  const { finish: t, verify } = useTexts('online').pages;
  const { verification } = view;
  const isRestored = stepOf(view, 'restore')?.state.phase === 'done';
  const isUploaded = stepOf(view, 'upload')?.state.phase === 'done';
  if (!isRestored && !isUploaded) return null;
  const isUndecided = view.failures.some(({ check }) => check === 'inventory');
  // Nobody is told that keys are back before somebody has looked.
  const next = (): string => {
    if (!isRestored) return t.nextRestore;
    if (verification.phase === 'none') return t.nextVerify;
    return isUndecided ? t.nextDecide : t.next;
  };
  return (
    <section className="stack" data-tight aria-label={t.achieved}>
      {verification.phase === 'compared' && <Verdict compared={verification} isUndecided={isUndecided} />}
      {verification.phase === 'listed' && (
        <div className="verdict" data-tone="plain">
          <strong>{verify.there(verification.keys)}</strong>
          <span>{verify.listed}</span>
        </div>
      )}
      {verification.phase === 'none' && (
        <div className="verdict" data-tone="plain">
          <strong>{isRestored ? t.restored : t.uploaded}</strong>
        </div>
      )}
      <p className="measure">{next()}</p>
    </section>
  );
}
