// The table of consumers against Azure itself: its paths are members of the specifications' models, and the real az parses every command that the list prints.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { azParses, hasAz } from '#e2e/support/az.ts';
import { hasAzureModels, modelsHave } from '#e2e/support/azure-models.ts';
import { hasAzureSamples, samplesNaming, type SamplesOf } from '#e2e/support/azure-samples.ts';
import { consumersNaming } from '#core/consumers/find-consumers.ts';
import { moveCommands, roleCommand } from '#core/consumers/az-commands.ts';
import { neededRole } from '#core/consumers/assess.ts';
import { awayText } from '#shared/messages/consumer-texts.ts';
import { englishConsumers } from '#shared/messages/en/consumers.ts';
import { isKeyInUse, kindOf, type KnownKind, knownKinds } from '#shared/consumers/kinds.ts';
import { root } from './root.ts';
import { practiceEstate } from '#simulator/estate/practice-estate.ts';

const models: Readonly<Record<KnownKind, readonly [string, string]>> = {
  'microsoft.storage/storageaccounts': ['storage', 'StorageAccount'],
  'microsoft.compute/diskencryptionsets': ['compute', 'DiskEncryptionSet'],
  'microsoft.sql/servers': ['sql', 'Server'],
  'microsoft.sql/servers/databases': ['sql', 'Database'],
  'microsoft.sql/managedinstances': ['sql', 'ManagedInstance'],
  'microsoft.documentdb/databaseaccounts': ['cosmosdb', 'DatabaseAccountGetResults'],
  'microsoft.dbforpostgresql/flexibleservers': ['postgresqlflexibleservers', 'Server'],
  'microsoft.dbformysql/flexibleservers': ['mysqlflexibleservers', 'Server'],
  'microsoft.eventhub/namespaces': ['eventhub', 'EHNamespace'],
  'microsoft.servicebus/namespaces': ['servicebus', 'SBNamespace'],
  'microsoft.containerregistry/registries': ['containerregistry', 'Registry'],
  'microsoft.containerservice/managedclusters': ['containerservice', 'ManagedCluster'],
  'microsoft.kusto/clusters': ['kusto', 'Cluster'],
  'microsoft.operationalinsights/clusters': ['loganalytics', 'Cluster'],
  'microsoft.recoveryservices/vaults': ['recoveryservices', 'Vault'],
  'microsoft.appconfiguration/configurationstores': ['appconfiguration', 'ConfigurationStore'],
  'microsoft.machinelearningservices/workspaces': ['machinelearningservices', 'Workspace'],
  'microsoft.databricks/workspaces': ['databricks', 'Workspace'],
  'microsoft.synapse/workspaces': ['synapse', 'Workspace'],
  'microsoft.automation/automationaccounts': ['automation', 'AutomationAccount'],
  'microsoft.batch/batchaccounts': ['batch', 'BatchAccount'],
  'microsoft.cognitiveservices/accounts': ['cognitiveservices', 'Account'],
};

it.skipIf(!hasAzureModels())(
  'every path of the table is a member of the specification’s model',
  { timeout: 120_000 },
  () => {
    const rows = knownKinds.flatMap((type) => {
      const { keyAt = [], identityAt = null, stateAt = [] } = kindOf(type) ?? {};
      return [...keyAt, ...(identityAt === null ? [] : [identityAt]), ...stateAt].map(
        (path) => [...models[type], path] as const,
      );
    });
    const found = modelsHave([
      ...rows,
      ['storage', 'StorageAccount', 'properties.encryption.keyvaultproperties.keyurl'],
    ]);
    expect(rows.filter((_, at) => found[at] !== true)).toEqual([]);
    expect(found.at(-1)).toBe(false);
  },
);

/** Of each consumer of the estate the commands, with the newest version of a key and with a named one. */
function printedCommands(): readonly (readonly string[])[] {
  const estate = practiceEstate({
    ...{ host: 'lost-hsm.managedhsm.azure.net', resourceId: '/subscriptions/s/hsm', subscription },
    ...{ region: 'westeurope', otherRegion: 'northeurope', keys: ['tax-key'] },
  });
  const consumerOf = consumersNaming({ hsm: lost, resourceId: null, ownerTag: 'owner' });
  const consumers = estate.flatMap((row) => consumerOf(row) ?? []);
  const moves = consumers.flatMap((consumer) => [
    ...moveCommands(consumer, lost, recovered),
    ...moveCommands({ ...consumer, uses: consumer.uses.map((use) => ({ ...use, version })) }, lost, recovered),
  ]);
  const roles = consumers.flatMap((each) =>
    each.identities.map((id) => roleCommand(recovered, neededRole(each), id, 'tax-key')),
  );
  return [
    ...new Map(
      [...moves, ...roles.slice(0, 2)].map((words) => [words.filter((word) => !/\d/u.test(word)).join(' '), words]),
    ).values(),
  ];
}

