// What a map of consumers says beside an inventory: who would be stranded, who may not read its key, and which keys no backup has.
import type { Consumer, ConsumerMap } from '#shared/consumers/consumers.ts';
import { kindOf } from '#shared/consumers/kinds.ts';
import type { RoleState } from '#shared/consumers/work.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';

const usualRole = 'Managed HSM Crypto Service Encryption User';

/** Built-in roles that let an identity do what the other ones do: each may also use keys as a person would. */
const stronger: readonly string[] = ['Managed HSM Crypto User'];

/** The role that a consumer's identity needs on the HSM. */
export const neededRole = ({ type }: Pick<Consumer, 'type'>): string => kindOf(type)?.role ?? usualRole;

/** Whether a new HSM in this region would leave the consumer without its key. */
export const isStranded = ({ type, region }: Consumer, plannedRegion: string | null): boolean =>
  plannedRegion !== null && kindOf(type)?.region === 'bound' && region !== plannedRegion;

/** The keys that a consumer uses, each once, with the versions that it names. */
const keysOf = ({ uses }: Consumer) => uses.flatMap(({ key, version }) => (key === null ? [] : [{ key, version }]));

/**
 * Whether an identity of a consumer has a role for every key that it uses.
 * @returns `not-known` where the resource names no identity, the roles are not read, or a role that people made may do
 */
export function roleStateOf(consumer: Consumer, roles: Inventory['roles']): RoleState {
  if (consumer.identities.length === 0 || !roles.read) return 'not-known';
  const held = roles.items.filter(({ principalId }) => consumer.identities.includes(principalId));
  const states = keysOf(consumer).map(({ key }): RoleState => {
    const here = held.filter(({ scope }) => ['/', '/keys', `/keys/${key}`].includes(scope.replace(/(?<=.)\/$/u, '')));
    const fitting = [neededRole(consumer), ...stronger];
    if (here.some(({ role }) => fitting.includes(role))) return 'has';
    return here.some(({ role }) => !role.startsWith('Managed HSM ')) ? 'not-known' : 'missing';
  });
  return states.includes('missing') ? 'missing' : states.includes('not-known') ? 'not-known' : 'has';
}

/** The keys, and versions, that a consumer uses and an inventory does not have, as `NAME` or `NAME/VERSION`. */
export function keysNotIn(consumer: Consumer, { keys }: Pick<Inventory, 'keys'>): readonly string[] {
  const missing = keysOf(consumer).filter(({ key, version }) => {
    const found = keys.find(({ name }) => name.toLowerCase() === key.toLowerCase());
    return !found || (version !== null && !found.versions.some((each) => each.version === version));
  });
  return [...new Set(missing.map(({ key, version }) => (version === null ? key : `${key}/${version}`)))];
}

/** Consumers of a map that need a person, by resource id. */
export interface MapAssessment {
  readonly stranded: readonly string[];
  readonly withoutRole: readonly string[];
  readonly notBackedUp: readonly string[];
}

/** @param inventory that of the newest backup; undefined where there is none: roles and keys are then not checked */
export function assessMap(map: ConsumerMap, inventory: Inventory | undefined): MapAssessment {
  const idsOf = (isMeant: (consumer: Consumer) => boolean): string[] =>
    map.consumers.filter(isMeant).map(({ id }) => id);
  return {
    stranded: idsOf((each) => isStranded(each, map.plannedRegion)),
    withoutRole: inventory ? idsOf((each) => roleStateOf(each, inventory.roles) === 'missing') : [],
    notBackedUp: inventory ? idsOf((each) => keysNotIn(each, inventory).length > 0) : [],
  };
}
