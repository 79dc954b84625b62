// The moment, for what counts while people wait; looked at every second.
import { useEffect, useState } from 'react';

/** Milliseconds since 1970 by this machine's clock. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
