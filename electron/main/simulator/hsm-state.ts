// The whole state of one practice HSM as it is on disk. It holds private keys in the open: they are practice keys, made to be
// lost, and nothing real is ever put into a practice HSM.
import { z } from 'zod';
import { textRecord } from '#shared/schemas/atoms.ts';

const UnixSeconds = z.int().min(0);
const Base64 = z.string();

const KeyAttributes = z.strictObject({
  enabled: z.boolean(),
  created: UnixSeconds,
  updated: UnixSeconds,
  notBefore: UnixSeconds.optional(),
  expires: UnixSeconds.optional(),
  exportable: z.boolean(),
});

const KeyVersion = z.strictObject({
  version: z.string().regex(/^[0-9a-f]{32}$/),
  kty: z.enum(['RSA-HSM', 'EC-HSM', 'oct-HSM']),
  operations: z.array(z.string()),
  attributes: KeyAttributes,
  tags: textRecord(),
  /** The name of an external key in its own module; practice keeps its material here all the same. */
  externalKeyId: z.string().optional(),
  /** Who may have the key outside of the HSM; exportable keys alone have one. */
  releasePolicy: z.strictObject({ contentType: z.string(), data: z.string(), immutable: z.boolean() }).optional(),
  /** PKCS#8 DER of an RSA or EC key, or the raw bytes of an AES key. */
  material: Base64,
});

/** When a key is rotated, and how long a version lasts; durations in ISO 8601. */
const RotationPolicy = z.strictObject({
  triggers: z.array(
    z.union([z.strictObject({ timeAfterCreate: z.string() }), z.strictObject({ timeBeforeExpiry: z.string() })]),
  ),
  expiryTime: z.string().optional(),
  created: UnixSeconds,
  updated: UnixSeconds,
});

const Key = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9-]{1,127}$/),
  /** Oldest first; the last one is the current version. */
  versions: z.array(KeyVersion).min(1),
  rotationPolicy: RotationPolicy.optional(),
});

const RoleAssignment = z.strictObject({
  name: z.string(),
  scope: z.string(),
  roleDefinitionId: z.string(),
  principalId: z.string(),
});

const CustomRole = z.strictObject({
  name: z.string(),
  roleName: z.string(),
  description: z.string(),
  dataActions: z.array(z.string()),
  notDataActions: z.array(z.string()),
});

/** Everything that a backup carries and a restore replaces. */
export const HsmContent = z.strictObject({
  keys: z.array(Key),
  roleAssignments: z.array(RoleAssignment),
  /** Those that people made; practice of earlier builds had none. */
  customRoles: z.array(CustomRole).default([]),
});

const OperationStatus = z.enum(['InProgress', 'Success', 'Failed']);

const SecurityDomainOperation = z.strictObject({
  kind: z.enum(['download', 'upload']),
  status: OperationStatus,
  details: z.string(),
  /** How many status queries still answer InProgress. */
  pollsLeft: z.int().min(0),
  /** The restore blob of an upload, until it has been opened. */
  restoreBlob: z.string().optional(),
});

const Job = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  kind: z.enum(['backup', 'prebackup', 'restore', 'prerestore', 'key-restore']),
  status: z.enum(['InProgress', 'Succeeded', 'Failed']),
  pollsLeft: z.int().min(0),
  startTime: UnixSeconds,
  endTime: UnixSeconds.nullable(),
  container: z.string(),
  /** Whether the HSM goes to the container as itself, with its identity, or with a SAS token. */
  access: z.enum(['identity', 'sas']),
  /** The folder that a restore reads, or that a backup has made. */
  folder: z.string().nullable(),
  keyName: z.string().optional(),
  /** Why it has failed, or will fail at its end. */
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  /** Whether all is done but to say so; practice of earlier builds did both at once, and told nothing of a success. */
  isWorkDone: z.boolean().default(false),
  details: z.string().nullable().default(null),
});

/** The firewall of an HSM as the control plane keeps it; practice does not hold anybody off by it. */
const NetworkAcls = z.strictObject({
  bypass: z.string(),
  defaultAction: z.string(),
  ipRules: z.array(z.strictObject({ value: z.string() })),
  virtualNetworkRules: z.array(z.strictObject({ id: z.string() })),
});

/** Recorded: what is filled in where a request says nothing. */
export const openNetwork: z.infer<typeof NetworkAcls> = {
  bypass: 'AzureServices',
  defaultAction: 'Allow',
  ipRules: [],
  virtualNetworkRules: [],
};

