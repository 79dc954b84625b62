// A practice estate: forty resources that use keys of a practice HSM, in the form in which Resource Graph shows them, and some that only look as if they did. The members of each kind are those of Azure's specifications.
import type { JsonObject } from '#core/encoding/json.ts';
import type { StoredResource } from '../control-plane/azure-state.ts';

export interface EstateOf {
  /** Host of the HSM. */
  readonly host: string;
  /** Resource id of the HSM. */
  readonly resourceId: string;
  readonly subscription: string;
  /** Where the HSM is, and another region. */
  readonly region: string;
  readonly otherRegion: string;
  /** Names of keys, at least one; those in use are taken in turn. */
  readonly keys: readonly string[];
}

const owners = ['payments', 'claims', 'platform', 'data', 'archive'] as const;

/** Object id of the identity of the resource with this number. */
const principalOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Forty consumers, then what is none. */
export function practiceEstate({
  host,
  resourceId,
  subscription,
  region,
  otherRegion,
  keys,
}: EstateOf): StoredResource[] {
  const base = `https://${host}`;
  const key = (number: number): string => keys[number % keys.length] ?? '';
  const uri = (number: number): string => `${base}/keys/${key(number)}`;
  const beside = (number: number): JsonObject => ({ keyName: key(number), keyVaultUri: `${base}/`, keyVersion: '' });
  const assigned = (number: number): string =>
    `/subscriptions/${subscription}/resourceGroups/identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/reader-${number}`;
  const resource = (
    number: number,
    type: string,
    name: string,
    properties: JsonObject,
    { elsewhere = false, reader = false }: { readonly elsewhere?: boolean; readonly reader?: boolean } = {},
  ): StoredResource => ({
    id: `/subscriptions/${subscription}/resourceGroups/estate/providers/${type}/${name}`,
    type: type.replace(/\/[^/]+\/databases$/u, '/databases').toLowerCase(),
    location: elsewhere ? otherRegion : region,
    // Every eighth belongs to nobody.
    tags: number % 8 === 7 ? {} : { Owner: owners[number % owners.length] ?? '' },
    identity: reader
      ? { type: 'UserAssigned', userAssignedIdentities: { [assigned(number)]: { principalId: principalOf(number) } } }
      : { type: 'SystemAssigned', principalId: principalOf(number) },
    properties: { provisioningState: 'Succeeded', ...properties },
  });
  const storage = (number: number, name: string, elsewhere: boolean): StoredResource =>
    resource(
      number,
      'Microsoft.Storage/storageAccounts',
      name,
      {
        encryption: {
          keySource: 'Microsoft.Keyvault',
          keyvaultproperties: {
            keyname: key(number),
            keyvaulturi: base,
            keyversion: '',
            // What it uses now, beside what it was told.
            currentVersionedKeyIdentifier: `${uri(number)}/${'0'.repeat(31)}1`,
          },
        },
      },
      { elsewhere },
    );
  const disks = (number: number, name: string): StoredResource =>
    resource(number, 'Microsoft.Compute/diskEncryptionSets', name, {
      activeKey: { keyUrl: uri(number) },
      previousKeys: [],
      encryptionType: 'EncryptionAtRestWithCustomerKey',
    });
  const encrypted = (number: number, type: string, name: string, member: string, elsewhere = false): StoredResource =>
    resource(number, type, name, { encryption: { keyVaultProperties: { [member]: uri(number) } } }, { elsewhere });
  const consumers = [
    ...Array.from({ length: 8 }, (_, at) => storage(at, `ledger${at}`, at > 5)),
    ...Array.from({ length: 4 }, (_, at) => disks(8 + at, `disks-${at}`)),
    resource(12, 'Microsoft.Sql/servers', 'sql-orders', { state: 'Ready', keyId: uri(12) }),
    resource(13, 'Microsoft.Sql/servers', 'sql-claims', { state: 'Ready', keyId: uri(13) }, { elsewhere: true }),
    resource(14, 'Microsoft.Sql/servers/sql-orders/databases', 'ledger', {
      status: 'Online',
      encryptionProtector: uri(14),
      keys: { [uri(14)]: { type: 'AzureKeyVault' } },
    }),
    resource(15, 'Microsoft.Sql/managedInstances', 'mi-core', { state: 'Ready', keyId: uri(15) }),
    resource(
      16,
      'Microsoft.DocumentDB/databaseAccounts',
      'cosmos-cards',
      { keyVaultKeyUri: uri(16), defaultIdentity: `UserAssignedIdentity=${assigned(16)}` },
      { reader: true },
    ),
    resource(17, 'Microsoft.DocumentDB/databaseAccounts', 'cosmos-events', {
      keyVaultKeyUri: uri(17),
      defaultIdentity: 'SystemAssignedIdentity',
    }),
    ...(['PostgreSQL', 'MySQL'] as const).map((engine, at) =>
      resource(
        18 + at,
        `Microsoft.DBfor${engine}/flexibleServers`,
        `db-${engine.toLowerCase()}`,
        {
          state: 'Ready',
          dataEncryption: {
            type: 'AzureKeyVault',
            primaryKeyURI: uri(18 + at),
            primaryUserAssignedIdentityId: assigned(18 + at),
          },
        },
        { reader: true },
      ),
    ),
    resource(20, 'Microsoft.EventHub/namespaces', 'events-payments', {
      encryption: { keySource: 'Microsoft.KeyVault', keyVaultProperties: [beside(20), beside(21)] },
    }),
    resource(21, 'Microsoft.EventHub/namespaces', 'events-audit', {
      encryption: { keySource: 'Microsoft.KeyVault', keyVaultProperties: [beside(21)] },
    }),
    resource(22, 'Microsoft.ServiceBus/namespaces', 'orders-bus', {
      encryption: { keySource: 'Microsoft.KeyVault', keyVaultProperties: [beside(22)] },
    }),
    encrypted(23, 'Microsoft.ContainerRegistry/registries', 'images', 'keyIdentifier'),
    resource(24, 'Microsoft.ContainerService/managedClusters', 'cluster-1', {
      securityProfile: { azureKeyVaultKms: { enabled: true, keyId: uri(24) } },
    }),
    resource(25, 'Microsoft.ContainerService/managedClusters', 'cluster-2', {
      securityProfile: { azureKeyVaultKms: { enabled: true, keyId: uri(25) } },
    }),
    resource(26, 'Microsoft.Kusto/clusters', 'explorer', { state: 'Running', keyVaultProperties: beside(26) }),
    resource(27, 'Microsoft.OperationalInsights/clusters', 'logs', { keyVaultProperties: beside(27) }),
    encrypted(28, 'Microsoft.RecoveryServices/vaults', 'vault-vms', 'keyUri'),
    encrypted(29, 'Microsoft.AppConfiguration/configurationStores', 'settings', 'keyIdentifier'),
    encrypted(30, 'Microsoft.MachineLearningServices/workspaces', 'learning', 'keyIdentifier', true),
    resource(31, 'Microsoft.Databricks/workspaces', 'bricks', {
      encryption: {
        entities: {
          managedServices: { keySource: 'Microsoft.Keyvault', keyVaultProperties: beside(31) },
          managedDisk: { keySource: 'Microsoft.Keyvault', keyVaultProperties: beside(32) },
        },
      },
    }),
    resource(32, 'Microsoft.Synapse/workspaces', 'warehouse', {
      encryption: { cmk: { status: 'Consistent', key: { name: 'default', keyVaultUrl: uri(32) } } },
    }),
    resource(33, 'Microsoft.Automation/automationAccounts', 'runbooks', {
      state: 'Ok',
      encryption: { keySource: 'Microsoft.Keyvault', keyVaultProperties: { ...beside(33) } },
    }),
    encrypted(34, 'Microsoft.Batch/batchAccounts', 'nightly', 'keyIdentifier'),
    resource(35, 'Microsoft.CognitiveServices/accounts', 'speech', {
      encryption: { keySource: 'Microsoft.KeyVault', keyVaultProperties: beside(35) },
    }),
    // Kinds that the table does not know, and a place that names the HSM and no key.
    resource(36, 'Microsoft.DataFactory/factories', 'flows', {
      encryption: { vaultBaseUrl: `${base}/`, keyName: key(36) },
    }),
    resource(37, 'Microsoft.StreamAnalytics/clusters', 'streams', { odd: [{ deep: { place: uri(37) } }] }),
    resource(38, 'Microsoft.Network/privateEndpoints', 'to-hsm', {
      privateLinkServiceConnections: [{ properties: { privateLinkServiceId: resourceId } }],
    }),
    resource(39, 'Microsoft.Web/sites', 'signer', {
      siteConfig: { note: `signs with ${base}/keys/${key(39)} at night` },
    }),
  ];
  const set = `/subscriptions/${subscription}/resourceGroups/estate/providers/Microsoft.Compute/diskEncryptionSets/disks-0`;
  return [
    ...consumers,
    ...Array.from({ length: 5 }, (_, at) =>
      resource(60 + at, 'Microsoft.Compute/disks', `disk-${at}`, {
        encryption: { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: set },
      }),
    ),
    // Names of other HSMs may end with this one's, and begin with it.
    resource(70, 'Microsoft.Storage/storageAccounts', 'stranger', {
      encryption: { keyvaultproperties: { keyname: 'k', keyvaulturi: `https://not-${host}`, keyversion: '' } },
    }),
    resource(71, 'Microsoft.Storage/storageAccounts', 'stranger2', {
      encryption: { keyvaultproperties: { keyname: 'k', keyvaulturi: `${base}.example`, keyversion: '' } },
    }),
    {
      ...resource(72, 'Microsoft.Storage/storageAccounts', 'plain', { encryption: { keySource: 'Microsoft.Storage' } }),
    },
  ];
}

/** How many resources of the estate use the HSM. */
export const estateConsumers = 40;
