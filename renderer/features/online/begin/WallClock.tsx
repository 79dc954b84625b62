// The clock on the wall: somebody reads it aloud, and it is entered with their name.
import { useState } from 'react';
import type { ClockView } from '../../../../shared/contract/clock-view.ts';
import { utcDateTime } from '../../../../shared/formatting/date-time.ts';
import { online } from '../../../online-bridge.ts';
import { useOnline } from '../../../store/online-store.ts';
import { useTexts } from '../../../texts/use-texts.ts';
import { Action } from '../../../ui/Action.tsx';
import { GoOn } from '../../../ui/GoOn.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';

const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/;
/** More than this is worth a note, not a stop. */
const smallOffsetSeconds = 120;

interface WallClockProps {
  readonly clock: ClockView;
  readonly isOpen: boolean;
  readonly holder: string;
}

export function WallClock({ clock, isOpen, holder }: WallClockProps) {
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const [readBy, setReadBy] = useState(holder);
  const { deed, look } = useOnline();
  const t = useTexts('online').begin;
  const isWhole =
    datePattern.test(date) &&
    timePattern.test(time) &&
    readBy.trim() !== '' &&
    !Number.isNaN(Date.parse(`${date}T${time}Z`));
  const enter = async (): Promise<void> => {
    const wallUtc = `${date}T${time}Z`;
    // Whoever entered it sees what it was compared with before going on.
    await deed(() => online.session.setWallClock({ wallUtc, readBy: readBy.trim() }), 'begin');
  };
  const isSet = clock.phase === 'set';
  return (
    <section className="card stack" data-tight aria-label={t.clock}>
      <h2>{t.clock}</h2>
      <p className="soft">{t.clockLead}</p>
      <div className="row fields">
        <Field label={t.date} value={date} onChange={setDate} isMono maxLength={10} />
        <Field label={t.time} value={time} onChange={setTime} isMono maxLength={5} />
      </div>
      <Field label={t.readBy} value={readBy} onChange={setReadBy} maxLength={80} />
      {isSet && (
        <Notice tone={Math.abs(clock.aheadSeconds) < smallOffsetSeconds ? 'good' : 'warn'}>
          {t.entered(withoutZone(clock.wallUtc).slice(0, 16), withoutZone(clock.machineUtc))}
        </Notice>
      )}
      <div className="actions">
        <Action kind={isSet ? 'plain' : 'primary'} isDisabled={!isWhole || !isOpen} onPress={() => void enter()}>
          {t.enter}
        </Action>
        {isSet && <GoOn look={look}>{t.goOn}</GoOn>}
      </div>
    </section>
  );
}

const withoutZone = (iso: string): string => utcDateTime(new Date(iso)).replace(' UTC', '');
