// The kinds of Azure resources that use a key of an HSM: where each names it, and what is possible. Plain data; a kind that is not in it is listed all the same.

/** What happens to a consumer while its key is away, the worst first. */
export const awayEffects = ['loses-data', 'stops', 'partly-stops', 'not-documented'] as const;
export type AwayEffect = (typeof awayEffects)[number];

const encryptionUser = 'Managed HSM Crypto Service Encryption User';

export interface ConsumerKind {
  /**
   * Where it names the key that it uses: an address of the key, or one of the HSM with `keyName` and `keyVersion` beside it. In the spelling
   * of the service's specification; `[]` is every item of a list.
   */
  readonly keyAt: readonly string[];
  /** Where it names the user-assigned identity that reads the key; null where it has none, or names none. */
  readonly identityAt: string | null;
  /** Where it says how it is, beside `properties.provisioningState` and `properties.state`. */
  readonly stateAt: readonly string[];
  /** Whether a standing resource takes another key, or only a new one does. */
  readonly change: 'in-place' | 'new-resource';
  /** `bound`: the HSM must be in the resource's own region. */
  readonly region: 'any' | 'bound';
  readonly away: {
    readonly effect: AwayEffect;
    /** The documented time until then, in minutes; null where none is documented: it may be at once. */
    readonly minutes: number | null;
  };
  /** What its identity needs on the HSM, for the key. */
  readonly role: string;
  /** Where the service documents this. */
  readonly source: string;
}

const learn = 'https://learn.microsoft.com/azure/';

const usual = {
  identityAt: null,
  stateAt: [],
  change: 'in-place',
  region: 'any',
  role: encryptionUser,
} as const;

const stops = (minutes: number | null) => ({ effect: 'stops', minutes }) as const;
const partlyStops = { effect: 'partly-stops', minutes: null } as const;
const notDocumented = { effect: 'not-documented', minutes: null } as const;

const ofVault = 'properties.encryption.keyVaultProperties';

