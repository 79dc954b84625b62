// The restore point: a full backup of the new HSM, and then the hold, visible to everybody.
import { useState } from 'react';
import type { HoldView } from '#shared/contract/online/storage-view.ts';
import { exceptionNumber } from '#shared/formatting/exception-number.ts';
import { countdown, timeSpan } from '#shared/formatting/date-time.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { ExceptionField } from '#renderer/ui/ExceptionField.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { type ActingProps, stepOf } from '../pages.ts';
import { type Access, StorageAccess } from '../step/StorageAccess.tsx';

export function BackupForm({ view, ceremony }: ActingProps) {
  const { backup } = ceremony.plan;
  const [access, setAccess] = useState<Access>(backup?.method ?? 'identity');
  const [exception, setException] = useState('');
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.backup;
  const lacksCanary = ceremony.kind === 'activation' && stepOf(view, 'canary')?.state.phase !== 'done';
  const canaryException = lacksCanary ? (exceptionNumber(exception) ?? null) : null;
  return (
    <section className="card stack" aria-label={t.title}>
      {lacksCanary && <Notice>{t.withoutCanary}</Notice>}
      {backup && (
        <dl className="facts">
          <dt>{t.container}</dt>
          <dd className="mono">{`${backup.account}/${backup.container}`}</dd>
        </dl>
      )}
      <StorageAccess value={access} onChange={setAccess} />
      {lacksCanary && view.exceptions.length > 0 && (
        <ExceptionField label={t.canaryException} typed={exception} onTyped={setException} isNeeded />
      )}
      <div className="actions">
        <Action
          kind="primary"
          isPending={isWaiting}
          isDisabled={lacksCanary && canaryException === null}
          onPress={() => void action(() => online.steps.backup({ access, canaryException }))}
        >
          {t.action}
        </Action>
      </div>
    </section>
  );
}

const realMinuteMs = 60_000;

/** The hold as a clock that runs down; nothing is shown before there is a restore point. */
export function HoldCard({ hold }: { readonly hold: HoldView }) {
  const moment = useMoment();
  const t = useTexts('online').pages.backup;
  const now = useNow();
  if (hold.phase === 'no-restore-point') return null;
  const leftMs = Date.parse(hold.endsUtc) - now;
  const wholeMs = Date.parse(hold.endsUtc) - Date.parse(hold.beganUtc);
  return (
    <section className="card stack" data-tight aria-label={t.holdTitle}>
      <h2>{t.holdTitle}</h2>
      {hold.phase === 'over' ? (
        <div className="verdict" data-tone="good" role="status">
          <strong>{t.holdOver}</strong>
        </div>
      ) : (
        <>
          <div className="count" role="timer">
            <strong>{countdown(leftMs)}</strong>
            <span>{t.holdRunning}</span>
          </div>
          <progress value={Math.max(0, wholeMs - leftMs)} max={wholeMs} aria-label={t.holdTitle} />
          <p>{t.ends(moment(hold.endsUtc))}</p>
          <p className="measure soft">{t.holdWhy}</p>
        </>
      )}
      {hold.minuteMs !== realMinuteMs && <p className="soft">{t.practice(timeSpan(hold.minuteMs))}</p>}
    </section>
  );
}
