// The HSMs of a subscription in Azure's control plane: made, changed, looked at, brought back, purged.
import { isDeepStrictEqual } from 'node:util';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { isFaultOf } from '#shared/faults/fault.ts';
import type { TrustMode } from '#shared/exchange-key/verdict.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { type HsmNetwork, type HsmSku, usualCreation } from '#shared/plan/creation.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { textRecord } from '#shared/schemas/atoms.ts';
import { plainRegion } from '#core/azure/names.ts';
import type { Cloud } from '#core/azure/clouds.ts';
import { type ArmAddress, ArmConnection } from './azure-arm.ts';
import { openAzureResources } from './azure-resources.ts';
import { onlyHost } from './library-faults.ts';
import { limitedCredential } from './limited-credential.ts';
import { realWaiting, type Waiting } from './polling.ts';
import type { ControlPlane, DeletedHsm, HsmResource, NewHsm } from './control-plane.ts';
import { ChosenVersions } from './versions.ts';

export interface ControlPlaneOptions {
  readonly cloud: Cloud;
  readonly mode: TrustMode;
  readonly subscription: Plan['target']['subscription'];
  readonly credential: TokenCredential;
  readonly httpClient: HttpClient;
  readonly waiting?: Waiting;
  /** The versions in use, shared by all that one access opens. */
  readonly versions?: ChosenVersions;
}

const api = 'key-vault';

const HsmBody = z.object({
  name: z.string(),
  id: z.string(),
  location: z.string().nullish(),
  tags: textRecord().nullish(),
  sku: z.object({ name: z.string().nullish() }).nullish(),
  identity: z
    .object({ type: z.string().nullish(), userAssignedIdentities: z.record(z.string(), z.unknown()).nullish() })
    .nullish(),
  properties: z
    .object({
      tenantId: z.string().nullish(),
      hsmUri: z.string().nullish(),
      initialAdminObjectIds: z.array(z.string()).nullish(),
      softDeleteRetentionInDays: z.int().nullish(),
      enablePurgeProtection: z.boolean().nullish(),
      provisioningState: z.string().nullish(),
      statusMessage: z.string().nullish(),
      publicNetworkAccess: z.string().nullish(),
      networkAcls: z
        .object({
          bypass: z.string().nullish(),
          defaultAction: z.string().nullish(),
          ipRules: z.array(z.object({ value: z.string() })).nullish(),
        })
        .nullish(),
      regions: z
        .array(
          z.object({
            name: z.string().nullish(),
            isPrimary: z.boolean().nullish(),
            provisioningState: z.string().nullish(),
          }),
        )
        .nullish(),
      securityDomainProperties: z.object({ activationStatus: z.string().nullish() }).nullish(),
    })
    .nullish(),
});

const DeletedBody = z.object({
  name: z.string(),
  properties: z
    .object({
      mhsmId: z.string().nullish(),
      location: z.string().nullish(),
      deletionDate: z.string().nullish(),
      scheduledPurgeDate: z.string().nullish(),
      purgeProtectionEnabled: z.boolean().nullish(),
    })
    .nullish(),
});

const NameAnswer = z.object({ nameAvailable: z.boolean(), message: z.string().nullish() });

