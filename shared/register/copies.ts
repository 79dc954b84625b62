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

/** So many custodians may be missing before the next lost key is a danger. */
export const enoughSpare = 2;

/**
 * The keys that have no copy, where fewer than two custodians could be lost: a copy may be lost and the key stays; with a token the custodian
 * is lost. Of a plan and of a register.
 */
export function keysAtRisk(
  required: number,
  custodians: readonly { readonly id: string; readonly isSingle: boolean }[],
): { readonly withoutCopy: readonly string[]; readonly spare: number } | undefined {
  const spare = custodians.length - required;
  const withoutCopy = custodians.flatMap(({ id, isSingle }) => (isSingle ? [id] : []));
  return spare < enoughSpare && withoutCopy.length > 0 ? { withoutCopy, spare } : undefined;
}
