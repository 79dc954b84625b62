// What only people know of a register, and have not written into it yet.
import { blank } from '../plan/template.ts';
import type { RegisterFinding, KeptThing } from './findings.ts';
import type { CustodyRegister } from './register.ts';

/** A place that nobody has named yet: what is there lies nowhere in particular, and not together. */
export const isBlank = ({ name }: CustodyRegister['sites'][number]): boolean => name === blank;
export const placeholderSites = ({ sites }: CustodyRegister): ReadonlySet<string> =>
  new Set(sites.filter(isBlank).map(({ id }) => id));

/** Sites where something is kept, and which have a name. */
function sitesInUse({ sites, custodians }: CustodyRegister): CustodyRegister['sites'] {
  const used = new Set(
    custodians.flatMap(({ copies, envelopeSite }) => [envelopeSite, ...copies.map(({ site }) => site)]),
  );
  return sites.filter((site) => used.has(site.id) && !isBlank(site));
}

/** What is at a place that nobody has named. */
export const unassignedItems = (register: CustodyRegister): KeptThing[] => {
  const nowhere = placeholderSites(register);
  return register.custodians.flatMap(({ id, copies, envelopeSite }) => [
    ...copies.flatMap(({ site, token }, at) =>
      nowhere.has(site) ? [{ custodian: id, copy: at + 1, ...(token && { onToken: true as const }) }] : [],
    ),
    ...(envelopeSite !== null && nowhere.has(envelopeSite) ? [{ custodian: id, copy: null }] : []),
  ]);
};

/** What only people know, and have not written down yet. */
export function missingFacts(register: CustodyRegister): readonly RegisterFinding[] {
  const sites = sitesInUse(register);
  const things = unassignedItems(register);
  const named = (list: CustodyRegister['sites']): string[] => list.map(({ name }) => name);
  const unheld = named(sites.filter(({ keyholders }) => keyholders === null));
  const regionless = named(sites.filter(({ region }) => region === null));
  return [
    ...(things.length > 0 ? [{ kind: 'site-unknown' as const, things }] : []),
    ...(unheld.length > 0 ? [{ kind: 'keyholders-unknown' as const, sites: unheld }] : []),
    ...(regionless.length > 0 ? [{ kind: 'region-unknown' as const, sites: regionless }] : []),
    ...(register.securityDomainSha256 === null ? [{ kind: 'domain-unknown' as const }] : []),
  ];
}
