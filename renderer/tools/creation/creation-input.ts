// What people type about the creation of an HSM, and what it means; undefined where it means nothing yet.
import {
  type Creation,
  type HsmSku,
  mostTags,
  isNetworkAddress,
  isTagName,
  isTagValue,
} from '#shared/plan/creation.ts';

export interface CreationInput {
  readonly sku: HsmSku;
  /** One tag in each line, NAME=VALUE. */
  readonly tags: string;
  readonly access: 'anyone' | 'listed' | 'nobody';
  /** One address or range in each line. */
  readonly addresses: string;
  readonly bypass: 'on' | 'off';
}

/** What people would type for a creation. */
export const inputOf = ({ sku, tags, network }: Creation): CreationInput => ({
  sku,
  tags: Object.entries(tags)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n'),
  access: !network.publicAccess ? 'nobody' : network.defaultAction === 'allow' ? 'anyone' : 'listed',
  addresses: network.allowedAddresses.join('\n'),
  bypass: network.bypass === 'none' ? 'off' : 'on',
});

const linesOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Name and value of a line; undefined for a line that is no tag. */
function tagOf(line: string): readonly [name: string, value: string] | undefined {
  const at = line.indexOf('=');
  const [name, value] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  return at > 0 && isTagName(name) && isTagValue(value) ? [name, value] : undefined;
}

/** The first line that is no tag, or that names one for the second time. */
export function wrongTagIn(typed: string): string | undefined {
  const names = new Set<string>();
  return linesOf(typed).find((line) => {
    const name = tagOf(line)?.[0].toLowerCase();
    if (name === undefined || names.has(name) || names.size >= mostTags) return true;
    names.add(name);
    return false;
  });
}

/** The first line that is no address. */
export const wrongAddressIn = (typed: string): string | undefined =>
  linesOf(typed).find((line) => !isNetworkAddress(line));

/** The creation that is meant; undefined where something is wrong or missing. */
export function creationOf({ sku, tags, access, addresses, bypass }: CreationInput): Creation | undefined {
  const isListed = access === 'listed';
  const allowedAddresses = isListed ? linesOf(addresses) : [];
  if (wrongTagIn(tags) !== undefined || (isListed && wrongAddressIn(addresses) !== undefined)) return undefined;
  if (isListed && allowedAddresses.length === 0) return undefined;
  return {
    sku,
    tags: Object.fromEntries(linesOf(tags).flatMap((line) => [tagOf(line)].filter((tag) => tag !== undefined))),
    network: {
      publicAccess: access !== 'nobody',
      defaultAction: access === 'anyone' ? 'allow' : 'deny',
      bypass: access !== 'anyone' && bypass === 'off' ? 'none' : 'azure-services',
      allowedAddresses,
    },
  };
}