/** Opens the control plane of one subscription; nothing is sent yet. */
export function openControlPlane(options: ControlPlaneOptions): ControlPlane {
  const { subscription } = options;
  const host = options.cloud.managementHost;
  const arm = new ArmConnection({
    host,
    versions: options.versions ?? new ChosenVersions(),
    credential: limitedCredential(options.credential, `https://${host}`),
    httpClient: onlyHost(options.httpClient, host, options.mode),
    waiting: options.waiting ?? realWaiting,
  });
  const provider = 'providers/Microsoft.KeyVault';
  const inSubscription = (path: string): ArmAddress => ({
    path: `/subscriptions/${subscription}/${provider}/${path}`,
    api,
  });
  const hsmAddress = (group: string, name: string): ArmAddress => ({
    path: `/subscriptions/${subscription}/resourceGroups/${group}/${provider}/managedHSMs/${name}`,
    api,
  });
  const deletedHsms = async (): Promise<readonly DeletedHsm[]> =>
    (await arm.list(inSubscription('deletedManagedHSMs'), DeletedBody)).map(deletedHsmOf);
  const hsms = (): Promise<readonly z.output<typeof HsmBody>[]> => arm.list(inSubscription('managedHSMs'), HsmBody);
  return {
    ...openAzureResources(arm, subscription),
    hsmAt: async (hsmUri) => (await hsms()).map(resourceOf).find((each) => each.hsmUri === hsmUri),
    hsmsIn: async (location) => {
      const found = [...(await hsms()), ...(await deletedHsms())].filter((each) => isIn(location, each.location ?? ''));
      return found.length;
    },
    hsm: async (group, name) => {
      try {
        // An HSM that is not there may be said by 204 without a body, too.
        const found = await arm.get(hsmAddress(group, name), HsmBody.optional());
        return found && resourceOf(found);
      } catch (error) {
        if (isFaultOf(error, 'SERVICE_NOT_FOUND')) return undefined;
        throw error;
      }
    },
    deletedHsms,
    deletedHsm: async (location, name) => {
      try {
        return deletedHsmOf(
          await arm.get(inSubscription(`locations/${location}/deletedManagedHSMs/${name}`), DeletedBody),
        );
      } catch (error) {
        if (isFaultOf(error, 'SERVICE_NOT_FOUND')) return undefined;
        throw error;
      }
    },
    nameAvailability: async (name) => {
      const { nameAvailable, message } = await arm.ask(
        inSubscription('checkMhsmNameAvailability'),
        { name },
        NameAnswer,
      );
      return { available: nameAvailable, reason: visibleText(message ?? '', 200) };
    },
    beginCreate: async (hsm, keep) => {
      await arm.begin({ method: 'PUT', at: hsmAddress(hsm.resourceGroup, hsm.name), body: createBody(hsm), keep });
    },
    beginAttachIdentity: (hsm, identity, keep) => {
      const userAssignedIdentities = Object.fromEntries(
        [...hsm.identities, identity.toLowerCase()].map((id) => [id, {}]),
      );
      // What the HSM has by itself stays beside those that are assigned.
      const type = /\bSystemAssigned\b/i.test(hsm.identityType) ? 'SystemAssigned,UserAssigned' : 'UserAssigned';
      const body = { identity: { type, userAssignedIdentities } };
      return arm.begin({ method: 'PATCH', at: { path: hsm.resourceId, api }, body, ...(keep ? { keep } : {}) });
    },
    beginDelete: ({ resourceId }, keep) =>
      arm.begin({ method: 'DELETE', at: { path: resourceId, api }, ...(keep ? { keep } : {}) }),
    beginRecover: ({ formerId, location }, tenantId, keep) => {
      const properties = { tenantId, createMode: 'Recover' };
      const body = { location, sku: skuOf('Standard_B1'), properties };
      return arm.begin({ method: 'PUT', at: { path: formerId, api }, body, ...(keep ? { keep } : {}) });
    },
    beginPurge: ({ name, location }, keep) => {
      const at = inSubscription(`locations/${location}/deletedManagedHSMs/${name}/purge`);
      return arm.begin({ method: 'POST', at, ...(keep ? { keep } : {}) });
    },
  };
}

/** Azure writes "West Europe" as well as "westeurope". */
const isIn = (location: string, found: string): boolean => plainRegion(found) === location;

/** The family is the letter in the name: `Custom_C10`. */
const skuOf = (name: HsmSku): unknown => ({ family: /_([A-Z])\d/.exec(name)?.[1], name });

/** REQ-05. */
function createBody(hsm: NewHsm): unknown {
  const { identity, creation } = hsm;
  return {
    location: hsm.location,
    sku: skuOf(creation.sku),
    ...(Object.keys(creation.tags).length === 0 ? {} : { tags: creation.tags }),
    properties: {
      tenantId: hsm.tenantId,
      initialAdminObjectIds: [...hsm.administrators],
      enableSoftDelete: true,
      softDeleteRetentionInDays: hsm.retentionDays,
      // Once on, it cannot be turned off; "false" is not a value that the service takes.
      ...(hsm.purgeProtection ? { enablePurgeProtection: true } : {}),
      // What the service does by itself need not be said.
      ...(isDeepStrictEqual(creation.network, usualCreation.network) ? {} : networkProperties(creation.network)),
    },
    ...(identity === undefined
      ? {}
      : { identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } } }),
  };
}

