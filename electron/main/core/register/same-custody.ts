// Whether what a ceremony or a drill left is of the same custody as a register.
import { refuse } from '#shared/faults/fault.ts';

/** @throws REGISTER_DIFFERS where the two are not the same */
export function assertSame(what: 'practice' | 'security domain', expected: string, found: string): void {
  if (expected !== found) refuse({ code: 'REGISTER_DIFFERS', what, expected, found });
}

/**
 * The day of something by the clock on the wall (REQ-18): the machine's clock only says how long ago it was read.
 * @param at the machine's clock, ISO 8601
 * @param aheadMs by how much the machine was ahead of the wall when people read both
 */
export const wallDay = (at: string, aheadMs: number): string =>
  new Date(Date.parse(at) - aheadMs).toISOString().slice(0, 10);
