// The rules over a whole plan that no single field shows. They run on every plan whose form is right, and report all together.
import { personKey } from '../formatting/person-name.ts';
import { practicePrefix } from '../schemas/atoms.ts';
import { practiceHsmSuffix } from '../schemas/cloud-suffixes.ts';
import { givenTwice, valuesIn } from '../schemas/given-twice.ts';
import { givesKeys } from './kind.ts';
import type { Plan, PlanRole } from './plan.ts';
import type { PlanRuleProblem } from './problems.ts';
import { conflictsAmong, roleConflicts } from './role-conflicts.ts';
import { roleOfIdentity } from './role-of-identity.ts';
import { blank } from './template.ts';

type Rule = (plan: Plan) => readonly PlanRuleProblem[];

/** REQ-17, "minimum to run": the media controller may be the administrator, and drills need fewer. */
const rolesNeeded: Readonly<Record<Plan['kind'], readonly PlanRole[]>> = {
  activation: ['CA', 'OP', 'RO1', 'RO2', 'W1'],
  're-wrap': ['CA', 'OP', 'RO1', 'RO2', 'W1'],
  recovery: ['CA', 'OP', 'RO1', 'RO2', 'W1'],
  drill: ['CA', 'OP', 'W1'],
};

/** Machines whose keys must be in the plan before anything travels. */
const identitiesNeeded: Readonly<Record<Plan['kind'], readonly Plan['identities'][number]['role'][]>> = {
  activation: ['operator-1', 'operator-2', 'offline'],
  're-wrap': ['operator-1', 'operator-2', 'offline'],
  recovery: ['operator-1', 'operator-2', 'offline'],
  drill: [],
};

/** Roles that exactly one person holds. */
const single: readonly PlanRole[] = ['CA', 'OP', 'RO1', 'RO2', 'W1'];

const quorum: Rule = ({ quorum: { custodians, required } }) =>
  required > custodians ? [{ path: 'quorum.required', rule: 'quorum-above-custodians', required, custodians }] : [];

const custodianCount: Rule = ({ quorum: { custodians: expected }, custodians }) =>
  custodians.length === expected
    ? []
    : [{ path: 'custodians', rule: 'custodian-count', expected, found: custodians.length }];

/** Every value that must be given once: people, custodians, their people, certificates and tokens, identities and their keys. */
const valuesOnce: Rule = ({ people, custodians, identities }) => [
  ...givenTwice(valuesIn('people', people, 'id')),
  // One person under two ids would count as two wherever ids are asked; everything else tells people apart by their names.
  ...givenTwice(valuesIn('people', people, 'name'), personKey),
  ...givenTwice(valuesIn('custodians', custodians, 'id')),
  ...givenTwice(valuesIn('custodians', custodians, 'person')),
  ...givenTwice(valuesIn('custodians', custodians, 'certificateSha256')),
  // As in the register: two keys on one token are one thing to lose, and one person to carry it.
  ...givenTwice(
    custodians.map(({ token }, at) => ({ path: `custodians[${at}].token.serial`, value: token?.serial ?? null })),
  ),
  ...givenTwice(valuesIn('identities', identities, 'role')),
  ...givenTwice(valuesIn('identities', identities, 'person')),
  ...givenTwice(valuesIn('identities', identities, 'spki')),
];

const peopleKnown: Rule = ({ people, custodians, identities, waivers }) => {
  const known = new Set(people.map(({ id }) => id));
  const unknown = (list: string, entries: readonly { readonly person: string }[]): PlanRuleProblem[] =>
    entries.flatMap(({ person }, at) =>
      known.has(person) ? [] : [{ path: `${list}[${at}].person`, rule: 'person-unknown' as const, person }],
    );
  return [...unknown('custodians', custodians), ...unknown('identities', identities), ...unknown('waivers', waivers)];
};

