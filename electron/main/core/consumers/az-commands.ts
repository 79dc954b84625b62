// The commands of the Azure CLI that point each kind of consumer to a key of another HSM. Where a service has no command of its own in the CLI without extensions, or only one in JSON, which no two shells quote alike, the resource is updated by its path.
import type { Consumer, KeyUse, ResourceName } from '#shared/consumers/consumers.ts';
import { resourceNameOf } from '#shared/consumers/consumers.ts';
import { isKeyInUse, isKnownKind, type KnownKind } from '#shared/consumers/kinds.ts';
import { nameInAddress } from '../azure/names.ts';

/** A command as its words; each shell quotes them in its own way. */
export type Words = readonly string[];

/** A place that names its key. */
type NamedUse = KeyUse & { readonly key: string };

interface Move {
  readonly consumer: Consumer;
  readonly name: ResourceName;
  /** Base addresses. */
  readonly from: string;
  readonly to: string;
  /** Every use; the command of a kind that takes one key changes the first. */
  readonly uses: readonly NamedUse[];
  readonly use: NamedUse;
}

/** The address of a key: of its newest version where no version is named. */
export const keyAddress = (hsm: string, key: string, version: string | null): string =>
  `${hsm}/keys/${key}${version === null ? '' : `/${version}`}`;

const group = ({ name }: Move): Words => ['--subscription', name.subscription, '--resource-group', name.group];
const ids = ({ consumer }: Move): Words => ['--ids', consumer.id];
const newKey = ({ to, use }: Move): string => keyAddress(to, use.key, use.version);

/** Every place at once; where the name is beside the address, the address of the HSM alone changes. */
const byPath = (move: Move): readonly Words[] => [
  [
    ...['az', 'resource', 'update', ...ids(move), '--set'],
    ...move.uses.map(
      ({ path, key, version }) =>
        `${path}=${/keyVaultUri$/iu.test(path) ? move.to : keyAddress(move.to, key, version)}`,
    ),
  ],
];

/** A namespace may have several keys: those of the new HSM are added before the old ones go. */
const ofNamespace =
  (service: 'eventhubs' | 'servicebus') =>
  (move: Move): readonly Words[] => {
    const { consumer, from, to, uses } = move;
    const config = (hsm: string, { key, version }: NamedUse): Words => [
      '--encryption-config',
      `key-name=${key}`,
      `key-vault-uri=${hsm}`,
      ...(version === null ? [] : [`key-version=${version}`]),
      ...(consumer.identity === null ? [] : [`user-assigned-identity=${consumer.identity}`]),
    ];
    const change = (verb: 'add' | 'remove', hsm: string): readonly Words[] =>
      uses.map((use) => [
        ...['az', service, 'namespace', 'encryption', verb, ...group(move), '--namespace-name', move.name.name],
        ...config(hsm, use),
      ]);
    return [...change('add', to), ...change('remove', from)];
  };

