// Whether one place holds too much of a quorum, as far as a plan alone tells.
import type { PlanCustodian } from '#shared/ceremony/script-plan.ts';

/** How many keys each site holds, most first; custodians without a site count under no name. */
export function siteCounts(custodians: readonly PlanCustodian[]): readonly (readonly [site: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { site = '' } of custodians) counts.set(site, (counts.get(site) ?? 0) + 1);
  return [...counts].sort(([a, most], [b, least]) => least - most || a.localeCompare(b, 'en'));
}