/** The roles that a person holds, by the list of people and by the list of custodians. */
export function rolesOf(plan: Plan, id: string): ReadonlySet<PlanRole> {
  const listed = plan.people.find((person) => person.id === id)?.roles ?? [];
  return new Set(plan.custodians.some(({ person }) => person === id) ? [...listed, 'C'] : listed);
}

const rolesFilled: Rule = ({ kind, people }) => {
  const holders = (role: PlanRole): number => people.filter(({ roles }) => roles.includes(role)).length;
  return [
    ...rolesNeeded[kind]
      .filter((role) => holders(role) === 0)
      .map((role) => ({ path: 'people', rule: 'role-missing' as const, role })),
    ...single
      .filter((role) => holders(role) > 1)
      .map((role) => ({ path: 'people', rule: 'role-twice' as const, role })),
  ];
};

const conflicts: Rule = (plan) =>
  plan.people.flatMap(({ id }, at) =>
    conflictsAmong(rolesOf(plan, id))
      .filter(({ roles, waivable }) => !(waivable && isWaived(plan, id, roles)))
      .map(({ roles }) => ({ path: `people[${at}].roles`, rule: 'role-conflict' as const, person: id, roles })),
  );

const samePair = (a: readonly PlanRole[], b: readonly PlanRole[]): boolean => a.every((role) => b.includes(role));

const isWaived = (plan: Plan, id: string, roles: readonly PlanRole[]): boolean =>
  plan.waivers.some((waiver) => waiver.person === id && samePair(roles, waiver.roles));

/** A waiver for what is no conflict, or for what cannot be waived, is a mistake that somebody should look at. */
const waivers: Rule = (plan) =>
  plan.waivers.flatMap(({ person, roles }, at): PlanRuleProblem[] => {
    const held = rolesOf(plan, person);
    const conflict = roleConflicts.find((each) => samePair(each.roles, roles));
    if (!conflict || !roles.every((role) => held.has(role)))
      return [{ path: `waivers[${at}]`, rule: 'waiver-needless' }];
    return conflict.waivable ? [] : [{ path: `waivers[${at}]`, rule: 'waiver-not-allowed' }];
  });

const identities: Rule = (plan) => [
  ...identitiesNeeded[plan.kind]
    .filter((needed) => !plan.identities.some(({ role }) => role === needed))
    .map((role) => ({ path: 'identities', rule: 'role-missing' as const, role })),
  ...plan.identities.flatMap(({ role, person }, at) =>
    rolesOf(plan, person).has(roleOfIdentity[role])
      ? []
      : [{ path: `identities[${at}]`, rule: 'identity-role' as const, role: roleOfIdentity[role], person }],
  ),
];

/** A recovery knows its source, its backup, its security domain and its custodians' certificates beforehand. */
const recoveryIsComplete: Rule = (plan) => {
  if (plan.kind !== 'recovery') return [];
  const missing: readonly (readonly [string, unknown])[] = [
    ['source', plan.source],
    ['backup', plan.backup],
    ['backup.folder', plan.backup?.folder],
    ['securityDomain', plan.securityDomain],
    ...plan.custodians.map((each, at) => [`custodians[${at}].certificateSha256`, each.certificateSha256] as const),
  ];
  return missing
    .filter(([, value]) => value === null || value === undefined)
    .map(([path]) => ({ path, rule: 'needed-for-kind' as const, kind: plan.kind }));
};

/** New keys: an HSM that is made gets the identity of its backup, and nothing can be restored for them without one. */
const firstBackup: Rule = ({ kind, backup }) =>
  givesKeys(kind) && backup === null ? [{ path: 'backup', rule: 'needed-for-kind', kind }] : [];

/** What a ceremony of new keys makes cannot be known before it; whatever stood here would refuse the file that comes back. */
const madeInTheCeremony: Rule = ({ kind, securityDomain, custodians }) => {
  if (!givesKeys(kind)) return [];
  const made: readonly (readonly [string, unknown])[] = [
    ['securityDomain', securityDomain],
    ...custodians.map((each, at) => [`custodians[${at}].certificateSha256`, each.certificateSha256] as const),
  ];
  return made.filter(([, value]) => value !== null).map(([path]) => ({ path, rule: 'not-for-kind' as const, kind }));
};

