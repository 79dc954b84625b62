// What the steps ask of Azure's control plane; how it is asked is in azure-control-plane.ts.
import type { Activation } from '#shared/online/findings.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { InventoryRegion } from '#shared/inventory/inventory.ts';
import type { Creation } from '#shared/plan/creation.ts';
import type { KeepAnswer } from './answers.ts';
import type { ArmOperation } from './azure-arm.ts';

/** An HSM as the control plane describes it. */
export interface HsmResource {
  readonly name: string;
  readonly resourceId: string;
  readonly location: string;
  /** The base address of the data plane; undefined while it is being made. */
  readonly hsmUri: string | undefined;
  readonly provisioning: 'in-progress' | 'succeeded' | 'failed';
  readonly provisioningState: string;
  readonly activation: Activation;
  readonly tenantId: string;
  /** Object ids. */
  readonly administrators: readonly string[];
  /** `UserAssigned`, `SystemAssigned,UserAssigned` (with a blank from some versions), `None`; empty where the service says nothing. */
  readonly identityType: string;
  /** Resource ids of the user-assigned identities, in lower case. */
  readonly identities: readonly string[];
  readonly purgeProtection: boolean;
  readonly retentionDays: number | undefined;
  readonly sku: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly network: Creation['network'];
  /** Regions that Azure lists for a replicated HSM, in plain spelling; none for one that is in a single region (recorded). */
  readonly regions: readonly InventoryRegion[];
  /** Regions that are being added or taken away: for up to 30 minutes nothing may be changed (Microsoft, multi-region replication). */
  readonly regionsUnderWay: readonly string[];
}

/** An HSM that was deleted and not purged: it keeps its name, and can be brought back with its keys. */
export interface DeletedHsm {
  readonly name: string;
  readonly location: string;
  /** Resource id that it had, and will have again. */
  readonly formerId: string;
  /** ISO 8601. */
  readonly deleted: string | undefined;
  /** When it will be purged by itself, ISO 8601. */
  readonly scheduledPurge: string | undefined;
  readonly purgeProtection: boolean;
}

export interface NewHsm {
  readonly resourceGroup: string;
  readonly name: string;
  readonly location: string;
  readonly tenantId: string;
  readonly administrators: readonly string[];
  readonly retentionDays: number;
  readonly purgeProtection: boolean;
  /** Resource id of the user-assigned identity for the storage account. */
  readonly identity: string | undefined;
  readonly creation: Creation;
}

/** A storage account, as far as an HSM's way into it depends on it. */
export interface StorageAccount {
  readonly resourceId: string;
  /** Whether every network may reach it, none but those that rules name, or those that a network security perimeter lets in. */
  readonly network: 'open' | 'closed' | 'perimeter';
  /** Whether new containers get version-level immutability by themselves. */
  readonly hasImmutableVersions: boolean;
  /** Whether Azure's own services, the HSM among them, pass its firewall. */
  readonly letsTrustedServicesPass: boolean;
}

/** What the signed-in account may do at a place, in Azure's own patterns: `Microsoft.KeyVault/managedHSMs/*`. */
export interface AzurePermissions {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly dataActions: readonly string[];
  readonly notDataActions: readonly string[];
}

/** The things around an HSM that a recovery depends on. */
export interface AzureResources {
  /** Undefined if the subscription shows no account of this name. */
  storageAccount(name: string): Promise<StorageAccount | undefined>;
  /** Whether the subscription is registered for HSMs, in Azure's word: `Registered`, `NotRegistered`, `Registering`. */
  registration(): Promise<string>;
  /** Object id of a user-assigned identity; undefined if it is not there. */
  principalOf(identityId: string): Promise<string | undefined>;
  /** GUIDs of the roles that a principal has at a place or above it, by groups too. */
  rolesAt(scope: string, principalId: string): Promise<readonly string[]>;
  /** What the signed-in account may do at a place, by whatever assignment. */
  permissionsAt(scope: string): Promise<readonly AzurePermissions[]>;
}

export interface ControlPlane extends AzureResources {
  /** Undefined if there is no such HSM. */
  hsm(resourceGroup: string, name: string): Promise<HsmResource | undefined>;
  /** The HSM of the subscription with this base address; undefined if there is none. */
  hsmAt(hsmUri: string): Promise<HsmResource | undefined>;
  /** Soft-deleted HSMs of the subscription. */
  deletedHsms(): Promise<readonly DeletedHsm[]>;
  /** Undefined if there is no such HSM, or it was purged. */
  deletedHsm(location: string, name: string): Promise<DeletedHsm | undefined>;
  /** How many HSMs the subscription has in a region, soft-deleted ones too: both count against its limit. */
  hsmsIn(location: string): Promise<number>;
  nameAvailability(name: string): Promise<{ readonly available: boolean; readonly reason: string }>;
  /** Sends the request once; the HSM is then asked for with `hsm` until it is there. */
  beginCreate(hsm: NewHsm, keep: KeepAnswer): Promise<void>;
  /** Attaches a user-assigned identity to an HSM and keeps those that it has. @param identity resource id */
  beginAttachIdentity(hsm: HsmResource, identity: string, keep?: KeepAnswer): Promise<ArmOperation>;
  /** Deletes an HSM, which can be recovered until it is purged. */
  beginDelete(hsm: Pick<HsmResource, 'resourceId'>, keep?: KeepAnswer): Promise<ArmOperation>;
  /** Brings a deleted HSM back, with its keys and its security domain. @param tenantId GUID of its directory */
  beginRecover(deleted: DeletedHsm, tenantId: string, keep?: KeepAnswer): Promise<ArmOperation>;
  /** Destroys a deleted HSM and its keys for good; refused where purge protection is on. */
  beginPurge(deleted: DeletedHsm, keep?: KeepAnswer): Promise<ArmOperation>;
}

/** The way to the control plane. @throws STEP_NOT_PLANNED where this machine has none */
export function needControlPlane({ controlPlane }: { readonly controlPlane: ControlPlane | undefined }): ControlPlane {
  return controlPlane ?? refuse({ code: 'STEP_NOT_PLANNED', missing: 'control-plane' });
}
