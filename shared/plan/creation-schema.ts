// The schema of how a new HSM is made; kept apart from what a screen needs of it, because no schema enters a screen's script.
import { z } from 'zod';
import { textRecord } from '../schemas/atoms.ts';
import { hsmSkus, isNetworkAddress, isTagName, isTagValue, mostTags } from './creation.ts';

const network = z.strictObject({
  publicAccess: z.boolean(),
  defaultAction: z.enum(['allow', 'deny']),
  bypass: z.enum(['azure-services', 'none']),
  allowedAddresses: z.array(z.string().max(18).refine(isNetworkAddress)).max(200),
});

export const creationSchema = z.strictObject({
  sku: z.enum(hsmSkus),
  tags: textRecord(z.string().max(256).refine(isTagValue)).refine(
    (tags) => Object.keys(tags).length <= mostTags && Object.keys(tags).every(isTagName),
  ),
  network,
});
