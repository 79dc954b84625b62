// An emergency that is open at this machine: no plan, but what people typed of the HSM, what is missing, and the blob from the stick.
import { z } from 'zod';
import { missingParts } from '../../journal/missing-parts.ts';
import { planSchema } from '../../plan/plan.ts';
import { ceremonyId, guid, personName, sha256Hex } from '../../schemas/atoms.ts';

/** What people have: a restore blob on a stick; an HSM, of which the exchange key is still to be taken; or no HSM yet. */
export const emergencyStart = z.enum(['blob', 'exchange-key', 'new-hsm']);
export type EmergencyStart = z.output<typeof emergencyStart>;

const { target, backup } = planSchema.shape;

/** Where a new HSM is to be made, and the identity by which it reaches the storage account. */
export const azurePlace = z.strictObject({
  subscription: target.shape.subscription,
  resourceGroup: target.shape.resourceGroup,
  location: target.shape.location,
  identity: backup.unwrap().shape.identity,
});

/** Where the backup of the lost HSM lies, as it was typed. */
export const namedBackup = z.strictObject({
  account: backup.unwrap().shape.account,
  container: backup.unwrap().shape.container,
  folder: backup.unwrap().shape.folder.unwrap(),
});
export type NamedBackup = z.output<typeof namedBackup>;

/** Two people who answer for it, by their names. */
export const twoNames = z.tuple([personName, personName]);

/** What people type at the beginning. */
export const emergencyOrder = z.strictObject({
  address: z.string().max(120),
  /** Guid of the directory; null in practice, which has one. */
  tenant: guid.nullable(),
  start: emergencyStart,
  people: twoNames,
  /** For a new HSM; null where it is there. */
  place: azurePlace.nullable(),
});

export const emergencyView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({
    /** `closed`: the journal takes nothing more; everything can still be looked at. */
    phase: z.enum(['open', 'closed']),
    kind: z.literal('emergency'),
    id: ceremonyId,
    practice: z.boolean(),
    start: emergencyStart,
    /** The HSM as it was typed. */
    name: z.string(),
    uri: z.string(),
    tenant: guid,
    /** Where it is to be made; null where it is there already. */
    place: azurePlace.nullable(),
    people: twoNames,
    /** Whether what was typed can still be changed: nothing has rested on it yet. */
    isChangeable: z.boolean(),
    /** The folder of the journal and of the answers, by its own name. */
    folder: z.string(),
    /** Whether it was begun in an earlier run of the program. */
    resumed: z.boolean(),
    /** What a ceremony with a plan has, and this one has not. */
    missing: z.array(z.enum(missingParts)),
    /** The restore blob that was read from a stick, and the key that it names. */
    blob: z.strictObject({ sha256: sha256Hex, bytes: z.int(), certificateSha256: sha256Hex }).nullable(),
    backup: namedBackup.nullable(),
  }),
]);
