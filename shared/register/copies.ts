// The copies of a custodian's key in the register.
import type { RegisterCopy, RegisteredCustodian } from './register.ts';

/** Whether a key cannot be copied: if this one is lost, so is the key. */
export const hasNoCopy = ({ copies }: RegisteredCustodian): boolean => copies.length < 2;

/** The same custodian with every copy changed. */
export function withCopies(
  custodian: RegisteredCustodian,
  change: (copy: RegisterCopy, at: number) => RegisterCopy,
): RegisteredCustodian {
  const [first, ...more] = custodian.copies;
  return { ...custodian, copies: [change(first, 0), ...more.map((copy, at) => change(copy, at + 1))] };
}
