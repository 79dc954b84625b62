// Looks for small prime factors of a modulus: a sound one has none, and a damaged or careless one nearly always has.

/** Primes below this are tried. */
const bound = 2048;

function primesBelow(limit: number): readonly number[] {
  const isComposite = new Uint8Array(limit);
  const primes: number[] = [];
  for (let n = 2; n < limit; n += 1) {
    if (isComposite[n] === 1) continue;
    primes.push(n);
    for (let multiple = n * n; multiple < limit; multiple += n) isComposite[multiple] = 1;
  }
  return primes;
}

/** Odd primes in groups whose product fits 64 bits, so that one long division serves several of them. */
function groupPrimes(
  primes: readonly number[],
): readonly { readonly product: bigint; readonly primes: readonly number[] }[] {
  const groups: { product: bigint; primes: number[] }[] = [];
  for (const prime of primes) {
    const last = groups.at(-1);
    if (last && last.product * BigInt(prime) < 2n ** 64n) {
      last.product *= BigInt(prime);
      last.primes.push(prime);
    } else groups.push({ product: BigInt(prime), primes: [prime] });
  }
  return groups;
}

const groups = groupPrimes(primesBelow(bound).slice(1));

/** The smallest odd prime below 2048 that divides the number, or undefined. */
export function smallFactor(number: bigint): number | undefined {
  for (const { product, primes } of groups) {
    const rest = number % product;
    const factor = primes.find((prime) => rest % BigInt(prime) === 0n);
    if (factor !== undefined) return factor;
  }
  return undefined;
}