const [subscription, version] = ['11111111-2222-4333-8444-555555555555', 'a'.repeat(32)];
const [lost, recovered] = ['https://lost-hsm.managedhsm.azure.net', 'https://new-hsm.managedhsm.azure.net'];

/** The kinds for which packages of the SDK have examples with a key of a customer. */
const samples: Partial<Record<KnownKind, SamplesOf>> = {
  'microsoft.storage/storageaccounts': {
    service: 'storage',
    files: /^storageAccounts(?:Create|Update)/u,
    models: ['StorageAccountUpdateParameters', 'StorageAccountCreateParameters'],
  },
  'microsoft.dbforpostgresql/flexibleservers': {
    service: 'postgresql-flexible',
    files: /^servers/u,
    models: ['ServerForUpdate', 'Server'],
  },
  'microsoft.eventhub/namespaces': { service: 'eventhub', files: /^namespacesCreate/u, models: ['EHNamespace'] },
  'microsoft.operationalinsights/clusters': {
    service: 'operationalinsights',
    files: /^clusters/u,
    models: ['ClusterPatch', 'Cluster'],
  },
  'microsoft.recoveryservices/vaults': {
    service: 'recoveryservices',
    files: /^vaults/u,
    models: ['PatchVault', 'Vault'],
  },
  'microsoft.machinelearningservices/workspaces': {
    service: 'machinelearning',
    files: /^workspacesCreate/u,
    models: ['Workspace'],
  },
  'microsoft.databricks/workspaces': { service: 'databricks', files: /^workspacesCreate/u, models: ['Workspace'] },
  'microsoft.cognitiveservices/accounts': {
    service: 'cognitiveservices',
    files: /^accountsCreate/u,
    models: ['Account'],
  },
};

// Optional packages: without them `hasAzureSamples` says that it is skipped.
it.skipIf(!hasAzureSamples()).each(Object.entries(samples))(
  'the examples of the specification name the key where the table says: %s',
  async (type, of) => {
    const consumerOf = consumersNaming({ hsm: lost, resourceId: null, ownerTag: 'owner' });
    const found = (await samplesNaming(lost, of)).map(({ properties = null }) =>
      consumerOf({ id: '/example', type, properties }),
    );
    expect(found.length).toBeGreaterThan(0);
    const atItsPlace = found.filter((each) =>
      each?.uses.every(({ path, key }) => key !== null && isKeyInUse(type, path)),
    );
    expect(found.filter((each) => !atItsPlace.includes(each))).toEqual([]);
  },
);

it('the guide says of each kind what the table says', () => {
  const guide = readFileSync(join(root, 'assets', 'docs', 'guide', 'consumers.md'), 'utf8');
  const rows =
    guide
      .slice(guide.indexOf('## How long it takes'))
      .match(/^\| .*$/gmu)
      ?.slice(2) ?? [];
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  expect(cells.map(([, , away, region, change]) => [away, region, change?.includes('no other key')])).toEqual(
    knownKinds.map((type) => [
      awayText({ type }, englishConsumers),
      kindOf(type)?.region,
      kindOf(type)?.change === 'new-resource',
    ]),
  );
});

it.skipIf(!hasAz())('the real az parses every command of the list', { timeout: 120_000 }, () => {
  const commands = printedCommands();
  // At least one for each kind that takes another key.
  expect(commands.length).toBeGreaterThan(knownKinds.length);
  const said = azParses([
    ...commands.map((words) => words.slice(1)),
    ['storage', 'account', 'update', '--no-such-option', 'x'],
  ]);
  expect(commands.filter((_, at) => said[at] !== 'parsed').map((words) => words.join(' '))).toEqual([]);
  expect(said.at(-1)).not.toBe('parsed');
});
