// The brand of what a policy has checked: a value that exists only because everything it stands for was checked.

declare const verified: unique symbol;

/** A value that a policy minted. A cast makes the type but not the value: the function that takes one asserts it with the policy's seal. */
export type Verified<T extends object> = Readonly<T> & { readonly [verified]: true };

/** Mints and recognises the values of one policy. The policy keeps the seal to itself and exports only its assertion. */
export interface Seal<T extends object> {
  /** Freezes the value and makes it verified. */
  readonly mint: (value: T) => Verified<T>;
  /** Throws a defect (not a fault) unless this very object was minted here. */
  readonly assert: (value: Verified<T>) => void;
}

export function createSeal<T extends object>(what: string): Seal<T> {
  const minted = new WeakSet<object>();
  return {
    mint: (value) => {
      minted.add(Object.freeze(value));
      return value as Verified<T>;
    },
    assert: (value) => {
      if (!minted.has(value)) throw new Error(`this ${what} was not minted by its policy`);
    },
  };
}
