// A moment as every page writes it: in UTC, as the paper and the journal have it, and by the clock of the machine where that is another time.
import { localTime, utcDateTime } from '#shared/formatting/date-time.ts';
import { useTexts } from './use-texts.ts';

/** Writes a moment, ISO 8601 in UTC, as in `2026-10-14 13:05:09 UTC (15:05:09 local)`. */
export function useMoment(): (iso: string) => string {
  const t = useTexts('ui');
  return (iso) => {
    const instant = new Date(iso);
    const local = localTime(instant);
    return local === undefined ? utcDateTime(instant) : t.moment(utcDateTime(instant), local);
  };
}
