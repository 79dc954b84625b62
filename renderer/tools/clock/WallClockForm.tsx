// The time as people read it from the wall, in UTC: typed, entered, and shown beside what the machine says.
import { type ReactNode, useState } from 'react';
import type { ClockView } from '#shared/contract/clock-view.ts';
import { dateOfDigits, timeOfDigits } from '#shared/formatting/typed-clock.ts';
import { useMoment } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/;
/** More than this is worth a note, not a stop. */
const smallOffsetSeconds = 120;

interface WallClockFormProps {
  readonly clock: ClockView;
  readonly texts: Readonly<Record<'date' | 'time' | 'enter' | 'goOn', string>> & {
    readonly entered: (wall: string, machine: string) => string;
  };
  /** Whether everything beside date and time is there. */
  readonly isReady?: boolean;
  /** What it was compared with is shown before going on. */
  readonly onEnter: (wallUtc: string) => void;
  readonly look: (step: undefined) => void;
  /** What else is typed. */
  readonly children?: ReactNode;
}

export function WallClockForm({ clock, texts: t, isReady = true, onEnter, look, children }: WallClockFormProps) {
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const wallUtc = `${date}T${time}Z`;
  const isWhole = datePattern.test(date) && timePattern.test(time) && !Number.isNaN(Date.parse(wallUtc));
  const isSet = clock.phase === 'set';
  return (
    <>
      <div className="row fields">
        <Field label={t.date} value={date} onChange={(typed) => setDate(dateOfDigits(typed))} isMono maxLength={10} />
        <Field label={t.time} value={time} onChange={(typed) => setTime(timeOfDigits(typed))} isMono maxLength={5} />
      </div>
      {children}
      <EnteredClock clock={clock} entered={t.entered} />
      <div className="actions">
        <Action kind={isSet ? 'plain' : 'primary'} isDisabled={!isWhole || !isReady} onPress={() => onEnter(wallUtc)}>
          {t.enter}
        </Action>
        {isSet && <ContinueButton look={look}>{t.goOn}</ContinueButton>}
      </div>
    </>
  );
}

interface EnteredClockProps {
  readonly clock: ClockView;
  readonly entered: (wall: string, machine: string) => string;
}

/** What was entered, beside what the machine said then; nothing before. */
export function EnteredClock({ clock, entered }: EnteredClockProps) {
  const moment = useMoment();
  if (clock.phase !== 'set') return null;
  return (
    <Notice isResult tone={Math.abs(clock.aheadSeconds) < smallOffsetSeconds ? 'good' : 'warn'}>
      {entered(moment(clock.wallUtc), moment(clock.machineUtc))}
    </Notice>
  );
}
