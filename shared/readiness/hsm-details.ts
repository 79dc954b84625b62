// What names a healthy HSM and the place of its backups where no plan does: typed by people, or options of a scheduled command.
import { z } from 'zod';
import { planSchema } from '../plan/plan.ts';
import { guid } from '../schemas/atoms.ts';

const { target, backup } = planSchema.shape;
const { account, container, identity } = backup.unwrap().shape;

/** `https://ACCOUNT.blob.SUFFIX/CONTAINER`, of one of the known clouds or of practice. */
const containerUri = z.string().refine((uri) => {
  const at = uri.lastIndexOf('/');
  return account.safeParse(uri.slice(0, at)).success && container.safeParse(uri.slice(at + 1)).success;
});

export const hsmDetailsSchema = z.strictObject({
  /** Address of the HSM as it was typed: `https://` may be missing, and a final slash may stand. */
  address: z.string().max(120),
  /** The directory in which its people and programs sign in; null where nobody said. */
  tenant: guid.nullable(),
  container: containerUri,
  /** Where the HSM is in Azure; null where nobody said, and the control plane is then not asked. */
  place: z
    .strictObject({ subscription: target.shape.subscription, resourceGroup: target.shape.resourceGroup })
    .nullable(),
  /** Resource id of the user-assigned identity by which the HSM reaches the container; null for a SAS token. */
  identity,
});
export type HsmDetails = z.output<typeof hsmDetailsSchema>;
