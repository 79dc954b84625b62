// Who uses which key of an HSM: the map that is taken while all is well, kept beside the record of a backup, and worked off after a recovery. Nothing in it is secret.
import { z } from 'zod';
import { managementGroupForm, regionForm } from './typed-forms.ts';
import { guid, hsmUri, utcTime } from '../schemas/atoms.ts';

/** The service's or its users' text, made visible before it is kept. */
const foreignText = z.string().max(2100);

const keyUse = z.strictObject({
  /** Where in the resource the key is named: `properties.activeKey.keyUrl`. */
  path: foreignText,
  /** Null where the place names the HSM and no key. */
  key: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,127}$/)
    .nullable(),
  /** Null: the newest version. */
  version: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
});
export type KeyUse = z.infer<typeof keyUse>;

const consumer = z.strictObject({
  /** Resource id as Azure writes it. */
  id: foreignText,
  /** Resource type in lower case. */
  type: foreignText,
  /** Region in Azure's plain spelling: `westeurope`; empty for a resource that is in none. */
  region: z.string().regex(/^[a-z0-9]{0,40}$/),
  /** What the tag says that people chose for it; null where there is none. */
  owner: foreignText.nullable(),
  /** What it says of its own state, in Azure's words. */
  states: z.array(foreignText).max(10),
  /** Object ids of the identities that may read the key: one where the resource says which, else all that it has. */
  identities: z.array(guid).max(100),
  /** Resource id of the user-assigned identity that reads the key; null where the resource itself does, or none is named. */
  identity: foreignText.nullable(),
  /** Sorted by path. */
  uses: z.array(keyUse).min(1).max(1000),
  /** Disks behind a disk encryption set; null for any other kind. */
  disks: z.int().min(0).nullable(),
});
/** A resource that uses keys of the HSM. */
export type Consumer = z.infer<typeof consumer>;

/** A region as people spell it. */
export const regionName = z.string().trim().regex(regionForm);

/** The name of a management group, which is not what the portal shows first. */
export const managementGroupName = z.string().trim().regex(managementGroupForm);

export const mostConsumers = 100_000;

export const consumerMapSchema = z.strictObject({
  format: z.literal('lifeboat-consumers'),
  v: z.literal(1),
  practice: z.boolean(),
  hsm: hsmUri,
  /** Resource id of the HSM, where somebody said it. */
  hsmId: foreignText.nullable(),
  /** When it was asked for. */
  taken: utcTime,
  /** Where a new HSM would be made; null where nobody said. */
  plannedRegion: z
    .string()
    .regex(/^[a-z0-9]{1,40}$/)
    .nullable(),
  /** Subscriptions whose resources are in it, sorted. */
  seen: z.array(guid).max(10_000),
  /** Subscriptions that were asked for, and that the account does not see. */
  notSeen: z.array(guid).max(10_000),
  /** Sorted by id. */
  consumers: z.array(consumer).max(mostConsumers),
});
export type ConsumerMap = z.infer<typeof consumerMapSchema>;

/** The parts of a resource id that commands need. */
export interface ResourceName {
  readonly subscription: string;
  readonly group: string;
  readonly name: string;
  /** Names of the resources that it is in: a server of a database. */
  readonly parents: readonly string[];
}

/** Takes a resource id apart; undefined for one of another form. */
export function resourceNameOf(id: string): ResourceName | undefined {
  const found = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/[^/]+((?:\/[^/]+\/[^/]+)+)$/iu.exec(id);
  const [, subscription = '', group = '', rest = ''] = found ?? [];
  const names = rest.split('/').filter((_, at) => at > 0 && at % 2 === 0);
  const name = names.at(-1);
  return name === undefined ? undefined : { subscription, group, name, parents: names.slice(0, -1) };
}

/** The name of a resource; of an id of another form, all of it. */
export const shortName = (id: string): string => resourceNameOf(id)?.name ?? id;
