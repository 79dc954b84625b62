// How a new HSM is made, as options of `lifeboat hsm create` and `lifeboat recover-online create`: for where no plan says it.
import { type Command, Option } from 'commander';
import {
  type Creation,
  creationText,
  type HsmNetwork,
  type HsmSku,
  hsmSkus,
  isNetworkAddress,
  isTagName,
  isTagValue,
  usualCreation,
} from '#shared/plan/creation.ts';
import type { HsmResource } from '#azure/control-plane.ts';
import type { CreateOrder } from '#services/recovery/create.ts';
import type { Settled } from '#services/recovery/guarded-call.ts';
import type { CommandResult } from '../../output.ts';
import { typedException, typedObjectIds } from '../../printed-values.ts';
import { row } from '../../row.ts';
import { refuseUsage } from '../../usage.ts';
import { confirmationOf, type ConfirmOptions } from './step-options.ts';

interface CreationOptions {
  readonly sku?: HsmSku;
  readonly tag?: Record<string, string>;
  readonly allowAddress?: string[];
  readonly defaultAction?: HsmNetwork['defaultAction'];
  readonly bypass?: HsmNetwork['bypass'];
  readonly publicAccess?: 'on' | 'off';
}

export interface NewHsmOptions extends ConfirmOptions, CreationOptions {
  readonly administrators: readonly string[];
  readonly retentionDays: number;
  readonly purgeProtection?: boolean;
  readonly changedException?: number;
}

/** Options of every command that makes an HSM, beside those of who confirms it. @param inEmergency where no plan says how it is made */
export const withNewHsm = (command: Command, inEmergency = false): Command =>
  command
    .requiredOption(
      '--administrators <ids...>',
      'object ids of its administrators; a group is advised',
      typedObjectIds('--administrators'),
    )
    .option('--retention-days <n>', 'how long it is kept after a deletion, 7 to 90', days, 90)
    .option('--purge-protection', 'it cannot be purged early, and is billed for the whole retention; for good')
    .addOption(
      new Option(
        '--sku <name>',
        inEmergency ? 'its kind; usually Standard_B1' : 'its kind; Standard_B1 unless the plan says another',
      ).choices(hsmSkus),
    )
    .option('--tag <name=value>', 'a tag; can be repeated', tagsOf)
    .option('--allow-address <address>', 'an address or range that may reach it; can be repeated', addressesOf)
    .addOption(
      new Option('--default-action <action>', 'what happens to all other addresses').choices(['allow', 'deny']),
    )
    .addOption(
      new Option('--bypass <who>', 'whether trusted services of Azure pass').choices(['azure-services', 'none']),
    )
    .addOption(new Option('--public-access <state>', 'off: private endpoints alone reach it').choices(['on', 'off']))
    .option(
      '--changed-exception <n>',
      inEmergency
        ? 'the exception (step F2B) by which you accept what a policy has changed'
        : 'the exception (step C6) by which you accept what a policy has changed',
      typedException,
    );

/** What the options order. @throws USAGE */
export function newHsmOrder(options: NewHsmOptions): CreateOrder {
  const { administrators, retentionDays, purgeProtection = false, changedException } = options;
  const confirmation = confirmationOf(options);
  return {
    confirmation,
    administrators,
    retentionDays,
    purgeProtection,
    creation: creationOf(options),
    ...(changedException === undefined ? {} : { changedException }),
  };
}

/** The answer about an HSM that was made. */
export const createdHsm = ({ id, result }: Settled<HsmResource>): CommandResult => ({
  result: { id, hsm: result },
  text: ({ commands: { hsm: texts }, findings }) => [
    texts.created(result.hsmUri ?? '', findings.activations[result.activation]),
    row(texts.resource, result.resourceId),
    row(texts.creation, creationText(result)),
  ],
});

function days(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 7 || value > 90) refuseUsage('number-range', '--retention-days', '7–90');
  return value;
}

/** What the options say; members that no option is about are left out. */
function creationOf(options: CreationOptions): Partial<Creation> {
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