/** What the control plane knows of an HSM. */
const Resource = z.strictObject({
  resourceGroup: z.string(),
  /** As it was sent: `East US 2`. */
  location: z.string(),
  skuName: z.string(),
  tags: textRecord(),
  /** Resource ids of the user-assigned identities that are attached. */
  identities: z.array(z.string()),
  administrators: z.array(z.string()),
  retentionDays: z.int().min(7).max(90),
  purgeProtection: z.boolean(),
  networkAcls: NetworkAcls.default(openNetwork),
  publicNetworkAccess: z.string().default('Enabled'),
  /** Recorded: an empty list for an HSM that is in one region. */
  regions: z.array(z.strictObject({ name: z.string(), isPrimary: z.boolean() })).default([]),
  created: UnixSeconds,
  modified: UnixSeconds,
  /** What the control plane is doing with it: until a creation ends the HSM does not serve. */
  operation: z
    .strictObject({
      /** Of the control plane's list; practice of earlier builds kept none. */
      id: z.string().default(''),
      kind: z.enum(['create', 'update', 'delete', 'recover', 'purge']),
      pollsLeft: z.int().min(0),
    })
    .nullable(),
  /** Why its creation failed. */
  failure: z.string().nullable(),
  /** Since when it is soft-deleted, and when it is gone for good. */
  deleted: z.strictObject({ at: UnixSeconds, purgeAt: UnixSeconds }).nullable(),
});

export const HsmState = z.strictObject({
  practice: z.literal('PRACTICE'),
  version: z.literal(2),
  name: z.string(),
  hostName: z.string(),
  tenantId: z.string(),
  resource: Resource,
  activation: z.enum(['NotActivated', 'Active']),
  /** What the security domain holds once there is one. */
  securityDomain: z.array(z.strictObject({ datumTag: z.string(), content: Base64 })).nullable(),
  exchangeKey: z.strictObject({ certificate: Base64, privateKey: Base64 }).nullable(),
  securityDomainOperation: SecurityDomainOperation.nullable(),
  /** Whether a backup of this HSM has succeeded: a restore is refused without one (REQ-03). */
  hasRestorePoint: z.boolean(),
  jobs: z.array(Job),
  /** The one setting; practice of earlier builds had none. */
  allowsKeyManagementThroughArm: z.boolean().default(true),
  /** The connection to an external key manager; it is in no backup. */
  ekmConnection: z
    .strictObject({
      host: z.string(),
      path_prefix: z.string().optional(),
      server_ca_certificates: z.array(z.string()),
      server_subject_common_name: z.string().optional(),
    })
    .nullable()
    .default(null),
  /** Whether a restore of an external key has left it degraded. */
  isDegraded: z.boolean().default(false),
  content: HsmContent,
  /** Keys that were deleted and not purged; they are in no backup. */
  deletedKeys: z.array(z.strictObject({ key: Key, at: UnixSeconds, purgeAt: UnixSeconds })),
});

export type HsmState = z.infer<typeof HsmState>;
export type HsmContent = z.infer<typeof HsmContent>;
export type StoredRole = HsmContent['customRoles'][number];
export type RotationPolicy = z.infer<typeof RotationPolicy>;
export type StoredKey = z.infer<typeof Key>;
export type StoredKeyVersion = z.infer<typeof KeyVersion>;
export type StoredResource = z.infer<typeof Resource>;
export type StoredDeletedKey = HsmState['deletedKeys'][number];
export type StoredJob = z.infer<typeof Job>;

/** A new, empty HSM, as the control plane hands it over: its administrators can do everything, nobody else anything. */
export function emptyHsm(hsm: {
  readonly name: string;
  readonly hostName: string;
  readonly tenantId: string;
  readonly resource: StoredResource;
  readonly roleAssignments: HsmContent['roleAssignments'];
}): HsmState {
  return {
    practice: 'PRACTICE',
    version: 2,
    name: hsm.name,
    hostName: hsm.hostName,
    tenantId: hsm.tenantId,
    resource: hsm.resource,
    activation: 'NotActivated',
    securityDomain: null,
    exchangeKey: null,
    securityDomainOperation: null,
    hasRestorePoint: false,
    jobs: [],
    allowsKeyManagementThroughArm: true,
    ekmConnection: null,
    isDegraded: false,
    content: { keys: [], roleAssignments: hsm.roleAssignments, customRoles: [] },
    deletedKeys: [],
  };
}

/** Whether the HSM answers on its data plane: not before it is made, and not while it is soft-deleted. */
export function isServing({ resource: { operation, deleted, failure } }: HsmState): boolean {
  const isBeingMade = operation?.kind === 'create' || operation?.kind === 'recover';
  return deleted === null && failure === null && !isBeingMade;
}
