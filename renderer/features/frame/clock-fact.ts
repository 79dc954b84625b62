// The wall clock in the frame: whether it was entered, and how far the machine is from it.
import type { ClockView } from '../../../shared/contract/offline/view.ts';
import type { FrameFact } from './FrameFacts.tsx';

export const clockFact = (clock: ClockView): FrameFact => ({ name: 'Wall clock', value: clockText(clock) });

function clockText(clock: ClockView): string {
  if (clock.phase === 'unset') return 'not entered';
  const minutes = Math.round(clock.aheadSeconds / 60);
  if (Math.abs(minutes) < 2) return 'agrees';
  return `machine ${Math.abs(minutes)} min ${minutes > 0 ? 'ahead' : 'behind'}`;
}
