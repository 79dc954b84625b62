// Azure's control plane through its own library; waiting for an HSM to be made is done by asking for the HSM, not by the library,
// which follows the status address to any host.
import { KeyVaultManagementClient, type ManagedHsm as ManagedHsmResource } from '@azure/arm-keyvault';
import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { isFaultOf } from '../../../shared/faults/fault.ts';
import type { TrustMode } from '../../../shared/exchange-key/verdict.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { visibleText } from '../../../shared/formatting/visible-text.ts';
import type { Cloud } from '../core/azure/clouds.ts';
import { openSurroundings } from './azure-surroundings.ts';
import { keptAnswer, type KeepAnswer } from './answers.ts';
import { fromLibrary, onlyHost } from './library-faults.ts';
import { limitedCredential } from './limited-credential.ts';
import type { ControlPlane, DeletedHsm, HsmResource, NewHsm } from './steps/control-plane.ts';

export interface ControlPlaneOptions {
  readonly cloud: Cloud;
  readonly mode: TrustMode;
  readonly subscription: Plan['target']['subscription'];
  readonly credential: TokenCredential;
  readonly httpClient: HttpClient;
}

const operation = 'control-plane';

export function openControlPlane(options: ControlPlaneOptions): ControlPlane {
  const host = options.cloud.managementHost;
  const httpClient = onlyHost(options.httpClient, host, options.mode);
  const credential = limitedCredential(options.credential, `https://${host}`);
  const client = new KeyVaultManagementClient(credential, options.subscription, {
    endpoint: `https://${host}`,
    httpClient,
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    telemetryOptions: { clientRequestIdHeaderName: 'x-ms-client-request-id' },
  });
  const get = { operation, method: 'GET', host } as const;
  return {
    ...openSurroundings({ client, httpClient, host, subscription: options.subscription }),
    hsmsIn: (location) => fromLibrary(get, () => countIn(client, location)),
    hsm: (group, name) =>
      fromLibrary(get, async () => resourceOf(await client.managedHsms.get(group, name))).catch((error: unknown) => {
        if (isFaultOf(error, 'SERVICE_NOT_FOUND')) return undefined;
        throw error;
      }),
    deletedHsms: () =>
      fromLibrary(get, async () => {
        const deleted: DeletedHsm[] = [];
        for await (const { name, properties } of client.managedHsms.listDeleted()) {
          deleted.push({
            name: visibleText(name ?? '', 40),
            location: visibleText(properties?.location ?? '', 40),
            scheduledPurge: properties?.scheduledPurgeDate?.toISOString(),
            purgeProtection: properties?.purgeProtectionEnabled ?? false,
          });
        }
        return deleted;
      }),
    nameAvailability: (name) =>
      fromLibrary(get, async () => {
        const { nameAvailable, message } = await client.managedHsms.checkMhsmNameAvailability({ name });
        return { available: nameAvailable ?? false, reason: visibleText(message ?? '', 200) };
      }),
    beginCreate: (hsm, keep) => fromLibrary({ operation, method: 'PUT', host }, () => create(client, hsm, keep)),
  };
}

async function countIn({ managedHsms }: KeyVaultManagementClient, location: string): Promise<number> {
  let count = 0;
  for await (const hsm of managedHsms.listBySubscription()) count += isIn(location, hsm.location) ? 1 : 0;
  for await (const { properties } of managedHsms.listDeleted()) count += isIn(location, properties?.location) ? 1 : 0;
  return count;
}

/** Azure writes "West Europe" as well as "westeurope". */
const isIn = (location: string, found: string | undefined): boolean =>
  found?.replaceAll(' ', '').toLowerCase() === location;

async function create({ managedHsms }: KeyVaultManagementClient, hsm: NewHsm, keep: KeepAnswer): Promise<void> {
  let kept: Promise<void> | undefined;
  const poller = managedHsms.createOrUpdate(hsm.resourceGroup, hsm.name, bodyOf(hsm), {
    onResponse: ({ status, headers, bodyAsText }) => {
      const header = (name: string): string | undefined => headers.get(name);
      const bytes = Buffer.from(bodyAsText ?? '', 'utf8');
      // Nothing rests on the path to the control plane.
      kept = keep(keptAnswer(operation, { status, header, bytes, tlsChain: [] }));
    },
  });
  try {
    // Sends the request, and asks nothing after it.
    await poller.submitted();
  } finally {
    await kept;
  }
}

/** Protocol §6. */
function bodyOf(hsm: NewHsm): ManagedHsmResource {
  return {
    location: hsm.location,
    sku: { family: 'B', name: 'Standard_B1' },
    properties: {
      tenantId: hsm.tenantId,
      initialAdminObjectIds: [...hsm.administrators],
      enableSoftDelete: true,
      softDeleteRetentionInDays: hsm.retentionDays,
      // Once on, it cannot be turned off; "false" is not a value that the service takes.
      ...(hsm.purgeProtection ? { enablePurgeProtection: true } : {}),
    },
    ...(hsm.identity === undefined
      ? {}
      : { identity: { type: 'UserAssigned', userAssignedIdentities: { [hsm.identity]: {} } } }),
  };
}

const settled: Readonly<Record<string, HsmResource['provisioning']>> = {
  Succeeded: 'succeeded',
  Activated: 'succeeded',
  SecurityDomainRestore: 'succeeded',
  Failed: 'failed',
  Deleting: 'failed',
};

const activations: Readonly<Record<string, HsmResource['activation']>> = {
  Active: 'active',
  NotActivated: 'not-activated',
};

function resourceOf({ name, id, location, properties, identity }: ManagedHsmResource): HsmResource {
  const state = properties?.provisioningState ?? '';
  return {
    name: visibleText(name ?? '', 40),
    resourceId: visibleText(id ?? '', 300),
    location: visibleText(location ?? '', 40),
    // Observed: the service writes it with a slash at the end.
    hsmUri: properties?.hsmUri?.replace(/\/$/, ''),
    provisioning: settled[state] ?? 'in-progress',
    provisioningState: visibleText([state, properties?.statusMessage ?? ''].join(' ').trim(), 200),
    activation: activations[properties?.securityDomainProperties?.activationStatus ?? ''] ?? 'unknown',
    administrators: properties?.initialAdminObjectIds ?? [],
    identities: Object.keys(identity?.userAssignedIdentities ?? {}).map((each) => each.toLowerCase()),
    purgeProtection: properties?.enablePurgeProtection ?? false,
    retentionDays: properties?.softDeleteRetentionInDays,
  };
}
