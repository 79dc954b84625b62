// The end of the online part: what is not done, what was written, and closing the journal for good.
import type { ReactNode } from 'react';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { minutesBetween } from '#shared/ceremony/recovery-time.ts';
import { duration, utcMinute } from '#shared/formatting/date-time.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';
import { type ActingProps, railOf, stepOf } from '../pages.ts';
import { Ask } from '../step/Ask.tsx';
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
  const t = pages.finish;
  const isClosed = ceremony.phase === 'closed';
  const titles = ceremony.kind === 'emergency' ? emergency.finish : t;
  const leave = async (): Promise<void> => {
    await action(() => online.session.leave(null));
  };
  return (
    <Screen title={isClosed ? titles.closedTitle : titles.title} lead={isClosed ? t.closedLead : t.lead}>
      <Landing view={view} />
      {isClosed && <SaveRecords written={view.written} />}
      <StillToDo view={view} ceremony={ceremony} />
      {more}
      {view.written.length === 0 ? <Notice>{t.none}</Notice> : <WrittenFiles files={view.written} />}
      {!isClosed && (
        // What is said above is read first: nobody is asked before they press.
        <Ask isFilledIn ask={() => online.session.finish(null)}>
          {t.close}
        </Ask>
      )}
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
  const { consumers } = useSpokenTexts();
  const { verification, recoveryTime } = view;
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
      {recoveryTime !== null && recoveryTime.restoredUtc !== null && (
        <p className="measure">
          <strong>{t.since(duration(minutesBetween(recoveryTime.decidedUtc, recoveryTime.restoredUtc)))}</strong>{' '}
          <span className="soft">{t.sinceNote(utcMinute(recoveryTime.decidedUtc))}</span>
        </p>
      )}
      {recoveryTime?.consumers && (
        <p className="measure">
          <strong>{consumers.count(recoveryTime.consumers.back, recoveryTime.consumers.of)}</strong>
        </p>
      )}
      <p className="measure">{next()}</p>
    </section>
  );
}

interface Todo {
  readonly text: string;
  /** What is pressed for it; without, people do it elsewhere. */
  readonly button?: string;
  readonly press?: () => void;
}

/** What is still to do, in the order of doing, each with its button. */
function StillToDo({ view, ceremony }: Pick<FinishProps, 'view' | 'ceremony'>) {
  const { action, look } = useOnline();
  const openTools = useTools((store) => store.openTools);
  const t = useTexts('online').pages.finish;
  const { consumers } = useSpokenTexts();
  const { todo } = t;
  const rail = railOf(view, useRailTexts());
  const { verification } = view;
  const isClosed = ceremony.phase === 'closed';
  const isPlanned = ceremony.kind !== 'emergency';
  const isRestored = stepOf(view, 'restore')?.state.phase === 'done';
  const isRecovery = isRestored || stepOf(view, 'upload')?.state.phase === 'done';
  const byHand = verification.phase === 'compared' ? verification.byHandCount : 0;
  /** Nothing once Azure has said that all are back. */
  const ownersLeft = (): readonly Todo[] => {
    const left = view.recoveryTime?.consumers;
    if (!left) return [{ text: todo.owners }];
    if (left.back === left.of) return [];
    const text = consumers.count(left.back, left.of);
    return [{ text, button: todo.open, press: () => look('hand-over') }];
  };
  const items: readonly Todo[] = [
    ...rail.flatMap(({ id, title, isDone, mark }): Todo[] => {
      if (id === 'finish' || (isDone && mark?.sign !== 'stuck') || (isClosed && !isDone)) return [];
      const text = isDone ? todo.bad(title, mark?.word ?? '') : title;
      return [{ text, button: todo.open, press: () => look(id) }];
    }),
    ...(isPlanned && isRestored && !isClosed
      ? [
          {
            text: t.outcome,
            button: todo.send,
            press: () => void action(() => online.exchange.sendOutcome({ call: 'restore' })),
          },
        ]
      : []),
    ...(byHand > 0 ? [{ text: todo.byHand(byHand), button: todo.open, press: () => look('verify') }] : []),
    ...(isPlanned && isRecovery && !isClosed
      ? [{ text: todo.roles, button: todo.open, press: () => look('roles') }]
      : []),
    ...(isRestored && verification.phase !== 'none' ? ownersLeft() : []),
    ...(isClosed ? [{ text: todo.evidence, button: todo.open, press: () => openTools('pack') }] : []),
    ...(isClosed && isRecovery
      ? [{ text: todo.certificate, button: todo.open, press: () => openTools('evidence') }]
      : []),
  ];
  if (items.length === 0) return null;
  return (
    <section className="card stack" data-tight aria-label={todo.title}>
      <h2>{todo.title}</h2>
      <ol className="todo">
        {items.map(({ text, button, press }) => (
          <li key={text}>
            <span>{text}</span>
            {button !== undefined && press && (
              <Action onPress={press} label={`${button}: ${text}`}>
                {button}
              </Action>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
