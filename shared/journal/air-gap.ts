// How a journal tells an air gap that was found open from one that was lost.
import type { EventOf } from './events.ts';

/** The detail begins so where the gap was open already when the ceremony was begun or taken up: nothing was lost then. */
export const gapFoundOpen = 'open as it was found: ';

/** The detail begins so where practice goes on beside an open gap, which its journal calls closed. */
export const practiceGap = 'PRACTICE: ';

/** Whether the gap was lost while the program looked at it. */
export const isGapLost = ({ closed, detail }: EventOf<'air-gap'>): boolean =>
  !closed && !detail.startsWith(gapFoundOpen);
