// Takes the map of consumers: one question to Resource Graph, and one for the disks behind disk encryption sets.
import { z } from 'zod';
import { type Consumer, type ConsumerMap, mostConsumers } from '#shared/consumers/consumers.ts';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { consumersNaming } from '#core/consumers/find-consumers.ts';
import type { JsonValue } from '#core/encoding/json.ts';
import { type GraphScope, graphText, type ResourceGraph } from '#azure/resource-graph.ts';

export interface MapQuestion {
  /** Base address of the HSM. */
  readonly hsm: string;
  readonly practice: boolean;
  /** Resource id of the HSM, where it is known: what names it, and no address, is then found, too. */
  readonly resourceId: string | null;
  readonly plannedRegion: string | null;
  readonly ownerTag: string;
  /** Those that must be seen; where none is named, all that the account sees. */
  readonly subscriptions: readonly string[];
  readonly managementGroup: string | null;
  /** Unix milliseconds. */
  readonly now: number;
}

const json = z.custom<JsonValue | undefined>(() => true);
const Resource = z.object({
  id: z.string(),
  type: z.string(),
  location: z.string().nullish(),
  tags: json,
  identity: json,
  properties: json,
});
const Subscription = z.object({ subscriptionId: z.string() });
const Disks = z.object({ id: z.string(), disks: z.int() });

/** Documented: groups of subscriptions in one question are to be smaller than this. */
const subscriptionsAtOnce = 300;
const setsAtOnce = 100;

/**
 * Every resource that names the HSM, in the subscriptions that the account sees; only what names it stays in memory.
 * @throws CONSUMERS_TOO_MANY, CONSUMERS_CUT_SHORT; SERVICE_FORBIDDEN where the account sees no subscription at all; the SERVICE faults
 */
export async function takeConsumerMap(graph: ResourceGraph, question: MapQuestion): Promise<ConsumerMap> {
  const { seen, notSeen } = await subscriptionsOf(graph, question);
  const consumerOf = consumersNaming(question);
  const found = new Map<string, Consumer>();
  for (const subscriptions of inGroups(seen, subscriptionsAtOnce)) {
    for await (const row of graph.rows(namingQuery(question), { subscriptions }, Resource)) {
      const consumer = consumerOf(row);
      // A resource that moved between two pages comes twice.
      if (consumer) found.set(consumer.id.toLowerCase(), consumer);
      if (found.size > mostConsumers) refuse({ code: 'CONSUMERS_TOO_MANY', most: mostConsumers });
    }
  }
  const consumers = [...found.values()];
  const disks = await disksBehind(graph, seen, consumers);
  const { hsm, resourceId: hsmId, practice, plannedRegion, now } = question;
  return {
    ...{ format: 'lifeboat-consumers', v: 1, practice, hsm, hsmId, taken: new Date(now).toISOString(), plannedRegion },
    seen: [...seen].sort(),
    notSeen: [...notSeen].sort(),
    consumers: consumers.map((each) =>
      isSet(each) ? { ...each, disks: disks.get(each.id.toLowerCase()) ?? 0 } : each,
    ),
  };
}

/** HSMs name themselves. */
const namingQuery = ({ hsm, resourceId }: MapQuestion): string => {
  const named = [new URL(hsm).hostname, ...(resourceId === null ? [] : [resourceId])];
  const isNamed = named.map((text) => `tostring(properties) contains ${graphText(text)}`).join(' or ');
  return [
    "Resources | where type !~ 'microsoft.keyvault/managedhsms'",
    `where ${isNamed}`,
    'project id, type, location, tags, identity, properties',
    'order by id asc',
  ].join(' | ');
};

const subscriptionsQuery =
  "ResourceContainers | where type =~ 'microsoft.resources/subscriptions' | project id, subscriptionId | order by id asc";

/** Resource Graph leaves out what is not seen without a word, so it is asked what is. */
async function subscriptionsOf(graph: ResourceGraph, { subscriptions, managementGroup }: MapQuestion) {
  const wanted = subscriptions.map((id) => id.toLowerCase());
  const seen = new Set<string>();
  const ask = async (scope: GraphScope): Promise<void> => {
    for await (const { subscriptionId } of graph.rows(subscriptionsQuery, scope, Subscription)) {
      seen.add(subscriptionId.toLowerCase());
    }
  };
  if (wanted.length === 0) await ask(managementGroup === null ? {} : { managementGroup });
  for (const group of inGroups(wanted, subscriptionsAtOnce)) {
    try {
      await ask({ subscriptions: group });
    } catch (error) {
      if (!isFaultOf(error, 'SERVICE_FORBIDDEN')) throw error;
    }
  }
  return { seen: [...seen], notSeen: wanted.filter((id) => !seen.has(id)) };
}

const isSet = ({ type }: Consumer): boolean => type === 'microsoft.compute/diskencryptionsets';

/** How many disks each set has; a disk names its set, and no key. */
async function disksBehind(graph: ResourceGraph, seen: readonly string[], consumers: readonly Consumer[]) {
  const sets = consumers.filter(isSet).map(({ id }) => id.toLowerCase());
  const counts = new Map<string, number>();
  for (const ids of inGroups(sets, setsAtOnce)) {
    const query = [
      "Resources | where type =~ 'microsoft.compute/disks'",
      'project id = tolower(tostring(properties.encryption.diskEncryptionSetId))',
      `where id in (${ids.map(graphText).join(', ')})`,
      'summarize disks = count() by id',
      'order by id asc',
    ].join(' | ');
    for (const subscriptions of inGroups(seen, subscriptionsAtOnce)) {
      for await (const { id, disks } of graph.rows(query, { subscriptions }, Disks)) {
        counts.set(id, (counts.get(id) ?? 0) + disks);
      }
    }
  }
  return counts;
}

function* inGroups<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
