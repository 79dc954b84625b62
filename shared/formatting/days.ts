// Calendar days as `2026-10-14`, without hours and zones.

const dayMs = 86_400_000;

/** The day a number of days later. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
