// The wall clock in the frame: whether it was entered, and how far the machine is from it.
import type { ClockView } from '#shared/contract/clock-view.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import type { FrameFact } from './FrameFacts.tsx';

type Facts = ScreenTexts['frame']['facts'];

export const clockFact = (clock: ClockView, t: Facts): FrameFact => ({ name: t.clock, value: clockText(clock, t) });

function clockText(clock: ClockView, t: Facts): string {
  if (clock.phase === 'unset') return t.notEntered;
  const minutes = Math.round(clock.aheadSeconds / 60);
  if (Math.abs(minutes) < 2) return t.agrees;
  return minutes > 0 ? t.ahead(minutes) : t.behind(-minutes);
}
