// Tells main that somebody is at the keyboard, so that a turn ends only when its custodian has walked away.
import { useEffect } from 'react';

/** Often enough for a countdown of a minute, seldom enough to cost nothing. */
const everyMs = 5000;

/** Calls `stay` on keys and clicks, at most once in five seconds, while `isWatched`. */
export function useKeepAlive(isWatched: boolean, stay: () => void): void {
  useEffect(() => {
    if (!isWatched) return undefined;
    let last = -everyMs;
    const recordActivity = ({ timeStamp }: Event): void => {
      if (timeStamp - last < everyMs) return;
      last = timeStamp;
      stay();
    };
    document.addEventListener('keydown', recordActivity);
    document.addEventListener('pointerdown', recordActivity);
    return () => {
      document.removeEventListener('keydown', recordActivity);
      document.removeEventListener('pointerdown', recordActivity);
    };
  }, [isWatched, stay]);
}