const commands: Readonly<Record<KnownKind, (move: Move) => readonly Words[]>> = {
  'microsoft.storage/storageaccounts': (move) => [
    [
      ...['az', 'storage', 'account', 'update', ...ids(move), '--encryption-key-source', 'Microsoft.Keyvault'],
      ...['--encryption-key-vault', move.to, '--encryption-key-name', move.use.key],
      ...(move.use.version === null ? [] : ['--encryption-key-version', move.use.version]),
    ],
  ],
  'microsoft.compute/diskencryptionsets': (move) => [
    ['az', 'disk-encryption-set', 'update', ...ids(move), '--key-url', newKey(move)],
  ],
  'microsoft.sql/servers': (move) => {
    const server = [...group(move), '--server', move.name.name];
    return [
      ['az', 'sql', 'server', 'key', 'create', ...server, '--kid', newKey(move)],
      ['az', 'sql', 'server', 'tde-key', 'set', ...server, '--server-key-type', 'AzureKeyVault', '--kid', newKey(move)],
    ];
  },
  'microsoft.sql/managedinstances': (move) => {
    const instance = [...group(move), '--managed-instance', move.name.name];
    return [
      ['az', 'sql', 'mi', 'key', 'create', ...instance, '--kid', newKey(move)],
      ['az', 'sql', 'mi', 'tde-key', 'set', ...instance, '--server-key-type', 'AzureKeyVault', '--kid', newKey(move)],
    ];
  },
  // It is found by its server, which its id names.
  'microsoft.sql/servers/databases': (move) =>
    move.name.parents
      .slice(-1)
      .map((server) => [
        ...['az', 'sql', 'db', 'update', ...group(move), '--server', server, '--name', move.name.name],
        ...['--keys', newKey(move), '--encryption-protector', newKey(move)],
      ]),
  'microsoft.documentdb/databaseaccounts': (move) => [
    ['az', 'cosmosdb', 'update', ...ids(move), '--key-uri', newKey(move)],
  ],
  'microsoft.dbforpostgresql/flexibleservers': byPath,
  'microsoft.dbformysql/flexibleservers': byPath,
  'microsoft.eventhub/namespaces': ofNamespace('eventhubs'),
  'microsoft.servicebus/namespaces': ofNamespace('servicebus'),
  'microsoft.containerregistry/registries': (move) => [
    [
      ...['az', 'acr', 'encryption', 'rotate-key', ...group(move), '--name', move.name.name],
      ...['--key-encryption-key', newKey(move)],
      ...(move.consumer.identity === null ? [] : ['--identity', move.consumer.identity]),
    ],
  ],
  'microsoft.containerservice/managedclusters': (move) => [
    [
      ...['az', 'aks', 'update', ...group(move), '--name', move.name.name],
      ...['--enable-azure-keyvault-kms', '--azure-keyvault-kms-key-id', newKey(move)],
    ],
  ],
  'microsoft.kusto/clusters': byPath,
  'microsoft.operationalinsights/clusters': byPath,
  'microsoft.recoveryservices/vaults': (move) => [
    [
      ...['az', 'backup', 'vault', 'encryption', 'update', ...ids(move), '--encryption-key-id', newKey(move)],
      ...(move.consumer.identity === null ? ['--mi-system-assigned'] : ['--mi-user-assigned', move.consumer.identity]),
    ],
  ],
  'microsoft.appconfiguration/configurationstores': (move) => [
    [
      ...['az', 'appconfig', 'update', ...group(move), '--name', move.name.name],
      ...['--encryption-key-vault', move.to, '--encryption-key-name', move.use.key],
      ...(move.use.version === null ? [] : ['--encryption-key-version', move.use.version]),
    ],
  ],
  // It takes no other key; a new workspace is made.
  'microsoft.machinelearningservices/workspaces': () => [],
  'microsoft.databricks/workspaces': byPath,
  'microsoft.synapse/workspaces': (move) => {
    const shown = `${move.use.key}-${nameInAddress(move.to)}`;
    const workspace = [...group(move), '--workspace-name', move.name.name];
    return [
      ['az', 'synapse', 'workspace', 'key', 'create', ...workspace, '--name', shown, '--key-identifier', newKey(move)],
      ['az', 'synapse', 'workspace', 'update', ...ids(move), '--key-name', shown],
    ];
  },
  'microsoft.automation/automationaccounts': byPath,
  'microsoft.batch/batchaccounts': (move) => [
    [
      ...['az', 'batch', 'account', 'set', ...group(move), '--name', move.name.name],
      ...['--encryption-key-source', 'Microsoft.KeyVault', '--encryption-key-identifier', newKey(move)],
    ],
  ],
  'microsoft.cognitiveservices/accounts': byPath,
};

/**
 * The commands that point a consumer to the same keys of another HSM, in order. None for a kind that the table does not know, for one that takes no
 * other key, and for a place that names no key, or one that is not in use.
 * @param from base address of the lost HSM
 * @param to base address of the new one
 */
export function moveCommands(consumer: Consumer, from: string, to: string): readonly Words[] {
  const name = resourceNameOf(consumer.id);
  const { type } = consumer;
  const uses = consumer.uses.filter((each): each is NamedUse => each.key !== null && isKeyInUse(type, each.path));
  const [use] = uses;
  // Of one that names the HSM elsewhere, nobody knows which key it uses: a command would replace that one.
  const isWhole = uses.length === consumer.uses.length;
  if (!isKnownKind(type) || !name || !use || !isWhole) return [];
  return commands[type]({ consumer, name, from, to, uses, use });
}

/** The command that gives an identity its role on the new HSM, for one key. @param to base address of the new HSM */
export const roleCommand = (to: string, role: string, principalId: string, key: string): Words => [
  ...['az', 'keyvault', 'role', 'assignment', 'create', '--hsm-name', nameInAddress(to)],
  ...['--role', role, '--assignee-object-id', principalId, '--assignee-principal-type', 'ServicePrincipal'],
  ...['--scope', `/keys/${key}`],
];
