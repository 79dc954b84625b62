// Numbers on the command line: whole ones between two limits.
import { refuseUsage } from './usage.ts';

/** The number that a text stands for. @throws USAGE */
export function wholeNumber(text: string, option: string, min: number, max: number): number {
  const value = /^[0-9]{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : refuseUsage('number-range', option, `${min}–${max}`);
}
