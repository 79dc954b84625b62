// Changes to a plan that is being written. What follows from what was typed is set with it, so that nobody types one thing twice.
import { suffixes } from '../schemas/cloud-suffixes.ts';
import { requiredText, shownText } from './draft-text.ts';
import type { Plan, PlanRole } from './plan.ts';
import { roleOfIdentity } from './role-of-identity.ts';
import { blank } from './template.ts';

type Target = Plan['target'];
export type PlanCustodian = Plan['custodians'][number];
export type PlanPersonEntry = Plan['people'][number];

/** What addresses of HSMs may end with: one for practice, and one for each cloud otherwise. */
export const hsmSuffixesFor = (isPractice: boolean): readonly string[] =>
  Object.entries(suffixes)
    .filter(([cloud]) => (cloud === 'practice') === isPractice)
    .map(([, { hsmSuffix }]) => hsmSuffix);

/** What an address ends with; the usual one of practice or production where there is no address yet. */
export function hsmSuffixOf({ practice }: Plan, uri: string): string {
  const usual = hsmSuffixesFor(practice);
  return usual.find((suffix) => uri.endsWith(`.${suffix}`)) ?? usual[0] ?? '';
}

const addressOf = (name: string, suffix: string): string =>
  name === blank ? blank : `https://${name.toLowerCase()}.${suffix}`;

const resourceIdPattern =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.KeyVault\/managedHSMs\/([^/]+)$/i;

