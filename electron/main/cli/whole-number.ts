// Numbers on the command line: whole ones between two limits.
import { exceptionNumber } from '#shared/formatting/exception-number.ts';
import { refuseUsage } from './usage.ts';

/** The number that a text stands for. @throws USAGE */
export function wholeNumber(text: string, option: string, min: number, max: number): number {
  const value = /^[0-9]{1,3}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : refuseUsage('number-range', option, `${min}–${max}`);
}

/** The number of an exception as it is on its sheet, `EX-3`, or the bare number. @throws USAGE */
export const typedException = (text: string): number =>
  exceptionNumber(text) ?? refuseUsage('number-range', 'EX-…', 'EX-1–EX-999');
