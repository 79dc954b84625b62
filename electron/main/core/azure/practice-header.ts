// The mark on every answer of a practice cloud, by which the client tells practice from production.

/** Its value is `PRACTICE`; no answer of a real service has a header of this name. */
export const practiceHeader = 'x-lifeboat-practice';
