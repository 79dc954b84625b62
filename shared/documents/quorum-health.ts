// How likely a quorum comes together, and whether one place holds too much of it.
import type { PlanCustodian } from '../ceremony/script-plan.ts';

const choose = (n: number, k: number): number =>
  Array.from({ length: k }, (_, at) => (n - at) / (k - at)).reduce((product, factor) => product * factor, 1);

/**
 * The probability that at least `required` of `custodians` can come, each independently with probability `availability`.
 * 2 of 3 at 0.9 gives 0.972.
 */
export function quorumProbability(required: number, custodians: number, availability: number): number {
  const terms = Array.from({ length: custodians - required + 1 }, (_, at) => {
    const come = required + at;
    return choose(custodians, come) * availability ** come * (1 - availability) ** (custodians - come);
  });
  return terms.reduce((sum, term) => sum + term, 0);
}

/** How many keys each site holds, most first; custodians without a site count under no name. */
export function siteCounts(custodians: readonly PlanCustodian[]): readonly (readonly [site: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { site = '' } of custodians) counts.set(site, (counts.get(site) ?? 0) + 1);
  return [...counts].sort(([a, most], [b, least]) => least - most || a.localeCompare(b, 'en'));
}
