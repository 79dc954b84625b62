// How a new HSM is made, where the organization demands more than the usual: its kind, its tags, and who reaches it over which network.

/** The kinds that Azure sells: the families B and C (azure-rest-api-specs, ManagedHsmSkuName of 2026-02-01). */
export const hsmSkus = ['Standard_B1', 'Custom_B6', 'Custom_B32', 'Custom_C42', 'Custom_C10'] as const;
export type HsmSku = (typeof hsmSkus)[number];

/** Azure's own limits: 50 tags, a name of 512 characters, a value of 256. */
export const mostTags = 50;
export const isTagName = (text: string): boolean => /^[^<>%&\\?/\p{C}]{1,512}$/u.test(text);
export const isTagValue = (text: string): boolean => /^\P{C}{0,256}$/u.test(text);

const part = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const addressPattern = new RegExp(`^${part}(?:[.]${part}){3}(?:/(?:3[0-2]|[12]?[0-9]))?$`);
/** Whether a text is an IPv4 address or a range, `203.0.113.0/24`. */
export const isNetworkAddress = (text: string): boolean => addressPattern.test(text);

export interface HsmNetwork {
  /** Whether the public network may reach it at all; without it, private endpoints alone. */
  readonly publicAccess: boolean;
  /** What happens to those whom no rule names. */
  readonly defaultAction: 'allow' | 'deny';
  /** Whether Azure's own trusted services pass the rules. */
  readonly bypass: 'azure-services' | 'none';
  readonly allowedAddresses: string[];
}

export interface Creation {
  readonly sku: HsmSku;
  readonly tags: Record<string, string>;
  readonly network: HsmNetwork;
}
/** Members of a creation that can differ from the plan. */
export type CreationMember = keyof Creation;

/** What is not as it was asked for, in the service's words. */
export interface CreationChange {
  readonly what: 'tags' | 'network';
  readonly expected: string;
  readonly found: string;
}

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

/** A network in one line, in the service's words: for comparisons, and where nobody has their own words. */
export const networkText = ({ publicAccess, defaultAction, bypass, allowedAddresses }: HsmNetwork): string =>
  [
    publicAccess ? 'Enabled' : 'Disabled',
    defaultAction === 'allow' ? 'Allow' : 'Deny',
    bypass === 'azure-services' ? 'AzureServices' : 'None',
    ...[...allowedAddresses].map((address) => address.replace(/[/]32$/, '')).sort(),
  ].join(' ');
