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

/**
 * The same moment by a clock beside it: the time, with the date where that is another one.
 * @param eastMinutes how far the clock is ahead of UTC; this machine's, where nobody says otherwise
 * @returns undefined where the clock shows UTC
 */
export function localTime(instant: Date, eastMinutes = -instant.getTimezoneOffset()): string | undefined {
  if (eastMinutes === 0) return undefined;
  const shifted = new Date(instant.getTime() + eastMinutes * 60_000);
  return isoDate(shifted) === isoDate(instant) ? utcTime(shifted) : `${isoDate(shifted)} ${utcTime(shifted)}`;
}

/** Whole minutes as `1:05 h` or `40 min`. */
export const duration = (minutes: number): string =>
  minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)}:${two(minutes % 60)} h`;

/** How long something has lasted or will last, for people who wait: `12 s`, `3 min 20 s`, `2:05 h`. Never negative. */
export function timeSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${two(seconds % 60)} s` : duration(minutes);
}

/** What is left, as a timer shows it: `29:07`. A second that has begun counts, so that 0:00 means over. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/** A moment as the contract carries it, as people read it: `2026-10-14 13:05:09 UTC`. @param iso ISO 8601 in UTC */
export const readableUtc = (iso: string): string => utcDateTime(new Date(iso));

/** The time of it, as far as people compare clocks: `13:05`. @param iso ISO 8601 in UTC */
export const utcMinute = (iso: string): string => iso.slice(11, 16);

/** The date of a service's answer (RFC 9110, section 5.6.7) as people read it; what is no date stays as it came. */
export const readableHttpDate = (date: string): string =>
  Number.isNaN(Date.parse(date)) ? date : utcDateTime(new Date(date));

/** Whether a text is a time in ISO 8601 that ends in Z, on a day that there is. Screens have no schemas: the library compiles code for them. */
export function isUtcTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.]\d+)?Z$/.test(text)) return false;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && isoDate(new Date(ms)) === text.slice(0, 10);
}

/** Calendar days as `2026-10-14`, without hours and zones. */
const dayMs = 86_400_000;

/** The day a number of days later. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
