// How the wall takes a way out away: in the place of a function stands one that refuses, and nobody can put the old one back.
import { refuse } from '#shared/faults/fault.ts';

/**
 * Taken before anybody can change it. Code that runs later may replace every function of the language, and with it any check that calls
 * one: so a check uses operators, `namesOf` and this, and reads once what it is given.
 */
export const { apply } = Reflect;

/** A name as text, read once: an object could say another one when it is asked again. */
// oxlint-disable-next-line typescript/no-unnecessary-template-expression -- only the type says that it is text
export const nameOnce = (asked: unknown): string => `${asked as string}`;

/**
 * A list that `in` asks. It has no prototype, to which names could be added.
 * @param names each as it is asked for, with what a refusal calls it
 */
export function namesOf(names: Iterable<readonly [asked: string, called: string]>): Readonly<Record<string, string>> {
  return Object.freeze(Object.assign(Object.create(null) as Record<string, string>, Object.fromEntries(names)));
}

/** @throws NETWORK_REFUSED */
export const refuseWay = (what: string): never => refuse({ code: 'NETWORK_REFUSED', what });

type AnyFunction = (this: unknown, ...values: unknown[]) => unknown;

/** A function as it is now, whatever takes its place later. */
export const functionOf = (owner: object, name: string): AnyFunction => Reflect.get(owner, name) as AnyFunction;

/** Puts a function in the place of a member, for good. */
export function closed(owner: object, name: string, stand: AnyFunction): void {
  Object.defineProperty(owner, name, { value: stand, writable: false, configurable: false });
}

/** Takes a function away. One that a later Node or another system does not have is not there to be taken. */
export function closeMember(owner: object | undefined, name: string): void {
  closeMemberBut(owner, name, () => false);
}

/**
 * Takes a function away but where it may be called.
 * @param mayCall is given what it is called with
 * @returns what stood there, if anything did
 */
export function closeMemberBut(
  owner: object | undefined,
  name: string,
  mayCall: (...values: readonly unknown[]) => boolean,
): AnyFunction | undefined {
  const found: unknown = owner === undefined ? undefined : Reflect.get(owner, name);
  if (owner === undefined || typeof found !== 'function') return undefined;
  const original = found as AnyFunction;
  // Classes refuse `new` as well: an arrow function would be no constructor, and say something else.
  closed(owner, name, function guarded(...values) {
    return apply(mayCall, undefined, values) ? apply(original, this, values) : refuseWay(name);
  });
  return original;
}
