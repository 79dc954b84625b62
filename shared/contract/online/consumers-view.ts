// Who uses which key: while all is well, and after a recovery what each consumer must change, and whether it has.
import { z } from 'zod';
import { managementGroupName, regionName } from '../../consumers/consumers.ts';
import { awayEffects } from '../../consumers/kinds.ts';
import { consumerProgress, howToMove, roleStates } from '../../consumers/work.ts';
import { utcTime } from '../../schemas/atoms.ts';
import { fileToken } from '../files.ts';

const resource = {
  /** Resource id. */
  id: z.string(),
  name: z.string(),
  /** Resource type in lower case. */
  type: z.string(),
  region: z.string(),
  owner: z.string().nullable(),
  effect: z.enum(awayEffects),
  minutes: z.int().nullable(),
};

/** A resource that uses keys of a healthy HSM. */
const foundRow = z.strictObject({
  ...resource,
  /** `NAME`, or `NAME/VERSION`; the path where the resource names the HSM and no key. */
  keys: z.array(z.string()),
  /** Whether the planned region would leave it without its key. */
  isStranded: z.boolean(),
  /** Keys that the inventory does not have. */
  notBackedUp: z.array(z.string()),
  /** Null where nobody gave an inventory. */
  roleState: z.enum(roleStates).nullable(),
});
export type FoundRow = z.output<typeof foundRow>;

const consumerRow = z.strictObject({
  ...resource,
  how: z.enum(howToMove),
  moves: z.array(z.strictObject({ path: z.string(), oldUri: z.string(), newUri: z.string() })),
  missing: z.array(z.string()),
  isStranded: z.boolean(),
  role: z.string(),
  roleState: z.enum(roleStates),
  /** Each as it is typed in bash, and in PowerShell or cmd. */
  commands: z.array(z.strictObject({ posix: z.string(), windows: z.string() })),
  source: z.string().nullable(),
  /** Null until Azure was asked. */
  progress: z.enum(consumerProgress).nullable(),
});
export type ConsumerRow = z.output<typeof consumerRow>;

export const consumersView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({
    /** Whom to call while the keys are away: nothing is recovered yet. */
    phase: z.literal('to-call'),
    /** Base address of the HSM whose map it is. */
    hsm: z.string(),
    takenUtc: utcTime,
    /** The first of them, in the order in which they are called; `count` says how many there are. */
    owners: z.array(
      z.strictObject({
        owner: z.string().nullable(),
        /** The most urgent of theirs; `count` says how many they have. */
        resources: z.array(z.strictObject(resource)),
        count: z.int(),
      }),
    ),
    count: z.int(),
  }),
  z.strictObject({
    phase: z.literal('found'),
    /** The first of them, the most urgent first; `count` says how many there are. */
    rows: z.array(foundRow),
    count: z.int(),
    /** Over all of them. */
    stranded: z.int(),
    withoutRole: z.int(),
    notBackedUp: z.int(),
    plannedRegion: z.string().nullable(),
    subscriptions: z.int(),
    /** Subscriptions that were asked for, and that the account does not see. */
    notSeen: z.array(z.string()),
    atUtc: utcTime,
  }),
  z.strictObject({
    phase: z.literal('listed'),
    /** The first of them, the most urgent first; `count` says how many there are. */
    rows: z.array(consumerRow),
    count: z.int(),
    /** How many are back, and when Azure said so; null until it was asked. */
    checked: z.strictObject({ back: z.int(), atUtc: utcTime }).nullable(),
  }),
]);
export type ConsumersView = z.output<typeof consumersView>;

/** What is asked of Azure about a healthy HSM. */
export const consumerQuestion = z.strictObject({
  /** Where a new HSM would be made, as people spell it. */
  plannedRegion: regionName.nullable(),
  /** Only subscriptions below it are asked about; null for all that the account sees. */
  managementGroup: managementGroupName.nullable(),
  /** The tag that says who owns a resource. */
  ownerTag: z.string().min(1).max(200),
  /** The inventory of the newest backup: which keys it has, and who has which role. */
  inventory: fileToken.nullable(),
});
