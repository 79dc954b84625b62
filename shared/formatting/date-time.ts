// Dates and times as the ceremony writes them: ISO 8601 dates, 24-hour UTC. The same in every language, so that nobody has to guess.

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-10-14` in UTC. */
export const isoDate = (instant: Date): string =>
  `${String(instant.getUTCFullYear()).padStart(4, '0')}-${two(instant.getUTCMonth() + 1)}-${two(instant.getUTCDate())}`;

/** `13:05:09` in UTC. */
const utcTime = (instant: Date): string =>
  `${two(instant.getUTCHours())}:${two(instant.getUTCMinutes())}:${two(instant.getUTCSeconds())}`;

/** `2026-10-14 13:05:09 UTC`. */
export const utcDateTime = (instant: Date): string => `${isoDate(instant)} ${utcTime(instant)} UTC`;

/** Whole minutes as `1:05 h` or `40 min`. */
export const duration = (minutes: number): string =>
  minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)}:${two(minutes % 60)} h`;
