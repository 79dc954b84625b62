// How values are written that people type from memory: an example for each, which every language can show.

const guidExample = '00000000-0000-4000-8000-000000000001';
const group = `/subscriptions/${guidExample}/resourceGroups/recovery/providers`;

/** By the last name of a path; the same name is written alike in every document. */
const examples: Readonly<Record<string, string>> = {
  account: 'https://backups.blob.core.windows.net',
  container: 'mhsm-backups',
  folder: 'mhsm-lost-hsm-2026101312000000',
  identity: `${group}/Microsoft.ManagedIdentity/userAssignedIdentities/restore`,
  location: 'northeurope',
  resourceGroup: 'recovery',
  resourceId: `${group}/Microsoft.KeyVault/managedHSMs/recovered-hsm`,
  subscription: guidExample,
  tenant: guidExample,
  uri: 'https://recovered-hsm.managedhsm.azure.net',
};

/**
 * A value as it is written.
 * @param path of the member, `backup.account`
 * @returns undefined where an example would help nobody
 */
export function exampleFor(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('.') + 1);
  return Object.hasOwn(examples, name) ? examples[name] : undefined;
}