function resourceIdOf({ subscription, resourceGroup, name }: Target): string {
  if ([subscription, resourceGroup, name].includes(blank)) return blank;
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/managedHSMs/${name}`;
}

/** Changes the HSM that the ceremony acts on. Its address and its resource id follow from its name, place and cloud. */
export function withTarget(
  plan: Plan,
  change: Partial<Omit<Target, 'uri' | 'resourceId'>>,
  suffix = hsmSuffixOf(plan, plan.target.uri),
): Plan {
  const target = { ...plan.target, ...change };
  return { ...plan, target: { ...target, uri: addressOf(target.name, suffix), resourceId: resourceIdOf(target) } };
}

/** Takes a resource id as the Azure portal shows it: subscription, resource group and name are parts of it. */
export function withTargetResourceId(plan: Plan, typed: string): Plan {
  const [, subscription, resourceGroup, name] = resourceIdPattern.exec(typed.trim()) ?? [];
  if (subscription === undefined || resourceGroup === undefined || name === undefined) {
    return { ...plan, target: { ...plan.target, resourceId: requiredText(typed) } };
  }
  return withTarget(plan, { subscription: subscription.toLowerCase(), resourceGroup, name });
}

/** Names the HSM that was lost. Its address follows from its name and cloud. */
export const withSource = (plan: Plan, name: string, suffix = hsmSuffixOf(plan, plan.source?.uri ?? '')): Plan => ({
  ...plan,
  source: { name, uri: addressOf(name, suffix) },
});

/** The holders of a role. */
export const holdersOf = ({ people }: Plan, role: PlanRole): readonly PlanPersonEntry[] =>
  people.filter(({ roles }) => roles.includes(role));

/**
 * Gives a role to another person. The machine that belongs to the role goes with it.
 * @param from who has it until now; undefined to add a holder
 * @param to who has it from now on; undefined to take the role away
 */
export function withRole(plan: Plan, role: PlanRole, from: string | undefined, to: string | undefined): Plan {
  const people = plan.people.map((person) => {
    const others = person.roles.filter((each) => each !== role);
    if (person.id === to) return { ...person, roles: [...others, role] };
    return person.id === from ? { ...person, roles: others } : person;
  });
  const identities = plan.identities.map((identity) =>
    roleOfIdentity[identity.role] === role && to !== undefined ? { ...identity, person: to } : identity,
  );
  return { ...plan, people, identities };
}

/** The first id with this beginning that nobody has. */
function newId({ people }: Plan, stem: string): string {
  const taken = new Set(people.map(({ id }) => id));
  const numbers = Array.from({ length: people.length + 1 }, (_, at) => `${stem}-${at + 1}`);
  return numbers.find((id) => !taken.has(id)) ?? stem;
}

const newPerson = (id: string, ...roles: PlanRole[]): PlanPersonEntry => ({
  id,
  name: blank,
  employer: null,
  phone: null,
  roles,
});

/** One more person, who has no role yet. */
export const withNewPerson = (plan: Plan): Plan => ({
  ...plan,
  people: [...plan.people, newPerson(newId(plan, 'person'))],
});

/** Whether something in the plan names this person, so that nobody can be taken out by mistake. */
export const isNeeded = ({ people, custodians, identities, waivers }: Plan, id: string): boolean =>
  people.some((person) => person.id === id && person.roles.some((role) => role !== 'C')) ||
  [...custodians, ...identities, ...waivers].some(({ person }) => person === id);

export const withoutPerson = (plan: Plan, id: string): Plan => ({
  ...plan,
  people: plan.people.filter((person) => person.id !== id),
});

/** Changes one person. */
export const withPerson = (plan: Plan, id: string, change: Partial<PlanPersonEntry>): Plan => ({
  ...plan,
  people: plan.people.map((person) => (person.id === id ? { ...person, ...change } : person)),
});

/** Changes one custodian. */
export const withCustodian = (plan: Plan, id: string, change: Partial<PlanCustodian>): Plan => ({
  ...plan,
  custodians: plan.custodians.map((each) => (each.id === id ? { ...each, ...change } : each)),
});

/** Puts a custodian's key into files, where it was on a token. */
export const withoutToken = (plan: Plan, id: string): Plan => ({
  ...plan,
  custodians: plan.custodians.map((each) => {
    const { token: _token, ...inFiles } = each;
    return each.id === id ? inFiles : each;
  }),
});

/** Another site of one custodian. The journey from a site that nobody else has goes with its name. */
export function withCustodianSite(plan: Plan, id: string, site: string | null): Plan {
  const before = plan.custodians.find((each) => each.id === id)?.site ?? null;
  const next = withCustodian(plan, id, { site });
  const { travel } = plan;
  if (travel === undefined || before === null || sitesOf(next).includes(before)) return next;
  const isKept = site !== null && !travel.sites.some((each) => each.site === site);
  const sites = travel.sites.flatMap((each) => {
    if (each.site !== before) return [each];
    return isKept ? [{ ...each, site }] : [];
  });
  return { ...next, travel: { ...travel, sites } };
}

/** The sites of custodians, each once. */
export const sitesOf = ({ custodians }: Pick<Plan, 'custodians'>): readonly string[] => [
  ...new Set(custodians.flatMap(({ site }) => site ?? [])),
];

/** Most minutes of a journey: between two rooms, and from a site. */
const mostMinutes = { rooms: 1440, site: 10_080 } as const;

/** How long a journey takes, as typed: digits alone count. @param site null for the way from one room to the other */
export function withJourney(plan: Plan, site: string | null, typed: string): Plan {
  const { rooms = 0, sites = [] } = plan.travel ?? {};
  const digits = typed.replaceAll(/\D/gu, '');
  const minutes = Math.min(Number(digits), site === null ? mostMinutes.rooms : mostMinutes.site);
  if (site === null) return { ...plan, travel: { rooms: minutes, sites } };
  const others = sites.filter((each) => each.site !== site);
  return { ...plan, travel: { rooms, sites: digits === '' ? others : [...others, { site, minutes }] } };
}

/** Another person is this custodian. */
export function withCustodianPerson(plan: Plan, id: string, person: string): Plan {
  const before = plan.custodians.find((each) => each.id === id)?.person;
  return withRole(withCustodian(plan, id, { person }), 'C', before, person);
}

const counted = (plan: Plan): Plan => ({
  ...plan,
  quorum: { ...plan.quorum, custodians: plan.custodians.length },
});

/** One more custodian, with their own person. */
export function withNewCustodian(plan: Plan): Plan {
  const id = `C${plan.custodians.length + 1}`;
  const person = newId(plan, 'custodian');
  const certificateSha256 = plan.kind === 'recovery' ? blank : null;
  return counted({
    ...plan,
    people: [...plan.people, newPerson(person, 'C')],
    custodians: [...plan.custodians, { id, person, site: null, certificateSha256 }],
  });
}

/** One custodian less: the last. A person about whom nobody has filled in anything goes too. */
export function withoutLastCustodian(plan: Plan): Plan {
  const last = plan.custodians.at(-1);
  if (last === undefined) return plan;
  const fewer = counted({ ...plan, custodians: plan.custodians.slice(0, -1) });
  const freed = withRole(fewer, 'C', last.person, undefined);
  const person = freed.people.find(({ id }) => id === last.person);
  const isEmpty = person !== undefined && shownText(person.name) === '' && !isNeeded(freed, last.person);
  return isEmpty ? withoutPerson(freed, last.person) : freed;
}
