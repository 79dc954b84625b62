// How a new HSM is made, as options of `lifeboat hsm create`: for where the plan does not say it.
import { type Command, Option } from 'commander';
import {
  type Creation,
  type HsmNetwork,
  type HsmSku,
  hsmSkus,
  isNetworkAddress,
  isTagName,
  isTagValue,
  usualCreation,
} from '../../../../../shared/plan/creation.ts';
import { refuseUsage } from '../../usage.ts';

export interface CreationOptions {
  readonly sku?: HsmSku;
  readonly tag?: Record<string, string>;
  readonly allowAddress?: string[];
  readonly defaultAction?: HsmNetwork['defaultAction'];
  readonly bypass?: HsmNetwork['bypass'];
  readonly publicAccess?: 'on' | 'off';
}

export const withCreation = (command: Command): Command =>
  command
    .addOption(new Option('--sku <name>', 'its kind; Standard_B1 unless the plan says another').choices(hsmSkus))
    .option('--tag <name=value>', 'a tag; can be repeated', tagsOf)
    .option('--allow-address <address>', 'an address or range that may reach it; can be repeated', addressesOf)
    .addOption(
      new Option('--default-action <action>', 'what happens to all other addresses').choices(['allow', 'deny']),
    )
    .addOption(
      new Option('--bypass <who>', 'whether trusted services of Azure pass').choices(['azure-services', 'none']),
    )
    .addOption(new Option('--public-access <state>', 'off: private endpoints alone reach it').choices(['on', 'off']));

/** What the options say; members that no option is about are left out. */
export function creationOf(options: CreationOptions): Partial<Creation> {
  const { sku, tag, allowAddress, defaultAction, bypass, publicAccess } = options;
  const isNetwork = [allowAddress, defaultAction, bypass, publicAccess].some((each) => each !== undefined);
  const isClosed = publicAccess === 'off' || allowAddress !== undefined;
  const network: HsmNetwork = {
    publicAccess: publicAccess !== 'off',
    defaultAction: defaultAction ?? (isClosed ? 'deny' : usualCreation.network.defaultAction),
    bypass: bypass ?? usualCreation.network.bypass,
    allowedAddresses: allowAddress ?? [],
  };
  return {
    ...(sku === undefined ? {} : { sku }),
    ...(tag === undefined ? {} : { tags: tag }),
    ...(isNetwork ? { network } : {}),
  };
}

function tagsOf(text: string, before: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf('=');
  const [name, value] = [text.slice(0, at), text.slice(at + 1)];
  const isTag = at > 0 && isTagName(name) && isTagValue(value);
  return isTag && name !== '__proto__' ? { ...before, [name]: value } : refuseUsage('one-of', '--tag', 'NAME=VALUE');
}

function addressesOf(text: string, before: string[] = []): string[] {
  if (isNetworkAddress(text)) return [...before, text];
  return refuseUsage('one-of', '--allow-address', '203.0.113.7, 203.0.113.0/24');
}
