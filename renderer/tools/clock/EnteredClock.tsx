// The time as people read it from the wall, in UTC, beside what the machine said then.
import type { ClockView } from '#shared/contract/clock-view.ts';
import { useMoment } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';

/** More than this is worth a note, not a stop. */
const smallOffsetSeconds = 120;

interface EnteredClockProps {
  readonly clock: ClockView;
  readonly entered: (wall: string, machine: string) => string;
}

/** Nothing before it was entered. */
export function EnteredClock({ clock, entered }: EnteredClockProps) {
  const moment = useMoment();
  if (clock.phase !== 'set') return null;
  return (
    <Notice isResult tone={Math.abs(clock.aheadSeconds) < smallOffsetSeconds ? 'good' : 'warn'}>
      {entered(moment(clock.wallUtc), moment(clock.machineUtc))}
    </Notice>
  );
}
