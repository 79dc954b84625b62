// What the steps ask of Azure's control plane; how it is asked is in azure-control-plane.ts.
import type { KeepAnswer } from '../answers.ts';

/** An HSM as the control plane describes it. */
export interface HsmResource {
  readonly name: string;
  readonly resourceId: string;
  readonly location: string;
  /** The base address of the data plane; undefined while it is being made. */
  readonly hsmUri: string | undefined;
  readonly provisioning: 'in-progress' | 'succeeded' | 'failed';
  readonly provisioningState: string;
  readonly activation: 'not-activated' | 'active' | 'unknown';
  readonly administrators: readonly string[];
  /** Resource ids of the user-assigned identities, in lower case. */
  readonly identities: readonly string[];
  readonly purgeProtection: boolean;
  readonly retentionDays: number | undefined;
}

export interface DeletedHsm {
  readonly name: string;
  readonly location: string;
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
}

export interface ControlPlane {
  /** Undefined if there is no such HSM. */
  hsm(resourceGroup: string, name: string): Promise<HsmResource | undefined>;
  /** Soft-deleted HSMs of the subscription. */
  deletedHsms(): Promise<readonly DeletedHsm[]>;
  nameAvailability(name: string): Promise<{ readonly available: boolean; readonly reason: string }>;
  /** Sends the request once; the HSM is then asked for with `hsm` until it is there. */
  beginCreate(hsm: NewHsm, keep: KeepAnswer): Promise<void>;
}
