// A fault as one line for a journal: its code and its values, as they are.
import { visibleText } from '../formatting/visible-text.ts';
import type { Fault } from './fault.ts';

/** At most 480 characters; a fault holds no secret. */
export function faultText(fault: Fault): string {
  const values = Object.entries(fault).flatMap(([name, value]: [string, unknown]) =>
    name === 'code' ? [] : [`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`],
  );
  return visibleText([fault.code, ...values].join(' ').trim(), 480);
}
