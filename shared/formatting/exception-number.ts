// The number of an exception as people type it from its sheet.

/** `EX-3`, or the bare number from 1 to 999; null where nothing is typed; undefined where it is no such number. */
export function exceptionNumber(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const digits = /^(?:EX-)?([1-9][0-9]{0,2})$/i.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
