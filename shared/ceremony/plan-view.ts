// A plan file as the scripts and documents see it.
import { creationText } from '../plan/creation.ts';
import { gradeOf } from '../plan/kind.ts';
import type { Plan } from '../plan/plan.ts';
import type { CeremonyKind, DrillLevel } from './model.ts';
import type { PlanPerson, ScriptPlan } from './script-plan.ts';

/** What a plan does not say itself. */
export interface ScriptChoice {
  /** SHA-256 of the plan's canonical bytes. */
  readonly planSha256: string;
  /** Whether two people have signed it. */
  readonly isApproved: boolean;
  /** Which side of a recovery; other ceremonies have one script only. */
  readonly side: 'offline' | 'online';
  readonly drillLevels: readonly DrillLevel[];
}

/** The view of a plan for its own ceremony. */
export function scriptPlanOf(plan: Plan, { planSha256, isApproved, side, drillLevels }: ScriptChoice): ScriptPlan {
  const { target, source, backup, securityDomain, versions } = plan;
  const personOf = new Map(plan.people.map((person) => [person.id, person]));
  return {
    kind: kindOf(plan.kind, side),
    mode: plan.practice ? 'practice' : 'production',
    isApproved,
    grade: gradeOf(plan),
    ceremonyId: plan.ceremony,
    purpose: plan.purpose,
    place: plan.place,
    date: plan.date,
    tenant: target.tenant,
    subscription: target.subscription,
    resourceGroup: target.resourceGroup,
    region: target.location,
    ...(source && { source }),
    target: { name: target.name, uri: target.uri },
    custodians: plan.custodians.map(({ id, person, site, certificateSha256, token }) => ({
      code: id,
      name: personOf.get(person)?.name ?? person,
      ...known('employer', personOf.get(person)?.employer),
      ...known('fingerprint', certificateSha256),
      ...known('site', site),
      ...(token && { token }),
    })),
    quorum: plan.quorum.required,
    people: plan.people.flatMap(rolesOf),
    ...(backup && {
      backup: {
        method: backup.method,
        account: backup.account,
        container: backup.container,
        ...known('folder', backup.folder),
        // The last part of the resource id is the name that people know it by.
        ...known('identity', backup.identity?.split('/').at(-1)),
      },
    }),
    ...known('creation', plan.creation && creationText(plan.creation)),
    ...(plan.travel && { travel: journeysOf(plan, plan.travel) }),
    waivers: plan.waivers.map(({ person, roles, reason }) => ({
      name: personOf.get(person)?.name ?? person,
      roles,
      reason,
    })),
    drillLevels: plan.kind === 'drill' ? drillLevels : [],
    planSha256,
    ...known('securityDomainSha256', securityDomain?.sha256),
    ...known('bootMediumSha256', versions.bootMediumSha256),
  };
}

/** The way of each custodian; whose site is not known is there. */
const journeysOf = (
  { custodians }: Plan,
  { rooms, sites }: NonNullable<Plan['travel']>,
): NonNullable<ScriptPlan['travel']> => ({
  rooms,
  custodians: custodians.map((custodian) => sites.find(({ site }) => site === custodian.site)?.minutes ?? 0),
});

function kindOf(kind: Plan['kind'], side: ScriptChoice['side']): CeremonyKind {
  return kind === 'recovery' ? `recovery-${side}` : kind;
}

/** Custodians are in their own list, and an administrator of an HSM does not act. */
const rolesOf = ({ name, employer, phone, roles }: Plan['people'][number]): readonly PlanPerson[] =>
  roles
    .filter((role) => role !== 'C' && role !== 'ADM')
    .map((role) => ({ role, name, ...known('employer', employer), ...known('phone', phone) }));

/** A member that is there only if its value is. */
const known = <Name extends string>(name: Name, value: string | null | undefined): Partial<Record<Name, string>> =>
  value === null || value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