const networkProperties = ({
  publicAccess,
  defaultAction,
  bypass,
  allowedAddresses,
}: HsmNetwork): Readonly<Record<string, unknown>> => ({
  publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled',
  networkAcls: {
    bypass: bypass === 'azure-services' ? 'AzureServices' : 'None',
    defaultAction: defaultAction === 'allow' ? 'Allow' : 'Deny',
    ipRules: allowedAddresses.map((value) => ({ value })),
    virtualNetworkRules: [],
  },
});

type Properties = NonNullable<z.output<typeof HsmBody>['properties']>;

/** What the service does not say is as open as it can be: nobody may rely on a rule that is not there. */
const networkOf = ({ publicNetworkAccess, networkAcls }: Partial<Properties>): HsmNetwork => ({
  publicAccess: publicNetworkAccess?.toLowerCase() !== 'disabled',
  defaultAction: networkAcls?.defaultAction?.toLowerCase() === 'deny' ? 'deny' : 'allow',
  bypass: networkAcls?.bypass?.toLowerCase() === 'none' ? 'none' : 'azure-services',
  allowedAddresses: (networkAcls?.ipRules ?? []).map(({ value }) => visibleText(value, 40)),
});

const settled: Readonly<Record<string, HsmResource['provisioning']>> = {
  Succeeded: 'succeeded',
  Activated: 'succeeded',
  SecurityDomainRestore: 'succeeded',
  Failed: 'failed',
  Deleting: 'failed',
};

/** The others of the specification are `Preprovisioning`, `Provisioning`, `Deleting` and `Cleanup`; a region of which nothing is said is at rest. */
const regionAtRest: ReadonlySet<string> = new Set(['', 'Succeeded', 'Failed']);

const activations: Readonly<Record<string, HsmResource['activation']>> = {
  Active: 'active',
  NotActivated: 'not-activated',
};

function resourceOf({ name, id, location, properties, identity, tags, sku }: z.output<typeof HsmBody>): HsmResource {
  const state = properties?.provisioningState ?? '';
  return {
    name: visibleText(name, 40),
    resourceId: visibleText(id, 300),
    location: visibleText(location ?? '', 40),
    // Recorded: the service writes it with a slash at the end.
    hsmUri: properties?.hsmUri?.replace(/\/$/, ''),
    provisioning: settled[state] ?? 'in-progress',
    provisioningState: visibleText([state, properties?.statusMessage ?? ''].join(' ').trim(), 200),
    activation: activations[properties?.securityDomainProperties?.activationStatus ?? ''] ?? 'unknown',
    tenantId: visibleText(properties?.tenantId ?? '', 40),
    administrators: properties?.initialAdminObjectIds ?? [],
    identityType: visibleText(identity?.type ?? '', 60),
    identities: Object.keys(identity?.userAssignedIdentities ?? {}).map((each) => each.toLowerCase()),
    purgeProtection: properties?.enablePurgeProtection ?? false,
    retentionDays: properties?.softDeleteRetentionInDays ?? undefined,
    sku: visibleText(sku?.name ?? '', 40),
    tags: tags ?? {},
    network: networkOf(properties ?? {}),
    regions: (properties?.regions ?? []).map(({ name, isPrimary }) => ({
      name: plainRegion(name ?? ''),
      isPrimary: isPrimary ?? false,
    })),
    regionsUnderWay: (properties?.regions ?? [])
      .filter(({ provisioningState }) => !regionAtRest.has(provisioningState ?? ''))
      .map(({ name }) => plainRegion(name ?? '')),
  };
}

const deletedHsmOf = ({ name, properties }: z.output<typeof DeletedBody>): DeletedHsm => ({
  name: visibleText(name, 40),
  location: visibleText(properties?.location ?? '', 40),
  formerId: visibleText(properties?.mhsmId ?? '', 300),
  deleted: timeOf(properties?.deletionDate),
  scheduledPurge: timeOf(properties?.scheduledPurgeDate),
  purgeProtection: properties?.purgeProtectionEnabled ?? false,
});

/** ISO 8601 in UTC; undefined where the text is no time. */
function timeOf(text: string | null | undefined): string | undefined {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
