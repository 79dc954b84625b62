// The list that is worked off after a recovery: for each consumer where its key was and is, what changes it, and whether that has happened.
import type { Consumer, ConsumerMap, KeyUse } from '#shared/consumers/consumers.ts';
import { awayEffects, awayOf, isKeyInUse, kindOf } from '#shared/consumers/kinds.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import type { ConsumerProgress, HowToMove, RoleState } from '#shared/consumers/work.ts';
import { isStranded, keysNotIn, neededRole, roleStateOf } from './assess.ts';
import { keyAddress, moveCommands, roleCommand, type Words } from './az-commands.ts';

export interface WorkItem {
  readonly consumer: Consumer;
  readonly how: HowToMove;
  readonly moves: readonly { readonly path: string; readonly oldUri: string; readonly newUri: string }[];
  /** Keys and versions that the new HSM does not have. */
  readonly missing: readonly string[];
  readonly isStranded: boolean;
  readonly role: string;
  readonly roleState: RoleState;
  /** First the roles that are missing or not known, then the keys. */
  readonly commands: readonly Words[];
  /** Where the service documents the change; null for a kind that is not known. */
  readonly source: string | null;
}

/** What is called first when the key is away: what loses data, then what stops, the soonest first; no documented time may be at once. */
export function byUrgency(a: Consumer, b: Consumer): number {
  const rank = ({ type }: Consumer): number => awayEffects.indexOf(awayOf(type).effect);
  const minutes = ({ type }: Consumer): number => awayOf(type).minutes ?? 0;
  return rank(a) - rank(b) || minutes(a) - minutes(b) || (a.id < b.id ? -1 : 1);
}

export interface OwnerToCall {
  /** As their tag says; null for what belongs to nobody. */
  readonly owner: string | null;
  /** The most urgent first. */
  readonly consumers: readonly Consumer[];
}

/** Whom to call first when the keys are away: by what stops first of what is theirs. */
export const ownersToCall = (consumers: readonly Consumer[]): readonly OwnerToCall[] =>
  [...Map.groupBy(consumers.toSorted(byUrgency), ({ owner }) => owner)].map(([owner, own]) => ({
    owner,
    consumers: own,
  }));

/**
 * One item for each consumer, the most urgent first.
 * @param map from before the loss
 * @param recovered the inventory of the new HSM
 * @param region the new HSM's region; null where nobody knows it
 */
export const workList = (map: ConsumerMap, recovered: Inventory, region: string | null): readonly WorkItem[] =>
  map.consumers.toSorted(byUrgency).map((consumer) => itemOf(consumer, map.hsm, recovered, region));

function itemOf(consumer: Consumer, from: string, recovered: Inventory, region: string | null): WorkItem {
  const kind = kindOf(consumer.type);
  const to = recovered.hsm;
  const move = moveCommands(consumer, from, to);
  const how =
    from === to
      ? 'nothing-moves'
      : kind?.change === 'new-resource'
        ? 'new-resource'
        : move.length > 0
          ? 'in-place'
          : 'by-hand';
  const role = neededRole(consumer);
  const roleState = roleStateOf(consumer, recovered.roles);
  const keys = [...new Set(consumer.uses.flatMap(({ key }) => (key === null ? [] : [key])))];
  const roles =
    roleState === 'has'
      ? []
      : consumer.identities.flatMap((principal) => keys.map((key) => roleCommand(to, role, principal, key)));
  return {
    consumer,
    how,
    moves: consumer.uses.map((use) => ({ path: use.path, oldUri: addressOf(from, use), newUri: addressOf(to, use) })),
    missing: keysNotIn(consumer, recovered),
    isStranded: isStranded(consumer, region),
    role,
    roleState,
    commands: [...roles, ...(how === 'in-place' ? move : [])],
    source: kind?.source ?? null,
  };
}

const addressOf = (hsm: string, { key, version }: KeyUse): string =>
  key === null ? hsm : keyAddress(hsm, key, version);

/** What is asked of Azure now: who names the lost HSM, and who the new one. */
export interface Now {
  /** Null where the new HSM has the old name. */
  readonly old: Pick<ConsumerMap, 'consumers' | 'seen'> | null;
  readonly new: Pick<ConsumerMap, 'consumers' | 'seen'>;
}

/**
 * How far each consumer is, in the order of urgency. One that names the lost HSM and is not in the map is waiting, too: the map may be older than it.
 */
export function progressOf(map: ConsumerMap, now: Now): readonly { consumer: Consumer; progress: ConsumerProgress }[] {
  const waiting = now.old?.consumers ?? [];
  const [lost, moved] = [byIdOf(waiting), byIdOf(now.new.consumers)];
  const known = byIdOf(map.consumers);
  const others = waiting.filter(({ id }) => !known.has(id.toLowerCase()));
  return [...map.consumers, ...others].toSorted(byUrgency).map((consumer) => {
    const id = consumer.id.toLowerCase();
    const found = moved.get(id);
    const progress = ((): ConsumerProgress => {
      // One that uses a key of the new HSM may go on naming its former keys.
      if (usesKey(lost.get(id)) || (lost.has(id) && !usesKey(found))) return 'waiting';
      if (found) return isWorking(found) ? 'back' : 'not-working';
      return now.new.seen.some((each) => id.startsWith(`/subscriptions/${each}/`)) ? 'elsewhere' : 'not-seen';
    })();
    return { consumer: found ?? lost.get(id) ?? consumer, progress };
  });
}

const usesKey = (consumer: Consumer | undefined): boolean =>
  consumer?.uses.some(({ path }) => isKeyInUse(consumer.type, path)) === true;

const byIdOf = (consumers: readonly Consumer[]): ReadonlyMap<string, Consumer> =>
  new Map(consumers.map((each) => [each.id.toLowerCase(), each]));

/** In Azure's words: of one that says nothing, nothing is wrong. */
const isWorking = ({ states }: Consumer): boolean =>
  !states.some((state) =>
    /fail|inaccessible|revok|invalid|disabled|denied|error|suspend|stopp|unavailable|updating|creating|pending/iu.test(
      state,
    ),
  );
