// Finds keys of the chips whose RSA keys can be factored (ROCA, CVE-2017-15361). Source: Nemec, Sys, Svenda, Klinec, Matyas, “The Return of
// Coppersmith’s Attack”, ACM CCS 2017, §3.2: both primes, and so the modulus, are powers of 65537 modulo each of the first primes.

/** Odd primes up to 167, without those modulo which every number is a power of 65537: they tell nothing. */
const primes = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157];

function powersModulo(prime: number): ReadonlySet<number> {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * 65537) % prime) powers.add(power);
  return powers;
}

const tests = primes.map((prime) => ({ prime: BigInt(prime), powers: powersModulo(prime) }));

/** Whether a modulus has the form of these keys. Of sound ones, one in 2²⁷ has it by chance. */
export const hasRocaForm = (modulus: bigint): boolean =>
  tests.every(({ prime, powers }) => powers.has(Number(modulus % prime)));