/** By resource type in lower case, as Resource Graph writes it. */
const kinds = {
  'microsoft.storage/storageaccounts': {
    ...usual,
    keyAt: ['properties.encryption.keyvaultproperties.keyvaulturi'],
    identityAt: 'properties.encryption.identity.userAssignedIdentity',
    away: stops(null),
    source: `${learn}storage/common/customer-managed-keys-overview`,
  },
  'microsoft.compute/diskencryptionsets': {
    ...usual,
    keyAt: ['properties.activeKey.keyUrl'],
    region: 'bound',
    away: stops(null),
    source: `${learn}virtual-machines/disk-encryption`,
  },
  'microsoft.sql/servers': {
    ...usual,
    keyAt: ['properties.keyId'],
    identityAt: 'properties.primaryUserAssignedIdentityId',
    away: stops(10),
    source: `${learn}azure-sql/database/transparent-data-encryption-byok-overview`,
  },
  'microsoft.sql/servers/databases': {
    ...usual,
    keyAt: ['properties.encryptionProtector'],
    stateAt: ['properties.status'],
    away: stops(10),
    source: `${learn}azure-sql/database/transparent-data-encryption-byok-database-level-overview`,
  },
  'microsoft.sql/managedinstances': {
    ...usual,
    keyAt: ['properties.keyId'],
    identityAt: 'properties.primaryUserAssignedIdentityId',
    away: stops(10),
    source: `${learn}azure-sql/database/transparent-data-encryption-byok-overview`,
  },
  'microsoft.documentdb/databaseaccounts': {
    ...usual,
    keyAt: ['properties.keyVaultKeyUri'],
    identityAt: 'properties.defaultIdentity',
    stateAt: ['properties.customerManagedKeyStatus'],
    away: stops(null),
    source: `${learn}cosmos-db/how-to-setup-customer-managed-keys-mhsm`,
  },
  'microsoft.dbforpostgresql/flexibleservers': {
    ...usual,
    keyAt: ['properties.dataEncryption.primaryKeyURI', 'properties.dataEncryption.geoBackupKeyURI'],
    identityAt: 'properties.dataEncryption.primaryUserAssignedIdentityId',
    stateAt: ['properties.dataEncryption.primaryEncryptionKeyStatus'],
    away: stops(10),
    source: `${learn}postgresql/flexible-server/concepts-data-encryption`,
  },
  'microsoft.dbformysql/flexibleservers': {
    ...usual,
    keyAt: ['properties.dataEncryption.primaryKeyURI', 'properties.dataEncryption.geoBackupKeyURI'],
    identityAt: 'properties.dataEncryption.primaryUserAssignedIdentityId',
    away: stops(10),
    source: `${learn}mysql/flexible-server/concepts-customer-managed-key`,
  },
  'microsoft.eventhub/namespaces': {
    ...usual,
    keyAt: [`${ofVault}[].keyVaultUri`],
    identityAt: `${ofVault}[].identity.userAssignedIdentity`,
    away: stops(null),
    source: `${learn}event-hubs/configure-customer-managed-key`,
  },
  'microsoft.servicebus/namespaces': {
    ...usual,
    keyAt: [`${ofVault}[].keyVaultUri`],
    identityAt: `${ofVault}[].identity.userAssignedIdentity`,
    away: stops(null),
    source: `${learn}service-bus-messaging/configure-customer-managed-key`,
  },
  'microsoft.containerregistry/registries': {
    ...usual,
    keyAt: [`${ofVault}.keyIdentifier`],
    away: stops(null),
    source: `${learn}container-registry/tutorial-rotate-revoke-customer-managed-keys`,
  },
  'microsoft.containerservice/managedclusters': {
    ...usual,
    keyAt: ['properties.securityProfile.azureKeyVaultKms.keyId'],
    // The cluster encrypts with the key itself; the other role wraps and unwraps alone.
    role: 'Managed HSM Crypto User',
    away: partlyStops,
    source: `${learn}aks/use-kms-etcd-encryption`,
  },
  'microsoft.kusto/clusters': {
    ...usual,
    keyAt: ['properties.keyVaultProperties.keyVaultUri'],
    identityAt: 'properties.keyVaultProperties.userIdentity',
    region: 'bound',
    away: notDocumented,
    source: `${learn}data-explorer/customer-managed-keys`,
  },
  'microsoft.operationalinsights/clusters': {
    ...usual,
    keyAt: ['properties.keyVaultProperties.keyVaultUri'],
    region: 'bound',
    away: { effect: 'loses-data', minutes: 60 },
    source: `${learn}azure-monitor/logs/customer-managed-keys`,
  },
  'microsoft.recoveryservices/vaults': {
    ...usual,
    keyAt: [`${ofVault}.keyUri`],
    identityAt: 'properties.encryption.kekIdentity.userAssignedIdentity',
    region: 'bound',
    away: partlyStops,
    source: `${learn}backup/encryption-at-rest-with-cmk`,
  },
  'microsoft.appconfiguration/configurationstores': {
    ...usual,
    keyAt: [`${ofVault}.keyIdentifier`],
    away: stops(60),
    source: `${learn}azure-app-configuration/concept-customer-managed-keys`,
  },
  'microsoft.machinelearningservices/workspaces': {
    ...usual,
    keyAt: [`${ofVault}.keyIdentifier`],
    stateAt: ['properties.encryption.status'],
    change: 'new-resource',
    away: notDocumented,
    source: `${learn}machine-learning/concept-customer-managed-keys`,
  },
  'microsoft.databricks/workspaces': {
    ...usual,
    keyAt: [
      'properties.parameters.encryption.value.keyvaulturi',
      'properties.encryption.entities.managedServices.keyVaultProperties.keyVaultUri',
      'properties.encryption.entities.managedDisk.keyVaultProperties.keyVaultUri',
    ],
    region: 'bound',
    away: stops(null),
    source: `${learn}databricks/security/keys/customer-managed-keys`,
  },
  'microsoft.synapse/workspaces': {
    ...usual,
    keyAt: ['properties.encryption.cmk.key.keyVaultUrl'],
    identityAt: 'properties.encryption.cmk.kekIdentity.userAssignedIdentity',
    stateAt: ['properties.encryption.cmk.status'],
    region: 'bound',
    away: notDocumented,
    source: `${learn}synapse-analytics/security/workspaces-encryption`,
  },
  'microsoft.automation/automationaccounts': {
    ...usual,
    keyAt: [`${ofVault}.keyvaultUri`],
    identityAt: 'properties.encryption.identity.userAssignedIdentity',
    away: partlyStops,
    source: `${learn}automation/automation-secure-asset-encryption`,
  },
  'microsoft.batch/batchaccounts': {
    ...usual,
    keyAt: [`${ofVault}.keyIdentifier`],
    away: stops(null),
    source: `${learn}batch/batch-customer-managed-key`,
  },
  'microsoft.cognitiveservices/accounts': {
    ...usual,
    keyAt: [`${ofVault}.keyVaultUri`],
    region: 'bound',
    away: notDocumented,
    source: `${learn}ai-services/encryption/cognitive-services-encryption-keys-portal`,
  },
} as const satisfies Readonly<Record<string, ConsumerKind>>;

/** A resource type that the table knows. */
export type KnownKind = keyof typeof kinds;
export const knownKinds = Object.keys(kinds) as readonly KnownKind[];

export const isKnownKind = (type: string): type is KnownKind => Object.hasOwn(kinds, type);

/** What is known of a resource type, in lower case; undefined where the table does not have it. */
export const kindOf = (type: string): ConsumerKind | undefined => (isKnownKind(type) ? kinds[type] : undefined);

/** What happens to a resource of this type while its key is away: of a type that is not known, nothing is documented. */
export const awayOf = (type: string): ConsumerKind['away'] => kindOf(type)?.away ?? notDocumented;

/**
 * Whether a place is one of the key in use: elsewhere a resource of a known kind names what it used before. Of a kind that is not known, every
 * place is.
 * @param type in lower case
 */
export function isKeyInUse(type: string, path: string): boolean {
  const kind = kindOf(type);
  const at = path.replaceAll(/\[\d+\]/gu, '[]').toLowerCase();
  return kind === undefined || kind.keyAt.some((each) => each.toLowerCase() === at);
}