/** How an HSM is made says nothing where none is made; and addresses that may come in mean nothing where everybody may. */
const creation: Rule = ({ kind, creation: wanted }) => {
  if (wanted === undefined) return [];
  const { publicAccess, defaultAction, allowedAddresses } = wanted.network;
  const isNeedless = allowedAddresses.length > 0 && (!publicAccess || defaultAction === 'allow');
  return [
    ...(kind === 're-wrap' ? [{ path: 'creation', rule: 'nothing-created' as const }] : []),
    ...(isNeedless ? [{ path: 'creation.network.allowedAddresses', rule: 'addresses-needless' as const }] : []),
  ];
};

const identityForMethod: Rule = ({ backup }) =>
  backup?.method === 'identity' && backup.identity === null
    ? [{ path: 'backup.identity', rule: 'needed-for-kind', kind: 'identity' }]
    : [];

/** Names, addresses and resource ids of one HSM say the same, and source and target are two. */
const hsmNames: Rule = ({ target, source }) => {
  const problems: PlanRuleProblem[] = [];
  const agree = (path: string, expected: string, found: string): void => {
    if (expected.toLowerCase() !== found.toLowerCase()) problems.push({ path, rule: 'names-differ', expected, found });
  };
  const [, , subscription = '', , resourceGroup = '', , , , name = ''] = target.resourceId.split('/');
  agree('target.uri', target.name, firstLabel(target.uri));
  agree('target.resourceId', target.name, name);
  agree('target.resourceId', target.subscription, subscription);
  agree('target.resourceId', target.resourceGroup, resourceGroup);
  if (source) {
    agree('source.uri', source.name, firstLabel(source.uri));
    if (source.uri === target.uri) problems.push({ path: 'source.uri', rule: 'names-equal' });
  }
  return problems;
};

/** What is practice says so in its address too. */
const practiceAddresses: Rule = ({ practice, source, target }) =>
  (
    [
      ['source.uri', source?.uri],
      ['target.uri', target.uri],
    ] as const
  ).flatMap(([path, uri]) =>
    uri !== undefined && uri.endsWith(practiceHsmSuffix) !== practice
      ? [{ path, rule: 'practice-address' as const }]
      : [],
  );

/** What is practice says so in its id, which is on every page and screen; and nothing else may. */
const practiceId: Rule = ({ practice, ceremony }) =>
  ceremony.startsWith(practicePrefix) === practice ? [] : [{ path: 'ceremony', rule: 'practice-id' }];

const firstLabel = (uri: string): string => uri.slice('https://'.length).split('.')[0] ?? '';

/** What a template leaves to people fits every field of free text, so it is looked for in all of them. */
const leftOpen: Rule = (plan) => placeholdersIn(plan, '');

function placeholdersIn(value: unknown, path: string): PlanRuleProblem[] {
  if (typeof value === 'string') {
    return value.trim().toUpperCase().startsWith(blank) ? [{ path, rule: 'left-blank' }] : [];
  }
  if (Array.isArray(value)) return value.flatMap((each, at) => placeholdersIn(each, `${path}[${at}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => placeholdersIn(each, path === '' ? name : `${path}.${name}`));
}

const rules: readonly Rule[] = [
  leftOpen,
  quorum,
  custodianCount,
  valuesOnce,
  peopleKnown,
  rolesFilled,
  conflicts,
  waivers,
  identities,
  recoveryIsComplete,
  firstBackup,
  madeInTheCeremony,
  creation,
  identityForMethod,
  hsmNames,
  practiceAddresses,
  practiceId,
];

/** All problems that the rules find. */
export const planRuleProblems = (plan: Plan): readonly PlanRuleProblem[] => rules.flatMap((rule) => rule(plan));
