// How a new HSM is made, where the organization demands more than the usual: its kind, its tags, and who reaches it over which network.
import { z } from 'zod';
import { textRecord } from '../schemas/text-record.ts';

/** The kinds that Azure sells in the family B. */
export const hsmSkus = ['Standard_B1', 'Custom_B6', 'Custom_B32'] as const;
export type HsmSku = (typeof hsmSkus)[number];

/** Azure's own limits: 50 tags, a name of 512 characters, a value of 256. */
export const mostTags = 50;
export const tagName = z.string().regex(/^[^<>%&\\?/\p{C}]{1,512}$/u);
export const tagValue = z.string().regex(/^\P{C}{0,256}$/u);

const part = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
/** An IPv4 address or a range, `203.0.113.0/24`. */
export const networkAddress = z.string().regex(new RegExp(`^${part}(?:[.]${part}){3}(?:/(?:3[0-2]|[12]?[0-9]))?$`));

const network = z.strictObject({
  /** Whether the public network may reach it at all; without it, private endpoints alone. */
  publicAccess: z.boolean(),
  /** What happens to those whom no rule names. */
  defaultAction: z.enum(['allow', 'deny']),
  /** Whether Azure's own trusted services pass the rules. */
  bypass: z.enum(['azure-services', 'none']),
  allowedAddresses: z.array(networkAddress).max(200),
});
export type HsmNetwork = z.infer<typeof network>;

export const creationSchema = z.strictObject({
  sku: z.enum(hsmSkus),
  tags: textRecord(tagValue).refine(
    (tags) =>
      Object.keys(tags).length <= mostTags && Object.keys(tags).every((name) => tagName.safeParse(name).success),
  ),
  network,
});
export type Creation = z.infer<typeof creationSchema>;
/** Members of a creation that can differ from the plan. */
export type CreationMember = keyof Creation;

/** What Azure does unless it is told. */
export const usualCreation: Creation = {
  sku: 'Standard_B1',
  tags: {},
  network: { publicAccess: true, defaultAction: 'allow', bypass: 'azure-services', allowedAddresses: [] },
};

/** A creation in one line, in Azure's words, which are the same in every language. */
export const creationText = ({ sku, tags, network: rules }: Omit<Creation, 'sku'> & { readonly sku: string }): string =>
  [
    sku,
    networkText(rules),
    Object.entries(tags)
      .map(([name, value]) => `${name}=${value}`)
      .join(', '),
  ]
    .filter((part) => part !== '')
    .join('; ');

/** A network in one line, in the service's words: for comparisons, and where nobody has words of their own. */
export const networkText = ({ publicAccess, defaultAction, bypass, allowedAddresses }: HsmNetwork): string =>
  [
    publicAccess ? 'Enabled' : 'Disabled',
    defaultAction === 'allow' ? 'Allow' : 'Deny',
    bypass === 'azure-services' ? 'AzureServices' : 'None',
    ...[...allowedAddresses].map((address) => address.replace(/[/]32$/, '')).sort(),
  ].join(' ');
